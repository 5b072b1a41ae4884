#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <new>

#include "service/observe/observe.hpp"
#include "service/phone/phone.hpp"

// Calls whose end nobody told us about, and states nobody will ask for again.
namespace sayso::phone {
namespace {

constexpr std::chrono::minutes silence_of_the_dead{35};
constexpr std::chrono::hours states_are_kept{1};
constexpr std::chrono::seconds between_sweeps{60};
constexpr std::chrono::minutes most_drift{2};  // between the two clocks, from one sweep to the next
constexpr int calls_at_once = 100;
constexpr int most_rounds = 100;

}  // namespace

// The records tell times of the clock on the wall. Once it was set, they say nothing about who has been silent, or for
// how long a call is over, until those who are on the line had time to be heard again.
void Phone::notice_a_set_clock() {
    const auto wall = observe::now();
    const auto steady = observe::steady_now();
    const auto told = wall - looked_at_wall_;
    const auto passed = std::chrono::floor<std::chrono::seconds>(steady - looked_at_);
    if (looked_at_ == std::chrono::steady_clock::time_point{}) {
        close_from_ = steady + silence_of_the_dead;  // nobody could be heard while the service was down
    } else if (told > passed + most_drift || told < passed - most_drift) {
        close_from_ = steady + silence_of_the_dead;
        forget_from_ = steady + states_are_kept;
        const auto ahead = std::to_string((told - passed).count());
        observe::log(observe::Level::warning, "clock_was_set", {{"seconds", ahead}});
    }
    looked_at_wall_ = wall;
    looked_at_ = steady;
}

boost::asio::awaitable<void> Phone::sweep() {
    int closed = 0, forgotten = 0;
    try {
        notice_a_set_clock();
        for (int round = 0; round < most_rounds && looked_at_ >= close_from_; ++round) {
            const auto silent = co_await calls_.silent_since(observe::now() - silence_of_the_dead, calls_at_once);
            for (const auto& call : silent) co_await close(call, true);
            closed += static_cast<int>(silent.size());
            if (silent.size() < calls_at_once) break;
        }
        if (looked_at_ >= forget_from_) forgotten = co_await calls_.forget_states(observe::now() - states_are_kept);
    } catch (const std::exception& problem) {
        observe::log(observe::Level::warning, "sweep_put_off", {{"problem", problem.what()}});
    }
    if (closed > 0 || forgotten > 0) {
        const auto closed_text = std::to_string(closed), forgotten_text = std::to_string(forgotten);
        observe::log(observe::Level::info, "swept", {{"closed", closed_text}, {"forgotten", forgotten_text}});
    }
}

boost::asio::awaitable<void> Phone::keep_sweeping() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    while (true) {
        try {
            timer.expires_after(between_sweeps);
            co_await timer.async_wait(boost::asio::use_awaitable);
            co_await sweep();
        } catch (const std::bad_alloc&) {  // the next one does what this one could not begin
        }
    }
}

}  // namespace sayso::phone
