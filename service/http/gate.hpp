#pragma once
// The strict reading of a request's head, as pure functions: what RFC 9112 leaves to taste is refused, so that no proxy
// in front of us and we can take the same bytes for different requests. Standard library only.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "service/http/message.hpp"

namespace sayso::http {

// A refusal, or none (status 0). After a refusal the connection closes: what follows on it cannot be trusted.
struct Verdict {
    int status = 0;
    std::string_view reason;  // one word or two for metrics, never what was sent
    bool passed() const { return status == 0; }
};

// Looks at bytes as they arrive until the head is complete, and refuses as early as a fault can be seen: control
// characters, a bare CR or LF, a folded line, a broken request line, too much of anything.
class HeadScan {
  public:
    explicit HeadScan(std::size_t most_bytes) : most_bytes_(most_bytes) {}
    // `arrived` starts where the first call's did and only grows. True when complete or refused.
    bool look(std::string_view arrived);
    const Verdict& verdict() const { return verdict_; }
    // Where the request line starts (an empty line or two may come before it), and past the end of the head.
    std::size_t begin() const { return begin_; }
    std::size_t end() const { return at_; }
    bool begun() const { return at_ > begin_; }

  private:
    bool refuse(int status, std::string_view reason);
    bool end_line(std::string_view arrived);
    bool in_request_line(unsigned char c);

    std::size_t most_bytes_;
    std::size_t at_ = 0, begin_ = 0, line_ = 0;
    int empty_lines_ = 0;
    bool after_return_ = false, in_fields_ = false, after_method_ = false;
    Verdict verdict_;
};

struct Head {
    std::string method, target;
    int minor = 1;  // of HTTP/1.x; a later minor than 1 counts as 1 (RFC 9110 2.5)
    Headers fields;
};

// Takes a complete head apart. `head` is method to empty line, as HeadScan found it.
Verdict read_head(std::string_view head, Head& into);

enum class Framing { none, length, chunked };

// What the gate found in a head that may pass.
struct Admission {
    Verdict verdict;
    std::string path, query;  // of the target, whatever its form; "*" for the server as a whole
    std::string authority;    // of an absolute target: replaces Host (RFC 9112 3.2.2)
    Framing framing = Framing::none;
    std::uint64_t length = 0;
    bool keep_alive = false;
    bool wants_continue = false;
};

// Judges a head: Host, framing, target, expectations. A body longer than `most_body` is refused before it is read.
Admission admit(const Head& head, std::uint64_t most_body);

}  // namespace sayso::http
