#include "voice/flow/machine.hpp"

#include <algorithm>

#include "voice/flow/transitions.hpp"

namespace sayso::flow {
namespace {

constexpr std::size_t most_choices = 5;  // more options nobody remembers

template <class S>
constexpr bool dialling(const S&) {
    return is_dialling<S>;
}

// The transition of a legal pair, or nothing.
std::optional<Step> moved(Turn& turn, const Step& step) {
    return std::visit(
        [&turn](const auto& from, const auto& what) -> std::optional<Step> {
            if constexpr (requires { on(turn, from, what).has_value(); }) {
                const auto to = on(turn, from, what);
                return to ? std::optional<Step>(as_step(*to)) : std::nullopt;
            } else if constexpr (requires { on(turn, from, what); }) {
                return as_step(on(turn, from, what));
            } else {
                return std::nullopt;
            }
        },
        step, turn.event.what);
}

// Bounds are told politely: the call ends with thanks instead of going on.
void keep_within_bounds(State& call) {
    if (call.ended()) return;
    if (call.n >= most_documents - 1)
        call.step = Thanks{EndedBy::turns};
    else if (most_seconds - call.since_answer < least_dial_seconds)
        call.step = Thanks{EndedBy::time};
}

First first_step(Turn& turn, const Answered& answered) {
    auto& call = turn.call;
    const auto* line = turn.book.line(answered.line);
    if (!line) return Closed{ClosedWhy::unknown_line};
    if (!line->languages.empty()) call.language = line->languages.front();
    const auto live = turn.book.campaigns_of(*line);
    if (live.empty()) return Closed{ClosedWhy::no_campaign};
    std::vector<const campaigns::Campaign*> open;
    for (const auto* campaign : live)
        if (campaigns::open_at(campaign->hours, turn.event.at) && open.size() < most_choices) open.push_back(campaign);
    if (open.empty()) {
        call.campaign = live.front()->ref;
        call.language = live.front()->language;
        return Closed{ClosedWhy::hours};
    }
    if (open.size() == 1) return widened<First>(begin_campaign(turn, *open.front()));
    ChooseCampaign menu;
    for (const auto* campaign : open) menu.campaigns.push_back(campaign->ref);
    if (line->languages.empty()) call.language = open.front()->language;
    return menu;
}

}  // namespace

State start(const book::Book& book, const Event& event) {
    State call;
    const auto* answered = std::get_if<Answered>(&event.what);
    if (!answered) {
        call.step = Closed{ClosedWhy::unknown_line};
        return call;
    }
    call.line = answered->line;
    call.caller = answered->caller;
    call.capabilities = answered->capabilities;
    call.web_address = answered->web_address;
    call.shuffle = answered->shuffle;
    call.since_answer = std::max(event.since_answer, 0);
    Turn turn{book, event, call};
    call.step = as_step(first_step(turn, *answered));
    return call;
}

std::optional<State> next(const book::Book& book, const State& state, const Event& event) {
    State after = state;
    ++after.n;
    Turn turn{book, event, after};
    const auto step = moved(turn, state.step);
    if (!step) return std::nullopt;
    after.step = *step;
    // A clock that jumped back never gives time back.
    after.since_answer = std::max(event.since_answer, state.since_answer);
    keep_within_bounds(after);
    const bool dials = std::visit([](const auto& one) { return dialling(one); }, after.step);
    if (dials) begin_leg(after);
    return after;
}

bool State::ended() const {
    return std::holds_alternative<Thanks>(step) || std::holds_alternative<Closed>(step) ||
           std::holds_alternative<Left>(step);
}

std::optional<EndedBy> State::ended_by() const {
    if (const auto* thanks = std::get_if<Thanks>(&step)) return thanks->by;
    if (std::holds_alternative<Closed>(step)) return EndedBy::given_up;
    if (std::holds_alternative<Left>(step)) return EndedBy::caller;
    return std::nullopt;
}

std::string_view State::step_name() const {
    return std::visit([](const auto& one) { return one.name; }, step);
}

Changes changes(const State* before, const State& after) {
    Changes out;
    for (std::size_t i = 0; i < after.legs.size(); ++i)
        if (!before || i >= before->legs.size() || !(before->legs[i] == after.legs[i]))
            out.legs.push_back(after.legs[i]);
    for (std::size_t i = 0; i < after.stops.size(); ++i) {
        const auto& outcome = after.stops[i].outcome;
        const bool same = before && i < before->stops.size() && before->stops[i].outcome == outcome;
        if (!outcome || same) continue;
        const auto& id = after.stops[i].target->id;
        out.outcomes.push_back({static_cast<int>(i), id.empty() ? "switchboard" : id, *outcome});
    }
    if (after.campaign && (!before || before->campaign != after.campaign)) out.campaign = after.campaign;
    if (!(after.place == (before ? before->place : Place{}))) out.place = after.place;
    if (!before || !before->ended()) out.ended = after.ended_by();
    return out;
}

namespace {

std::string_view word(DialOutcome outcome) {
    switch (outcome) {
        case DialOutcome::answered:
            return "answered";
        case DialOutcome::busy:
            return "busy";
        case DialOutcome::no_answer:
            return "no answer";
        case DialOutcome::failed:
            return "failed";
        case DialOutcome::canceled:
            return "canceled";
    }
    return "failed";
}

std::string described(const Answered&) {
    return "answered";
}
// More than one key may be a ZIP, whole or in part: only how many is told.
std::string described(const Keyed& keyed) {
    const bool menu_key =
        keyed.digits.size() == 1 && std::string_view("0123456789*#").find(keyed.digits[0]) != std::string_view::npos;
    return menu_key ? "keyed " + keyed.digits : "keyed " + std::to_string(keyed.digits.size()) + " keys";
}
std::string described(const Silence&) {
    return "silence";
}
std::string described(const KeysLost&) {
    return "keys lost";
}
std::string described(const DialEnded& ended) {
    std::string out = "dial " + std::string(word(ended.outcome));
    if (ended.seconds > 0) out += " " + std::to_string(ended.seconds) + " s";
    if (ended.caller_left) out += ", caller left";
    return out;
}
std::string described(const HungUp&) {
    return "hung up";
}

}  // namespace

std::string describe(const Event& event) {
    return std::visit([](const auto& what) { return described(what); }, event.what);
}

}  // namespace sayso::flow
