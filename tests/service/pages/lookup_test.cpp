#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using test::calls;
using test::Html;
using test::read;
using test::TestSite;

namespace {

std::vector<std::string> radio_values(const Html& html) {
    std::vector<std::string> values;
    for (const auto* input : html.all("input")) {
        if (input->get("type") == "radio") values.push_back(input->get("value"));
    }
    return values;
}

bool contains(const std::vector<std::string>& list, const std::string& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

TEST_CASE("a ZIP gives all own members, House first, each with number, offices and finished script") {
    TestSite site;
    const auto response = site.post("/reps", "zip=94110");
    CHECK(response.status == 200);
    CHECK(response.headers.get("Cache-Control") == "no-store");
    const Html html = read(response);
    const auto cards = html.of_class("target");
    REQUIRE(cards.size() == 3);
    CHECK(cards[0]->text.find("Lindqvist") != std::string::npos);
    CHECK(cards[0]->text.find("California, district 11") != std::string::npos);
    CHECK(cards[0]->text.find("I am a constituent from San Francisco, 94110.") != std::string::npos);
    CHECK(cards[0]->text.find("My street address is [your street address], San Francisco, 94110.") !=
          std::string::npos);
    CHECK(cards[0]->text.find("I'm calling to ask Representative") != std::string::npos);
    CHECK(cards[0]->text.find("Hello, I'm calling") == std::string::npos);
    const std::string senators = cards[1]->text + cards[2]->text;
    CHECK(senators.find("Alma Reyes") != std::string::npos);
    CHECK(senators.find("Padma Nair") != std::string::npos);
    CHECK(senators.find("Will Senator Reyes help California?") != std::string::npos);
    CHECK(calls(html).size() == 3);
    CHECK(contains(calls(html), "tel:+12025550101"));
}

TEST_CASE("a ZIP+4 is taken in each of its spellings") {
    TestSite site;
    for (const char* body : {"zip=94110-1234", "zip=94110+1234", "zip=941101234"})
        CHECK(read(site.post("/reps", body)).of_class("target").size() == 3);
}

TEST_CASE("an answered ZIP stands in no address of the page") {
    TestSite site;
    for (const char* body : {"zip=94110", "zip=91711", "zip=91711&place=CA-28&asked=1", "zip=99999"}) {
        const std::string zip = std::string(body).substr(4, 5);
        const Html html = read(site.post("/reps", body));
        for (const auto& element : html.elements) {
            for (const char* attribute : {"href", "action", "id", "for"})
                CHECK(element.get(attribute).find(zip) == std::string::npos);
        }
    }
}

TEST_CASE("a split ZIP lists every candidate by name and chooses none") {
    TestSite site;
    const Html html = read(site.post("/reps", "zip=91711"));
    CHECK(radio_values(html) == std::vector<std::string>{"CA-27", "CA-28", "CA-29", "CA-30", "CA-31", "CA-35", "CA"});
    for (const auto* input : html.all("input")) CHECK_FALSE(input->has("checked"));
    CHECK(calls(html).empty());
    CHECK(html.says("I don't know"));
    CHECK(html.says("Brandt"));

    const Html again = read(site.post("/reps", "zip=91711&asked=1"));
    CHECK(again.says("Choose one of the answers."));
    const Html foreign = read(site.post("/reps", "zip=91711&asked=1&place=NY-3"));
    CHECK(foreign.says("Choose one of the answers."));
}

TEST_CASE("the chosen district counts, and I-don't-know goes through the switchboard") {
    TestSite site;
    const Html chosen = read(site.post("/reps", "zip=91711&asked=1&place=CA-30"));
    REQUIRE(chosen.by_id("choose-again"));  // the question again, with one tap
    CHECK_FALSE(read(site.post("/reps", "zip=94110")).by_id("choose-again"));
    CHECK(chosen.of_class("target").size() == 3);
    CHECK(chosen.says("California, district 30"));
    const Html unsure = read(site.post("/reps", "zip=91711&asked=1&place=CA"));
    REQUIRE(unsure.of_class("target").size() == 3);
    CHECK(calls(unsure)[0] == "tel:+12022243121");
    CHECK(unsure.says("Please connect me to my representative in the House. I live in California, ZIP code 91711."));
}

TEST_CASE("a ZIP over a state line asks only what the targets need") {
    TestSite site;
    const Html district = read(site.post("/reps", "zip=42223"));
    CHECK(radio_values(district) == std::vector<std::string>{"KY-1", "TN-7"});
    const Html state = read(site.post("/topics/river/actions/2", "zip=42223"));
    CHECK(radio_values(state) == std::vector<std::string>{"KY", "TN"});
    const Html chosen = read(site.post("/topics/river/actions/2", "zip=42223&place=TN"));
    CHECK(chosen.says("Call 1 of 2"));
    CHECK(chosen.says("Holloway"));
    CHECK_FALSE(chosen.says("Whitcomb"));
    const Html one_state = read(site.post("/topics/river/actions/2", "zip=91711"));
    CHECK(radio_values(one_state).empty());
    CHECK(one_state.says("Call 1 of 2"));
}

TEST_CASE("a vacant seat is told and not called") {
    TestSite site;
    const Html html = read(site.post("/reps", "zip=94544"));
    const auto cards = html.of_class("target");
    REQUIRE(cards.size() == 3);
    CHECK(cards[0]->text.find("Vacant seat in the House") != std::string::npos);
    CHECK(cards[0]->text.find("California, district 14") != std::string::npos);
    CHECK(calls(html).size() == 2);
    const Html action = read(site.post("/topics/river/actions/1", "zip=94544"));
    CHECK(action.says("California, district 14: the seat is vacant."));
    CHECK(action.says("Call 1 of 2"));
}

TEST_CASE("the District of Columbia and Puerto Rico are told that they have no senators") {
    TestSite site;
    const Html dc = read(site.post("/reps", "zip=20001"));
    CHECK(dc.of_class("target").size() == 1);
    CHECK(dc.says("Delegate"));
    CHECK(dc.says("District of Columbia has no senators."));
    const Html pr = read(site.post("/reps", "zip=00901"));
    CHECK(pr.of_class("target").size() == 1);
    CHECK(pr.says("Resident Commissioner"));
    CHECK(pr.says("Puerto Rico has no senators."));
    const Html senators = read(site.post("/topics/river/actions/2", "zip=00901"));
    CHECK(senators.says("Puerto Rico has no senators."));
}

TEST_CASE("the hours of an office are marked as English on a Spanish page") {
    directory::DirectoryData data = test::made_up_directory()->data();
    for (auto& official : data.officials)
        for (auto& office : official.local_offices) office.hours = "By appointment only";
    TestSite site({test::sample_document()}, std::make_shared<const directory::Directory>(std::move(data)));
    const Html spanish = read(site.post("/reps?lang=es", "zip=94110"));
    REQUIRE_FALSE(spanish.of_class("office-hours").empty());
    for (const auto* hours : spanish.of_class("office-hours")) CHECK(hours->get("lang") == "en");
    const Html english = read(site.post("/reps?lang=en", "zip=94110"));
    REQUIRE_FALSE(english.of_class("office-hours").empty());
    for (const auto* hours : english.of_class("office-hours")) CHECK_FALSE(hours->has("lang"));
}

TEST_CASE("an approximate ZIP is told to be one") {
    TestSite site;
    const Html html = read(site.post("/reps", "zip=12345"));
    CHECK(html.says("We know the state of this ZIP code but not its exact place"));
    CHECK(html.says("New York"));
    CHECK(calls(html)[0] == "tel:+12022243121");
}

TEST_CASE("a ZIP that leads nowhere is explained beside the box, and the switchboard is a way on") {
    TestSite site;
    const auto check = [&](const std::string& typed, const std::string& words) {
        INFO(typed);
        for (const char* path : {"/reps", "/topics/river/actions/1"}) {
            const auto response = site.post(path, "zip=" + typed);
            CHECK(response.status == 422);
            const Html html = read(response);
            CHECK(html.says(words));
            const auto* box = html.by_id("zip");
            REQUIRE(box);
            CHECK(box->get("aria-invalid") == "true");
            CHECK(box->get("aria-describedby") == "zip-error zip-hint");
            REQUIRE(html.by_id("zip-error"));
            CHECK(contains(calls(html), "tel:+12022243121"));
        }
    };
    check("99999", "No place in the United States has this ZIP code.");
    check("abc", "A ZIP code has five digits");
    check("9411", "A ZIP code has five digits");
    check("", "Type the five digits of your ZIP code.");
    check("09007", "military mail");
    check("96960", "Marshall Islands is a freely associated state");
    CHECK(read(site.post("/reps", "zip=9411")).by_id("zip")->get("value") == "9411");
}

TEST_CASE("what an action calls without asking for a place answers a ZIP all the same") {
    TestSite site;
    const auto response = site.post("/topics/river/actions/3", "zip=94110");
    CHECK(response.status == 200);
    CHECK(calls(read(response)) == std::vector<std::string>{"tel:+12025550177"});
}

TEST_CASE("a form that another site sends is refused") {
    TestSite site;
    const auto send = [&](const char* header, const char* value) {
        auto request = test::request_for(http::Method::post, "/reps");
        request.headers.add("Content-Type", "application/x-www-form-urlencoded");
        if (*header) request.headers.add(header, value);
        request.body = "zip=94110";
        return site.send(std::move(request)).status;
    };
    CHECK(send("Sec-Fetch-Site", "cross-site") == 403);
    CHECK(send("Sec-Fetch-Site", "same-site") == 403);
    CHECK(send("Origin", "https://evil.example") == 403);
    CHECK(send("Origin", "null") == 403);
    CHECK(send("Sec-Fetch-Site", "same-origin") == 200);
    CHECK(send("Origin", "https://sayso.example") == 200);
    CHECK(send("Origin", "https://SAYSO.example") == 200);
    CHECK(send("Origin", "http://sayso.example") == 200);  // reached through its Host
    CHECK(send("", "") == 200);
}

TEST_CASE("a body that is no form of ours is refused") {
    TestSite site;
    auto request = test::request_for(http::Method::post, "/reps");
    request.headers.add("Content-Type", "application/json");
    request.body = "{\"zip\":\"94110\"}";
    CHECK(site.send(request).status == 415);
    CHECK(site.post("/reps", "zip=94110&zip=10001").status == 415);
    std::string many;
    for (int i = 0; i < 20; ++i) many += "&f" + std::to_string(i) + "=1";
    CHECK(site.post("/reps", "zip=94110" + many).status == 415);
}

TEST_CASE("too many look-ups from one address wait, told for how long") {
    pages::Settings settings;
    settings.zip_lookups_per_second = 0.01;
    settings.zip_lookup_burst = 2;
    TestSite site({test::sample_document()}, test::made_up_directory(), settings);
    CHECK(site.post("/reps", "zip=94110").status == 200);
    CHECK(site.post("/topics/river/actions/1", "zip=94110").status == 200);
    const auto refused = site.post("/reps", "zip=94110");
    CHECK(refused.status == 429);
    CHECK_FALSE(refused.headers.get("Retry-After").empty());
    CHECK(read(refused).says("Try again in "));
    auto neighbour = test::request_for(http::Method::post, "/reps");
    neighbour.headers.add("Content-Type", "application/x-www-form-urlencoded");
    neighbour.peer = "192.0.2.2";
    neighbour.body = "zip=94110";
    CHECK(site.send(neighbour).status == 200);
    CHECK(site.get("/").status == 200);
}
