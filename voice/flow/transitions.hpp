#pragma once
#include <optional>
#include <variant>

#include "scripts/book/book.hpp"
#include "voice/flow/event.hpp"
#include "voice/flow/state.hpp"

// Where each event leads: one overload of `on` per legal (state, event) pair. A pair without one does not belong. The
// return type names every state it can lead to, and FLOW.md is made from these types.
namespace sayso::flow {

// How often somebody is asked the same, unless it is a ZIP.
constexpr int most_tries = 3;

// What one step works on. `call` is the state after it, still with the step before; `on` changes the common part and
// returns the step.
struct Turn {
    const book::Book& book;
    const Event& event;
    State& call;
};

template <class... Steps>
using To = std::variant<Steps...>;

template <class... Steps>
Step as_step(const std::variant<Steps...>& to) {
    return std::visit([](const auto& step) { return Step(step); }, to);
}
// The same with more possibilities.
template <class Wide, class... Steps>
Wide widened(const std::variant<Steps...>& to) {
    return std::visit([](const auto& step) { return Wide(step); }, to);
}

template <class S>
inline constexpr bool is_end = std::is_same_v<S, Thanks> || std::is_same_v<S, Closed> || std::is_same_v<S, Left>;
template <class S>
inline constexpr bool is_dialling = std::is_same_v<S, Calling> || std::is_same_v<S, CallingSwitchboard>;

// Where the answer leads.
using First = To<ChooseCampaign, AskZip, ReadScript, OfferHelp, Closed>;

// ---- asking about the place (asking.cpp)
// ------------------------------------------------------------------------------
using Begun = To<AskZip, ReadScript, OfferHelp>;
// The campaign is chosen: its settings enter the call, and the ZIP is asked where the targets need a place.
Begun begin_campaign(Turn& turn, const campaigns::Campaign& campaign);

To<ChooseCampaign, AskZip, ReadScript, OfferHelp> on(Turn&, const ChooseCampaign&, const Keyed&);
To<ChooseCampaign, OfferHelp> on(Turn&, const ChooseCampaign&, const Silence&);

To<AskZip, AskDistrict, AskState, ReadScript, OfferHelp> on(Turn&, const AskZip&, const Keyed&);
To<AskZip, OfferHelp> on(Turn&, const AskZip&, const Silence&);
To<AskZip> on(Turn&, const AskZip&, const KeysLost&);

To<AskDistrict, AskState, ReadScript, OfferHelp> on(Turn&, const AskDistrict&, const Keyed&);
To<AskDistrict, AskState, ReadScript, OfferHelp> on(Turn&, const AskDistrict&, const Silence&);

To<AskState, ReadScript, OfferHelp> on(Turn&, const AskState&, const Keyed&);
To<AskState, OfferHelp> on(Turn&, const AskState&, const Silence&);

// ---- speaking with offices (visiting.cpp)
// -----------------------------------------------------------------------------
To<ReadScript, Announce, Thanks> on(Turn&, const ReadScript&, const Keyed&);
To<ReadScript, Thanks> on(Turn&, const ReadScript&, const Silence&);

To<Announce, Calling, Thanks> on(Turn&, const Announce&, const Keyed&);
To<Calling> on(Turn&, const Announce&, const Silence&);

To<AskOutcome, TryAgain, Announce, Thanks, Left> on(Turn&, const Calling&, const DialEnded&);
To<Left> on(Turn&, const Calling&, const HungUp&);

To<AskOutcome, TryAgain, Announce, Thanks> on(Turn&, const AskOutcome&, const Keyed&);
To<Announce, Thanks> on(Turn&, const AskOutcome&, const Silence&);

To<TryAgain, Announce, Thanks> on(Turn&, const TryAgain&, const Keyed&);
To<TryAgain, Announce, Thanks> on(Turn&, const TryAgain&, const Silence&);

// ---- ending (ending.cpp)
// ----------------------------------------------------------------------------------------------
To<OfferHelp, CallingSwitchboard, Thanks> on(Turn&, const OfferHelp&, const Keyed&);
To<OfferHelp, Thanks> on(Turn&, const OfferHelp&, const Silence&);

To<Thanks, Left> on(Turn&, const CallingSwitchboard&, const DialEnded&);

// The truth about a leg may arrive after the hang-up: it belongs while the leg is open.
std::optional<To<Left>> on(Turn&, const Left&, const DialEnded&);

// Wherever the caller hangs up, what was done is kept. Calling has its own.
template <class S>
requires(!is_end<S> && !std::is_same_v<S, Calling>) To<Left> on(Turn&, const S&, const HungUp&) {
    return Left{};
}

// ---- shared by several (visiting.cpp)
// --------------------------------------------------------------------------------- Adds the leg that the state
// `calling` or `calling_switchboard` dials.
void begin_leg(State& call);
// Closes the open leg with what became of it, and the outcome of its target as far as the connection tells it.
void end_leg(State& call, const DialEnded& ended);

}  // namespace sayso::flow
