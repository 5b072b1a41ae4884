#include "voice/flow/transitions.hpp"

// The script, and each office in turn.
namespace sayso::flow {
namespace {

// Nobody rings longer than this, the provider's own allowance of 5 seconds included: a dial still open then has been
// answered.
constexpr int surely_answered_seconds = ring_seconds + 5;

Stop& stop_at_hand(State& call) {
    return call.stops[static_cast<std::size_t>(call.position)];
}

bool may_dial_again(const Stop& stop) {
    return stop.dials <= most_redials;
}
bool may_dial_local(const Stop& stop) {
    return may_dial_again(stop) && stop.target->reserve && !stop.at_reserve;
}

using Next = To<Announce, Thanks>;
Next go_to_next(State& call, Remark remark) {
    ++call.position;
    if (static_cast<std::size_t>(call.position) >= call.stops.size()) return Thanks{EndedBy::thanks, remark};
    return Announce{Announce::Kind::first_time, remark};
}

To<TryAgain, Announce, Thanks> not_reached(State& call, Trouble trouble) {
    using Result = To<TryAgain, Announce, Thanks>;
    if (may_dial_again(stop_at_hand(call))) return TryAgain{trouble};
    return widened<Result>(go_to_next(call, Remark::no_luck));
}

Trouble trouble_of(DialOutcome outcome) {
    switch (outcome) {
        case DialOutcome::answered:
            return Trouble::too_short;
        case DialOutcome::busy:
            return Trouble::busy;
        case DialOutcome::no_answer:
            return Trouble::no_answer;
        case DialOutcome::failed:
            return Trouble::failed;
        case DialOutcome::canceled:
            return Trouble::canceled;
    }
    return Trouble::failed;
}

bool connected(const DialEnded& ended) {
    return ended.outcome == DialOutcome::answered && ended.seconds >= least_reached_seconds;
}

}  // namespace

void begin_leg(State& call) {
    Leg leg;
    leg.number = static_cast<int>(call.legs.size());
    if (std::holds_alternative<CallingSwitchboard>(call.step)) {
        leg.target = -1;
        leg.target_id = leg.office_id = "switchboard";
        leg.dialled = directory::capitol_switchboard().e164();
        leg.switchboard = true;
    } else {
        auto& stop = stop_at_hand(call);
        ++stop.dials;
        const auto& office = stop.at_reserve && stop.target->reserve ? *stop.target->reserve : stop.target->office;
        leg.target = call.position;
        leg.target_id = stop.target->id;
        if (leg.target_id.empty()) leg.target_id = "switchboard";
        leg.office_id = office.id;
        leg.dialled = office.number.e164();
        leg.switchboard = office.number == directory::capitol_switchboard();
    }
    call.legs.push_back(std::move(leg));
}

void end_leg(State& call, const DialEnded& ended) {
    if (call.legs.empty()) return;
    auto& leg = call.legs.back();
    leg.dial = ended.outcome;
    leg.seconds = ended.outcome == DialOutcome::answered ? ended.seconds : 0;
    if (leg.target < 0 || static_cast<std::size_t>(leg.target) >= call.stops.size()) return;
    call.stops[static_cast<std::size_t>(leg.target)].outcome =
        connected(ended) ? Outcome::connected_unconfirmed : Outcome::not_reached;
}

// ---- the script
To<ReadScript, Announce, Thanks> on(Turn&, const ReadScript& from, const Keyed& keyed) {
    if (keyed.digits == "1" || keyed.digits == "9") return Announce{};
    if (keyed.digits == "*") return ReadScript{false};
    if (from.tries + 1 >= most_tries) return Thanks{EndedBy::given_up};
    return ReadScript{false, from.tries + 1};
}
// Nobody is connected to an office without having asked for it: a silent line would harm the caller's cause.
To<ReadScript, Thanks> on(Turn&, const ReadScript& from, const Silence&) {
    if (from.tries + 1 >= most_tries) return Thanks{EndedBy::given_up};
    return ReadScript{false, from.tries + 1};
}

// ---- one office
To<Announce, Calling, Thanks> on(Turn& turn, const Announce& from, const Keyed& keyed) {
    using Result = To<Announce, Calling, Thanks>;
    if (keyed.digits == "*") return Announce{from.kind, Remark::none, true};
    if (keyed.digits != "9") return Calling{};
    auto& stop = stop_at_hand(turn.call);
    if (!stop.outcome) stop.outcome = Outcome::skipped;
    return widened<Result>(go_to_next(turn.call, Remark::skipped));
}
To<Calling> on(Turn&, const Announce&, const Silence&) {
    return Calling{};
}

To<AskOutcome, TryAgain, Announce, Thanks, Left> on(Turn& turn, const Calling&, const DialEnded& ended) {
    using Result = To<AskOutcome, TryAgain, Announce, Thanks, Left>;
    end_leg(turn.call, ended);
    if (ended.caller_left) return Left{};
    if (connected(ended)) return AskOutcome{};
    return widened<Result>(not_reached(turn.call, trouble_of(ended.outcome)));
}

To<Left> on(Turn& turn, const Calling&, const HungUp&) {
    // What became of the leg is not told here, but nobody rings that long: the caller was connected.
    const int dialling = turn.event.since_answer - turn.call.since_answer;
    if (dialling >= surely_answered_seconds + least_reached_seconds &&
        dialling <= most_dial_seconds + surely_answered_seconds)
        stop_at_hand(turn.call).outcome = Outcome::connected_unconfirmed;
    return Left{};
}

// ---- how it went
To<AskOutcome, TryAgain, Announce, Thanks> on(Turn& turn, const AskOutcome& from, const Keyed& keyed) {
    using Result = To<AskOutcome, TryAgain, Announce, Thanks>;
    auto& stop = stop_at_hand(turn.call);
    if (keyed.digits == "1" || keyed.digits == "2") {
        stop.outcome = keyed.digits == "1" ? Outcome::reached : Outcome::left_message;
        return widened<Result>(go_to_next(turn.call, Remark::thank_you));
    }
    if (keyed.digits == "3") {
        stop.outcome = Outcome::not_reached;
        return widened<Result>(not_reached(turn.call, Trouble::told));
    }
    if (keyed.digits == "*") return AskOutcome{};
    if (from.tries + 1 >= most_tries) return widened<Result>(go_to_next(turn.call, Remark::none));
    return AskOutcome{from.tries + 1};
}
// Silence leaves it at "connected, not confirmed" (decisions 8).
To<Announce, Thanks> on(Turn& turn, const AskOutcome&, const Silence&) {
    return go_to_next(turn.call, Remark::none);
}

To<TryAgain, Announce, Thanks> on(Turn& turn, const TryAgain& from, const Keyed& keyed) {
    using Result = To<TryAgain, Announce, Thanks>;
    auto& stop = stop_at_hand(turn.call);
    if (keyed.digits == "1") return Announce{Announce::Kind::again};
    if (keyed.digits == "2" && may_dial_local(stop)) {
        stop.at_reserve = true;
        return Announce{Announce::Kind::local_office};
    }
    if (keyed.digits == "3") return widened<Result>(go_to_next(turn.call, Remark::none));
    if (keyed.digits == "*") return TryAgain{from.trouble};
    if (from.tries + 1 >= most_tries) return widened<Result>(go_to_next(turn.call, Remark::none));
    return TryAgain{from.trouble, from.tries + 1};
}
To<TryAgain, Announce, Thanks> on(Turn& turn, const TryAgain& from, const Silence&) {
    using Result = To<TryAgain, Announce, Thanks>;
    if (from.tries + 1 >= most_tries - 1) return widened<Result>(go_to_next(turn.call, Remark::none));
    return TryAgain{from.trouble, from.tries + 1};
}

}  // namespace sayso::flow
