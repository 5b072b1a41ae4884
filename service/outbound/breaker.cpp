#include "service/outbound/breaker.hpp"

namespace sayso::outbound {

bool Breaker::may_ask(Moment now) {
    const std::lock_guard lock(mutex_);
    if (!resting_) return true;
    if (now < closed_until_) return false;
    closed_until_ = now + rest_;  // this one tries; the others wait for what comes of it
    return true;
}

bool Breaker::went_well() {
    const std::lock_guard lock(mutex_);
    failures_ = 0;
    const bool changed = resting_;
    resting_ = false;
    return changed;
}

bool Breaker::failed(Moment now) {
    const std::lock_guard lock(mutex_);
    if (resting_ || ++failures_ < most_) return false;
    resting_ = true;
    closed_until_ = now + rest_;
    return true;
}

}  // namespace sayso::outbound
