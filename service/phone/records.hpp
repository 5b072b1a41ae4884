#pragma once
#include <string>

#include "service/store/store.hpp"
#include "voice/flow/machine.hpp"

// What a step of the machine changed, in the store's words. `at` is when it happened, which is not always the moment
// the event asks the directory about.
namespace sayso::phone {

store::NewCall new_call(const flow::CallId& id, const std::string& caller_hash, const flow::State& state,
                        const flow::Event& event, store::Instant at);
store::StepTaken step_taken(store::CallKey call, const flow::State& before, const flow::State& after,
                            const flow::Event& event, store::Instant at);

std::string_view word(flow::DialOutcome outcome);    // "no-answer"
std::string_view word(flow::Outcome outcome);        // "left-message"
std::string_view word(flow::EndedBy ended);          // "given-up"
std::string_view word(const flow::Happening& what);  // "keyed"

}  // namespace sayso::phone
