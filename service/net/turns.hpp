#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <mutex>
#include <optional>

namespace sayso::net {

// Whose turn it is to be answered. Reading goes before answering: of the requests that are read in one round of the
// loop only so many are begun, the others wait here and not unread in the kernel. So it is known how many there are,
// and when there are too many the next one is told so at once.
class Turns : public std::enable_shared_from_this<Turns> {
  public:
    using Executor = boost::asio::io_context::executor_type;
    // `most` may be in hand, begun or waiting; 0: no limit.
    explicit Turns(int most) : most_(most) {}

    enum class Turn { now, later, never };
    // now, and later once wait() is over: say done() when it is answered.
    Turn ask(const Executor& loop);
    boost::asio::awaitable<void> wait();
    void done();

  private:
    using Handler = boost::asio::async_result<boost::asio::use_awaitable_t<>, void()>::handler_type;
    // Lives where the waiting coroutine stands.
    struct Waiter {
        std::optional<Handler> handler;
        Waiter* next = nullptr;
    };
    class Round;
    Waiter* take(int most);
    void begin_round(const Executor& loop);
    static void go_on(Waiter* first);

    const int most_;
    std::mutex mutex_;
    Waiter* first_ = nullptr;
    Waiter* last_ = nullptr;
    int begun_ = 0, waiting_ = 0;
    int begun_in_round_ = 0;
    bool round_ = false;  // its end is in the loop's queue, which it must be while anybody waits
};

}  // namespace sayso::net
