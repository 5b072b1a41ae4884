#include "voice/flow/transitions.hpp"

// The way on where a call cannot go on, and what still arrives after its end.
namespace sayso::flow {
namespace {

To<OfferHelp, Thanks> offer_again(const OfferHelp& offered) {
    if (offered.tries + 1 >= most_tries) return Thanks{EndedBy::given_up};
    return OfferHelp{offered.reason, offered.tries + 1};
}

}  // namespace

To<OfferHelp, CallingSwitchboard, Thanks> on(Turn&, const OfferHelp& from, const Keyed& keyed) {
    using Result = To<OfferHelp, CallingSwitchboard, Thanks>;
    if (keyed.digits == "1") return CallingSwitchboard{};
    if (keyed.digits == "2") return Thanks{EndedBy::given_up};
    if (keyed.digits == "*") return OfferHelp{from.reason};
    return widened<Result>(offer_again(from));
}
To<OfferHelp, Thanks> on(Turn&, const OfferHelp& from, const Silence&) {
    return offer_again(from);
}

To<Thanks, Left> on(Turn& turn, const CallingSwitchboard&, const DialEnded& ended) {
    end_leg(turn.call, ended);
    if (ended.caller_left) return Left{};
    return Thanks{EndedBy::given_up, ended.outcome == DialOutcome::answered ? Remark::none : Remark::no_luck};
}

std::optional<To<Left>> on(Turn& turn, const Left&, const DialEnded& ended) {
    if (turn.call.legs.empty() || turn.call.legs.back().dial) return std::nullopt;
    end_leg(turn.call, ended);
    return Left{};
}

}  // namespace sayso::flow
