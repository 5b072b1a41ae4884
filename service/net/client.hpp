#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "service/http/message.hpp"

namespace sayso::net {

struct ClientLimits {
    std::chrono::milliseconds connect_time{5000};
    std::chrono::seconds total_time{120};
    std::uint64_t body_bytes = 256u * 1024 * 1024;
    int redirects = 5;
};

// One blocking HTTP/1.1 exchange over http or https (certificates checked against the system's store), on a private io_context
// with deadlines: for commands and intake, never on a request's thread. Throws std::runtime_error that says what failed.
http::Response fetch(std::string_view method, std::string_view url, const http::Headers& headers, std::string_view body,
                     const ClientLimits& limits);

// Keeps one connection open for several requests to the same host: the phone simulator's line.
class Connection {
  public:
    explicit Connection(std::string_view base_url, ClientLimits limits = {});
    ~Connection();
    http::Response send(std::string_view method, std::string_view target, const http::Headers& headers, std::string_view body);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace sayso::net
