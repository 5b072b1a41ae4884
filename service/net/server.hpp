#pragma once
// Connections to and from other machines. Answers go through http::Router; what is behind a route is not known here.
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "service/http/router.hpp"
#include "service/net/loops.hpp"

namespace sayso::net {

// Every time is a total, not a pause between bytes: a client that sends one byte a second is gone when it is over.
struct Limits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 256 * 1024;
    std::size_t all_bodies_bytes = 64 * 1024 * 1024;  // of the bodies that are being read at one time
    std::chrono::milliseconds header_time{10'000};    // from the first byte of a request to the end of its head
    std::chrono::milliseconds body_time{30'000};
    std::chrono::milliseconds idle_time{60'000};  // between requests, and before the first
    std::chrono::milliseconds write_time{30'000};
    std::chrono::milliseconds linger_time{
        2'000};          // for the other side to read the last answer before the connection goes
    int in_hand = 512;  // requests that are answered or wait to be at one time; 0: no limit
    int connections = 20000;
    int connections_per_peer = 0;  // 0: no limit of its own
};

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";  // host:port; port 0 picks one
    Limits limits;
    std::vector<std::string> trusted_proxies;  // addresses or networks (10.0.0.0/8) whose X-Forwarded-For is believed
    bool behind_tls = false;                   // adds HSTS
    std::string name = "public";               // of this listener, in log and metrics
};

// Accepts connections on the first loop, hands them to all loops in turn, and answers each request through the router.
// Each connection is one coroutine; what a handler awaits comes back to it on its loop. Stopping drains. The router and
// the loops must outlive the server; the router is not changed once the server has started.
class Server {
  public:
    // Binds at once; throws std::runtime_error that names the address and what to do when the port is busy.
    Server(Loops& loops, ServerOptions options, const http::Router& router);
    // Without stop(): accepts no more and closes every connection.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    std::string address() const;  // "http://127.0.0.1:8080"
    void start();
    // Stops accepting, closes idle connections, lets requests in flight finish until the deadline, then closes.
    // `done` runs once on the first loop, as soon as the last connection is gone or at the deadline.
    void stop(std::chrono::milliseconds deadline, std::function<void()> done);

  private:
    class State;
    std::shared_ptr<State> state_;
};

}  // namespace sayso::net
