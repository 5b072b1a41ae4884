#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "tests/support/world.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string fixture_path = SAYSO_SOURCE_DIR "/tests/voice/flow/state_version_1.txt";

std::string fixture() {
    std::ifstream file(fixture_path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A state that uses every field: what version 1 could write.
flow::State everything() {
    Caller caller(world().book(), members_line);
    caller.key("42223");
    const auto split = std::get<flow::AskDistrict>(caller.state.step);
    caller.key("1").key("1").silence().dial(flow::DialOutcome::busy).key("2").silence();
    caller.dial(flow::DialOutcome::answered, 40).key("2").key("9");
    auto state = caller.state;
    state.web_address = "https://hotline.example.org";
    state.shuffle = 0xFEDCBA9876543210U;
    state.caller = flow::CallerKind::foreign;
    state.capabilities = {false, true};
    state.show_caller = false;
    auto third = *state.stops[2].target;
    third.operator_words = "Línea de comentarios, por favor: 12 3";
    state.stops[2].target = third;
    state.not_called = {{campaigns::NotCalled::Why::not_on_committee,
                         {directory::StateCode::parse("TN").value(), directory::Chamber::senate, 0},
                         2,
                         "Ira Pratt"}};
    state.step = split;
    return state;
}

}  // namespace

TEST_CASE("What version 1 wrote decodes for ever") {
    // Written once with this version; never rewrite it: add a fixture for a new version instead.
    const auto bytes = fixture();
    REQUIRE_FALSE(bytes.empty());
    REQUIRE(bytes.substr(0, 7) == "sayso1 ");
    const auto state = flow::decode(bytes);
    REQUIRE(state);
    CHECK(state->n == 10);
    CHECK(state->language == "en");
    CHECK(state->line->e164() == "+12025550142");
    CHECK(state->caller == flow::CallerKind::foreign);
    CHECK(state->capabilities == flow::Capabilities{false, true});
    CHECK(state->web_address == "https://hotline.example.org");
    CHECK(state->shuffle == 0xFEDCBA9876543210U);
    CHECK(state->campaign == campaigns::CampaignRef{1, 1});
    CHECK_FALSE(state->show_caller);
    CHECK(state->place.city == "Fort Campbell");
    CHECK(state->place.state->text() == "KY");
    REQUIRE(state->stops.size() == 3);
    CHECK(state->stops[0].target->name == "June Whitcomb");
    CHECK(state->stops[0].outcome == flow::Outcome::left_message);
    CHECK(state->stops[0].dials == 2);
    CHECK(state->stops[0].at_reserve);
    CHECK(state->stops[1].outcome == flow::Outcome::skipped);
    CHECK(state->stops[2].target->operator_words == "Línea de comentarios, por favor: 12 3");
    CHECK(state->stops[2].target->office.number.e164() == "+12025550104");
    REQUIRE(state->not_called.size() == 1);
    CHECK(state->not_called[0].name == "Ira Pratt");
    CHECK(state->position == 2);
    REQUIRE(state->legs.size() == 2);
    CHECK(state->legs[0].dial == flow::DialOutcome::busy);
    CHECK(state->legs[1].seconds == 40);
    REQUIRE(std::holds_alternative<flow::AskDistrict>(state->step));
    const auto& asked = std::get<flow::AskDistrict>(state->step);
    CHECK(asked.answers.size() == 2);
    CHECK(asked.states.at(1).choice.targets.at(0).last_name == "Holloway");
}

TEST_CASE("A state is the same after encoding and decoding") {
    const auto state = everything();
    const auto bytes = flow::encode(state);
    const auto back = flow::decode(bytes);
    REQUIRE(back);
    CHECK(*back == state);
    CHECK(flow::encode(*back) == bytes);
}

TEST_CASE("Bytes that are no state are refused") {
    const auto bytes = flow::encode(everything());
    CHECK_FALSE(flow::decode(""));
    CHECK_FALSE(flow::decode("sayso"));
    CHECK_FALSE(flow::decode("hello"));
    CHECK_FALSE(flow::decode("sayso2 " + bytes.substr(7)));
    CHECK_FALSE(flow::decode("sayso0 " + bytes.substr(7)));
    CHECK_FALSE(flow::decode(bytes + "1 "));
    for (std::size_t cut = 0; cut < bytes.size(); cut += 7) {
        CAPTURE(cut);
        CHECK_FALSE(flow::decode(bytes.substr(0, cut)));
    }
}

TEST_CASE("Bytes changed at any place decode to a state or to nothing, never to a crash") {
    const auto bytes = flow::encode(everything());
    const auto book = world().book();
    int refused = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const char put : {'0', '9', '-', ' ', ':', '\xFF'}) {
            auto changed = bytes;
            changed[at] = put;
            if (const auto state = flow::decode(changed))
                (void)flow::say(*book, *state, "/s");
            else
                ++refused;
        }
        if (at % 64 == 0) CHECK_FALSE(flow::decode(bytes.substr(0, at) + "99999999999999999999 " + bytes.substr(at)));
    }
    CHECK(refused > static_cast<int>(bytes.size()));
}
