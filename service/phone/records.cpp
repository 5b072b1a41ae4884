#include "service/phone/records.hpp"

namespace sayso::phone {
namespace {

store::PlaceRecord place_record(const flow::Place& place) {
    store::PlaceRecord record;
    if (place.state) record.state = place.state->text();
    for (const auto& district : place.districts) {
        if (!record.districts.empty()) record.districts += ',';
        record.districts += directory::label(district);
    }
    record.city = place.city;
    return record;
}

store::LegRecord leg_record(const flow::Leg& leg) {
    store::LegRecord record;
    record.number = leg.number;
    record.target = leg.target;
    record.target_id = leg.target_id;
    record.office_id = leg.office_id;
    record.dialled = leg.dialled;
    record.switchboard = leg.switchboard;
    if (leg.dial) record.result = std::string(word(*leg.dial));
    record.seconds = leg.seconds;
    return record;
}

}  // namespace

std::string_view word(flow::DialOutcome outcome) {
    switch (outcome) {
        case flow::DialOutcome::answered:
            return "answered";
        case flow::DialOutcome::busy:
            return "busy";
        case flow::DialOutcome::no_answer:
            return "no-answer";
        case flow::DialOutcome::failed:
            return "failed";
        case flow::DialOutcome::canceled:
            return "canceled";
    }
    return "failed";
}

std::string_view word(flow::Outcome outcome) {
    switch (outcome) {
        case flow::Outcome::reached:
            return "reached";
        case flow::Outcome::left_message:
            return "left-message";
        case flow::Outcome::not_reached:
            return "not-reached";
        case flow::Outcome::connected_unconfirmed:
            return "connected-unconfirmed";
        case flow::Outcome::skipped:
            return "skipped";
    }
    return "not-reached";
}

std::string_view word(flow::EndedBy ended) {
    switch (ended) {
        case flow::EndedBy::thanks:
            return "thanks";
        case flow::EndedBy::caller:
            return "caller";
        case flow::EndedBy::given_up:
            return "given-up";
        case flow::EndedBy::turns:
            return "turns";
        case flow::EndedBy::time:
            return "time";
        case flow::EndedBy::broken:
            return "broken";
    }
    return "broken";
}

std::string_view word(const flow::Happening& what) {
    if (std::holds_alternative<flow::Answered>(what)) return "answered";
    if (std::holds_alternative<flow::Keyed>(what)) return "keyed";
    if (std::holds_alternative<flow::Silence>(what)) return "silence";
    if (std::holds_alternative<flow::KeysLost>(what)) return "keys-lost";
    if (std::holds_alternative<flow::DialEnded>(what)) return "dial-ended";
    return "hung-up";
}

store::NewCall new_call(const flow::CallId& id, const std::string& caller_hash, const flow::State& state,
                        const flow::Event& event, store::Instant at) {
    store::NewCall call;
    call.provider = id.provider;
    call.id = id.id;
    call.caller_hash = caller_hash;
    if (state.line) call.line = state.line->e164();
    if (state.campaign) {
        call.campaign = state.campaign->id;
        call.revision = state.campaign->revision;
    }
    call.at = at;
    call.event = flow::describe(event);
    call.state = flow::encode(state);
    return call;
}

store::StepTaken step_taken(store::CallKey call, const flow::State& before, const flow::State& after,
                            const flow::Event& event, store::Instant at) {
    const flow::Changes changes = flow::changes(&before, after);
    store::StepTaken step;
    step.call = call;
    step.n = after.n;
    step.at = at;
    step.event = flow::describe(event);
    step.state = flow::encode(after);
    if (changes.campaign) {
        step.campaign = changes.campaign->id;
        step.revision = changes.campaign->revision;
    }
    if (changes.place) step.place = place_record(*changes.place);
    for (const auto& leg : changes.legs) step.legs.push_back(leg_record(leg));
    for (const auto& outcome : changes.outcomes) {
        step.outcomes.push_back({outcome.target, outcome.target_id, std::string(word(outcome.outcome))});
    }
    if (changes.ended) step.ended = std::string(word(*changes.ended));
    return step;
}

}  // namespace sayso::phone
