#include <catch2/catch.hpp>

#include "tests/service/phone/faulty_calls.hpp"
#include "tests/service/phone/line.hpp"
#include "voice/markup/render.hpp"

using namespace sayso;
using namespace sayso::tests;
using Fault = FaultyCalls::Fault;

namespace {

bool heard(const http::Response& response, const std::string& words) {
    return response.body.find(words) != std::string::npos;
}

// The path the document leads to next: of its Redirect, or of the action of its Dial.
std::string onward(const http::Response& response) {
    CHECK(response.status == 200);
    for (const auto& verb : markup::read_back(response.body).verbs) {
        const std::string url = verb.name == "Redirect" ? verb.text : verb.attribute("action");
        if (verb.name == "Redirect" || verb.name == "Dial") return url.substr(std::string(House::public_url).size());
    }
    return "";
}

struct FaultyHouse : House {
    FaultyHouse() : House(plan()), calls(store().calls()) { replace_calls(&calls); }
    FaultyCalls calls;
};

webhook::Fields redirected() {
    return params("in-progress");
}

}  // namespace

TEST_CASE("an overloaded service, or one whose disk takes nothing, asks to hold, keeps the key, and goes on with it") {
    for (const auto fault : {Fault::full, Fault::unavailable}) {
        FaultyHouse house;
        house.post(answer_path, ring());
        house.post(step_path(0), keyed("94110"));
        house.calls.on_write = fault;
        auto held = house.post(step_path(1), keyed("1"));
        CHECK(heard(held, "<Pause length=\"2\"/>"));
        CHECK(onward(held) == "/voice/twilio/step?n=1&hold=1&key=1");
        held = house.post(onward(held), redirected());
        CHECK(onward(held) == "/voice/twilio/step?n=1&hold=2&key=1");
        house.calls.on_write = Fault::none;
        const auto went_on = house.post(onward(held), redirected());
        CHECK(house.record().steps.size() == 3);
        CHECK(house.record().steps.back().event == "keyed 1");
        CHECK(house.post(step_path(1), keyed("1")).body == went_on.body);
    }
}

TEST_CASE("with too many others in hand a caller holds with the key kept, and nothing is looked up for it") {
    House house(plan());
    house.post(answer_path, ring());
    house.post(step_path(0), keyed("94110"));
    const auto held = house.send_when_busy(house.signed_request(step_path(1), keyed("1")));
    CHECK(heard(held, "<Pause length=\"2\"/>"));
    CHECK(held.headers.get("Cache-Control") == "no-store");
    CHECK(onward(held) == "/voice/twilio/step?n=1&hold=1&key=1");
    CHECK(house.record().steps.size() == 2);
    const auto again = house.send_when_busy(house.signed_request(onward(held), redirected()));
    CHECK(onward(again) == "/voice/twilio/step?n=1&hold=2&key=1");
    house.post(onward(again), redirected());
    CHECK(house.record().steps.size() == 3);
    CHECK(house.record().steps.back().event == "keyed 1");

    // A ZIP is asked for again, and a call that nobody knows is told nothing else.
    CHECK(onward(house.send_when_busy(house.signed_request(step_path(0), keyed("94110")))) ==
          "/voice/twilio/step?n=0&hold=1&lost=1");
    CHECK(onward(house.send_when_busy(house.signed_request(step_path(7), dialled("busy")))) ==
          "/voice/twilio/step?n=7&hold=1&dial=busy&seconds=0");
    const auto third = house.send_when_busy(house.signed_request(step_path(1) + "&hold=3&key=1", redirected()));
    CHECK(heard(third, "<Dial"));
}

TEST_CASE("with too many others in hand a caller holds in the language of the line") {
    Plan spanish = plan();
    spanish.lines.front().languages = {"es", "en"};
    House house(spanish);
    CHECK(heard(house.send_when_busy(house.signed_request(answer_path, ring())), "Polly.Lupe"));
    House english(plan());
    CHECK(heard(english.send_when_busy(english.signed_request(answer_path, ring())), "Polly.Joanna"));
}

TEST_CASE("with too many others in hand what cannot be the provider's is refused, and a status is sent again later") {
    House house(plan());
    auto unsigned_one = house.signed_request(answer_path, ring());
    unsigned_one.headers.remove("X-Twilio-Signature");
    CHECK(house.send_when_busy(unsigned_one).status == 403);
    auto nobodys = house.signed_request(answer_path, {{"From", "+12025550143"}});
    CHECK(house.send_when_busy(nobodys).status == 400);
    const auto status = house.send_when_busy(house.signed_request(status_path, over()));
    CHECK(status.status == 503);
    CHECK(status.headers.get("Retry-After") == "5");
    CHECK(status.body.empty());
}

TEST_CASE("the star and the pound key survive a hold") {
    for (const std::string key : {"*", "#"}) {
        FaultyHouse house;
        house.post(answer_path, ring());
        house.post(step_path(0), keyed("94110"));
        house.calls.on_write = Fault::full;
        const auto held = house.post(step_path(1), keyed(key));
        house.calls.on_write = Fault::none;
        house.post(onward(held), redirected());
        CHECK(house.record().steps.back().event == "keyed " + key);
    }
}

TEST_CASE("a ZIP is never carried in a URL: it is asked again") {
    FaultyHouse house;
    house.post(answer_path, ring());
    house.calls.on_write = Fault::full;
    const auto held = house.post(step_path(0), keyed("94110"));
    CHECK(held.body.find("94110") == std::string::npos);
    house.calls.on_write = Fault::none;
    const auto asked = house.post(onward(held), redirected());
    CHECK(heard(asked, "numDigits=\"5\""));
    const auto n = house.record().steps.back().n;
    CHECK(heard(house.post(step_path(n), keyed("94110")), "Lindqvist"));
}

TEST_CASE("after three holds the switchboard is dialled, and the call goes on where it stood") {
    FaultyHouse house;
    house.post(answer_path, ring());
    house.post(step_path(0), keyed("94110"));
    house.calls.on_write = Fault::full;
    auto held = house.post(step_path(1), keyed("1"));
    for (int i = 0; i < 3; ++i) {
        CHECK_FALSE(heard(held, "<Dial"));
        held = house.post(onward(held), redirected());
    }
    CHECK(heard(held, "+12022243121"));
    house.calls.on_write = Fault::none;
    house.post(onward(held), dialled("completed", 120));
    CHECK(house.record().steps.back().event == "keyed 1");
    CHECK(house.record().legs.size() <= 1);
    for (const auto& leg : house.record().legs) CHECK_FALSE(leg.result);  // the switchboard's talk is not the office's
}

TEST_CASE("a dial result survives a hold") {
    FaultyHouse house;
    house.post(answer_path, ring());
    house.post(step_path(0), keyed("94110"));
    auto response = house.post(step_path(1), keyed("1"));
    int n = 2;
    for (; !heard(response, "<Dial") && n < 6; ++n) response = house.post(step_path(n), redirected());
    REQUIRE(heard(response, "<Dial"));
    house.calls.on_write = Fault::full;
    const auto held = house.post(step_path(n), dialled("completed", 35));
    house.calls.on_write = Fault::none;
    house.post(onward(held), redirected());
    REQUIRE(house.record().legs.size() == 1);
    CHECK(house.record().legs[0].result == std::optional<std::string>("answered"));
    CHECK(house.record().legs[0].seconds == 35);
}

TEST_CASE("an overloaded service holds new callers too, and answers them when it can") {
    FaultyHouse house;
    house.calls.on_write = Fault::full;
    const auto held = house.post(answer_path, ring());
    CHECK(onward(held).substr(0, answer_path.size()) == answer_path);
    house.calls.on_write = Fault::none;
    CHECK(heard(house.post(onward(held), params("in-progress")), "Neighbors for Water"));
    CHECK(house.store().calls().total_calls() == 1);
}

TEST_CASE("a breakdown is heard as an apology and the switchboard, never as an error") {
    FaultyHouse house;
    house.post(answer_path, ring());
    house.post(step_path(0), keyed("94110"));
    house.calls.on_write = Fault::broken;
    const auto response = house.post(step_path(1), keyed("1"));
    CHECK(response.status == 200);
    CHECK(heard(response, "+12022243121"));
    CHECK_FALSE(heard(response, "mistake of ours"));
    house.calls.on_write = Fault::none;
    house.post(onward(response), dialled("completed", 60));
    CHECK(house.record().steps.back().event == "keyed 1");
}

TEST_CASE("reading that fails is a hold, and a breakdown there an apology, on every instruction route") {
    FaultyHouse house;
    house.post(answer_path, ring());
    for (const auto& path : {step_path(0), fallback_path}) {
        house.calls.on_read = Fault::unavailable;
        CHECK(onward(house.post(path, keyed("1"))).find("&hold=1") != std::string::npos);
        house.calls.on_read = Fault::broken;
        CHECK(heard(house.post(path, keyed("1")), "+12022243121"));
    }
    house.calls.on_write = Fault::unavailable;
    CHECK(onward(house.post(answer_path, ring())).find("hold=1") != std::string::npos);
    house.calls.on_write = Fault::broken;
    CHECK(heard(house.post(answer_path, ring()), "+12022243121"));
}

TEST_CASE("a breakdown that lasts ends the call instead of going round") {
    FaultyHouse house;
    house.post(answer_path, ring());
    house.post(step_path(0), keyed("94110"));
    for (const auto fault : {Fault::unavailable, Fault::full, Fault::broken}) {
        house.calls.on_write = fault;
        auto response = house.post(step_path(1), keyed("1"));
        int turns = 1;
        for (; !onward(response).empty() && turns < 20; ++turns) {
            response = house.post(onward(response), heard(response, "<Dial") ? dialled("failed") : redirected());
        }
        CHECK(turns <= 6);
        CHECK(heard(response, "<Hangup/>"));
    }
}

TEST_CASE("a caller who leaves during the switchboard has left the call") {
    FaultyHouse house;
    house.post(answer_path, ring());
    house.calls.on_write = Fault::broken;
    const auto response = house.post(step_path(0), keyed("94110"));
    house.calls.on_write = Fault::none;
    house.post(onward(response), dialled("completed", 60, "completed"));
    CHECK(house.record().how_ended == "caller");
}

TEST_CASE("a status that cannot be kept is not acknowledged, and is taken when it comes again") {
    FaultyHouse house;
    house.post(answer_path, ring());
    for (const auto fault : {Fault::unavailable, Fault::full}) {
        house.calls.on_write = fault;
        const auto response = house.post(status_path, over());
        CHECK(response.status == 503);
        CHECK_FALSE(response.headers.get("Retry-After").empty());
    }
    house.calls.on_write = Fault::none;
    CHECK_FALSE(house.record().ended);
    CHECK(house.post(status_path, over()).status == 204);
    CHECK(house.record().how_ended == "caller");
}

TEST_CASE("a sweep that cannot be done now is done the next time") {
    FaultyHouse house;
    house.post(answer_path, ring());
    house.pass(std::chrono::minutes{36});
    house.calls.on_write = Fault::full;
    house.sweep();
    CHECK_FALSE(house.record().ended);
    house.calls.on_write = Fault::none;
    house.sweep();
    CHECK(house.record().how_ended == "given-up");
}
