#include "service/net/turns.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <limits>
#include <new>
#include <utility>

namespace sayso::net {

namespace asio = boost::asio;

namespace {
constexpr int most_in_round = 32;  // some milliseconds of work
}

// Stands in the loop's queue behind what came in with one look at the sockets, and begins the next.
class Turns::Round {
  public:
    Round(std::shared_ptr<Turns> turns, const Executor& loop) : turns_(std::move(turns)), loop_(loop) {}
    Round(Round&&) noexcept = default;
    Round(const Round&) = delete;
    Round& operator=(const Round&) = delete;
    Round& operator=(Round&&) = delete;
    // With its loop: nobody who waits will go on.
    ~Round() {
        if (!turns_) return;
        Waiter* waiter = turns_->take(std::numeric_limits<int>::max());
        while (waiter != nullptr) {
            const Handler dropped = std::move(*std::exchange(waiter, waiter->next)->handler);
        }
    }
    void operator()() { std::exchange(turns_, nullptr)->begin_round(loop_); }

  private:
    std::shared_ptr<Turns> turns_;
    Executor loop_;
};

Turns::Turn Turns::ask(const Executor& loop) {
    const std::lock_guard lock(mutex_);
    if (most_ == 0) return Turn::now;
    if (begun_ + waiting_ >= most_) return Turn::never;
    const bool crowded = begun_ >= most_in_round;
    if (crowded && !round_) {
        asio::post(loop, Round(shared_from_this(), loop));
        round_ = true;
    }
    if (waiting_ > 0 || (crowded && begun_in_round_ >= most_in_round)) {
        ++waiting_;
        return Turn::later;
    }
    ++begun_;
    ++begun_in_round_;
    return Turn::now;
}

asio::awaitable<void> Turns::wait() {
    Waiter waiter;
    auto start = [this, &waiter](Handler handler) {
        waiter.handler.emplace(std::move(handler));
        const std::lock_guard lock(mutex_);
        (last_ != nullptr ? last_->next : first_) = &waiter;
        last_ = &waiter;
    };
    const asio::use_awaitable_t<> token;
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(start, token);
}

void Turns::done() {
    const std::lock_guard lock(mutex_);
    if (most_ != 0) --begun_;
}

// Off the list, in their order.
Turns::Waiter* Turns::take(int most) {
    const std::lock_guard lock(mutex_);
    Waiter* const taken = first_;
    Waiter* end = nullptr;
    int count = 0;
    for (; first_ != nullptr && count < most; ++count) {
        end = first_;
        first_ = end->next;
    }
    if (end != nullptr) end->next = nullptr;
    if (first_ == nullptr) last_ = nullptr;
    begun_ += count;
    waiting_ -= count;
    begun_in_round_ = count;
    return count > 0 ? taken : nullptr;
}

void Turns::begin_round(const Executor& loop) {
    Waiter* const next = take(most_in_round);
    bool last = false;
    {
        const std::lock_guard lock(mutex_);
        round_ = false;
        try {
            if (waiting_ > 0) asio::post(loop, Round(shared_from_this(), loop));
            round_ = waiting_ > 0;
        } catch (const std::bad_alloc&) {
            last = true;  // no round will follow: all of them now
        }
    }
    go_on(next);
    if (last) go_on(take(std::numeric_limits<int>::max()));
}

void Turns::go_on(Waiter* first) {
    std::exception_ptr failure;
    while (first != nullptr) {
        // The waiter is gone once its coroutine runs.
        Handler handler = std::move(*std::exchange(first, first->next)->handler);
        try {
            asio::dispatch(std::move(handler));
        } catch (...) {  // one coroutine's exception is its executor's business; the others still go on
            failure = std::current_exception();
        }
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace sayso::net
