#include <catch2/catch.hpp>

#include "tests/support/twiml_schema.hpp"
#include "tests/support/world.hpp"
#include "voice/markup/render.hpp"

using namespace sayso;
using namespace sayso::tests;
using flow::DialOutcome;
using flow::EndedBy;
using flow::Outcome;

namespace {

Caller dialling() {
    Caller caller(world().book(), members_line);
    caller.key("94110").key("1").silence();
    return caller;
}

}  // namespace

TEST_CASE("Unknown and empty lines answer politely with the switchboard's number and end") {
    Caller unknown(world().book(), "+12025550199");
    CHECK(unknown.step() == "closed");
    CHECK(unknown.hears("There is no call to make on this line."));
    CHECK(unknown.hears("2 0 2, 2 2 4, 3 1 2 1"));
    CHECK(unknown.changed.back().ended == EndedBy::given_up);
    Caller empty(world().book(), empty_line);
    CHECK(empty.hears("No campaign is running on this line now."));
    CHECK(empty.hears("Good-bye."));
    CHECK_FALSE(empty.happens(flow::Keyed{"1"}));
}

TEST_CASE("Outside its hours a campaign says when it connects calls") {
    auto made = world();
    auto& hours = made.campaign("members").hours.spans;
    for (int day = 1; day <= 5; ++day) hours.push_back({day, 540, 1020});
    hours.push_back({6, 600, 720});
    Caller open(made.book(), members_line);  // a Monday at noon
    CHECK(open.step() == "ask_zip");
    made.campaign("members").hours.spans = {{0, 0, 60}};
    Caller closed(made.book(), members_line);
    CHECK(closed.step() == "closed");
    CHECK(closed.hears("This line connects calls at these hours, Eastern time: Sunday from midnight to 1 a.m."));
    CHECK(closed.hears("2 0 2, 2 2 4"));
    made.campaign("members").hours.spans.clear();
    for (int day = 2; day <= 5; ++day) made.campaign("members").hours.spans.push_back({day, 540, 1020});
    Caller days(made.book(), members_line);
    CHECK(days.hears("Tuesday to Friday from 9 a.m. to 5 p.m."));
}

TEST_CASE("A hang-up anywhere keeps what was done") {
    auto caller = dialling();
    caller.dial(DialOutcome::answered, 40).key("1").hang_up();
    CHECK(caller.step() == "left");
    CHECK(caller.state.stops[0].outcome == Outcome::reached);
    CHECK(caller.changed.back().ended == EndedBy::caller);
    CHECK_FALSE(caller.happens(flow::HungUp{}));
    CHECK_FALSE(caller.happens(flow::Keyed{"1"}));
}

TEST_CASE("A caller who hangs up on the office ends the call, and the talk counts") {
    auto caller = dialling();
    caller.dial(DialOutcome::answered, 40, true);
    CHECK(caller.step() == "left");
    CHECK(caller.state.stops[0].outcome == Outcome::connected_unconfirmed);
    CHECK(caller.state.legs[0].seconds == 40);
    auto soon = dialling();
    soon.dial(DialOutcome::answered, 4, true);
    CHECK(soon.state.stops[0].outcome == Outcome::not_reached);
}

TEST_CASE("The truth about a leg still belongs after the hang-up, once") {
    auto caller = dialling();
    caller.hang_up();
    CHECK_FALSE(caller.state.legs[0].dial);
    CHECK_FALSE(caller.state.stops[0].outcome);
    caller.dial(DialOutcome::answered, 90, true);
    CHECK(caller.step() == "left");
    CHECK(caller.state.legs[0].seconds == 90);
    CHECK(caller.state.stops[0].outcome == Outcome::connected_unconfirmed);
    CHECK_FALSE(caller.changed.back().ended);
    CHECK_FALSE(caller.happens(flow::DialEnded{DialOutcome::busy, 0, true}));
}

TEST_CASE("A hang-up long after the ringing must have ended shows a connection") {
    auto caller = dialling();
    caller.after(60).hang_up();
    CHECK(caller.state.stops[0].outcome == Outcome::connected_unconfirmed);
    auto ringing = dialling();
    ringing.after(25).hang_up();
    CHECK_FALSE(ringing.state.stops[0].outcome);
    auto swept = dialling();
    swept.after(40 * 60).hang_up();
    CHECK_FALSE(swept.state.stops[0].outcome);
}

TEST_CASE("After thirty minutes the call ends politely, and the last talk counts") {
    auto caller = dialling();
    caller.dial(DialOutcome::answered, 1200).key("1");
    caller.silence();
    const auto dial = std::get<markup::Dial>(caller.document().ending);
    CHECK(dial.time_limit_seconds == 1800 - caller.state.since_answer);
    CHECK(dial.time_limit_seconds < 600);
    caller.dial(DialOutcome::answered, dial.time_limit_seconds);
    CHECK(caller.step() == "thanks");
    CHECK(caller.hears(
        "This call has come to its limit of thirty minutes.\nYou got through to two offices.\nOne office is left."));
    CHECK(caller.state.ended_by() == EndedBy::time);
    CHECK(caller.state.stops[1].outcome == Outcome::connected_unconfirmed);
}

TEST_CASE("With less than a minute left no office is dialled") {
    Caller caller(world().book(), members_line);
    caller.key("94110").key("1").after(1725).silence();
    CHECK(caller.step() == "thanks");
    CHECK(caller.state.legs.empty());
    CHECK(caller.hears("There are three offices left. Please call this line again for them."));
}

TEST_CASE("A call of sixty documents ends politely") {
    Caller caller(world().book(), members_line);
    caller.key("94110");
    while (!caller.state.ended()) caller.after(1).key("*");
    CHECK(caller.state.n == flow::most_documents - 1);
    CHECK(caller.state.ended_by() == EndedBy::turns);
    CHECK(caller.hears("This call has had many steps, and must end here."));
}

TEST_CASE("A clock that jumps back gives no time back") {
    auto caller = dialling();
    const auto before = caller.state.since_answer;
    caller.after(-1000).happens(flow::DialEnded{DialOutcome::busy});
    CHECK(caller.state.since_answer == before);
}

TEST_CASE("An event that does not belong leaves the state as it was") {
    Caller asking(world().book(), members_line);
    CHECK_FALSE(asking.happens(flow::DialEnded{DialOutcome::answered, 30}));
    CHECK_FALSE(asking.happens(flow::Answered{}));
    auto calling = dialling();
    CHECK_FALSE(calling.happens(flow::Keyed{"1"}));
    CHECK_FALSE(calling.happens(flow::Silence{}));
    CHECK_FALSE(calling.happens(flow::KeysLost{}));
    CHECK(calling.state.legs.size() == 1);
}

TEST_CASE("The campaign's later revision changes nothing for a caller in mid-call") {
    auto made = world();
    Caller caller(made.book(), members_line);
    caller.key("94110");
    const auto before = caller.hears();
    auto pinned = std::make_shared<book::Document>();
    pinned->campaigns = made.campaigns;
    made.campaigns[0].ref.revision = 2;
    made.campaigns[0].scripts.clear();
    made.data.officials.clear();
    const auto live = made.book();
    caller.book = live->with(pinned);
    CHECK(caller.hears() == before);
    CHECK(caller.key("1").silence().dials() == "+12025550102");
}

TEST_CASE("A campaign that is gone still lets the caller on") {
    Caller asking(world().book(), members_line);
    auto made = world();
    made.campaigns.clear();
    asking.book = made.book();
    CHECK(asking.hears("Please key in the five digits"));
    asking.key("94110");
    CHECK(asking.step() == "offer_help");
    CHECK(asking.hears("I cannot look up your representatives at this moment."));
    auto calling = dialling();
    calling.book = made.book();
    CHECK(calling.dials() == "+12025550102");
    CHECK(calling.dial(DialOutcome::answered, 30).key("1").hears("Senator Sanjay Nair"));
}

TEST_CASE("Holding says so, waits, and comes back; the fourth time the switchboard is dialled") {
    const auto held = flow::hold("/voice/twilio/step", 4, 0, "&key=1", "en");
    CHECK(spoken(held) == "One moment, please.\n");
    CHECK(std::get<markup::Pause>(held.speech.back()).seconds == 2);
    CHECK(std::get<markup::Redirect>(held.ending).url == "/voice/twilio/step?n=4&hold=1&key=1");
    CHECK(std::get<markup::Redirect>(flow::hold("/s", 4, 2, "", "en").ending).url == "/s?n=4&hold=3");
    const auto over = flow::hold("/voice/twilio/step", 4, 3, "&key=1", "es");
    CHECK(std::get<markup::Dial>(over.ending).number == "+12022243121");
    CHECK(spoken(over).find("centralita") == std::string::npos);
    CHECK(spoken(over).find("operadora del Capitolio") != std::string::npos);
}

TEST_CASE("A breakdown is an apology and the switchboard; an unknown call is told to call again") {
    const auto sorry = flow::apology("/voice/twilio/step", 2, "en");
    CHECK(spoken(sorry).find("I am sorry") == 0);
    CHECK(std::get<markup::Dial>(sorry.ending).number == "+12022243121");
    CHECK(std::get<markup::Dial>(sorry.ending).action == "/voice/twilio/step?n=2");
    const auto unknown = flow::unknown_call("es");
    CHECK(spoken(unknown).find("2 0 2, 2 2 4, 3 1 2 1") != std::string::npos);
    CHECK(std::holds_alternative<markup::Hangup>(unknown.ending));
    const auto schema = TwimlSchema::load(SAYSO_SHARED_DIR);
    if (!schema) {
        WARN("skipped: twiml_schema.json absent");
        return;
    }
    for (const auto& document :
         {sorry, unknown, flow::hold("/s", 4, 0, "&key=1", "en"), flow::hold("/s", 4, 3, "", "en")})
        CHECK(
            schema->problems(markup::render(document, markup::Dialect::twilio, "https://a.example.org").body).empty());
}

TEST_CASE("Events are described without digits of a ZIP") {
    Caller caller(world().book(), members_line);
    const auto words = [&](flow::Happening what) { return flow::describe(caller.event(std::move(what))); };
    CHECK(words(flow::Answered{}) == "answered");
    CHECK(words(flow::Keyed{"1"}) == "keyed 1");
    CHECK(words(flow::Keyed{"*"}) == "keyed *");
    CHECK(words(flow::Keyed{"94110"}) == "keyed 5 keys");
    CHECK(words(flow::Keyed{"94"}) == "keyed 2 keys");
    CHECK(words(flow::Keyed{"x"}) == "keyed 1 keys");
    CHECK(words(flow::Silence{}) == "silence");
    CHECK(words(flow::KeysLost{}) == "keys lost");
    CHECK(words(flow::DialEnded{DialOutcome::answered, 35, false}) == "dial answered 35 s");
    CHECK(words(flow::DialEnded{DialOutcome::no_answer, 0, true}) == "dial no answer, caller left");
    CHECK(words(flow::HungUp{}) == "hung up");
}
