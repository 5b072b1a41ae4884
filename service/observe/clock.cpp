#include <atomic>
#include <mutex>

#include "service/observe/observe.hpp"

namespace sayso::observe {

namespace {

// A clock that a test may replace. The flag keeps the mutex out of the way of the real clock.
template <typename Time>
class Settable {
  public:
    void set(std::function<Time()> clock) {
        const std::lock_guard lock(mutex_);
        replaced_ = static_cast<bool>(clock);
        clock_ = std::move(clock);
    }
    template <typename Real>
    Time read(Real real) {
        if (!replaced_.load(std::memory_order_acquire)) return real();
        const std::lock_guard lock(mutex_);
        return clock_ ? clock_() : real();
    }

  private:
    std::atomic<bool> replaced_{false};
    std::mutex mutex_;
    std::function<Time()> clock_;
};

using Steady = std::chrono::steady_clock::time_point;

Settable<Instant>& wall() {
    static Settable<Instant> clock;
    return clock;
}

Settable<Steady>& steady() {
    static Settable<Steady> clock;
    return clock;
}

}  // namespace

Instant now() {
    return wall().read([] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); });
}

Steady steady_now() {
    return steady().read([] { return std::chrono::steady_clock::now(); });
}

void set_clock(std::function<Instant()> clock) {
    wall().set(std::move(clock));
}

void set_steady_clock(std::function<Steady()> clock) {
    steady().set(std::move(clock));
}

}  // namespace sayso::observe
