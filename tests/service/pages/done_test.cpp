#include <catch2/catch.hpp>
#include <set>

#include "service/keys/keys.hpp"
#include "service/live/tally.hpp"
#include "tests/service/pages/site_fixture.hpp"
#include "tests/support/store.hpp"

using namespace sayso;
using test::read;
using test::TestSite;

namespace {

const std::string call_action = "/topics/river/actions/2", letter_action = "/topics/river/actions/4";

std::shared_ptr<const book::Document> with_ids() {
    auto document = std::make_shared<book::Document>(*test::sample_document());
    std::int64_t id = 40;
    for (auto& action : document->topic.actions) action.id = ++id;
    return document;
}

}  // namespace

TEST_CASE("after a call: thanks, the next action, a reminder and ways to pass it on") {
    TestSite site;
    const auto html = read(site.get(call_action + "/done?lang=es"));
    CHECK(html.says("Gracias."));
    CHECK(html.by_id("share-link")->get("value") == "https://sayso.example" + call_action + "?lang=es");
    REQUIRE(html.of_class("qr").size() == 1);
    std::set<std::string> links;
    for (const auto* link : html.all("a")) links.insert(link->get("href"));
    CHECK(links.count("/topics/river/actions/3?lang=es"));
    CHECK(links.count(call_action + "/reminder.ics?lang=es"));
}

TEST_CASE("after the last action comes the first, and after a topic's only one another topic's") {
    TestSite site;
    const auto next = [](const test::Html& html) {
        for (const auto* link : html.of_class("button-link"))
            if (link->get("href").substr(0, 8) == "/topics/") return link->get("href");
        return std::string();
    };
    CHECK(next(read(site.get(letter_action + "/done"))) == "/topics/river/actions/1");
    auto lone = std::make_shared<book::Document>(*test::sample_document());
    lone->topic.slug = "lone";
    lone->topic.actions = {lone->topic.actions[3]};
    lone->campaigns.clear();
    TestSite two({lone, test::sample_document()});
    CHECK(next(read(two.get("/topics/lone/actions/1/done"))) == "/topics/river/actions/1");
    TestSite one({lone});
    CHECK(next(read(one.get("/topics/lone/actions/1/done"))).empty());
}

TEST_CASE("the reminder is for the next workday, with the hotline, and says nothing of the visitor") {
    TestSite site;  // June 16, 2026, a Tuesday
    const auto response = site.get("/topics/river/actions/1/reminder.ics");
    CHECK(response.headers.get("Content-Type") == "text/calendar; charset=utf-8");
    for (const char* line : {"DTSTART:20260617T100000\r\n", "UID:river-1-2026-06-17@sayso.example\r\n",
                             "SUMMARY;LANGUAGE=en:Call again: Call your members\r\n", "(202) 555-0142"})
        CHECK(response.body.find(line) != std::string::npos);
    CHECK(site.get("/topics/river/actions/1/reminder.ics?lang=es").body.find("Llamar otra vez") != std::string::npos);
    CHECK(site.get(letter_action + "/reminder.ics").status == 404);
    CHECK(site.get("/topics/river/actions/9/reminder.ics").status == 404);
}

TEST_CASE("a sheet has the words, the number to dial and a code to scan") {
    TestSite site;
    const auto first = read(site.get("/topics/river/actions/1/print"));
    CHECK(first.says("(202) 555-0142"));
    CHECK(first.says("Hello, my name is"));
    CHECK(first.says("I am a constituent from"));
    CHECK(first.says("I'm calling to ask"));
    CHECK(first.of_class("qr").size() == 1);
    CHECK(first.says("https://sayso.example/topics/river/actions/1"));
    CHECK(read(site.get("/topics/river/actions/3/print")).says("(202) 555-0177"));  // no line: the office's own
    CHECK(read(site.get(letter_action + "/print")).says("All water samples of 2025"));
    CHECK(site.get("/topics/river/actions/9/print").status == 404);
}

TEST_CASE("a letter told as sent counts once for a visitor and day") {
    const store::test::Folder folder;
    const auto opened = store::sqlite::open(folder.file());
    live::Tally tally(*opened);
    pages::Settings settings;
    settings.store = opened.get();
    settings.visitor_key = std::make_shared<const keys::HashKey>("a secret of the deployment");
    settings.tally = &tally;
    TestSite site({with_ids()}, test::made_up_directory(), settings);
    for (const std::string device : {"device=0123456789abcdef", "device=0123456789abcdef", "device=fedcba9876543210"}) {
        const auto response = site.post(letter_action + "/sent?lang=en", device);
        CHECK(response.status == 303);
        CHECK(response.headers.get("Location") == letter_action + "/done?lang=en");
    }
    CHECK(read(site.get(letter_action + "/done")).says("2 letters have been sent on this."));
    CHECK_FALSE(read(site.get(call_action + "/done")).says("have been made"));
}
