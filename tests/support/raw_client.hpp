#pragma once
// A client that sends exactly the bytes it is told to, for tests of what goes over the wire.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sayso::test {

struct RawResponse {
    int status = 0;
    std::string reason;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    // First value of a field, or empty; names without regard to case.
    std::string header(std::string_view name) const;
};

// Blocking, but never longer than its patience: what does not come in time is reported, not waited for.
class RawClient {
  public:
    // url as Server::address() gives it: "http://127.0.0.1:8080". Throws when the connection cannot be made.
    explicit RawClient(std::string_view url, std::chrono::milliseconds patience = std::chrono::milliseconds(20000));
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    // False when the other side takes no more.
    bool send(std::string_view bytes);
    // Sends and returns at once with what the kernel took: for a peer that does not read.
    std::size_t send_some(std::string_view bytes);
    void shut_sending();
    void reset();  // closes with RST

    // The next response, read by its Content-Length; nothing at the end of the stream, on a broken one or out of
    // patience. `to_head`: the request was HEAD, so no body follows. Interim responses (1xx) are responses too.
    std::optional<RawResponse> receive(bool to_head = false);
    std::optional<RawResponse> ask(std::string_view bytes) { return send(bytes) ? receive() : std::nullopt; }
    // Whether the other side has closed or closes in time, with nothing more said.
    bool closed();
    // Everything until the other side closes.
    std::string rest();
    std::chrono::milliseconds patience;

  private:
    bool fill();

    int socket_ = -1;
    std::string arrived_;
};

}  // namespace sayso::test
