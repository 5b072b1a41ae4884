#include <catch2/catch.hpp>
#include <set>

#include "service/pages/card_pages.hpp"
#include "service/present/card_picture.hpp"
#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using pages::card_address;
using present::Language;
using test::TestSite;

namespace {

unsigned number_at(const std::string& png, std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(png.at(at + i));
    return value;
}

void check_picture(const http::Response& response) {
    REQUIRE(response.status == 200);
    CHECK(response.headers.get("Content-Type") == "image/png");
    CHECK(response.headers.get("Cross-Origin-Resource-Policy") == "cross-origin");
    CHECK(response.body.substr(0, 8) == "\x89PNG\r\n\x1a\n");
    CHECK(number_at(response.body, 16) == 1200);
    CHECK(number_at(response.body, 20) == 630);
    CHECK(response.body.size() < 200000);
}

}  // namespace

TEST_CASE("a page's card is at an address made of its own") {
    CHECK(card_address("/", Language::en) == "/share/en/home.png");
    CHECK(card_address("/reps", Language::es) == "/share/es/home.png");
    CHECK(card_address("/topics/river", Language::en) == "/share/en/topics/river.png");
    CHECK(card_address("/topics/river/quiz", Language::en) == "/share/en/topics/river.png");
    CHECK(card_address("/topics/river/actions/3", Language::es) == "/share/es/topics/river/3.png");
    CHECK(card_address("/topics/river/actions/3/done", Language::es) == "/share/es/topics/river/3.png");
}

TEST_CASE("home, topics and actions have a picture to share in both languages") {
    TestSite site;
    std::set<std::string> different;
    for (const std::string path :
         {"/share/en/home.png", "/share/es/home.png", "/share/en/topics/river.png", "/share/es/topics/river.png",
          "/share/en/topics/river/1.png", "/share/en/topics/river/4.png"}) {
        const auto first = site.get(path);
        check_picture(first);
        different.insert(first.body);
        CHECK(site.get(path).body == first.body);
        auto again = test::request_for(http::Method::get, path);
        again.headers.add("If-None-Match", std::string(first.headers.get("ETag")));
        CHECK(site.send(again).status == 304);
    }
    CHECK(different.size() == 6);
}

TEST_CASE("a card of what is not there is not there") {
    TestSite site;
    for (const char* path : {"/share/fr/home.png", "/share/ES/home.png", "/share/en/topics/none.png",
                             "/share/en/topics/river", "/share/en/topics/.png", "/share/en/topics/river/0.png",
                             "/share/en/topics/river/01.png", "/share/en/topics/river/5.png",
                             "/share/en/topics/river/99999999999999999999.png", "/share/en/topics/river/x.png"})
        CHECK(site.get(path).status == 404);
}

TEST_CASE("the pages name their card with its size") {
    TestSite site;
    const auto html = test::read(site.get("/topics/river/actions/2?lang=es"));
    std::map<std::string, std::string> meta;
    for (const auto* element : html.all("meta"))
        meta[element->get("property") + element->get("name")] = element->get("content");
    CHECK(meta.at("og:image") == "https://sayso.example/share/es/topics/river/2.png");
    CHECK(meta.at("og:image:width") == std::to_string(present::card_width));
    CHECK(meta.at("og:image:height") == std::to_string(present::card_height));
    CHECK(meta.at("og:type") == "article");
    CHECK(meta.at("og:locale") == "es_US");
    CHECK(meta.at("og:url") == "https://sayso.example/topics/river/actions/2?lang=es");
    CHECK(meta.at("twitter:card") == "summary_large_image");
}

TEST_CASE("a title of any length and any bytes gives a picture") {
    present::CardPicture card;
    for (const std::string& text :
         {std::string(), std::string("\xFF\xFE\0\x01", 4), std::string(20000, 'W'),
          std::string("<b>&amp;</b>\n\n\n\n\n\n\n\n\n\n\n"),
          std::string("\xE2\x80\xAE\xD8\xA7\xD9\x84 \xE4\xB8\xAD\xE6\x96\x87 \xF0\x9F\x8C\x8D")}) {
        card = {text, text, text, {text, text}, text, text};
        const std::string png = present::card_png(card);
        CHECK(number_at(png, 16) == 1200);
    }
}

TEST_CASE("pictures go when the book is another") {
    TestSite site;
    const auto before = site.get("/share/en/topics/river.png");
    auto changed = std::make_shared<book::Document>(*test::sample_document());
    changed->topic.title = topics::LocalText("Another title");
    site.set_book(std::make_shared<const book::Book>(
        test::made_up_directory(), std::vector<std::shared_ptr<const book::Document>>{changed},
        std::vector<std::shared_ptr<const book::Document>>{}, std::vector<book::Line>{}, 2));
    CHECK(site.get("/share/en/topics/river.png").body != before.body);
}
