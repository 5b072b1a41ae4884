#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using test::calls;
using test::Html;
using test::read;
using test::TestSite;

TEST_CASE("the home page shows the topics, a ZIP box and the number to dial") {
    TestSite site;
    const auto response = site.get("/");
    CHECK(response.status == 200);
    const Html html = read(response);
    CHECK(html.says("March 4, 2026"));
    CHECK(html.says("Who tests the river?"));
    CHECK(html.says("Nobody has tested it for a year."));
    CHECK(html.says("4 things you can do"));
    const auto* box = html.by_id("zip");
    REQUIRE(box);
    CHECK(box->get("name") == "zip");
    CHECK(box->get("autocomplete") == "postal-code");
    const auto forms = html.all("form");
    REQUIRE(forms.size() == 2);
    CHECK(forms[0]->get("method") == "post");
    CHECK(forms[0]->get("action") == "/reps");
    CHECK(html.says("(202) 555-0142"));
    CHECK_FALSE(html.says("built-in directory"));
    CHECK(html.says("Directory of Congress as of June 15, 2026"));
    CHECK(html.says("GeoNames"));
}

TEST_CASE("topics stand newest first") {
    auto older = std::make_shared<book::Document>(*test::sample_document());
    older->topic.slug = "older";
    older->topic.title = topics::LocalText("An older topic");
    older->topic.date = std::chrono::year{2025} / std::chrono::January / 1;
    older->topic.actions.clear();
    older->campaigns.clear();
    TestSite site({older, test::sample_document()});
    const Html html = read(site.get("/"));
    const auto cards = html.of_class("topic-card");
    REQUIRE(cards.size() == 2);
    CHECK(cards[0]->text.find("Who tests the river?") != std::string::npos);
    CHECK(cards[1]->text.find("An older topic") != std::string::npos);
}

TEST_CASE("without a topic the home page still helps") {
    TestSite site(std::vector<std::shared_ptr<const book::Document>>{});
    const auto response = site.get("/");
    CHECK(response.status == 200);
    const Html html = read(response);
    CHECK(html.says("No topics are live right now."));
    CHECK(html.by_id("zip"));
}

TEST_CASE("the built-in directory is told on every page, with the command that loads the full one") {
    pages::Settings settings;
    settings.pull_command = "build/sayso directory pull";
    TestSite site({test::sample_document()}, test::built_in_directory(), settings);
    for (const char* path : {"/", "/reps", "/topics/river"}) {
        const Html html = read(site.get(path));
        CHECK(html.says("built-in directory"));
        CHECK(html.says("build/sayso directory pull"));
    }
    const Html html = read(site.post("/reps", "zip=94110"));
    CHECK(calls(html) == std::vector<std::string>(2, "tel:+12022243121"));
    CHECK(html.says("California"));
    CHECK(html.says("Please connect me to one of the senators from California."));
}

TEST_CASE("a topic page holds everything: brief, sources, people and each action in its form") {
    TestSite site;
    const auto response = site.get("/topics/river");
    CHECK(response.status == 200);
    const Html html = read(response);
    CHECK(html.says("March 4, 2026"));
    REQUIRE(html.by_id("person-1"));
    CHECK(html.by_id("person-1")->text.find("A chemist.") != std::string::npos);
    CHECK(response.body.find("popover id=\"who-1\">A chemist.</span> found it. Ingrid") != std::string::npos);
    CHECK(html.says("+2 more sources"));
    CHECK(response.body.find("https://paper.example.org/7") != std::string::npos);

    // Members and senators: a ZIP box and the script with blanks. The department: its number at once. A letter: no
    // number.
    REQUIRE(html.by_id("zip-1"));
    REQUIRE(html.by_id("zip-2"));
    CHECK_FALSE(html.by_id("zip-3"));
    CHECK(html.by_id("action-1")->text.find("[name]") != std::string::npos);
    CHECK(html.by_id("action-1")->text.find("Note, not to be read out: wait for the answer") != std::string::npos);
    CHECK(calls(html) == std::vector<std::string>{"tel:+12025550177"});
    CHECK(html.by_id("action-3")->text.find("Please test the river.") != std::string::npos);
    const auto* letter = html.by_id("action-4");
    REQUIRE(letter);
    CHECK(letter->text.find("All water samples of 2025") != std::string::npos);
    CHECK(letter->text.find("[your name]") != std::string::npos);
    REQUIRE(html.of_class("not-foia").size() == 1);
    CHECK(html.of_class("not-foia")[0]->text.find("It only advises") != std::string::npos);
}

TEST_CASE("errors are pages that lead on") {
    TestSite site;
    for (const char* path :
         {"/nowhere", "/topics/none", "/topics/river/actions/0", "/topics/river/actions/5", "/topics/river/actions/01",
          "/topics/river/actions/x", "/static/sayso.css", "/static/nothing.svg"}) {
        INFO(path);
        const auto response = site.get(path);
        CHECK(response.status == 404);
        CHECK(read(response).says("There is no page here"));
    }
    const auto wrong = site.post("/", "zip=94110");
    CHECK(wrong.status == 405);
    CHECK(wrong.headers.get("Allow").find("GET") != std::string_view::npos);
    CHECK(read(wrong).says("This page cannot be used that way"));
}

TEST_CASE("pages speak the visitor's language, and keep a chosen one in every link") {
    TestSite site;
    const auto response = site.get("/", "es-MX,es;q=0.9,en;q=0.5");
    CHECK(response.headers.get("Content-Language") == "es");
    CHECK(response.headers.get("Vary").find("Accept-Language") != std::string_view::npos);
    const Html html = read(response);
    CHECK(html.all("html")[0]->get("lang") == "es");
    CHECK(html.says("¿Quién analiza el río?"));
    CHECK(html.says("4 de marzo de 2026"));
    CHECK(html.says("Nobody has tested it"));  // there is no Spanish summary
    for (const auto* paragraph : html.all("p")) {
        if (paragraph->text.find("Nobody has tested it") == 0) CHECK(paragraph->get("lang") == "en");
    }

    const Html chosen = read(site.get("/?lang=es", "en"));
    CHECK(chosen.all("html")[0]->get("lang") == "es");
    for (const auto* link : chosen.all("a")) {
        const std::string href = link->get("href");
        if (!href.empty() && href[0] == '/' && href.find("lang=en") == std::string::npos)
            CHECK(href.find("?lang=es") != std::string::npos);
    }
    CHECK(chosen.all("form")[0]->get("action") == "/reps?lang=es");
    CHECK(read(site.get("/?lang=fr", "en")).all("html")[0]->get("lang") == "en");
}

TEST_CASE("the answer to a ZIP changes language by sending the form again") {
    TestSite site;
    const Html html = read(site.post("/reps", "zip=91711&place=CA-28&asked=1"));
    const auto forms = html.all("form");
    REQUIRE(!forms.empty());
    CHECK(forms[0]->get("action") == "/reps?lang=es");
    std::set<std::string> hidden;
    for (const auto* input : html.all("input")) {
        if (input->get("type") == "hidden") hidden.insert(input->get("name") + "=" + input->get("value"));
    }
    CHECK(hidden == std::set<std::string>{"zip=91711", "place=CA-28"});
    const Html spanish = read(site.post("/reps?lang=es", "zip=94110"));
    CHECK(spanish.says("Senadora Alma Reyes"));
    CHECK(spanish.says("código postal 94110"));
}

TEST_CASE("a page that has not changed is not sent again, and a new book is seen at once") {
    TestSite site;
    const auto first = site.get("/topics/river");
    const std::string tag(first.headers.get("ETag"));
    REQUIRE_FALSE(tag.empty());
    auto request = test::request_for(http::Method::get, "/topics/river");
    request.headers.add("If-None-Match", tag);
    const auto unchanged = site.send(request);
    CHECK(unchanged.status == 304);
    CHECK(unchanged.body.empty());

    auto edited = std::make_shared<book::Document>(*test::sample_document());
    edited->topic.title = topics::LocalText("Who tests the lake?");
    site.set_book(std::make_shared<const book::Book>(
        test::made_up_directory(), std::vector<std::shared_ptr<const book::Document>>{edited},
        std::vector<std::shared_ptr<const book::Document>>{}, std::vector<book::Line>{}, 2));
    CHECK(site.send(request).status == 200);
    CHECK(read(site.get("/")).says("Who tests the lake?"));
}

TEST_CASE("static files may be kept for ever under a name that changes with them") {
    TestSite site;
    const Html html = read(site.get("/"));
    std::string stylesheet;
    for (const auto* link : html.all("link")) {
        if (link->get("rel") == "stylesheet") stylesheet = link->get("href");
    }
    REQUIRE(stylesheet.find("/static/sayso.") == 0);
    const auto response = site.get(stylesheet);
    CHECK(response.status == 200);
    CHECK(response.headers.get("Content-Type") == "text/css; charset=utf-8");
    CHECK(response.headers.get("Cache-Control") == "public, max-age=31536000, immutable");
    auto request = test::request_for(http::Method::get, stylesheet);
    request.headers.add("If-None-Match", "\"other\", W/" + std::string(response.headers.get("ETag")));
    CHECK(site.send(request).status == 304);
    CHECK(site.get("/robots.txt").status == 200);
    CHECK(site.get("/favicon.ico").status == 301);
}
