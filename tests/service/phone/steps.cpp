#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "service/observe/observe.hpp"
#include "tests/service/phone/line.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

bool heard(const http::Response& response, const std::string& words) {
    return response.body.find(words) != std::string::npos;
}
bool dials(const http::Response& response) {
    return heard(response, "<Dial");
}

// Rings, keys the ZIP and goes on to the first office: the number of the state that dials.
int to_first_dial(House& house) {
    house.post(answer_path, ring());
    house.post(step_path(0), keyed("94110"));
    auto response = house.post(step_path(1), keyed("1"));
    int n = 2;
    for (; !dials(response) && n < 6; ++n) response = house.post(step_path(n), params("in-progress", {{"Digits", ""}}));
    REQUIRE(dials(response));
    return n;
}

}  // namespace

TEST_CASE("an answer greets by sponsor and asks for the ZIP, and the actions lead to numbered steps") {
    House house(plan());
    const auto response = house.post(answer_path, ring());
    REQUIRE(response.status == 200);
    CHECK(heard(response, "Neighbors for Water"));
    CHECK(heard(response, "action=\"https://hotline.example.org/voice/twilio/step?n=0\""));
    CHECK(heard(response, "numDigits=\"5\""));
    CHECK(house.store().calls().total_calls() == 1);
}

TEST_CASE("a repeated webhook gets the same bytes and moves nothing") {
    House house(plan());
    const auto answered = house.post(answer_path, ring());
    CHECK(house.post(answer_path, ring()).body == answered.body);
    const auto zip = house.post(step_path(0), keyed("94110"));
    CHECK(heard(zip, "Lindqvist"));
    for (int i = 0; i < 3; ++i) CHECK(house.post(step_path(0), keyed("94110")).body == zip.body);
    // Late, after the call went on, and even with other keys: what was said then is said again.
    const auto next = house.post(step_path(1), keyed("1"));
    CHECK(house.post(step_path(0), keyed("94110")).body == zip.body);
    CHECK(house.post(step_path(0), keyed("20001")).body == zip.body);
    CHECK(house.post(answer_path, ring()).body == answered.body);
    CHECK(house.post(step_path(1), keyed("1")).body == next.body);
    CHECK(house.record().steps.size() == 3);
    CHECK(house.store().calls().total_calls() == 1);
}

TEST_CASE("the same webhook three times at once is one step with one answer") {
    House house(plan());
    std::vector<http::Request> requests(3, house.signed_request(answer_path, ring()));
    auto responses = house.together(requests);
    CHECK(responses[0].body == responses[1].body);
    CHECK(responses[1].body == responses[2].body);
    CHECK(house.store().calls().total_calls() == 1);
    requests.assign(3, house.signed_request(step_path(0), keyed("94110")));
    responses = house.together(requests);
    CHECK(heard(responses[0], "Lindqvist"));
    CHECK(responses[0].body == responses[1].body);
    CHECK(responses[1].body == responses[2].body);
    CHECK(house.record().steps.size() == 2);
}

TEST_CASE("different keys for the same step at once: one wins, and both hear what came of it") {
    House house(plan());
    house.post(answer_path, ring());
    std::vector<http::Request> requests{house.signed_request(step_path(0), keyed("94110")),
                                        house.signed_request(step_path(0), keyed("20001"))};
    const auto responses = house.together(std::move(requests));
    CHECK(responses[0].body == responses[1].body);
    CHECK(house.record().steps.size() == 2);
}

TEST_CASE("a step from the future, or without a number, hears the current state") {
    House house(plan());
    const auto answered = house.post(answer_path, ring());
    CHECK(house.post(step_path(7), keyed("94110")).body == answered.body);
    CHECK(house.post("/voice/twilio/step", keyed("94110")).body == answered.body);
    CHECK(house.post("/voice/twilio/step?n=abc", keyed("94110")).body == answered.body);
    CHECK(house.post("/voice/twilio/step?n=-1", keyed("94110")).body == answered.body);
    CHECK(house.post("/voice/twilio/step?n=99999999999", keyed("94110")).body == answered.body);
    CHECK(house.record().steps.size() == 1);
}

TEST_CASE("an event that does not belong hears the current state") {
    House house(plan());
    const auto answered = house.post(answer_path, ring());
    CHECK(house.post(step_path(0), dialled("completed", 60)).body == answered.body);
    CHECK(house.record().steps.size() == 1);
    CHECK(house.record().legs.empty());
}

TEST_CASE("the fallback says the current state, and the call goes on from there") {
    House house(plan());
    house.post(answer_path, ring());
    const auto zip = house.post(step_path(0), keyed("94110"));
    const auto fallback =
        house.post(fallback_path, params("in-progress", {{"ErrorCode", "11200"}, {"ErrorUrl", "https://x.example/"}}));
    CHECK(fallback.body == zip.body);
    CHECK(house.post(step_path(1), keyed("1")).status == 200);
    CHECK(house.record().steps.size() == 3);
}

TEST_CASE("a step or fallback of a call nobody knows gets a polite answer") {
    House house(plan());
    for (const auto& path : {step_path(3), fallback_path}) {
        const auto response = house.post(path, keyed("1"));
        CHECK(response.status == 200);
        CHECK(heard(response, "<Say"));
        CHECK(heard(response, "<Hangup/>"));
    }
    CHECK(house.store().calls().total_calls() == 0);
}

TEST_CASE("a line nobody set up answers politely and logs the command that sets it up") {
    House house(plan());
    std::vector<std::string> lines;
    observe::flush_log();
    observe::set_log_sink([&lines](std::string_view line) { lines.emplace_back(line); });
    auto call = ring();
    for (auto& [name, value] : call) {
        if (name == "To") value = "+12025550199";
    }
    const auto response = house.post(answer_path, call);
    CHECK(response.status == 200);
    CHECK(heard(response, "<Say"));
    CHECK(house.post(answer_path, call).body == response.body);
    observe::flush_log();
    observe::set_log_sink([](std::string_view) {});
    std::string all;
    for (const auto& line : lines) all += line + "\n";
    CHECK(all.find("sayso line set +12025550199 --campaigns SLUG") != std::string::npos);
    CHECK(all.find("2025550143") == std::string::npos);
    // Its end is recorded like any other.
    CHECK(house.post(status_path, over()).status == 204);
    CHECK(house.record().ended);
}

TEST_CASE("what is not a telephone number of ours is not a line") {
    House house(plan());
    auto call = ring();
    for (auto& [name, value] : call) {
        if (name == "To") value = "sip:line@example.org";
    }
    CHECK(heard(house.post(answer_path, call), "<Hangup/>"));
    CHECK(house.store().calls().total_calls() == 0);
}

TEST_CASE("a call goes on in a service that was stopped and started") {
    House house(plan());
    house.post(answer_path, ring());
    const auto zip = house.post(step_path(0), keyed("94110"));
    house.reopen();
    CHECK(house.post(step_path(0), keyed("94110")).body == zip.body);
    CHECK(heard(house.post(step_path(1), keyed("1")), "<Response>"));
    CHECK(house.record().steps.size() == 3);
}

TEST_CASE("an edit in mid-call changes nothing for this caller, not even after a restart") {
    House house(plan());
    house.post(answer_path, ring());
    const auto zip = house.post(step_path(0), keyed("94110"));
    CHECK(heard(zip, "vote for clean water"));
    auto campaign = own_members("water");
    std::vector<campaigns::ScriptProblem> problems;
    campaign.scripts["en"] = campaigns::Script::parse("Please vote for dry land.", problems);
    house.publish(topic_with(campaign));
    CHECK(house.post(step_path(1), keyed("*")).body.find("dry land") == std::string::npos);
    CHECK(house.post(step_path(0), keyed("94110")).body == zip.body);
    house.reopen();
    CHECK(heard(house.post(step_path(2), keyed("*")), "vote for clean water"));
    CHECK(house.post(step_path(0), keyed("94110")).body == zip.body);
}

TEST_CASE("a revision the book has lost is loaded from the store in mid-call") {
    House house(plan());
    house.post(answer_path, ring());
    const auto zip = house.post(step_path(0), keyed("94110"));
    auto campaign = own_members("water");
    std::vector<campaigns::ScriptProblem> problems;
    campaign.scripts["en"] = campaigns::Script::parse("Please vote for dry land.", problems);
    house.publish(topic_with(campaign));
    // Two hours on, the old revision is pinned no longer: a reload drops it.
    house.pass(std::chrono::hours{2});
    house.live().reload();
    CHECK(house.post(step_path(0), keyed("94110")).body == zip.body);
}

TEST_CASE("legs, outcomes, place and end are kept as they happen") {
    House house(plan());
    const int n = to_first_dial(house);
    CHECK(house.record().place.state == "CA");
    CHECK(house.record().place.districts == "CA-11");
    CHECK(house.record().place.city == "San Francisco");
    REQUIRE(house.record().legs.size() == 1);
    CHECK_FALSE(house.record().legs[0].result);
    house.pass(std::chrono::seconds{40});
    house.post(step_path(n), dialled("completed", 35));
    REQUIRE(house.record().legs.size() == 1);
    CHECK(house.record().legs[0].result == std::optional<std::string>("answered"));
    CHECK(house.record().legs[0].seconds == 35);
    house.post(step_path(n + 1), keyed("1"));
    REQUIRE(house.record().outcomes.size() == 1);
    CHECK(house.record().outcomes[0].outcome == "reached");
    CHECK_FALSE(house.record().ended);
    CHECK(house.post(status_path, over()).status == 204);
    CHECK(house.record().how_ended == "caller");
}

TEST_CASE("a withheld number leaves no hash, another one always the same") {
    House house(plan());
    auto call = ring();
    house.post(answer_path, call);
    const auto first = house.record().caller_hash;
    CHECK(first.size() == 64);
    CHECK(first.find("2025550143") == std::string::npos);
    for (auto& [name, value] : call) {
        if (name == "CallSid") value = "CA00000000000000000000000000000002";
    }
    house.post(answer_path, call);
    CHECK(house.record("CA00000000000000000000000000000002").caller_hash == first);
    for (auto& [name, value] : call) {
        if (name == "CallSid") value = "CA00000000000000000000000000000003";
        if (name == "From") value = "+266696687";
    }
    house.post(answer_path, call);
    CHECK(house.record("CA00000000000000000000000000000003").caller_hash.empty());
}

TEST_CASE("neither a caller's number nor a ZIP is in the log, the metrics or the database") {
    House house(plan());
    std::string log;
    observe::flush_log();
    observe::set_log_sink([&log](std::string_view line) { log += std::string(line) + "\n"; });
    to_first_dial(house);
    house.post(status_path, over());
    observe::flush_log();
    observe::set_log_sink([](std::string_view) {});
    CHECK(log.find("webhook") != std::string::npos);
    const std::string backup =
        (std::filesystem::temp_directory_path() / ("sayso-privacy-" + keys::random_hex(8))).string();
    house.store().backup(backup);
    std::ifstream file(backup, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::filesystem::remove(backup);
    REQUIRE(bytes.size() > 1000);
    for (const auto* secret : {"2025550143"}) {
        CHECK(log.find(secret) == std::string::npos);
        CHECK(bytes.find(secret) == std::string::npos);
        CHECK(observe::metrics_text().find(secret) == std::string::npos);
    }
    CHECK(log.find("94110") == std::string::npos);
    CHECK(log.find("20500") == std::string::npos);
    for (const auto& step : house.record().steps) CHECK(step.event.find("94110") == std::string::npos);
}

TEST_CASE("a caller over the limit hears a busy signal, but no call of theirs is lost") {
    auto furnished = plan();
    furnished.calls_per_caller = 2;
    House house(std::move(furnished));
    const auto first = house.post(answer_path, ring());
    auto call = ring();
    const auto with_id = [&call](const char* id) {
        for (auto& [name, value] : call) {
            if (name == "CallSid") value = id;
        }
        return call;
    };
    CHECK(heard(house.post(answer_path, with_id("CA00000000000000000000000000000002")), "<Gather"));
    CHECK(heard(house.post(answer_path, with_id("CA00000000000000000000000000000003")), "<Reject reason=\"busy\"/>"));
    CHECK(house.post(answer_path, ring()).body == first.body);
    CHECK(house.store().calls().total_calls() == 2);
}
