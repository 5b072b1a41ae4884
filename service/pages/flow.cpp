#include "service/pages/flow.hpp"

#include <algorithm>
#include <charconv>

#include "service/http/form.hpp"

namespace sayso::pages {
namespace {

using campaigns::Target;

constexpr std::size_t most_results = 60;
constexpr std::size_t longest_key = 64;

std::string number(int value) {
    return value < 0 ? std::string() : "-" + std::to_string(value);
}

}  // namespace

bool is_flow_outcome(std::string_view word) {
    return std::find(std::begin(flow_outcomes), std::end(flow_outcomes), word) != std::end(flow_outcomes);
}

std::string target_key(const Target& target) {
    if (!target.id.empty()) return target.id;
    if (target.who == Target::Who::own_senators)
        return "senate-" + target.state + (target.senate_class > 0 ? number(target.senate_class) : "");
    return "house-" + target.state + number(target.district);
}

FlowState FlowState::read(const Form& form) {
    FlowState state;
    state.who = form.get("who").substr(0, longest_key);
    const std::string& seed = form.get("seed");
    std::from_chars(seed.data(), seed.data() + seed.size(), state.shuffle);
    const auto results = http::parse_form(form.get("results"), most_results);
    for (const auto& [key, outcome] : results.value_or(Fields())) {
        if (key.size() <= longest_key && is_flow_outcome(outcome)) state.results[key] = outcome;
    }
    return state;
}

Fields FlowState::fields() const {
    std::string told;
    for (const auto& [key, outcome] : results)
        told += (told.empty() ? "" : "&") + http::percent_encode(key) + "=" + outcome;
    return {{"who", who}, {"results", told}, {"seed", shuffle == 0 ? "" : std::to_string(shuffle)}};
}

std::size_t position(const std::vector<Target>& targets, const FlowState& state) {
    const auto at = [&](auto fits) {
        return static_cast<std::size_t>(std::find_if(targets.begin(), targets.end(), fits) - targets.begin());
    };
    const std::size_t named = at([&](const Target& target) { return target_key(target) == state.who; });
    if (named < targets.size()) return named;
    return at([&](const Target& target) { return state.results.count(target_key(target)) == 0; });
}

std::string next_after(const std::vector<Target>& targets, const FlowState& state, std::string_view who) {
    const auto here =
        std::find_if(targets.begin(), targets.end(), [&](const Target& target) { return target_key(target) == who; });
    const std::size_t start = here == targets.end() ? 0 : static_cast<std::size_t>(here - targets.begin()) + 1;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        std::string key = target_key(targets[(start + i) % targets.size()]);
        if (state.results.count(key) == 0) return key;
    }
    return {};
}

}  // namespace sayso::pages
