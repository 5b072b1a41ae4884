#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/calls/golden.hpp"
#include "tests/support/twiml_schema.hpp"
#include "voice/markup/render.hpp"

// Every golden call over the real stack, as it is and under what the world does to calls. To accept what is heard now
// as right, run with SAYSO_REWRITE_CALLS=1 and read the difference.
using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string folder = std::string(SAYSO_SOURCE_DIR) + "/tests/calls";
const std::string call_id = "CA0123456789abcdef0123456789abcdef";

Plan plan(const GoldenCall& call) {
    Plan plan;
    plan.content = folder + "/content";
    if (call.directory == "small") plan.directory = std::string(SAYSO_SOURCE_DIR) + "/tests/data/directory";
    return plan;
}

simulator::Scripted party(const GoldenCall& call) {
    simulator::Scripted party;
    party.key_items = call.keys;
    party.dials = call.dials;
    return party;
}

simulator::Transcript converse(const GoldenCall& call, House& house, simulator::Scripted people,
                               const simulator::Exchange& exchange) {
    auto setup = house.setup(call.line, call_id);
    setup.from = call.from;
    return simulator::converse(setup, people, exchange);
}

bool is_status(const simulator::Request& request) {
    return request.url.find("/status") != std::string::npos;
}

// The call without disturbance: what the others are compared with.
struct Plain {
    std::string heard, kept;
    std::vector<std::string> bodies;         // of each answer
    std::vector<store::CallRecord> records;  // after each answer
    std::size_t steps = 0;
};

Plain plain(const GoldenCall& call) {
    House house(plan(call));
    Plain result;
    const auto transcript = converse(call, house, party(call), [&](const simulator::Request& request) {
        auto reply = house.carry(request);
        if (!is_status(request)) {
            result.bodies.push_back(reply.body);
            result.records.push_back(house.record(call_id));
        }
        return reply;
    });
    result.heard = heard(transcript);
    result.kept = kept(house.record(call_id));
    result.steps = house.record(call_id).steps.size();
    return result;
}

template <class Check>
void with_each(Check check) {
    const auto calls = golden_calls(folder);
    REQUIRE(calls.size() >= 12);
    for (const auto& call : calls) {
        INFO(call.name);
        check(call, plain(call));
    }
}

// Nothing of `before` is lost in `after`; only the outcome of an office that was on the line may still change.
bool keeps(const store::CallRecord& before, const store::CallRecord& after) {
    const auto has_leg = [&after](const store::LegRecord& leg) {
        return std::any_of(after.legs.begin(), after.legs.end(), [&leg](const store::LegRecord& other) {
            return other.number == leg.number && other.dialled == leg.dialled &&
                   (!leg.result || other.result == leg.result);
        });
    };
    const auto was_on_the_line = [&before](int target) {
        return std::any_of(before.legs.begin(), before.legs.end(),
                           [target](const store::LegRecord& leg) { return leg.target == target && !leg.result; });
    };
    const auto has_outcome = [&after, &was_on_the_line](const store::OutcomeRecord& outcome) {
        const bool may_change = was_on_the_line(outcome.target);
        return std::any_of(
            after.outcomes.begin(), after.outcomes.end(), [&outcome, may_change](const store::OutcomeRecord& other) {
                return other.target == outcome.target && (may_change || other.outcome == outcome.outcome);
            });
    };
    return std::all_of(before.legs.begin(), before.legs.end(), has_leg) &&
           std::all_of(before.outcomes.begin(), before.outcomes.end(), has_outcome);
}

}  // namespace

TEST_CASE("a golden call is heard and kept as its file says") {
    for (const auto& call : golden_calls(folder)) {
        INFO(call.name);
        const auto result = plain(call);
        const std::string text = result.heard + result.kept;
        if (std::getenv("SAYSO_REWRITE_CALLS"))
            rewrite(call, text);
        else
            CHECK(text == call.expected);
    }
}

TEST_CASE("every document of a golden call is valid and small") {
    const auto schema = TwimlSchema::load(SAYSO_SHARED_DIR);
    if (!schema) WARN("skipped the schema: reference/twiml_schema.json is absent");
    with_each([&schema](const GoldenCall&, const Plain& result) {
        for (const auto& body : result.bodies) {
            CHECK(body.size() < 8 * 1024);
            CHECK(markup::read_back(body).error.empty());
            if (schema) CHECK(schema->problems(body) == std::vector<std::string>{});
        }
    });
}

TEST_CASE("a golden call with every webhook delivered twice is the same call, and each answer is byte-equal") {
    with_each([](const GoldenCall& call, const Plain& result) {
        House house(plan(call));
        const auto transcript = converse(call, house, party(call), [&house](const simulator::Request& request) {
            const auto first = house.carry(request);
            const auto second = house.carry(request);
            CHECK(first.status == second.status);
            CHECK(first.body == second.body);
            return second;
        });
        CHECK(heard(transcript) == result.heard);
        CHECK(kept(house.record(call_id)) == result.kept);
        CHECK(house.record(call_id).steps.size() == result.steps);
        CHECK(house.store().calls().total_calls() == 1);
    });
}

TEST_CASE("a golden call keeps what was done when the caller hangs up at any step") {
    with_each([](const GoldenCall& call, const Plain& result) {
        for (std::size_t at = 0; at + 1 < result.records.size(); ++at) {
            INFO("hung up at step " << at);
            House house(plan(call));
            auto people = party(call);
            people.hang_up_at = static_cast<int>(at);
            std::vector<std::string> bodies;
            const auto transcript = converse(call, house, people, [&](const simulator::Request& request) {
                auto reply = house.carry(request);
                bodies.push_back(reply.body);
                return reply;
            });
            CHECK(transcript.ended.how == simulator::Ended::How::hung_up);
            REQUIRE(transcript.steps.size() >= at + 1);
            for (std::size_t i = 0; i < transcript.steps.size(); ++i) CHECK(bodies[i] == result.bodies[i]);
            const auto record = house.record(call_id);
            CHECK(record.how_ended == "caller");
            CHECK(keeps(result.records[transcript.steps.size() - 1], record));
            for (const auto& leg : record.legs) CHECK(leg.result);
        }
    });
}

TEST_CASE("a golden call is not moved by events that do not belong") {
    with_each([](const GoldenCall& call, const Plain& result) {
        House house(plan(call));
        std::string current;
        const auto transcript = converse(call, house, party(call), [&](const simulator::Request& request) {
            if (current.empty() || is_status(request)) {
                auto reply = house.carry(request);
                current = reply.body;
                return reply;
            }
            // A dial's result where keys are asked for, keys where an office is dialled; a step from the future; the
            // fallback.
            auto foreign = request;
            const bool dialling = !webhook::field(request.params, "DialCallStatus").empty();
            const auto dropped = [](const auto& field) {
                return field.first == "Digits" || field.first.substr(0, 4) == "Dial";
            };
            foreign.params.erase(std::remove_if(foreign.params.begin(), foreign.params.end(), dropped),
                                 foreign.params.end());
            if (dialling)
                foreign.params.emplace_back("Digits", "1");
            else
                foreign.params.emplace_back("DialCallStatus", "completed");
            CHECK(house.carry(foreign).body == current);
            auto ahead = request;
            ahead.url = std::string(House::public_url) + "/voice/twilio/step?n=57";
            CHECK(house.carry(ahead).body == current);
            auto fallback = request;
            fallback.url = std::string(House::public_url) + "/voice/twilio/fallback";
            CHECK(house.carry(fallback).body == current);
            auto reply = house.carry(request);
            current = reply.body;
            return reply;
        });
        CHECK(heard(transcript) == result.heard);
        CHECK(kept(house.record(call_id)) == result.kept);
        CHECK(house.record(call_id).steps.size() == result.steps);
    });
}

TEST_CASE("a golden call goes on when the service is killed and started again at every step") {
    with_each([](const GoldenCall& call, const Plain& result) {
        House house(plan(call));
        const auto transcript = converse(call, house, party(call), [&house](const simulator::Request& request) {
            house.kill();
            const auto lost = house.carry(request);  // the answer is lost, the process dies, the provider asks again
            house.kill();
            const auto reply = house.carry(request);
            CHECK(reply.body == lost.body);
            return reply;
        });
        CHECK(heard(transcript) == result.heard);
        CHECK(kept(house.record(call_id)) == result.kept);
        CHECK(house.record(call_id).steps.size() == result.steps);
    });
}
