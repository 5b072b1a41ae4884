#include "scripts/campaigns/order.hpp"

#include <algorithm>
#include <utility>

namespace sayso::campaigns {

namespace {

// SplitMix64: the same order from the same seed on every platform, which std::shuffle does not promise.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t roll() {
        state_ += 0x9E3779B97F4A7C15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }
    // Evenly in [0, sides): values of the incomplete last round are rolled again.
    std::size_t below(std::size_t sides) {
        const auto fair = UINT64_MAX - UINT64_MAX % sides;
        auto rolled = roll();
        while (rolled >= fair) rolled = roll();
        return static_cast<std::size_t>(rolled % sides);
    }

  private:
    std::uint64_t state_;
};

void shuffle_targets(std::vector<Target>& targets, std::uint64_t seed) {
    Dice dice(seed);
    for (auto left = targets.size(); left > 1; --left) std::swap(targets[left - 1], targets[dice.below(left)]);
}

}  // namespace

void put_in_order(std::vector<Target>& targets, Order order, std::uint64_t seed) {
    if (order == Order::as_listed) return;
    if (order == Order::shuffled) return shuffle_targets(targets, seed);
    const auto first = order == Order::house_first ? Branch::house : Branch::senate;
    const auto rank = [first](const Target& target) {
        if (target.branch == Branch::other) return 2;
        return target.branch == first ? 0 : 1;
    };
    std::stable_sort(targets.begin(), targets.end(),
                     [&rank](const Target& a, const Target& b) { return rank(a) < rank(b); });
}

}  // namespace sayso::campaigns
