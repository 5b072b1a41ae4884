#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "service/http/router.hpp"

namespace sayso::net {

struct Limits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 256 * 1024;
    std::chrono::seconds header_time{10};
    std::chrono::seconds body_time{30};
    std::chrono::seconds idle_time{60};
    std::chrono::seconds write_time{30};
    int connections = 20000;
    int connections_per_peer = 0;  // 0: no limit of its own
};

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";  // host:port; port 0 picks one
    Limits limits;
    std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For is believed
    bool behind_tls = false;                   // adds HSTS
};

// Accepts connections on the io_context and answers each request through the router. Stopping drains.
class Server {
  public:
    // Binds at once; throws std::runtime_error that names the address and what to do when the port is busy.
    Server(boost::asio::io_context& io, ServerOptions options, const http::Router& router);
    ~Server();
    std::string address() const;  // "http://127.0.0.1:8080"
    void start();
    // Stops accepting, lets requests in flight finish until the deadline, then closes. `done` runs on the io_context.
    void stop(std::chrono::seconds deadline, std::function<void()> done);

  private:
    class State;
    std::shared_ptr<State> state_;
};

}  // namespace sayso::net
