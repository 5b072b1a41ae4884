#pragma once
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "service/http/body.hpp"
#include "service/http/encode.hpp"
#include "service/http/gate.hpp"
#include "service/net/crowd.hpp"
#include "service/net/loops.hpp"

namespace sayso::net {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Loops::Executor>;

// One connection, one coroutine on its loop: wait, read a request, answer it, again. While it waits for a request it
// holds no buffer.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(Socket socket, std::shared_ptr<Crowd> crowd);
    ~Session();
    void start();
    // Answers 503 at once and goes: for a connection that the crowd has no room for.
    void turn_away();

    // From any thread:
    bool late(std::chrono::steady_clock::time_point now) const;
    void expire();  // the deadline is over: end the wait
    void drain();   // close if idle, else after the answer
    void close();   // end every wait

  private:
    friend class Crowd;
    using clock = std::chrono::steady_clock;
    template <typename T = void>
    using awaitable = boost::asio::awaitable<T>;
    struct Exchange {
        http::Head head;
        http::Admission admission;
        http::Request request;
        http::Response response;
        bool keep = false;
        clock::time_point began;
    };

    static awaitable<> run(std::shared_ptr<Session> self);
    static awaitable<> apologise(std::shared_ptr<Session> self);
    awaitable<bool> wait_for_request();
    awaitable<bool> serve();
    awaitable<http::Verdict> read_request(Exchange& exchange);
    awaitable<http::Verdict> read_head(Exchange& exchange);
    awaitable<http::Verdict> read_body(Exchange& exchange);
    awaitable<> answer(Exchange& exchange);
    awaitable<bool> deliver(Exchange& exchange);
    awaitable<bool> more();
    awaitable<bool> write(std::string_view head, std::string_view body);
    awaitable<> part();

    void spawn(awaitable<> conversation);
    void accept_head(Exchange& exchange);
    bool pull();
    bool stopped() const { return expired_ || closing_; }
    void set_deadline(std::chrono::milliseconds from_now);
    void report(const Exchange& exchange) const;
    std::string_view unread() const { return std::string_view(arrived_).substr(used_); }
    void use(std::size_t bytes);

    Socket socket_;
    std::shared_ptr<Crowd> crowd_;
    boost::asio::ip::address address_;
    std::string peer_;     // whom requests count under, where that is never a proxy's word; made with the first
    std::string arrived_;  // bytes not used yet start at used_
    std::size_t used_ = 0;
    std::atomic<clock::rep> deadline_{0};  // 0: none
    // On its loop only:
    bool idle_ = false, leaving_ = false, served_ = false, expired_ = false, closing_ = false, ended_ = false;

    std::optional<std::list<Crowd::Member>::iterator> place_;  // the crowd's, under its mutex
    std::string counted_as_;
    bool inside_ = false;
};

}  // namespace sayso::net
