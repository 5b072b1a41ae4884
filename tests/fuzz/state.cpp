// The bytes of a call's state: what decodes is a state, encodes to the same, and can be said and moved on.
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/xml_reader.hpp"
#include "tests/support/world.hpp"
#include "voice/flow/machine.hpp"
#include "voice/markup/render.hpp"

using namespace sayso;
using fuzz::must;

namespace {

flow::Event event(unsigned kind, const flow::State& state) {
    flow::Event made;
    made.at = tests::noon(2026, 11, 23);
    made.since_answer = state.since_answer;
    switch (kind % 7) {
        case 0:
            made.what = flow::Silence{};
            break;
        case 1:
            made.what = flow::HungUp{};
            break;
        case 2:
            made.what = flow::KeysLost{};
            break;
        case 3:
            made.what = flow::DialEnded{static_cast<flow::DialOutcome>(kind % 5), static_cast<int>(kind), false};
            break;
        case 4:
            made.what = flow::Keyed{"94110"};
            break;
        case 5:
            made.what = flow::Keyed{"*"};
            break;
        default:
            made.what = flow::Keyed{std::to_string(kind % 10)};
    }
    return made;
}

}  // namespace

// A byte for each event, at most eight, up to a line's end; then the state.
SAYSO_FUZZ(state) {
    static const auto book = tests::world().book();
    const auto events = fuzz::take_line(input).substr(0, 8);
    auto state = flow::decode(input);
    if (!state) return;
    const auto bytes = flow::encode(*state);
    const auto back = flow::decode(bytes);
    must(back.has_value() && *back == *state && flow::encode(*back) == bytes, "a state goes there and back");
    const auto say = [&] {
        const auto document = flow::say(*book, *state, "/voice/twilio/step");
        const auto body = markup::render(document, markup::Dialect::twilio, "https://a.example").body;
        must(markup::read_back(body).error.empty() && fuzz::read_with_expat(body).has_value(), "a state can be said");
        flow::changes(nullptr, *state);
        state->ended_by();
    };
    say();
    for (const char kind : events) {
        const auto next = flow::next(*book, *state, event(static_cast<unsigned char>(kind), *state));
        if (!next) continue;
        flow::changes(&*state, *next);
        state = next;
        say();
    }
}
