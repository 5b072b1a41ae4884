#include <catch2/catch.hpp>

#include "tests/service/phone/line.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

bool heard(const http::Response& response, const std::string& words) {
    return response.body.find(words) != std::string::npos;
}

int to_first_dial(House& house) {
    house.post(answer_path, ring());
    house.post(step_path(0), keyed("94110"));
    auto response = house.post(step_path(1), keyed("1"));
    int n = 2;
    for (; !heard(response, "<Dial") && n < 6; ++n) response = house.post(step_path(n), params("in-progress"));
    REQUIRE(heard(response, "<Dial"));
    return n;
}

}  // namespace

TEST_CASE("a final status ends the call once, however often it comes") {
    House house(plan());
    house.post(answer_path, ring());
    for (int i = 0; i < 3; ++i) CHECK(house.post(status_path, over()).status == 204);
    CHECK(house.record().how_ended == "caller");
    CHECK(house.record().steps.size() == 2);
    CHECK(house.record().status == "completed");
}

TEST_CASE("statuses out of order, of legs, of unknown calls and of unknown kinds are taken") {
    House house(plan());
    house.post(answer_path, ring());
    CHECK(house.post(status_path, over(5)).status == 204);
    CHECK(house.post(status_path, params("ringing", {{"SequenceNumber", "0"}})).status == 204);
    CHECK(house.record().status == "completed");
    auto leg = params("completed", {{"ParentCallSid", "CA0000000000000000000000000000000f"}});
    CHECK(house.post(status_path, leg).status == 204);
    auto unknown = over();
    unknown[0].second = "CA0000000000000000000000000000000e";
    CHECK(house.post(status_path, unknown).status == 204);
    CHECK(house.post(status_path, params("teleported")).status == 204);
}

TEST_CASE("a leg's status does not end its call") {
    House house(plan());
    house.post(answer_path, ring());
    auto leg = over();
    leg[0].second = "CAffffffffffffffffffffffffffffffff";
    leg.emplace_back("ParentCallSid", call_id);
    CHECK(house.post(status_path, leg).status == 204);
    CHECK_FALSE(house.record().ended);
    CHECK(heard(house.post(step_path(0), keyed("94110")), "Lindqvist"));
}

TEST_CASE("a hang-up in mid-talk keeps the talk, whichever webhook comes first") {
    for (const bool status_first : {false, true}) {
        House house(plan());
        const int n = to_first_dial(house);
        if (status_first) CHECK(house.post(status_path, over()).status == 204);
        CHECK(house.post(step_path(n), dialled("completed", 42, "completed")).status == 200);
        if (!status_first) CHECK(house.post(status_path, over()).status == 204);
        const auto record = house.record();
        CHECK(record.how_ended == "caller");
        REQUIRE(record.legs.size() == 1);
        CHECK(record.legs[0].result == std::optional<std::string>("answered"));
        CHECK(record.legs[0].seconds == 42);
        // And again, late.
        const auto steps = record.steps.size();
        CHECK(house.post(step_path(n), dialled("completed", 42, "completed")).status == 200);
        CHECK(house.record().steps.size() == steps);
    }
}

TEST_CASE("a call that was silent for 35 minutes is closed by the sweep, not before") {
    House house(plan());
    house.post(answer_path, ring());
    house.pass(std::chrono::minutes{34});
    house.sweep();
    CHECK_FALSE(house.record().ended);
    house.pass(std::chrono::minutes{2});
    house.sweep();
    CHECK(house.record().how_ended == "given-up");
    const auto steps = house.record().steps.size();
    house.sweep();
    CHECK(house.record().steps.size() == steps);
}

TEST_CASE("a call on a closed line is closed by the sweep too") {
    House house(plan());
    auto call = ring();
    for (auto& [name, value] : call) {
        if (name == "To") value = "+12025550199";
    }
    house.post(answer_path, call);
    house.pass(std::chrono::minutes{36});
    house.sweep();
    CHECK(house.record().ended);
}

TEST_CASE("many silent calls are closed in one sweep") {
    House house(plan());
    auto call = ring();
    const auto id = [](int i) { return "CA" + std::string(29, '0') + std::to_string(100 + i); };
    for (int i = 0; i < 250; ++i) {
        call[0].second = id(i);
        house.post(answer_path, call);
    }
    house.pass(std::chrono::minutes{36});
    house.sweep();
    for (int i = 0; i < 250; i += 83) CHECK(house.record(id(i)).how_ended == "given-up");
}

TEST_CASE("the states of a call are forgotten an hour after its end, the records stay") {
    House house(plan());
    house.post(answer_path, ring());
    house.post(step_path(0), keyed("94110"));
    house.post(status_path, over());
    const auto calls = house.store().calls().total_calls();
    house.pass(std::chrono::minutes{59});
    house.sweep();
    CHECK(heard(house.post(step_path(0), keyed("94110")), "Lindqvist"));
    house.pass(std::chrono::minutes{2});
    house.sweep();
    CHECK_FALSE(heard(house.post(step_path(0), keyed("94110")), "Lindqvist"));
    CHECK(house.store().calls().total_calls() == calls);
}

TEST_CASE("a clock that is set disturbs no call, and its records go on from its answer") {
    for (const auto ahead : {std::chrono::hours{-2}, std::chrono::hours{1}, std::chrono::hours{24 * 365}}) {
        House house(plan());
        house.post(answer_path, ring());
        house.set_clock_ahead(ahead);
        house.pass(std::chrono::seconds{10});
        house.post(step_path(0), keyed("94110"));
        CHECK(house.record().steps.back().event == "keyed 5 keys");
        house.sweep();
        CHECK_FALSE(house.record().ended);
        house.kill();
        house.sweep();
        CHECK_FALSE(heard(house.post(step_path(1), keyed("1")), "call this line again"));
        CHECK_FALSE(house.record().ended);
        CHECK(house.post(status_path, over()).status == 204);
        const auto record = house.record();
        CHECK(record.how_ended == "caller");
        CHECK(record.steps[1].at - record.answered == std::chrono::seconds{10});
        for (std::size_t i = 1; i < record.steps.size(); ++i) CHECK(record.steps[i].at >= record.steps[i - 1].at);
        CHECK(*record.ended >= record.steps.back().at);
        CHECK(*record.ended - record.answered < std::chrono::hours{2});
    }
}

TEST_CASE("after a clock was set, silent calls are closed and states forgotten all the same, later") {
    House house(plan());
    house.post(answer_path, ring());
    house.set_clock_ahead(std::chrono::hours{24 * 365});
    house.sweep();
    CHECK_FALSE(house.record().ended);
    house.pass(std::chrono::minutes{36});
    house.sweep();
    CHECK(house.record().how_ended == "given-up");
    CHECK(heard(house.post(answer_path, ring()), "Neighbors for Water"));  // not forgotten yet
    house.pass(std::chrono::hours{2});
    house.sweep();
    CHECK(house.post(step_path(0), keyed("94110")).body.find("call this line again") != std::string::npos);
}

TEST_CASE("a call on a closed line is closed once, however often its status comes") {
    House house(plan());
    auto call = ring();
    for (auto& [name, value] : call) {
        if (name == "To") value = "+12025550199";
    }
    const auto answered = house.post(answer_path, call);
    for (int i = 0; i < 3; ++i) CHECK(house.post(status_path, over()).status == 204);
    CHECK(house.record().steps.size() == 2);
    CHECK(house.post(answer_path, call).body == answered.body);
}
