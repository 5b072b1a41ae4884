#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "service/observe/observe.hpp"
#include "service/phone/phone.hpp"

// Calls whose end nobody told us about, and states nobody will ask for again.
namespace sayso::phone {
namespace {

constexpr std::chrono::minutes silence_of_the_dead{35};
constexpr std::chrono::hours states_are_kept{1};
constexpr std::chrono::seconds between_sweeps{60};
constexpr int calls_at_once = 100;
constexpr int most_rounds = 100;

}  // namespace

boost::asio::awaitable<void> Phone::sweep() {
    int closed = 0, forgotten = 0;
    try {
        for (int round = 0; round < most_rounds; ++round) {
            const auto silent = co_await calls_.silent_since(observe::now() - silence_of_the_dead, calls_at_once);
            for (const auto& call : silent) co_await close(call, true);
            closed += static_cast<int>(silent.size());
            if (silent.size() < calls_at_once) break;
        }
        forgotten = co_await calls_.forget_states(observe::now() - states_are_kept);
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
        timer.expires_after(between_sweeps);
        co_await timer.async_wait(boost::asio::use_awaitable);
        co_await sweep();
    }
}

}  // namespace sayso::phone
