#include <stdexcept>

#include "service/phone/phone.hpp"

namespace sayso::phone {
namespace {

// Some 4 kB each. Beyond it all are let go of: reading the bytes again costs microseconds.
constexpr std::size_t most_kept = 8192;

}  // namespace

std::shared_ptr<const flow::State> RecentStates::of(const store::CallInProgress& found) {
    {
        const std::lock_guard lock(mutex_);
        const auto known = states_.find(found.key);
        if (known != states_.end() && known->second->n == found.n) return known->second;
    }
    auto state = flow::decode(found.state.text());
    if (!state) throw std::runtime_error("a stored state cannot be read");
    return std::make_shared<const flow::State>(std::move(*state));
}

void RecentStates::keep(store::CallKey call, std::shared_ptr<const flow::State> state) {
    if (state->ended()) return forget(call);
    const std::lock_guard lock(mutex_);
    if (states_.size() >= most_kept) states_.clear();
    auto& kept = states_[call];
    if (!kept || kept->n < state->n) kept = std::move(state);
}

void RecentStates::forget(store::CallKey call) {
    const std::lock_guard lock(mutex_);
    states_.erase(call);
}

}  // namespace sayso::phone
