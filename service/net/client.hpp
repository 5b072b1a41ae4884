#pragma once
// Requests to other machines, and to our own service from its tools. Blocking; Beast stays behind it.
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "service/http/message.hpp"

namespace sayso::net {

struct ClientLimits {
    std::chrono::milliseconds connect_time{5'000};
    std::chrono::milliseconds total_time{120'000};  // of the whole exchange, redirects included
    std::uint64_t body_bytes = 256u * 1024 * 1024;
    int redirects = 5;  // followed within http, within https, or from http to https; fetch only
    // Told as the body arrives: bytes so far, and of how many if the server said so.
    std::function<void(std::uint64_t got, std::optional<std::uint64_t> of)> progress = nullptr;
};

// Nobody took the connection, so nothing was sent and nothing can have happened: safe to try again.
class NotConnected : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// One blocking HTTP/1.1 exchange over http or https (certificates checked against the system's store), on a private
// io_context with deadlines: for commands and intake, never on a request's thread. Any status is an answer. Throws
// std::runtime_error, in words for the person at the terminal, when there is none; NotConnected when it never began.
http::Response fetch(std::string_view method, std::string_view url, const http::Headers& headers, std::string_view body,
                     const ClientLimits& limits);

// Keeps one connection open for several requests to the same host: the phone simulator's line. Connects on the first
// request, and again when the server has closed the connection since. Follows no redirects. Throws as fetch does.
class Connection {
  public:
    explicit Connection(std::string_view base_url, ClientLimits limits = {});
    ~Connection();
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    // `target` is a path with its query.
    http::Response send(std::string_view method, std::string_view target, const http::Headers& headers,
                        std::string_view body);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace sayso::net
