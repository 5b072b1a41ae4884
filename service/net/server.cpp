#include "service/net/server.hpp"

#include <algorithm>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <new>
#include <stdexcept>
#include <utility>

#include "service/net/session.hpp"
#include "service/observe/observe.hpp"

namespace sayso::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using Executor = Loops::Executor;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

tcp::endpoint endpoint_of(const std::string& listen) {
    const auto wrong = [&listen] {
        return std::runtime_error("'" + listen +
                                  "' is not an address to listen on: write host:port, like 127.0.0.1:8080");
    };
    const auto colon = listen.rfind(':');
    if (colon == std::string::npos) throw wrong();
    std::string host = listen.substr(0, colon);
    const std::string digits = listen.substr(colon + 1);
    if (digits.empty() || digits.size() > 5 || digits.find_first_not_of("0123456789") != std::string::npos)
        throw wrong();
    const int port = std::stoi(digits);
    if (port > 65535) throw wrong();
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    error_code failed;
    const auto address = asio::ip::make_address(host, failed);
    if (failed) throw wrong();
    return {address, static_cast<unsigned short>(port)};
}

std::string url_of(const tcp::endpoint& endpoint) {
    const auto address = endpoint.address().to_string();
    return "http://" + (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" +
           std::to_string(endpoint.port());
}

void describe_metrics() {
    observe::describe("sayso_http_connections", "Open connections by listener");
    observe::describe("sayso_http_requests_total", "Requests answered, by route and status");
    observe::describe("sayso_http_request_seconds", "From the first byte of a request to the last of its answer");
    observe::describe("sayso_http_refused_total",
                      "Connections without room and requests refused before any handler, by reason");
    observe::describe("sayso_http_accept_failures_total",
                      "Times that no connection could be accepted, for lack of descriptors or memory");
}

}  // namespace

class Server::State : public std::enable_shared_from_this<Server::State> {
  public:
    State(Loops& loops, ServerOptions options, const http::Router& router)
        : loops_(loops),
          home_(loops.first().get_executor()),
          acceptor_(home_),
          pause_(home_),
          sweep_(home_),
          deadline_(home_),
          crowd_(std::make_shared<Crowd>(options, router)) {
        describe_metrics();
        bind(endpoint_of(options.listen), options.listen);
    }

    std::string address() const { return address_; }

    void start() {
        accepting_ = true;
        asio::co_spawn(home_, accept_all(shared_from_this()), asio::detached);
        asio::co_spawn(home_, sweep_all(shared_from_this()), asio::detached);
    }

    void stop(std::chrono::milliseconds deadline, std::function<void()> done) {
        asio::post(home_, [self = shared_from_this(), deadline, done = std::move(done)]() mutable {
            self->drain(deadline, std::move(done));
        });
    }

    void abandon() {
        asio::post(home_, [self = shared_from_this()] {
            self->stop_accepting();
            self->crowd_->close_all();
            self->finish();
        });
    }

  private:
    void bind(const tcp::endpoint& endpoint, const std::string& listen) {
        error_code failed;
        acceptor_.open(endpoint.protocol(), failed);
        if (!failed) acceptor_.set_option(tcp::acceptor::reuse_address(true), failed);
        if (!failed) acceptor_.bind(endpoint, failed);
        if (!failed) acceptor_.listen(asio::socket_base::max_listen_connections, failed);
        if (failed == asio::error::address_in_use)
            throw std::runtime_error(
                "cannot listen on " + listen +
                ": another program uses that port; stop it, or choose another port (0 picks a free one)");
        if (failed == asio::error::access_denied)
            throw std::runtime_error("cannot listen on " + listen + ": not allowed; choose a port above 1023");
        if (failed) throw std::runtime_error("cannot listen on " + listen + ": " + failed.message());
        address_ = url_of(acceptor_.local_endpoint());
    }

    static asio::awaitable<void> accept_all(std::shared_ptr<State> self) {
        bool exhausted = false;
        while (self->acceptor_.is_open()) {
            try {
                if (std::exchange(exhausted, false)) {
                    // The connection stays in the queue, asking again at once would spin.
                    error_code ignored;
                    self->pause_.expires_after(std::chrono::milliseconds(100));
                    co_await self->pause_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
                }
                if (!self->acceptor_.is_open()) break;
                error_code failed;
                Socket socket = co_await self->acceptor_.async_accept(
                    self->loops_.next(), asio::redirect_error(asio::use_awaitable, failed));
                if (!failed) {
                    // Also one that came while the acceptor was closed: it may carry a request.
                    if (!self->finished_) self->greet(std::move(socket));
                } else if (failed != asio::error::connection_aborted && failed != asio::error::operation_aborted) {
                    exhausted = true;
                    self->tell_exhausted(failed.message());
                }
            } catch (const std::bad_alloc&) {
                exhausted = true;
                self->tell_exhausted("no memory");
            }
        }
        self->accepting_ = false;
        if (self->draining_) self->see_off();
    }

    // Out of descriptors or memory.
    void tell_exhausted(std::string_view why) {
        observe::count("sayso_http_accept_failures_total", {{"listener", crowd_->options.name}});
        observe::log(observe::Level::warning, "accept_failed", {{"listener", crowd_->options.name}, {"why", why}});
    }

    void greet(Socket socket) {
        error_code failed;
        const auto peer = Peers::counted_as(socket.remote_endpoint(failed).address());
        if (failed) return;  // gone already
        const auto session = std::make_shared<Session>(std::move(socket), crowd_);
        const auto [welcome, heard] = crowd_->admit(session, peer);
        if (welcome == Crowd::Welcome::in) return session->start();
        const std::string_view reason = welcome == Crowd::Welcome::full ? "connections" : "connections of one peer";
        observe::count("sayso_http_refused_total", {{"listener", crowd_->options.name}, {"reason", reason}});
        if (heard) session->turn_away();
    }

    static asio::awaitable<void> sweep_all(std::shared_ptr<State> self) {
        const auto& limits = self->crowd_->options.limits;
        const auto shortest =
            std::min({limits.header_time, limits.body_time, limits.idle_time, limits.write_time, limits.linger_time});
        const auto pause = std::clamp(shortest / 8, std::chrono::milliseconds(5), std::chrono::milliseconds(250));
        while (!self->finished_) {
            try {
                error_code failed;
                self->sweep_.expires_after(pause);
                co_await self->sweep_.async_wait(asio::redirect_error(asio::use_awaitable, failed));
                self->crowd_->sweep(std::chrono::steady_clock::now());
            } catch (const std::bad_alloc&) {  // the next sweep finds the same connections late
            }
        }
    }

    // Connections that the kernel made for us already may carry requests: closing the listener would reset them.
    void take_up_waiting() {
        error_code failed;
        acceptor_.non_blocking(true, failed);
        while (!failed) {
            Socket socket(loops_.next());
            acceptor_.accept(socket, failed);
            if (!failed) greet(std::move(socket));
        }
    }

    void stop_accepting() {
        error_code ignored;
        acceptor_.close(ignored);
        pause_.cancel();
    }

    void drain(std::chrono::milliseconds deadline, std::function<void()> done) {
        if (done) done_.push_back(std::move(done));
        if (finished_) return finish();
        draining_ = true;
        crowd_->begin_draining();
        take_up_waiting();
        stop_accepting();
        deadline_.expires_after(deadline);
        deadline_.async_wait([self = shared_from_this()](error_code failed) {
            if (failed) return;
            self->crowd_->close_all();
            self->finish();
        });
        if (!accepting_) see_off();  // else the last one that is accepted is in first
    }

    // Nobody comes any more: the idle leave, and the last to leave ends it.
    void see_off() {
        const std::weak_ptr<State> weak = shared_from_this();
        crowd_->drain([weak] {
            if (const auto self = weak.lock()) asio::post(self->home_, [self] { self->finish(); });
        });
    }

    void finish() {
        finished_ = true;
        sweep_.cancel();
        deadline_.cancel();
        for (auto& done : done_) asio::post(home_, std::move(done));
        done_.clear();
    }

    Loops& loops_;
    Executor home_;  // of everything below
    asio::basic_socket_acceptor<tcp, Executor> acceptor_;
    Timer pause_, sweep_, deadline_;
    std::shared_ptr<Crowd> crowd_;
    std::string address_;
    bool accepting_ = false, draining_ = false, finished_ = false;
    std::vector<std::function<void()>> done_;
};

Server::Server(Loops& loops, ServerOptions options, const http::Router& router)
    : state_(std::make_shared<State>(loops, std::move(options), router)) {}

Server::~Server() {
    state_->abandon();
}

std::string Server::address() const {
    return state_->address();
}

void Server::start() {
    state_->start();
}

void Server::stop(std::chrono::milliseconds deadline, std::function<void()> done) {
    state_->stop(deadline, std::move(done));
}

}  // namespace sayso::net
