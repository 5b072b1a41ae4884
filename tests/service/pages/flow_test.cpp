#include "service/pages/flow.hpp"

#include <catch2/catch.hpp>

#include "service/http/form.hpp"
#include "service/observe/observe.hpp"
#include "tests/service/pages/site_fixture.hpp"
#include "tests/service/pages/visits_in_memory.hpp"

using namespace sayso;
using namespace std::chrono_literals;
using test::calls;
using test::Html;
using test::read;
using test::TestSite;
using test::VisitsInMemory;

namespace {

constexpr const char* members = "/topics/river/actions/1";
constexpr const char* department = "/topics/river/actions/3";
const std::string device = "&device=0123456789abcdef0123456789abcdef";

// A site whose visitors may tell what came of a call, and one visitor's way through it: sends the form of the last page
// with one button of it.
struct Caller {
    VisitsInMemory store;
    TestSite site;
    http::Response last;
    std::string path, place = "zip=94110";

    explicit Caller(pages::Settings settings = {})
        : site({test::sample_document()}, test::made_up_directory(), with(settings, store)) {}
    static pages::Settings with(pages::Settings settings, VisitsInMemory& store) {
        settings.store = &store;
        settings.visitor_key = std::make_shared<const keys::HashKey>("0123456789abcdef");
        return settings;
    }

    Html begin(const std::string& where = members) {
        path = where;
        last = path == department ? site.get(path) : site.post(path, place);
        return read(last);
    }
    Html tap(const std::string& button) {
        const Html html = read(last);
        std::string body = button;
        bool in_flow = false;
        for (const auto& element : html.elements) {
            if (element.name == "form") in_flow = element.get("id") == "flow";
            if (!in_flow || element.name != "input" || element.get("name") == "device" || element.get("name").empty())
                continue;
            body += "&" + element.get("name") + "=" + http::percent_encode(element.get("value"));
        }
        sent = body + device;
        last = site.post(path, sent);
        return Html::read(last.body);
    }
    Html again() {
        last = site.post(path, sent);
        return Html::read(last.body);
    }
    std::string told(const std::string& target) const {
        for (const auto& [key, outcome] : store.told) {
            if (std::get<2>(key) == target) return outcome.outcome;
        }
        return {};
    }

    std::string sent;
};

std::string value_of(const Html& html, const std::string& name) {
    for (const auto* input : html.all("input")) {
        if (input->get("name") == name) return input->get("value");
    }
    return {};
}

std::vector<std::string> keys_of(const Html& html) {
    std::vector<std::string> keys;
    for (const auto* button : html.all("button")) {
        if (button->get("name") == "go") keys.push_back(button->get("value"));
    }
    return keys;
}

}  // namespace

TEST_CASE("one target is shown at a time, with everything to call them and to tell what came of it") {
    Caller caller;
    const Html html = caller.begin();
    CHECK(caller.last.status == 200);
    CHECK(caller.last.headers.get("Cache-Control") == "no-store");
    CHECK(html.says("Call 1 of 3"));
    REQUIRE(html.of_class("target").size() == 1);
    const std::string card = html.of_class("target")[0]->text;
    for (const char* words : {"Your representative", "Lindqvist", "California, district 11",
                              "I am a constituent from San Francisco, 94110.", "If you reach voicemail"})
        CHECK(card.find(words) != std::string::npos);
    CHECK(calls(html).at(0) == "tel:+12025550103");
    CHECK(html.says("(202) 555-0142"));  // the hotline beside it
    CHECK(html.says("What came of this call?"));
    std::vector<std::string> outcomes;
    for (const auto* button : html.all("button")) {
        if (button->get("name") == "outcome") outcomes.push_back(button->get("value"));
    }
    CHECK(outcomes == std::vector<std::string>(std::begin(pages::flow_outcomes), std::end(pages::flow_outcomes)));
    CHECK(keys_of(html).size() == 2);
    CHECK(value_of(html, "zip") == "94110");
    CHECK(value_of(html, "place") == "CA-11");
}

TEST_CASE("an outcome is kept once and leads to the next call, the last one to the page of thanks") {
    Caller caller;
    caller.begin();
    Html html = caller.tap("outcome=reached");
    CHECK(html.says("Call 2 of 3"));
    CHECK(html.says("Noted: you spoke to the office of Representative"));
    REQUIRE(caller.store.told.size() == 1);
    const auto& first = caller.store.told.begin()->second;
    CHECK(first.outcome == "reached");
    CHECK(first.dialled == "+12025550103");
    CHECK(first.campaign == 11);
    CHECK(first.via == "web");
    CHECK(first.visitor.size() == 64);
    caller.again();
    CHECK(caller.store.told.size() == 1);
    html = caller.tap("outcome=left-message");
    CHECK(html.says("Call 3 of 3"));
    html = caller.tap("outcome=skipped");
    CHECK(caller.last.status == 200);
    CHECK(caller.last.headers.get("Cache-Control") == "no-store");
    CHECK(html.says("Thank you."));
    CHECK(html.says("Yours is in it now."));
    CHECK(html.by_id("share-text")->get("value").substr(0, 9) == "I called:");
    CHECK(caller.store.told.size() == 3);
    CHECK(caller.again().says("Thank you."));
    CHECK(caller.store.told.size() == 3);
}

TEST_CASE("the last outcome too can be undone, and each changed") {
    Caller caller;
    caller.begin();
    caller.tap("outcome=reached");
    caller.tap("outcome=left-message");
    Html html = caller.tap("outcome=not-reached");
    CHECK(html.says("Thank you."));
    std::string last;
    for (const auto* button : html.all("button")) {
        if (button->get("name") == "undo") last = button->get("value");
    }
    html = caller.tap("undo=" + last);
    CHECK(html.says("Call 3 of 3"));
    CHECK(caller.store.told.size() == 2);
    html = caller.tap("outcome=left-message");
    CHECK(html.says("Thank you."));
    html = caller.tap("go=" + keys_of(html).at(0));
    CHECK(html.says("Call 1 of 3"));
    Caller alone;
    alone.begin(department);
    html = alone.tap("outcome=reached");
    CHECK(html.says("Thank you."));
    CHECK(alone.tap("undo=org:0").says("One call"));
    CHECK(alone.store.told.empty());
}

TEST_CASE("nobody is thanked for calls that were not made") {
    Caller caller;
    caller.begin(department);
    Html html = caller.tap("outcome=skipped");
    CHECK(html.says("none was counted"));
    CHECK(html.by_id("share-text")->get("value").substr(0, 16) == "Call about this:");
    caller.begin(department);
    html = caller.tap("outcome=not-reached");
    CHECK(html.says("It is worth another try"));
    CHECK_FALSE(html.says("Yours is in it now."));
}

TEST_CASE("an outcome can be undone and changed") {
    Caller caller;
    const Html begun = caller.begin();
    const std::string who = value_of(begun, "who");
    caller.tap("outcome=not-reached");
    CHECK(caller.told(who) == "not-reached");
    Html html = caller.tap("undo=" + who);
    CHECK(html.says("Call 1 of 3"));
    CHECK(html.says("Taken back."));
    CHECK(caller.store.told.empty());
    CHECK(html.of_class("chosen").empty());
    caller.tap("outcome=left-message");
    html = caller.tap("go=" + who);
    CHECK(html.says("Call 1 of 3"));
    REQUIRE(html.of_class("chosen").size() == 1);
    CHECK(html.of_class("chosen")[0]->get("value") == "left-message");
    html = caller.tap("outcome=reached");
    CHECK(html.says("Call 2 of 3"));
    CHECK(caller.told(who) == "reached");
    CHECK(caller.store.told.size() == 1);
}

TEST_CASE("a wrong number reaches the organizers, and none that the page did not show does") {
    Caller caller;
    const Html begun = caller.begin();
    const std::string who = value_of(begun, "who");
    std::string office;
    for (const auto* button : begun.all("button")) {
        if (button->get("name") == "wrong") office = button->get("value");
    }
    REQUIRE_FALSE(office.empty());
    Html html = caller.tap("wrong=" + office);
    CHECK(html.says("Call 1 of 3"));
    CHECK(html.says("learn that ("));
    REQUIRE(caller.store.reports.size() == 1);
    CHECK(caller.store.reports[0].office_id == office);
    caller.tap("wrong=P000197-capitol");
    caller.tap("wrong=%2B12025550142");
    CHECK(caller.store.reports.size() == 1);

    html = caller.tap("outcome=wrong-number");
    CHECK(html.says("Call 2 of 3"));
    REQUIRE(caller.store.reports.size() == 2);
    CHECK(caller.store.reports[1].number == "+12025550103");
    CHECK(caller.told(who) == "wrong-number");
    caller.tap("undo=" + who);
    CHECK(caller.store.reports.size() == 1);
}

TEST_CASE("the switchboard is never wrong") {
    Caller caller;
    caller.place = "zip=91711&place=CA";
    caller.begin();
    caller.tap("outcome=wrong-number");
    CHECK(caller.store.told.size() == 1);
    CHECK(caller.store.reports.empty());
}

TEST_CASE("a store that takes nothing stops nobody and counts nothing") {
    for (const auto trouble : {VisitsInMemory::Trouble::unavailable, VisitsInMemory::Trouble::full}) {
        Caller caller;
        caller.begin();
        caller.store.trouble = trouble;
        Html html = caller.tap("outcome=reached");
        CHECK(caller.last.status == 200);
        CHECK(html.says("Call 2 of 3"));
        CHECK(html.says("We could not count that just now"));
        CHECK(html.of_class("not-kept").size() == 1);
        html = caller.tap("wrong=anything");
        CHECK(html.says("Call 2 of 3"));
        caller.tap("outcome=reached");
        html = caller.tap("outcome=reached");
        CHECK(caller.last.status == 200);  // no redirect: the note would be lost
        CHECK(html.says("You are through all of these calls."));
        CHECK(html.says("We could not count that just now"));
        CHECK(caller.store.told.empty());
        CHECK(caller.store.reports.empty());
    }
}

TEST_CASE("without a store the pages are for reading, from call to call") {
    TestSite site;
    const Html html = read(site.post(members, "zip=94110"));
    CHECK(html.says("Call 1 of 3"));
    CHECK_FALSE(html.says("What came of this call?"));
    const Html next = read(site.post(members, "zip=94110&outcome=reached&who=" + value_of(html, "who")));
    CHECK(next.says("Call 1 of 3"));
    const Html second = read(site.post(members, "zip=94110&go=" + keys_of(html).at(0)));
    CHECK(second.says("Call 2 of 3"));
}

TEST_CASE("a visitor counts once a day: by the device's name, else by address and browser") {
    Caller caller;
    const auto tell = [&](const std::string& peer, const std::string& agent, const std::string& name) {
        auto request = test::request_for(http::Method::post, members);
        request.headers.add("Content-Type", "application/x-www-form-urlencoded");
        request.headers.add("User-Agent", agent);
        request.peer = peer;
        const Html begun = read(caller.site.post(members, "zip=94110"));
        request.body = "zip=94110&outcome=reached&who=" + value_of(begun, "who") + "&device=" + name;
        caller.site.send(request);
        return caller.store.told.size();
    };
    observe::set_clock([] { return directory::Instant(std::chrono::sys_days(std::chrono::days(20'000))); });
    const std::string one(32, 'a'), two(32, 'b');
    CHECK(tell("192.0.2.1", "Moth/1", one) == 1);
    CHECK(tell("192.0.2.9", "Wasp/2", one) == 1);  // the same device elsewhere
    CHECK(tell("192.0.2.1", "Moth/1", two) == 2);
    CHECK(tell("192.0.2.1", "Moth/1", "") == 3);
    CHECK(tell("192.0.2.1", "Moth/1", "short") == 3);  // no name of a device
    CHECK(tell("192.0.2.1", "Moth/1", std::string(65, 'a')) == 3);
    CHECK(tell("192.0.2.1", "Moth/1", "A2345678901234567890!") == 3);
    CHECK(tell("192.0.2.2", "Moth/1", "") == 4);
    CHECK(tell("192.0.2.1", "Wasp/2", "") == 5);
    observe::set_clock([] { return directory::Instant(std::chrono::sys_days(std::chrono::days(20'001))); });
    CHECK(tell("192.0.2.1", "Moth/1", one) == 6);
    observe::set_clock(nullptr);
}

TEST_CASE("a group's link counts for the group") {
    Caller caller;
    caller.begin(std::string(members) + "?group=River%20Friends");
    caller.tap("outcome=reached");
    REQUIRE(caller.store.told.size() == 1);
    CHECK(caller.store.told.begin()->second.group == "River Friends");
    caller.tap("outcome=reached");
    caller.tap("outcome=reached");
    CHECK(caller.last.body.find("?group=River%20Friends#call") != std::string::npos);
    CHECK(caller.store.told.begin()->second.group == "River Friends");
}

TEST_CASE("an action that needs no place begins at once") {
    Caller caller;
    const Html html = caller.begin(department);
    CHECK(html.says("One call"));
    CHECK(html.says("Department of Rivers"));
    CHECK_FALSE(caller.last.headers.get("ETag").empty());
    CHECK(caller.tap("outcome=reached").says("Thank you."));
    CHECK(caller.told("org:0") == "reached");
}

TEST_CASE("own members who are not called are shown with the reason") {
    Caller caller;
    Html html = caller.begin("/topics/river/actions/2");  // senators only
    auto greyed = html.of_class("not-called");
    REQUIRE(greyed.size() == 1);
    CHECK(greyed[0]->text.find("Lindqvist") != std::string::npos);
    CHECK(greyed[0]->text.find("does not ask for a call to this office") != std::string::npos);
    caller.place = "zip=94544";
    html = caller.begin("/topics/river/actions/2");
    CHECK(html.of_class("not-called").at(0)->text.find("California, district 14: the seat is vacant.") !=
          std::string::npos);
    html = caller.begin();
    CHECK(html.says("Call 1 of 2"));
    CHECK(html.of_class("not-called").at(0)->text.find("the seat is vacant") != std::string::npos);
}

TEST_CASE("a form that was made up is answered with the call it makes sense for") {
    Caller caller;
    const std::string payload = http::percent_encode("\"><script>alert(1)</script>");
    for (const std::string& made_up :
         {std::string("outcome=reached&who=Q000000"), "outcome=" + payload + "&who=" + payload,
          "results=" + payload + "&seed=" + payload + "&device=" + payload, std::string("go=") + payload,
          std::string("undo=") + payload, std::string("wrong=") + payload, std::string("results=%26%26%3D&go=-1"),
          "at=" + payload + "&place=" + payload, "results=" + std::string(5000, 'a')}) {
        INFO(made_up);
        const auto response = caller.site.post(members, "zip=94110&" + made_up);
        CHECK(response.status == 200);
        const Html html = read(response);
        CHECK(html.says("Call 1 of 3"));
        CHECK(html.of_class("noted").empty());
        CHECK(response.body.find("alert(1)") == std::string::npos);
    }
    CHECK(caller.store.told.empty());
}

TEST_CASE("hostile names of targets come back as text in notes, steps and reasons") {
    const auto page_with = [](const std::string& name) {
        auto document = std::make_shared<book::Document>(*test::sample_document());
        campaigns::Campaign& office = document->campaigns[2];
        office.targets.push_back(office.targets[0]);
        office.targets[1].number = directory::PhoneNumber::parse("202-555-0178");
        for (auto& target : office.targets) target.name = topics::LocalText(name);
        VisitsInMemory store;
        TestSite site({document}, test::made_up_directory(), Caller::with({}, store));
        return read(site.post(department, "outcome=reached&who=org:0&results=org%3A0%3Dreached")).structure();
    };
    CHECK(page_with("\"'><script>alert(1)</script>{{{x}}}</p>\x01\xFF") == page_with("Department"));
}

TEST_CASE("another site's form tells nothing") {
    Caller caller;
    const Html begun = caller.begin();
    auto request = test::request_for(http::Method::post, members);
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("Sec-Fetch-Site", "cross-site");
    request.body = "zip=94110&outcome=reached&who=" + value_of(begun, "who");
    CHECK(caller.site.send(request).status == 403);
    CHECK(caller.store.told.empty());
}

TEST_CASE("the other language continues at the same call") {
    Caller caller;
    caller.begin();
    caller.tap("outcome=reached");
    const Html html = read(caller.last);
    std::string body;
    for (const auto& element : html.elements) {
        if (element.name == "form" && !body.empty()) break;
        if (element.name == "input" && element.has("name"))
            body += (body.empty() ? "" : "&") + element.get("name") + "=" + http::percent_encode(element.get("value"));
    }
    const Html spanish = read(caller.site.post(std::string(members) + "?lang=es", body));
    CHECK(spanish.says("Llamada 2 de 3"));
    CHECK(spanish.says("habló con su oficina"));
}

TEST_CASE("a shuffled order stays as it is from page to page") {
    auto document = std::make_shared<book::Document>(*test::sample_document());
    document->campaigns[0].order = campaigns::Order::shuffled;
    for (int i = 0; i < 8; ++i) {
        VisitsInMemory store;
        TestSite site({document}, test::made_up_directory(), Caller::with({}, store));
        Html html = read(site.post(members, "zip=94110"));
        const std::string seed = value_of(html, "seed");
        REQUIRE_FALSE(seed.empty());
        const std::string first = value_of(html, "who");
        const auto others = keys_of(html);
        html = read(site.post(members, "zip=94110&outcome=reached&seed=" + seed + "&who=" + first));
        CHECK(value_of(html, "who") == others.at(0));
        CHECK(keys_of(html) == std::vector<std::string>{first, others.at(1)});
    }
}

TEST_CASE("the state of a flow reads back from its form") {
    pages::FlowState state;
    state.who = "house-CA-11";
    state.results = {{"P000197", "reached"}, {"org:0", "skipped"}};
    state.shuffle = 18446744073709551615ull;
    http::Request request;
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    for (const auto& [name, value] : state.fields())
        request.body += (request.body.empty() ? "" : "&") + name + "=" + http::percent_encode(value);
    const auto back = pages::FlowState::read(*pages::Form::read(request));
    CHECK(back.who == state.who);
    CHECK(back.results == state.results);
    CHECK(back.shuffle == state.shuffle);
}
