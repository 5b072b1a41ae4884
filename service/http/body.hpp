#pragma once
// The strict reading of a request's body, fed with bytes as they arrive. Pure; standard library only.
#include "service/http/gate.hpp"

namespace sayso::http {

// Takes a body out of the stream by Content-Length or by chunks (RFC 9112 7.1). Chunk extensions are checked and
// ignored, trailer fields too; both are bounded, as is the body.
class BodyReader {
  public:
    BodyReader(Framing framing, std::uint64_t length, std::uint64_t most_bytes);
    // Appends what of `bytes` belongs to the body and says how many bytes it has used, fewer than given only at the end
    // or when refused.
    std::size_t take(std::string_view bytes, std::string& body);
    bool done() const { return state_ == State::done; }
    const Verdict& verdict() const { return verdict_; }

  private:
    enum class State { data, chunk_size, chunk_data, chunk_end, trailer, done };

    std::size_t take_data(std::string_view bytes, std::string& body);
    std::size_t take_line(std::string_view bytes);
    void end_line();
    void start_chunk(std::string_view line);
    void refuse(int status, std::string_view reason) { verdict_ = {status, reason}; }

    State state_;
    std::uint64_t left_;        // of the body or of the chunk
    std::uint64_t allowed_;     // that the body may still grow
    std::size_t overhead_ = 0;  // bytes of extensions and trailers so far
    std::string line_;
    Verdict verdict_;
};

}  // namespace sayso::http
