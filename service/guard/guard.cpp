#include "service/guard/guard.hpp"

#include <algorithm>
#include <cmath>

namespace sayso::guard {

Limiter::Limiter(double per_second, double burst, std::size_t most_keys)
    : rate_(std::max(0.0, per_second)), burst_(std::max(0.0, burst)), most_keys_(std::max<std::size_t>(1, most_keys)) {}

std::size_t Limiter::keys() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

std::list<Limiter::Bucket>::iterator Limiter::bucket_of(std::string_view key,
                                                        std::chrono::steady_clock::time_point now) {
    if (const auto known = by_key_.find(key); known != by_key_.end()) {
        buckets_.splice(buckets_.begin(), buckets_, known->second);
        return known->second;
    }
    if (buckets_.size() >= most_keys_) {
        by_key_.erase(buckets_.back().key);
        buckets_.pop_back();
    }
    buckets_.push_front({std::string(key), burst_, now});
    by_key_.emplace(buckets_.front().key, buckets_.begin());
    return buckets_.begin();
}

Limiter::Verdict Limiter::ask(std::string_view key, std::chrono::steady_clock::time_point now) {
    const std::lock_guard lock(mutex_);
    const auto bucket = bucket_of(key, now);
    if (now > bucket->filled) {  // two threads may ask with times in the wrong order
        const std::chrono::duration<double> passed = now - bucket->filled;
        bucket->tokens = std::min(burst_, bucket->tokens + passed.count() * rate_);
        bucket->filled = now;
    }
    // Sums of fractions fall short of a whole token by rounding alone.
    constexpr double whole = 1 - 1e-9;
    const auto wait_for = [this, bucket](double tokens) {
        constexpr double longest = 3600;
        const double wait = rate_ > 0 ? std::min(longest, std::ceil((tokens - bucket->tokens) / rate_)) : longest;
        return std::chrono::seconds(std::max<long>(1, static_cast<long>(wait)));
    };
    if (bucket->tokens < whole) return {false, wait_for(whole), 0, wait_for(burst_)};
    bucket->tokens = std::max(0.0, bucket->tokens - 1);
    constexpr double most_told = 1e9;
    const auto left = static_cast<int>(std::min(most_told, bucket->tokens + (1 - whole)));
    return {true, std::chrono::seconds{0}, left, wait_for(burst_)};
}

}  // namespace sayso::guard
