#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/book/book.hpp"
#include "voice/flow/event.hpp"
#include "voice/flow/state.hpp"
#include "voice/markup/document.hpp"

// The call as a Moore machine: next() says where each event leads, say() what is heard, and depends on the state alone.
namespace sayso::flow {

// The first state of a call, number 0. An unknown line, or one without a live campaign, has a state of its own.
State start(const book::Book& book, const Event& answered);

// Where the event leads, or nothing when it does not belong to the state (the current state is then said again).
// The result's number is state's plus one. The result of a dial that arrives after the hang-up (state left) still
// belongs.
std::optional<State> next(const book::Book& book, const State& state, const Event& event);

// What is heard in a state. Action URLs are `<step_path>?n=<number of the state>`, e.g. step_path "/voice/twilio/step".
markup::Document say(const book::Book& book, const State& state, std::string_view step_path);

// The overload answer (decisions 3): hold, then ask for `step?n=N&hold=<holds + 1>` again with the key or dial result
// carried in `carry` ("&key=1"). `holds`: how many there were before this one; from the third on the switchboard is
// dialled. A ZIP is never carried: carry "&lost=1" and give next() a KeysLost.
markup::Document hold(std::string_view step_path, int n, int holds, std::string_view carry, std::string_view language);
// A breakdown, heard as an apology, then the Capitol switchboard.
markup::Document apology(std::string_view step_path, int n, std::string_view language);
// A webhook for a call nobody knows, or a line nobody set up.
markup::Document unknown_call(std::string_view language);

// Versioned bytes of a state; old versions decode for ever. decode: nothing when the bytes are not a state.
std::string encode(const State& state);
std::optional<State> decode(std::string_view bytes);
// What the event was, for the step's row: never a ZIP, never a phone number.
std::string describe(const Event& event);

// What a step changed, for the records: legs begun and ended, outcomes told, what became known, the end of the call.
struct Changes {
    std::vector<Leg> legs;                           // new or changed by this step
    std::vector<TargetOutcome> outcomes;             // new or changed by this step
    std::optional<campaigns::CampaignRef> campaign;  // when this step chose it
    std::optional<Place> place;                      // when this step changed it
    std::optional<EndedBy> ended;
};
// `before` is null for the first state.
Changes changes(const State* before, const State& after);

}  // namespace sayso::flow
