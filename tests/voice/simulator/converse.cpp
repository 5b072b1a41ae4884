#include "voice/simulator/converse.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace sayso;
using namespace sayso::simulator;

namespace {

// A line with a ZIP question, an announcement, one dial and a good-bye; it remembers what it was sent.
struct Line {
    std::vector<Request> requests;

    Reply answer(const Request& request) {
        requests.push_back(request);
        const std::string step = request.url.substr(request.url.rfind('/') + 1);
        std::string verbs = "<Hangup/>";
        if (step == "answer") verbs = gather("step?n=0", 6, "ZIP?");
        if (step == "step?n=0") verbs = gather("step?n=1", 1, "You will speak with one office.");
        if (step == "step?n=1") verbs = "<Dial action=\"step?n=2\" timeLimit=\"60\">+12022243121</Dial>";
        if (step == "step?n=2") verbs = "<Say>Thanks.</Say><Pause length=\"1\"/><Say>Good-bye.</Say>";
        return {step == "status" ? 204 : 200, "text/xml", "<Response>" + verbs + "</Response>"};
    }
    static std::string gather(const std::string& action, int timeout, const std::string& text) {
        return "<Gather numDigits=\"5\" actionOnEmptyResult=\"true\" timeout=\"" + std::to_string(timeout) +
               "\" action=\"" + action + "\"><Say>" + text + "</Say></Gather>";
    }
};

Transcript converse_with(Line& line, Scripted& party) {
    Setup setup;
    setup.call_id = "CA1";
    setup.answer_url = "https://h.example/voice/answer";
    setup.status_url = "https://h.example/voice/status";
    const Exchange exchange = [&line](const Request& request) { return line.answer(request); };
    return converse(setup, party, exchange);
}

}  // namespace

TEST_CASE("a scripted call goes from ring to good-bye and sends the final status") {
    Line line;
    Scripted party;
    party.key_items = {"94110"};
    party.dials = {{flow::DialOutcome::answered, 90}};
    const auto transcript = converse_with(line, party);
    CHECK(transcript.ended.how == Ended::How::good_bye);
    REQUIRE(transcript.steps.size() == 4);
    CHECK(transcript.steps[0].key == std::optional<std::string>("94110"));
    CHECK_FALSE(transcript.steps[1].key);  // nobody is asked during an announcement
    REQUIRE(transcript.steps[2].leg);
    CHECK(transcript.steps[2].leg->far_end.seconds == 60);  // the time limit
    CHECK(said(transcript.steps[3]) == "Thanks.\nGood-bye.");
    CHECK(line.requests.back().url == "https://h.example/voice/status");
    CHECK(line.requests.size() == 5);
}

TEST_CASE("an item with a plus interrupts the announcement") {
    Line line;
    Scripted party;
    party.key_items = {"94110", "+9"};
    const auto transcript = converse_with(line, party);
    CHECK(transcript.steps[1].key == std::optional<std::string>("9"));
    CHECK(webhook::field(line.requests[2].params, "Digits") == "9");
}

TEST_CASE("beyond the lists there is silence, and far ends answer for thirty seconds") {
    Line line;
    Scripted party;
    const auto transcript = converse_with(line, party);
    CHECK(transcript.steps[0].key == std::optional<std::string>(""));
    CHECK(transcript.steps[2].leg->far_end == FarEnd{flow::DialOutcome::answered, 30});
    CHECK(transcript.ended.how == Ended::How::good_bye);
}

TEST_CASE("hanging up at a step ends the call there") {
    for (int at = 0; at < 3; ++at) {
        Line line;
        Scripted party;
        party.key_items = {"94110"};
        party.hang_up_at = at;
        const auto transcript = converse_with(line, party);
        CHECK(transcript.ended.how == Ended::How::hung_up);
        CHECK(static_cast<int>(transcript.steps.size()) == at + 1);
        CHECK(line.requests.back().url == "https://h.example/voice/status");
        CHECK(webhook::field(line.requests.back().params, "CallStatus") == "completed");
        if (at == 2) CHECK(webhook::field(line.requests[3].params, "DialCallStatus") == "completed");
    }
}

TEST_CASE("hanging up while it rings cancels the dial") {
    Line line;
    Scripted party;
    party.dials = {{flow::DialOutcome::busy, 0}};
    party.hang_up_at = 2;
    const auto transcript = converse_with(line, party);
    CHECK(transcript.steps[2].leg->far_end.outcome == flow::DialOutcome::canceled);
    CHECK(webhook::field(line.requests[3].params, "DialCallStatus") == "canceled");
}

TEST_CASE("keys are written one item a question") {
    std::string problem;
    CHECK(parse_keys("94110,1,*,", problem) == std::vector<std::string>{"94110", "1", "*", ""});
    CHECK(parse_keys(" 94110 , #", problem) == std::vector<std::string>{"94110", "#"});
    CHECK(parse_keys("", problem) == std::vector<std::string>{});
    CHECK(parse_keys(",", problem) == std::vector<std::string>{"", ""});
    CHECK(parse_keys("1,+9", problem) == std::vector<std::string>{"1", "+9"});
    CHECK(problem.empty());
    CHECK_FALSE(parse_keys("94110,yes", problem));
    CHECK(problem.find("\"yes\" is not keys") == 0);
}

TEST_CASE("outcomes are written by name, talks with their seconds") {
    std::string problem;
    const auto dials = parse_dials("answered:35,busy,no-answer,failed", problem);
    REQUIRE(dials);
    CHECK(*dials == std::vector<FarEnd>{{flow::DialOutcome::answered, 35},
                                        {flow::DialOutcome::busy, 0},
                                        {flow::DialOutcome::no_answer, 0},
                                        {flow::DialOutcome::failed, 0}});
    CHECK(parse_dials("", problem) == std::vector<FarEnd>{});
    CHECK(problem.empty());
    for (const char* wrong : {"answered:", "answered:-1", "answered:1x", "answered:99999", "gone", "busy,,failed"}) {
        problem.clear();
        CHECK_FALSE(parse_dials(wrong, problem));
        CHECK(problem.find("is not an outcome") != std::string::npos);
    }
}
