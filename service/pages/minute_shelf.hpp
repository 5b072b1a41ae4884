#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "scripts/directory/instant.hpp"

namespace sayso::pages {

// What is made once for all visitors and kept while the book and the minute stay the same: pages tell the time at the
// offices. Holds `most` at most, in whatever `cost` counts; when that is reached it begins anew. For any number of
// threads.
template <typename Value>
class MinuteShelf {
  public:
    using Kept = std::shared_ptr<const Value>;
    explicit MinuteShelf(std::size_t most) : most_(most) {}

    // Null when it has to be made (again).
    Kept find(const std::string& key, std::int64_t version, directory::Instant at) {
        const std::lock_guard lock(mutex_);
        if (!is_of(version, at)) return nullptr;
        const auto found = kept_.find(key);
        return found == kept_.end() ? nullptr : found->second;
    }

    void keep(const std::string& key, std::int64_t version, directory::Instant at, Kept value, std::size_t cost) {
        const std::lock_guard lock(mutex_);
        const bool same = is_of(version, at);
        if (same && kept_.count(key) > 0) return;  // made by another thread in the meantime
        if (!same || cost_ + cost > most_) begin(version, at);
        kept_.emplace(key, std::move(value));
        cost_ += cost;
    }

    std::size_t cost() const {
        const std::lock_guard lock(mutex_);
        return cost_;
    }

  private:
    static std::int64_t minute_of(directory::Instant at) {
        return std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count();
    }
    bool is_of(std::int64_t version, directory::Instant at) const {
        return version_ == version && minute_ == minute_of(at);
    }
    void begin(std::int64_t version, directory::Instant at) {
        kept_.clear();
        cost_ = 0;
        version_ = version;
        minute_ = minute_of(at);
    }

    const std::size_t most_;
    mutable std::mutex mutex_;
    std::int64_t version_ = 0, minute_ = 0;
    std::size_t cost_ = 0;
    std::map<std::string, Kept> kept_;
};

}  // namespace sayso::pages
