#include <catch2/catch.hpp>

#include "voice/simulator/simulator.hpp"

using namespace sayso;
using namespace sayso::simulator;

namespace {

Setup setup() {
    Setup values;
    values.call_id = "CA0123456789abcdef0123456789abcdef";
    values.account = "AC0123456789abcdef0123456789abcdef";
    values.from = "+12025550143";
    values.to = "+12025550142";
    values.answer_url = "https://hotline.example.org/voice/twilio/answer";
    values.status_url = "https://hotline.example.org/voice/twilio/status";
    return values;
}

Reply document(const std::string& verbs) {
    return {200, "text/xml; charset=utf-8", "<Response>" + verbs + "</Response>"};
}

std::string value(const Request& request, const char* name) {
    return std::string(webhook::field(request.params, name));
}

// A call that has heard one document.
struct Rung {
    explicit Rung(const std::string& verbs) : call(setup()), first(call.ring()), moment(call.hear(document(verbs))) {}
    Call call;
    Request first;
    Moment moment;
};

Ended ended(const Moment& moment) {
    REQUIRE(std::holds_alternative<Ended>(moment.then));
    return std::get<Ended>(moment.then);
}

Request asked(const Moment& moment) {
    REQUIRE(std::holds_alternative<Request>(moment.then));
    return std::get<Request>(moment.then);
}

const std::string zip =
    "<Gather numDigits=\"5\" finishOnKey=\"#\" actionOnEmptyResult=\"true\" timeout=\"6\" "
    "action=\"/voice/twilio/step?n=0\">"
    "<Say>Your ZIP code?</Say></Gather>";
const std::string dial =
    "<Dial action=\"/voice/twilio/step?n=4\" timeout=\"28\" timeLimit=\"600\" hangupOnStar=\"true\" "
    "callerId=\"+12025550142\">"
    "<Number>+12022243121</Number></Dial>";

}  // namespace

TEST_CASE("a call rings with the parameters a provider sends") {
    Call call(setup());
    const auto request = call.ring();
    CHECK(request.url == "https://hotline.example.org/voice/twilio/answer");
    CHECK(value(request, "CallSid") == setup().call_id);
    CHECK(value(request, "AccountSid") == setup().account);
    CHECK(value(request, "From") == "+12025550143");
    CHECK(value(request, "To") == "+12025550142");
    CHECK(value(request, "CallStatus") == "ringing");
    CHECK(value(request, "Direction") == "inbound");
    CHECK(value(request, "ApiVersion") == "2010-04-01");
}

TEST_CASE("a question is heard, and its keys go to the action of the gather") {
    Rung rung(zip);
    REQUIRE(rung.moment.heard.size() == 1);
    CHECK(rung.moment.heard[0].text == "Your ZIP code?");
    const auto question = std::get<Question>(rung.moment.then);
    CHECK(question.digits == 5);
    CHECK(question.finish_on_key == "#");
    CHECK_FALSE(question.announcement());
    const auto request = asked(rung.call.press("94110"));
    CHECK(request.url == "https://hotline.example.org/voice/twilio/step?n=0");
    CHECK(value(request, "Digits") == "94110");
    CHECK(value(request, "CallStatus") == "in-progress");
}

TEST_CASE("keys are cut at the number asked for and at the finish key") {
    CHECK(value(asked(Rung(zip).call.press("9411099")), "Digits") == "94110");
    const auto finished = asked(Rung(zip).call.press("941#10"));
    CHECK(value(finished, "Digits") == "941");
    CHECK(value(finished, "FinishedOnKey") == "#");
    CHECK(value(asked(Rung(zip).call.press("#")), "Digits").empty());
    const std::string menu =
        "<Gather numDigits=\"1\" finishOnKey=\"\" actionOnEmptyResult=\"true\" action=\"/m\"><Say>M</Say></Gather>";
    CHECK(value(asked(Rung(menu).call.press("#")), "Digits") == "#");
    CHECK(value(asked(Rung(menu).call.press("*")), "Digits") == "*");
}

TEST_CASE("silence requests the action, or goes on with the next verb where the gather does not ask for it") {
    const auto silent = asked(Rung(zip).call.press(""));
    CHECK(value(silent, "Digits").empty());
    CHECK(silent.url == "https://hotline.example.org/voice/twilio/step?n=0");
    Rung rung(
        "<Gather numDigits=\"1\" action=\"/a\"><Say>One?</Say></Gather><Say>Then "
        "this.</Say><Redirect>/b?x=1&amp;y=2</Redirect>");
    const auto moment = rung.call.press("");
    REQUIRE(moment.heard.size() == 1);
    CHECK(moment.heard[0].text == "Then this.");
    CHECK(asked(moment).url == "https://hotline.example.org/b?x=1&y=2");
}

TEST_CASE("a gather of one second is an announcement") {
    Rung rung(
        "<Gather timeout=\"1\" numDigits=\"1\" finishOnKey=\"\" actionOnEmptyResult=\"true\" "
        "action=\"/d\"><Say>Now.</Say></Gather>");
    CHECK(std::get<Question>(rung.moment.then).announcement());
}

TEST_CASE("a far end's outcome goes to the action of the dial") {
    Rung rung("<Say>Connecting.</Say>" + dial);
    const auto ringing = std::get<Ringing>(rung.moment.then);
    CHECK(ringing.number == "+12022243121");
    CHECK(ringing.caller_id == std::optional<std::string>("+12025550142"));
    CHECK(ringing.time_limit_seconds == 600);
    CHECK(ringing.hangup_on_star);
    const auto answered = asked(rung.call.far_end({flow::DialOutcome::answered, 35}));
    CHECK(answered.url == "https://hotline.example.org/voice/twilio/step?n=4");
    CHECK(value(answered, "DialCallStatus") == "completed");
    CHECK(value(answered, "DialCallDuration") == "35");
    CHECK(value(answered, "DialCallSid") != setup().call_id);
    CHECK(value(answered, "CallStatus") == "in-progress");
    CHECK(value(asked(Rung(dial).call.far_end({flow::DialOutcome::busy, 0})), "DialCallStatus") == "busy");
    CHECK(value(asked(Rung(dial).call.far_end({flow::DialOutcome::no_answer, 0})), "DialCallStatus") == "no-answer");
    CHECK(value(asked(Rung(dial).call.far_end({flow::DialOutcome::failed, 0})), "DialCallStatus") == "failed");
    CHECK(value(asked(Rung(dial).call.far_end({flow::DialOutcome::answered, 6000})), "DialCallDuration") == "600");
}

TEST_CASE("a dial without an action goes on in the document") {
    Rung rung("<Dial>+12022243121</Dial><Say>Welcome back.</Say>");
    CHECK(std::get<Ringing>(rung.moment.then).number == "+12022243121");
    const auto moment = rung.call.far_end({flow::DialOutcome::answered, 5});
    REQUIRE(moment.heard.size() == 1);
    CHECK(ended(moment).how == Ended::How::good_bye);
}

TEST_CASE("hanging up sends the dial's result when a far end is on the line, and always the final status") {
    Rung talking(dial);
    auto requests = talking.call.hang_up({flow::DialOutcome::answered, 12});
    REQUIRE(requests.size() == 2);
    CHECK(value(requests[0], "DialCallStatus") == "completed");
    CHECK(value(requests[0], "CallStatus") == "completed");
    CHECK(requests[1].url == "https://hotline.example.org/voice/twilio/status");
    CHECK(value(requests[1], "CallStatus") == "completed");
    CHECK(std::stoi(value(requests[1], "CallDuration")) >= 12);
    Rung asking(zip);
    requests = asking.call.hang_up();
    REQUIRE(requests.size() == 1);
    CHECK(requests[0].url == "https://hotline.example.org/voice/twilio/status");
}

TEST_CASE("a call ends in a good-bye only when somebody was spoken with") {
    CHECK(ended(Rung("<Say>This number is not set up.</Say><Hangup/>").moment).how == Ended::How::refused);
    CHECK(ended(Rung("").moment).how == Ended::How::refused);
    Rung rung(zip);
    rung.call.press("94110");
    CHECK(ended(rung.call.hear(document("<Say>Good-bye.</Say><Hangup/>"))).how == Ended::How::good_bye);
    CHECK(value(rung.call.final_status(), "CallStatus") == "completed");
}

TEST_CASE("a rejected call was never answered") {
    Rung busy("<Reject reason=\"busy\"/>");
    CHECK(ended(busy.moment).how == Ended::How::refused);
    CHECK(value(busy.call.final_status(), "CallStatus") == "busy");
    CHECK(value(Rung("<Reject/>").call.final_status(), "CallStatus") == "no-answer");
    // Once answered, Reject has no place.
    Rung late(zip);
    late.call.press("1");
    CHECK(ended(late.call.hear(document("<Reject/>"))).how == Ended::How::broken);
}

TEST_CASE("a redirect after a pause says how long the provider waits") {
    Rung rung("<Say>Please hold.</Say><Pause length=\"2\"/><Redirect>step?n=0&amp;hold=1</Redirect>");
    CHECK(asked(rung.moment).url == "https://hotline.example.org/voice/twilio/step?n=0&hold=1");
    CHECK(rung.moment.pause_seconds == 2);
}

TEST_CASE("a recording is made without asking") {
    Rung rung("<Record action=\"/rec\" maxLength=\"120\"/>");
    CHECK(asked(rung.moment).url == "https://hotline.example.org/rec");
    CHECK(value(asked(rung.moment), "RecordingDuration") == "5");
}

TEST_CASE("an answer no provider would take breaks the call and says why") {
    const auto problem = [](const Reply& reply) {
        Call call(setup());
        call.ring();
        const auto end = ended(call.hear(reply));
        CHECK(end.how == Ended::How::broken);
        return end.problem;
    };
    CHECK(problem({403, "text/xml", ""}) == "the service answered 403");
    CHECK(problem({200, "text/html", "<Response/>"}) == "the answer is not markup but text/html");
    CHECK(problem({200, "text/xml", std::string(70000, ' ')}) == "the document is larger than 64 kB");
    CHECK_FALSE(problem({200, "text/xml", "<Response><Say>a & b</Response>"}).empty());
    CHECK_FALSE(problem({200, "text/xml", "<Reply/>"}).empty());
    CHECK(problem(document("<Dance/>")) == "the document has a <Dance> that does not belong there");
}

TEST_CASE("a call that redirects for ever is broken off") {
    auto values = setup();
    values.most_turns = 10;
    Call call(values);
    call.ring();
    for (int i = 0; i < 10; ++i)
        CHECK(asked(call.hear(document("<Redirect>/again</Redirect>"))).url == "https://hotline.example.org/again");
    CHECK(ended(call.hear(document("<Redirect>/again</Redirect>"))).how == Ended::How::broken);
}

TEST_CASE("references resolve as a provider resolves them") {
    const std::string base = "https://h.example/a/b?x=1";
    CHECK(resolve(base, "https://other.example/c") == "https://other.example/c");
    CHECK(resolve(base, "/c?y=2") == "https://h.example/c?y=2");
    CHECK(resolve(base, "c") == "https://h.example/a/c");
    CHECK(resolve(base, "?y=2") == "https://h.example/a/b?y=2");
    CHECK(resolve(base, "") == base);
    CHECK(resolve(base, "/c#rc=2") == "https://h.example/c");
    CHECK(resolve("https://h.example", "c") == "https://h.example/c");
}
