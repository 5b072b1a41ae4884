#include <catch2/catch.hpp>

#include "tests/support/world.hpp"

using namespace sayso;
using namespace sayso::tests;
using flow::DialOutcome;
using flow::Outcome;

namespace {

Caller at_first_office(std::string_view line = members_line, flow::Answered answered = {}) {
    Caller caller(world().book(), line, answered);
    caller.key("94110").key("1");
    return caller;
}
Caller dialling(std::string_view line = members_line, flow::Answered answered = {}) {
    auto caller = at_first_office(line, answered);
    caller.silence();
    return caller;
}
markup::Dial dial_of(const Caller& caller) {
    return std::get<markup::Dial>(caller.document().ending);
}

}  // namespace

TEST_CASE("Star hears the script again, 1 goes on and 9 skips it") {
    Caller caller(world().book(), members_line);
    caller.key("94110");
    CHECK(caller.hears("Please hold a hearing.\nThank you."));
    Caller skipping = caller, going = caller;
    caller.key("*");
    CHECK(caller.hears("Please hold a hearing."));
    CHECK_FALSE(caller.hears("You will speak with"));
    CHECK(skipping.key("9").step() == "announce");
    CHECK(going.key("1").step() == "announce");
    CHECK(caller.silence().hears("When you are ready to go on, press 1."));
    CHECK_FALSE(caller.hears("Please hold a hearing."));
}

TEST_CASE("A caller who never answers is not connected to an office, and is told to call again") {
    Caller caller(world().book(), members_line);
    caller.key("94110").silence().silence().silence();
    CHECK(caller.step() == "thanks");
    CHECK(caller.state.legs.empty());
    CHECK(caller.hears("You can call this line again at any time."));
}

TEST_CASE("A recorded script is played, unless it depends on the target") {
    auto made = world();
    made.campaign("members").recordings["script"]["en"] = "https://audio.example.org/script.wav";
    made.campaign("house").recordings["script"]["en"] = "https://audio.example.org/script.wav";
    made.campaign("members").recordings["greeting"]["en"] = "https://audio.example.org/hello.wav";
    Caller caller(made.book(), members_line);
    CHECK(caller.hears("(https://audio.example.org/hello.wav)\nPlease key in"));
    caller.key("94110");
    CHECK(caller.hears("(https://audio.example.org/script.wav)"));
    CHECK_FALSE(caller.hears("Please hold a hearing."));
    Caller house(made.book(), house_line);
    CHECK_FALSE(house.key("94110").hears("(https"));
    CHECK(house.hears("the office of Representative Lindqvist? I live in San Francisco."));
}

TEST_CASE("Opening and voicemail closing are said where the campaign wants them") {
    auto made = world();
    Caller with(made.book(), members_line);
    with.key("94110");
    CHECK(with.hears("Begin with your name, and say that you live in San Francisco."));
    CHECK(with.hears("On voicemail, end with your street address"));
    made.campaign("members").opening = made.campaign("members").voicemail_closing = false;
    Caller without(made.book(), members_line);
    without.key("94110");
    CHECK_FALSE(without.hears("Begin with your name"));
    CHECK_FALSE(without.hears("street address"));
}

TEST_CASE("Each office is announced, and silence connects") {
    auto caller = at_first_office();
    CHECK(caller.hears() ==
          "Your first call goes to Senator Elena Reyes, at the office in Washington.\n"
          "To skip this office, press 9.\n"
          "When you are done, press star and stay on the line.\n"
          "I am connecting you now.\n");
    const auto document = caller.document();
    const auto& gather = std::get<markup::Gather>(document.ending);
    CHECK(gather.timeout_seconds == 1);
    CHECK(gather.digits == 1);
    CHECK(gather.finish_on_key.empty());
    caller.silence();
    const auto dial = dial_of(caller);
    CHECK(dial.number == "+12025550102");
    CHECK(dial.action == "/voice/twilio/step?n=3");
    CHECK(dial.timeout_seconds == 28);
    CHECK(dial.time_limit_seconds == 1200);
    CHECK(dial.hangup_on_star);
    CHECK_FALSE(dial.caller_id);
}

TEST_CASE("Star in the announcement hears the script once more and then connects; 9 skips the office") {
    auto caller = at_first_office();
    caller.key("*");
    CHECK(caller.hears("Please hold a hearing."));
    CHECK(caller.hears("I am connecting you now."));
    CHECK(caller.silence().dials() == "+12025550102");
    auto skipping = at_first_office();
    skipping.key("9");
    CHECK(
        skipping.hears("All right.\nYour next call goes to Senator Sanjay Nair, at the office in Washington.\n"
                       "To hear the script first, press star."));
    CHECK(skipping.state.stops[0].outcome == Outcome::skipped);
    REQUIRE(skipping.changed.back().outcomes.size() == 1);
    CHECK(skipping.changed.back().outcomes[0].target_id == "R000002");
    skipping.key("9");
    CHECK(skipping.hears("Your last call goes to Representative Nora Lindqvist"));
    skipping.key("9");
    CHECK(skipping.step() == "thanks");
    CHECK_FALSE(skipping.hears("You got through"));
}

TEST_CASE("A script that depends on the target is finished for each office") {
    auto made = world();
    made.campaign("senators").scripts = made.campaign("house").scripts;
    Caller caller(made.book(), senators_line);
    caller.key("94110");
    CHECK(caller.hears("the office of Senator Reyes?"));
    caller.key("1").key("9").key("*");
    CHECK(caller.hears("the office of Senator Nair?"));
}

TEST_CASE("Without the star on this provider nobody is told to press it") {
    flow::Answered answered;
    answered.capabilities.hangup_on_star = false;
    auto caller = at_first_office(members_line, answered);
    CHECK_FALSE(caller.hears("press star and stay"));
    CHECK(caller.hears("When the office hangs up, stay on the line."));
    CHECK_FALSE(dial_of(caller.silence()).hangup_on_star);
}

TEST_CASE("The office sees the caller only where campaign, provider and number allow it") {
    CHECK_FALSE(dial_of(dialling()).caller_id);
    for (const auto kind : {flow::CallerKind::foreign, flow::CallerKind::withheld, flow::CallerKind::sip}) {
        flow::Answered answered;
        answered.caller = kind;
        CHECK(dial_of(dialling(members_line, answered)).caller_id == "+12025550142");
    }
    flow::Answered no_pass;
    no_pass.capabilities.caller_id_pass_through = false;
    CHECK(dial_of(dialling(members_line, no_pass)).caller_id == "+12025550142");
    auto made = world();
    made.campaign("members").caller_id = campaigns::CallerIdRule::line;
    Caller caller(made.book(), members_line);
    CHECK(dial_of(caller.key("94110").key("1").silence()).caller_id == "+12025550142");
}

TEST_CASE("After a call the outcome is asked in one key") {
    for (const auto& [key, outcome] : {std::pair{"1", Outcome::reached}, {"2", Outcome::left_message}}) {
        auto caller = dialling();
        caller.dial(DialOutcome::answered, 40);
        CHECK(
            caller.hears("If you spoke with somebody, press 1.\nIf you left a message, press 2.\n"
                         "If you could not get through, press 3.\n"));
        CHECK(caller.state.stops[0].outcome == Outcome::connected_unconfirmed);
        caller.key(key);
        CHECK(caller.state.stops[0].outcome == outcome);
        CHECK(caller.hears("Thank you.\nYour next call goes to Senator Sanjay Nair"));
    }
    auto told = dialling();
    told.dial(DialOutcome::answered, 40).key("3");
    CHECK(told.state.stops[0].outcome == Outcome::not_reached);
    CHECK(told.hears("I am sorry that you could not get through.\nTo try again, press 1."));
}

TEST_CASE("Silence about the outcome is connected but not confirmed") {
    auto caller = dialling();
    caller.dial(DialOutcome::answered, 10).silence();
    CHECK(caller.state.stops[0].outcome == Outcome::connected_unconfirmed);
    CHECK(caller.step() == "announce");
    auto wrong = dialling();
    wrong.dial(DialOutcome::answered, 40).key("8");
    CHECK(wrong.hears("Please choose one of these."));
    CHECK(wrong.key("1").state.stops[0].outcome == Outcome::reached);
}

TEST_CASE("Answered for less than ten seconds is not reached") {
    auto caller = dialling();
    caller.dial(DialOutcome::answered, 9);
    CHECK(caller.state.stops[0].outcome == Outcome::not_reached);
    CHECK(caller.hears("That connection was very short.\nTo try again, press 1."));
    CHECK(caller.state.legs[0].dial == DialOutcome::answered);
    CHECK(caller.state.legs[0].seconds == 9);
}

TEST_CASE("Busy, no answer and failed offer again, the local office, or the next one") {
    for (const auto& [outcome, words] : {std::pair{DialOutcome::busy, "The line is busy."},
                                         {DialOutcome::no_answer, "Nobody answered."},
                                         {DialOutcome::failed, "The number could not be connected."},
                                         {DialOutcome::canceled, "The number could not be connected."}}) {
        auto caller = dialling();
        caller.dial(outcome);
        CHECK(caller.hears() == std::string(words) +
                                    "\nTo try again, press 1.\nTo call the office in Springfield, press 2.\n"
                                    "To go on to the next office, press 3.\n");
        Caller again = caller, local = caller, next = caller;
        CHECK(again.key("1").hears("Calling once more: Senator Elena Reyes, at the office in Washington."));
        CHECK(again.silence().dials() == "+12025550102");
        CHECK(local.key("2").hears("Now calling Senator Elena Reyes, at the office in Springfield."));
        CHECK(local.silence().dials() == "+15105550102");
        CHECK(local.state.legs.back().office_id == "R000002-local");
        CHECK(next.key("3").hears("Senator Sanjay Nair"));
        CHECK(next.state.stops[0].outcome == Outcome::not_reached);
    }
}

TEST_CASE("The legs say what was dialled and what became of it") {
    auto caller = dialling();
    REQUIRE(caller.changed.back().legs.size() == 1);
    const auto begun = caller.changed.back().legs[0];
    CHECK(begun.number == 0);
    CHECK(begun.target_id == "R000002");
    CHECK(begun.office_id == "R000002-capitol");
    CHECK(begun.dialled == "+12025550102");
    CHECK_FALSE(begun.dial);
    caller.dial(DialOutcome::failed);
    REQUIRE(caller.changed.back().legs.size() == 1);
    CHECK(caller.changed.back().legs[0].dial == DialOutcome::failed);
    REQUIRE(caller.changed.back().outcomes.size() == 1);
    CHECK(caller.changed.back().outcomes[0].outcome == Outcome::not_reached);
    caller.key("1").silence();
    CHECK(caller.changed.back().legs.at(0).number == 1);
}

TEST_CASE("An office is redialled twice at most, then the call goes on and says so") {
    auto caller = dialling();
    caller.dial(DialOutcome::busy).key("1").silence();
    caller.dial(DialOutcome::busy).key("2").silence();
    caller.dial(DialOutcome::no_answer);
    CHECK(caller.step() == "announce");
    CHECK(caller.hears("I am sorry, that office could not be reached.\nYour next call goes to Senator Sanjay Nair"));
    CHECK(caller.state.legs.size() == 3);
}

TEST_CASE("The local office is offered once, and not to those reached through the switchboard") {
    auto caller = dialling();
    caller.dial(DialOutcome::busy).key("2").silence().dial(DialOutcome::busy);
    CHECK_FALSE(caller.hears("press 2"));
    caller.key("2");
    CHECK(caller.hears("Please choose one of these."));
    Caller switchboard(world().book(), house_line);
    switchboard.key("91711").key("9").key("1").silence().dial(DialOutcome::busy);
    CHECK(switchboard.hears("The line is busy.\nTo try again, press 1.\nTo finish, press 3.\n"));
}

TEST_CASE("An official without a Washington number is asked for at the switchboard by name") {
    Caller caller(world().book(), house_line);
    caller.key("91711").key("4").key("1");
    CHECK(caller.hears("Your call goes to Representative Kay Brandt, through the Capitol switchboard."));
    CHECK(caller.hears("When the operator answers, say: Representative Kay Brandt of California, please."));
    CHECK(caller.silence().state.legs.back().switchboard);
}

TEST_CASE("The organizer's own words are said for whoever answers") {
    auto made = world();
    made.campaign("state").targets.front().operator_words.set("en", "The comment line, please.");
    Caller caller(made.book(), state_line);
    CHECK(caller.key("1").hears("When somebody answers, say: The comment line, please."));
}

TEST_CASE("Thanks count the offices, and the sponsor's number is said digit by digit") {
    auto made = world();
    made.campaign("senators").call_back = directory::PhoneNumber::parse("+12025550177");
    Caller caller(made.book(), senators_line);
    caller.key("94110").key("1").silence().dial(DialOutcome::answered, 50).key("1");
    caller.silence().dial(DialOutcome::answered, 50).key("2");
    CHECK(caller.hears() ==
          "Thank you.\nYou got through to two offices.\n"
          "If you have questions, call the Harbor League at 2 0 2, 5 5 5, 0 1 7 7.\n"
          "Thank you for calling.\nGood-bye.\n");
    CHECK(caller.changed.back().ended == flow::EndedBy::thanks);
    CHECK(std::holds_alternative<markup::Hangup>(caller.document().ending));
    Caller nobody(world().book(), state_line);
    nobody.key("1").silence().dial(DialOutcome::busy).key("3");
    CHECK(nobody.hears("No office was reached this time. Please call this line again."));
    Caller one(world().book(), state_line);
    one.key("1").silence().dial(DialOutcome::answered, 50).key("1");
    CHECK(one.hears("You got through to one office."));
}

TEST_CASE("The shortest way for three offices is within four documents and three each") {
    Caller caller(world().book(), members_line);
    caller.key("94110").key("1");
    for (int i = 0; i < 3; ++i) caller.silence().dial(DialOutcome::answered, 30).key("1");
    CHECK(caller.step() == "thanks");
    CHECK(caller.state.n + 1 <= 4 + 3 * 3);
}
