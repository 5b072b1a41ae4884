#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "tests/support/twiml_schema.hpp"
#include "tests/voice/flow/replay.hpp"
#include "voice/markup/render.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string folder = SAYSO_SOURCE_DIR "/tests/voice/flow/calls";

std::shared_ptr<const book::Book> golden_book() {
    return world().book();
}

struct Golden {
    std::shared_ptr<const book::Book> book = golden_book();
    std::vector<GoldenCall> calls;

    Golden() {
        for (const auto& file : call_files(folder)) calls.push_back(read_call(file));
        REQUIRE(calls.size() >= 8);
    }

    Caller answered(const GoldenCall& call) const { return {book, call.line, call.answered, call.date}; }
};

void send(Caller& caller, const flow::Happening& event) {
    if (const auto* dial = std::get_if<flow::DialEnded>(&event)) caller.after(dial->seconds + 10);
    REQUIRE(caller.happens(event));
}

std::string body(const markup::Document& document) {
    return markup::render(document, markup::Dialect::twilio, "https://hotline.example.org").body;
}

// Runs the call and shows the caller after every step, the answer included.
template <class Look>
void at_every_step(const Golden& golden, const GoldenCall& call, Look&& look) {
    auto caller = golden.answered(call);
    look(caller, std::size_t{0});
    for (std::size_t i = 0; i < call.events.size(); ++i) {
        send(caller, call.events[i]);
        look(caller, i + 1);
    }
}

}  // namespace

TEST_CASE("Every golden call goes as written") {
    Golden golden;
    for (const auto& call : golden.calls) {
        CAPTURE(call.name);
        const auto now = transcript(call, golden.book);
        if (std::getenv("SAYSO_REWRITE"))
            std::ofstream(folder + "/" + call.name + ".call") << now;
        else
            CHECK(call.text == now);
    }
}

TEST_CASE("Every document of every golden call is valid") {
    const auto schema = TwimlSchema::load(SAYSO_SHARED_DIR);
    if (!schema) {
        WARN("skipped: twiml_schema.json absent");
        return;
    }
    Golden golden;
    for (const auto& call : golden.calls)
        at_every_step(golden, call, [&](const Caller& caller, std::size_t step) {
            CAPTURE(call.name, step);
            CHECK(schema->problems(body(caller.document())) == std::vector<std::string>{});
            CHECK(body(caller.document()).size() <= 8192);
        });
}

TEST_CASE("An event that comes twice is answered with the same bytes from what was stored") {
    Golden golden;
    for (const auto& call : golden.calls) {
        std::vector<std::string> stored, said;
        at_every_step(golden, call, [&](const Caller& caller, std::size_t) {
            stored.push_back(flow::encode(caller.state));
            said.push_back(body(caller.document()));
        });
        for (std::size_t step = 0; step < stored.size(); ++step) {
            CAPTURE(call.name, step);
            const auto state = flow::decode(stored[step]);
            REQUIRE(state);
            CHECK(state->n == static_cast<int>(step));
            CHECK(body(flow::say(*golden.book, *state, "/voice/twilio/step")) == said[step]);
        }
    }
}

TEST_CASE("A hang-up at any step ends the call and keeps what was done") {
    Golden golden;
    for (const auto& call : golden.calls)
        at_every_step(golden, call, [&](const Caller& caller, std::size_t step) {
            CAPTURE(call.name, step);
            auto leaving = caller;
            if (caller.state.ended()) {
                CHECK_FALSE(leaving.happens(flow::HungUp{}));
                return;
            }
            leaving.hang_up();
            CHECK(leaving.state.ended_by() == flow::EndedBy::caller);
            CHECK(leaving.state.legs == caller.state.legs);
            for (std::size_t i = 0; i < caller.state.stops.size(); ++i)
                if (caller.state.stops[i].outcome)
                    CHECK(leaving.state.stops[i].outcome == caller.state.stops[i].outcome);
        });
}

TEST_CASE("An event that does not belong changes nothing at any step") {
    Golden golden;
    for (const auto& call : golden.calls)
        at_every_step(golden, call, [&](const Caller& caller, std::size_t step) {
            CAPTURE(call.name, step);
            const bool dialling = caller.step().substr(0, 7) == "calling";
            const flow::Happening strange =
                dialling ? flow::Happening(flow::Keyed{"1"})
                         : flow::Happening(flow::DialEnded{flow::DialOutcome::answered, 99, false});
            for (const auto& what : {strange, flow::Happening(flow::Answered{})}) {
                // The late result of a leg belongs to a caller who has left.
                if (caller.step() == "left" && !caller.state.legs.empty() && !caller.state.legs.back().dial) continue;
                auto other = caller;
                CHECK_FALSE(other.happens(what));
                CHECK(other.state == caller.state);
                CHECK(other.document() == caller.document());
            }
        });
}

TEST_CASE("Stopped and started again at every step, the call goes on the same way") {
    Golden golden;
    for (const auto& call : golden.calls) {
        CAPTURE(call.name);
        std::vector<std::string> said;
        at_every_step(golden, call,
                      [&](const Caller& caller, std::size_t) { said.push_back(body(caller.document())); });
        auto caller = golden.answered(call);
        for (std::size_t i = 0; i < call.events.size(); ++i) {
            caller.state = flow::decode(flow::encode(caller.state)).value();
            caller.book = golden_book();
            send(caller, call.events[i]);
            CHECK(body(caller.document()) == said[i + 1]);
        }
    }
}
