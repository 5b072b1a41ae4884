#include <catch2/catch.hpp>

#include "service/pages/search.hpp"
#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using pages::Piece;
using test::Html;
using test::read;
using test::TestSite;

namespace {

using Documents = std::vector<std::shared_ptr<const book::Document>>;

// A topic with nothing but a slug, a title, a day and a tag.
std::shared_ptr<const book::Document> plain_topic(const std::string& slug, const std::string& title, unsigned day,
                                                  const std::string& tag = "") {
    auto document = std::make_shared<book::Document>();
    document->topic.id = static_cast<std::int64_t>(day) + 100;
    document->topic.slug = slug;
    document->topic.status = topics::Status::live;
    document->topic.date = std::chrono::year{2026} / std::chrono::January / std::chrono::day{day};
    document->topic.title = topics::LocalText(title);
    if (!tag.empty()) document->topic.tags.push_back({"", topics::LocalText(tag)});
    return document;
}

Documents thirty_topics() {
    Documents documents;
    for (unsigned day = 1; day <= 30; ++day)
        documents.push_back(plain_topic("topic-" + std::to_string(day), "Topic of day " + std::to_string(day), day,
                                        day % 2 == 0 ? "Even Days" : "Odd Days"));
    return documents;
}

std::vector<std::string> slugs_found(const Documents& documents, const std::string& query,
                                     present::Language language = present::Language::en) {
    const auto book = std::make_shared<const book::Book>(test::built_in_directory(), documents, Documents{},
                                                         std::vector<book::Line>{}, 1);
    std::vector<std::string> slugs;
    for (const auto* document : pages::SearchIndex(book, language).find(pages::query_words(query)))
        slugs.push_back(document->topic.slug);
    return slugs;
}

std::vector<std::string> hrefs(const Html& html, const std::string& beginning) {
    std::vector<std::string> found;
    for (const auto* link : html.all("a"))
        if (link->get("href").compare(0, beginning.size(), beginning) == 0) found.push_back(link->get("href"));
    return found;
}

}  // namespace

TEST_CASE("what was searched for is marked as it stands in the text") {
    CHECK(pages::query_words("  Ética ETICA, the River's ") == std::vector<std::string>{"etica", "the", "rivers"});
    CHECK(pages::marked("La Ética del río", {"etica"}) ==
          std::vector<Piece>{{"La ", false}, {"Ética", true}, {" del río", false}});
    CHECK(pages::marked("Senators, Senate", {"sena"}) ==
          std::vector<Piece>{{"Senators", true}, {", ", false}, {"Senate", true}});
    CHECK(pages::marked("To do it", {"to"}) == std::vector<Piece>{{"To", true}, {" do it", false}});
    CHECK(pages::marked("Tomorrow", {"to"}) == std::vector<Piece>{{"Tomorrow", false}});
    CHECK(pages::marked("", {"x"}).empty());
}

TEST_CASE("an excerpt shows the first word that was found, cut between words") {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "filler ";
    text += "needle";
    for (int i = 0; i < 100; ++i) text += " más";
    const std::string cut = pages::excerpt(text, {"needle"}, 100);
    CHECK(cut.substr(0, 10) == "… filler");
    CHECK(cut.find("needle") != std::string::npos);
    CHECK(cut.size() < 120);
    CHECK(cut.substr(cut.size() - 8) == "más …");
    CHECK(pages::excerpt("short", {"needle"}, 100) == "short");
    CHECK(pages::excerpt(std::string(300, 'a'), {"b"}, 100).size() <= 310);
}

TEST_CASE("every word must be found, and one in a title weighs most") {
    auto in_brief = std::make_shared<book::Document>(*plain_topic("in-brief", "Something else", 20));
    in_brief->topic.body = topics::LocalText("The **river** rises.");
    auto tagged = std::make_shared<book::Document>(*plain_topic("tagged", "Water", 10, "River"));
    const auto titled = plain_topic("titled", "The river", 5);
    const Documents documents{in_brief, tagged, titled};
    CHECK(slugs_found(documents, "river") == std::vector<std::string>{"titled", "tagged", "in-brief"});
    CHECK(slugs_found(documents, "river rises") == std::vector<std::string>{"in-brief"});
    CHECK(slugs_found(documents, "river dam").empty());
    CHECK(slugs_found(documents, "").empty());
    CHECK(slugs_found(documents, "ri").empty());
    CHECK(slugs_found(documents, "riv").size() == 3);
    CHECK(slugs_found(documents, "iver").empty());
}

TEST_CASE("among equals the newest comes first, and a whole word before the beginning of one") {
    const Documents documents{plain_topic("old", "Rivers", 1), plain_topic("new", "Rivers", 9),
                              plain_topic("whole", "River", 1)};
    CHECK(slugs_found(documents, "river") == std::vector<std::string>{"whole", "new", "old"});
}

TEST_CASE("a search finds titles, summaries, tags, people, briefs and actions, in the page's language and in English") {
    const Documents documents{test::sample_document()};
    for (const char* query : {"tests", "nobody year", "water", "halvorsen", "chemist", "found told", "department",
                              "river belongs everybody", "samples"}) {
        INFO(query);
        CHECK(slugs_found(documents, query).size() == 1);
    }
    CHECK(slugs_found(documents, "quien analiza RIO", present::Language::es).size() == 1);
    CHECK(slugs_found(documents, "agua", present::Language::es).size() == 1);
    CHECK(slugs_found(documents, "water tested", present::Language::es).size() == 1);
    CHECK(slugs_found(documents, "agua").empty());
}

TEST_CASE("the search page marks the words and keeps them in the box") {
    TestSite site;
    const Html html = read(site.get("/search?q=r%C3%8Dver+tested"));
    CHECK(html.says("1 topic for “rÍver tested”"));
    CHECK(html.by_id("q")->get("value") == "rÍver tested");
    const auto marks = html.all("mark");
    REQUIRE(marks.size() == 2);
    CHECK(marks[0]->text == "river");
    CHECK(marks[1]->text == "tested");
    CHECK(hrefs(html, "/search?lang=es&q=r%C3%8Dver%20tested").size() == 1);

    const Html spanish = read(site.get("/search?q=R%C3%ADo&lang=es"));
    CHECK(spanish.says("1 tema para «Río»"));
    CHECK(spanish.all("mark").at(0)->text == "río");
}

TEST_CASE("a search that finds nothing, says nothing or too much tells what to do") {
    TestSite site;
    const Html empty = read(site.get("/search"));
    CHECK(empty.by_id("q")->get("value").empty());
    CHECK_FALSE(empty.says("for “"));
    const auto none = site.get("/search?q=zebra");
    CHECK(none.status == 200);
    CHECK(read(none).says("No topic holds every word of “zebra”."));
    CHECK(read(none).says("Try fewer words"));
    const auto signs = site.get("/search?q=%3F%21");
    CHECK(signs.status == 422);
    CHECK(read(signs).says("Type a word to look for."));
    const std::string long_query(101, 'a');
    const auto much = site.get("/search?q=" + long_query);
    CHECK(much.status == 422);
    CHECK(read(much).says("Use at most 100 characters."));
    CHECK(read(much).by_id("q")->get("value") == long_query);
    std::string hundred;
    for (int i = 0; i < 100; ++i) hundred += "%C3%A1";
    CHECK(site.get("/search?q=" + hundred).status == 200);
}

TEST_CASE("a ZIP code in the search box is led to its own, and is not in it") {
    TestSite site;
    for (const char* query : {"94110", "94110-1234", "+94110", "941101234"}) {
        const Html html = read(site.get("/search?q=" + std::string(query)));
        CHECK(html.says("That looks like a ZIP code."));
        REQUIRE(html.by_id("zip"));
        CHECK(html.by_id("zip")->get("value").empty());
    }
    CHECK_FALSE(read(site.get("/search?q=2025")).by_id("zip"));
}

TEST_CASE("hostile text in a search comes back as text") {
    TestSite site;
    const std::string payload = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%7B%7B%7Bq%7D%7D%7D%00%FF";
    CHECK(read(site.get("/search?q=" + payload)).structure() == read(site.get("/search?q=zebra+stripes")).structure());
    for (const char* place : {"/tags/", "/page/", "/tags/water/"}) {
        const auto response = site.get(place + payload);
        CHECK(response.status == 404);
        CHECK(read(response).all("script").empty());
    }
}

TEST_CASE("a tag has a page with its topics, under its English label in either language") {
    TestSite site(thirty_topics());
    const Html html = read(site.get("/tags/even-days"));
    CHECK(html.says("Even Days"));
    CHECK(html.of_class("topic-card").size() == 12);
    CHECK(html.says("Page 1 of 2"));
    CHECK(hrefs(html, "/tags/even-days/").size() == 1);
    CHECK(read(site.get("/tags/even-days/2")).of_class("topic-card").size() == 3);
    for (const char* lost : {"/tags/even-days/1", "/tags/even-days/3", "/tags/even-days/x", "/tags/even-days/02"})
        CHECK(site.get(lost).status == 404);

    TestSite river;
    CHECK(read(river.get("/tags/water?lang=es")).says("Agua"));
    CHECK(hrefs(read(river.get("/topics/river")), "/tags/").front() == "/tags/water");
    CHECK(read(river.get("/tags")).says("Water 1"));
}

TEST_CASE("a tag nobody uses leads on to the newest topics and the search") {
    TestSite site;
    const auto response = site.get("/tags/none");
    CHECK(response.status == 404);
    const Html html = read(response);
    CHECK(html.says("No live topic has this tag."));
    CHECK(html.says("Who tests the river?"));
    CHECK(html.by_id("q"));
}

TEST_CASE("a label that fits into no address has one all the same") {
    TestSite site(Documents{plain_topic("moscow", "Moscow", 1, "Москва")});
    const auto links = hrefs(read(site.get("/")), "/tags/tag-");
    REQUIRE_FALSE(links.empty());
    CHECK(site.get(links.front()).status == 200);
}

TEST_CASE("many topics come in pages, newest first") {
    TestSite site(thirty_topics());
    const Html first = read(site.get("/"));
    CHECK(first.of_class("topic-card").size() == 12);
    CHECK(first.of_class("topic-card")[0]->text.find("Topic of day 30") != std::string::npos);
    CHECK(hrefs(first, "/page/") == std::vector<std::string>{"/page/2"});
    const Html second = read(site.get("/page/2?lang=es"));
    CHECK(second.of_class("topic-card").size() == 12);
    CHECK(second.says("Página 2 de 3"));
    CHECK(hrefs(second, "/page/3") == std::vector<std::string>{"/page/3?lang=es"});
    CHECK(read(site.get("/page/3")).of_class("topic-card").size() == 6);
    for (const char* lost : {"/page/1", "/page/4", "/page/0", "/page/99999999999"}) CHECK(site.get(lost).status == 404);
}
