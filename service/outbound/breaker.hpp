#pragma once
#include <chrono>
#include <mutex>

namespace sayso::outbound {

// Spares a service that keeps failing, and those who would wait for it: after some failures in a row nobody may ask for
// a while, then one may try. Times are of the steady clock. Safe to share between threads.
class Breaker {
  public:
    using Moment = std::chrono::steady_clock::time_point;

    Breaker(int failures, std::chrono::seconds rest) : most_(failures), rest_(rest) {}
    // Whoever is let through tells what came of it.
    bool may_ask(Moment now);
    // True when that changed whether others may ask.
    bool went_well();
    bool failed(Moment now);

  private:
    std::mutex mutex_;
    const int most_;
    const std::chrono::seconds rest_;
    int failures_ = 0;
    Moment closed_until_{};
    bool resting_ = false;
};

}  // namespace sayso::outbound
