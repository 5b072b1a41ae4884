#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "service/net/client.hpp"
#include "service/net/url.hpp"

namespace sayso::net {

struct Outgoing {
    std::string method, target;
    http::Headers headers;
    std::string body;
    bool keep_alive = false;
};

// One outgoing connection, plain or TLS. Every operation blocks until it is done or its deadline is over; whatever goes
// wrong is a std::runtime_error in words for the person at the terminal.
class Wire {
  public:
    using Deadline = std::chrono::steady_clock::time_point;

    Wire(Url url, const ClientLimits& limits, Deadline total);
    ~Wire();
    // Nothing when the server closed the connection instead of answering, and the request may be sent again.
    std::optional<http::Response> exchange(const Outgoing& request, Deadline total, bool may_repeat);
    bool reusable() const;
    // Whether the server has closed the connection, or says something nobody asked for.
    bool stale();

  private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace sayso::net
