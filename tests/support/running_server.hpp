#pragma once
// A server on threads of its own, for tests that talk to it over the wire.
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

#include "service/net/server.hpp"

namespace sayso::test {

class RunningServer {
  public:
    explicit RunningServer(const http::Router& router, net::ServerOptions options = {}, int threads = 2)
        : loops_(threads),
          io(loops_.first()),
          work_(io.get_executor()),
          server(loops_, on_any_port(std::move(options)), router) {
        server.start();
        thread_ = std::thread([this] { loops_.run(); });
    }
    ~RunningServer() {
        work_.reset();
        server.stop(std::chrono::milliseconds(0), [this] { loops_.stop(); });
        thread_.join();
    }
    std::string url() const { return server.address(); }

  private:
    net::Loops loops_;

  public:
    boost::asio::io_context& io;  // the first loop

  private:
    static net::ServerOptions on_any_port(net::ServerOptions options) {
        options.listen = "127.0.0.1:0";
        return options;
    }
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;

  public:
    net::Server server;

  private:
    std::thread thread_;
};

}  // namespace sayso::test
