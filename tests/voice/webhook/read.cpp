#include <catch2/catch.hpp>

#include "voice/webhook/webhook.hpp"

using namespace sayso;
using namespace sayso::webhook;

namespace {

Instruction read(Fields form) {
    form.insert(form.begin(), {"CallSid", "CA0123456789abcdef0123456789abcdef"});
    const auto instruction = twilio_instruction(form);
    REQUIRE(instruction);
    return *instruction;
}

}  // namespace

TEST_CASE("the first value of a name counts, a missing one is empty") {
    const Fields fields{{"Digits", "1"}, {"Digits", "9"}};
    CHECK(field(fields, "Digits") == "1");
    CHECK(field(fields, "digits").empty());
}

TEST_CASE("an instruction without a usable call id is none") {
    CHECK_FALSE(twilio_instruction({}));
    CHECK_FALSE(twilio_instruction({{"CallSid", ""}}));
    CHECK_FALSE(twilio_instruction({{"CallSid", "CA1 or 1=1"}}));
    CHECK_FALSE(twilio_instruction({{"CallSid", std::string(65, 'C')}}));
    CHECK(twilio_instruction({{"CallSid", "b3877c40-da60-4998-90ad-b792e98472ca"}}));
}

TEST_CASE("digits absent, empty or without a key are silence") {
    CHECK(std::holds_alternative<flow::Silence>(happened(read({}))));
    CHECK(std::holds_alternative<flow::Silence>(happened(read({{"Digits", ""}, {"msg", "Gather End"}}))));
    CHECK(std::holds_alternative<flow::Silence>(happened(read({{"Digits", "hangup"}}))));
}

TEST_CASE("keys are read as keyed, bounded in number") {
    CHECK(std::get<flow::Keyed>(happened(read({{"Digits", "94110"}}))).digits == "94110");
    CHECK(std::get<flow::Keyed>(happened(read({{"Digits", "*"}}))).digits == "*");
    CHECK(std::get<flow::Keyed>(happened(read({{"Digits",
                                                " 9<4>1\x01"
                                                "10#"}})))
              .digits == "94110#");
    CHECK(read({{"Digits", std::string(500, '5')}}).digits.size() == 32);
}

TEST_CASE("a dial result carries outcome, seconds and whether the caller left") {
    const auto dial = [](Fields form) { return std::get<flow::DialEnded>(happened(read(std::move(form)))); };
    auto ended = dial({{"CallStatus", "in-progress"}, {"DialCallStatus", "completed"}, {"DialCallDuration", "73"}});
    CHECK(ended.outcome == flow::DialOutcome::answered);
    CHECK(ended.seconds == 73);
    CHECK_FALSE(ended.caller_left);
    ended = dial({{"CallStatus", "completed"}, {"DialCallStatus", "completed"}, {"DialCallDuration", "12"}});
    CHECK(ended.caller_left);
    CHECK(dial({{"DialCallStatus", "answered"}}).outcome == flow::DialOutcome::answered);
    CHECK(dial({{"DialCallStatus", "busy"}}).outcome == flow::DialOutcome::busy);
    CHECK(dial({{"DialCallStatus", "no-answer"}}).outcome == flow::DialOutcome::no_answer);
    CHECK(dial({{"DialCallStatus", "failed"}}).outcome == flow::DialOutcome::failed);
    CHECK(dial({{"DialCallStatus", "canceled"}}).outcome == flow::DialOutcome::canceled);
    CHECK(dial({{"DialCallStatus", "something-new"}}).outcome == flow::DialOutcome::no_answer);
    for (const char* wrong : {"", "-3", "1e3", "12x", "99999999999999999999", " 7"}) {
        CHECK(dial({{"DialCallStatus", "completed"}, {"DialCallDuration", wrong}}).seconds == 0);
    }
    CHECK(dial({{"DialCallStatus", "completed"}, {"DialCallDuration", "999999"}}).seconds == 86400);
}

TEST_CASE("a call that is over is a hang-up whatever was keyed") {
    for (const char* status : {"completed", "busy", "failed", "no-answer", "canceled"}) {
        CHECK(std::holds_alternative<flow::HungUp>(happened(read({{"CallStatus", status}, {"Digits", "1"}}))));
    }
    CHECK(std::holds_alternative<flow::Keyed>(happened(read({{"CallStatus", "in-progress"}, {"Digits", "1"}}))));
}

TEST_CASE("who calls decides the kind of caller") {
    using flow::CallerKind;
    CHECK(caller_kind("+12025550143") == CallerKind::nanp);
    CHECK(caller_kind("+442079460000") == CallerKind::foreign);
    CHECK(caller_kind("+525512345678") == CallerKind::foreign);
    CHECK(caller_kind("+11234567890") == CallerKind::foreign);  // no such area code
    CHECK(caller_kind("sip:alice@example.org") == CallerKind::sip);
    CHECK(caller_kind("SIP:alice@example.org") == CallerKind::sip);
    CHECK(caller_kind("client:alice") == CallerKind::sip);
    for (const char* withheld : {"", "anonymous", "Anonymous", "unknown", "Restricted", "+266696687", "+7378742833",
                                 "+2562533", "+8656696", "+86282452253", "266696687", "+", "+1"}) {
        INFO(withheld);
        CHECK(caller_kind(withheld) == CallerKind::withheld);
    }
}

TEST_CASE("a status callback tells a leg from its call") {
    const auto parent = twilio_status(
        {{"CallSid", "CA1"}, {"CallStatus", "completed"}, {"CallDuration", "61"}, {"SequenceNumber", "3"}});
    REQUIRE(parent);
    CHECK(parent->call == flow::CallId{"twilio", "CA1"});
    CHECK(parent->leg.empty());
    CHECK(parent->final());
    CHECK(parent->seconds == 61);
    CHECK(parent->sequence == 3);
    const auto leg = twilio_status({{"CallSid", "CA2"}, {"ParentCallSid", "CA1"}, {"CallStatus", "ringing"}});
    REQUIRE(leg);
    CHECK(leg->call.id == "CA1");
    CHECK(leg->leg == "CA2");
    CHECK_FALSE(leg->final());
    CHECK_FALSE(twilio_status({{"CallSid", "CA1"}}));
    CHECK_FALSE(twilio_status({{"CallSid", "CA1"}, {"CallStatus", "exploded"}}));
    CHECK_FALSE(twilio_status({{"CallSid", "CA2"}, {"ParentCallSid", "no good"}, {"CallStatus", "ringing"}}));
}
