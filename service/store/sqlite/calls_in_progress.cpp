#include "service/store/sqlite/calls_in_progress.hpp"

#include <algorithm>

#include "service/observe/observe.hpp"

namespace sayso::store::sqlite {

namespace {
constexpr std::chrono::hours longer_than_any_call{1};
}

std::chrono::steady_clock::time_point begun(Instant answered, Instant last) {
    const std::chrono::seconds known = std::max(last - answered, std::chrono::seconds{0});
    const std::chrono::seconds told = observe::now() - answered;
    return observe::steady_now() - (told < known || told > longer_than_any_call ? known : told);
}

std::string CallsInProgress::joined(const std::string& provider, const std::string& id) {
    std::string key;
    key.reserve(provider.size() + 1 + id.size());
    key += provider;
    key += '\n';
    key += id;
    return key;
}

std::optional<CallInProgress> CallsInProgress::find(const std::string& provider, const std::string& id) const {
    const std::string key = joined(provider, id);
    const std::lock_guard lock(mutex_);
    const auto known = by_id_.find(key);
    if (known == by_id_.end()) return std::nullopt;
    return by_key_.at(known->second).call;
}

std::optional<CallsInProgress::Step> CallsInProgress::step_of(CallKey call) const {
    const std::lock_guard lock(mutex_);
    const auto entry = by_key_.find(call);
    if (entry == by_key_.end()) return std::nullopt;
    const CallInProgress& now = entry->second.call;
    return Step{now.n, now.answered, entry->second.row, now.state};
}

void CallsInProgress::put(const std::string& provider, const std::string& id, const CallInProgress& call, StepRow row) {
    std::string key = joined(provider, id);
    const std::lock_guard lock(mutex_);
    const auto entry = by_key_.insert_or_assign(call.key, Entry{key, call, row}).first;
    try {
        by_id_.insert_or_assign(std::move(key), call.key);
    } catch (...) {
        by_key_.erase(entry);
        throw;
    }
}

void CallsInProgress::update(const CallInProgress& call, StepRow row) noexcept {
    const std::lock_guard lock(mutex_);
    const auto entry = by_key_.find(call.key);
    if (entry == by_key_.end() || entry->second.call.n > call.n) return;
    const auto began = entry->second.call.begun;
    entry->second.call = call;
    entry->second.row = row;
    entry->second.call.begun = began;
}

void CallsInProgress::erase(CallKey call) {
    const std::lock_guard lock(mutex_);
    const auto entry = by_key_.find(call);
    if (entry == by_key_.end()) return;
    by_id_.erase(entry->second.id);
    by_key_.erase(entry);
}

void CallsInProgress::erase_answered_before(Instant before) {
    const std::lock_guard lock(mutex_);
    for (auto entry = by_key_.begin(); entry != by_key_.end();) {
        if (entry->second.call.answered >= before) {
            ++entry;
            continue;
        }
        by_id_.erase(entry->second.id);
        entry = by_key_.erase(entry);
    }
}

}  // namespace sayso::store::sqlite
