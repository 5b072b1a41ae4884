#pragma once
// A server on threads of its own, for tests that talk to it over the wire.
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>
#include <vector>

#include "service/net/server.hpp"

namespace sayso::test {

class RunningServer {
  public:
    explicit RunningServer(const http::Router& router, net::ServerOptions options = {}, int threads = 2)
        : work_(io.get_executor()), server(io, on_any_port(std::move(options)), router) {
        server.start();
        for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { io.run(); });
    }
    ~RunningServer() {
        work_.reset();
        server.stop(std::chrono::milliseconds(0), [this] { io.stop(); });
        for (auto& thread : threads_) thread.join();
    }
    std::string url() const { return server.address(); }

    boost::asio::io_context io;

  private:
    static net::ServerOptions on_any_port(net::ServerOptions options) {
        options.listen = "127.0.0.1:0";
        return options;
    }
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;

  public:
    net::Server server;

  private:
    std::vector<std::thread> threads_;
};

}  // namespace sayso::test
