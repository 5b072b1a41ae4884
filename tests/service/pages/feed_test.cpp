#include <expat.h>

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using test::TestSite;

namespace {

// A document as expat reads it: each element's name and the text directly in it, in order of their ends.
struct Xml {
    std::vector<std::pair<std::string, std::string>> elements;
    std::vector<std::map<std::string, std::string>> links;  // attributes of elements without text
    std::vector<std::string> open;

    static Xml read(const std::string& document) {
        Xml xml;
        XML_Parser parser = XML_ParserCreateNS(nullptr, '|');
        XML_SetUserData(parser, &xml);
        XML_SetElementHandler(parser, begin, end);
        XML_SetCharacterDataHandler(parser, text);
        const bool well_formed =
            XML_Parse(parser, document.data(), static_cast<int>(document.size()), 1) == XML_STATUS_OK;
        INFO(document);
        CHECK(well_formed);
        XML_ParserFree(parser);
        return xml;
    }
    std::vector<std::string> all(const std::string& name) const {
        std::vector<std::string> found;
        for (const auto& [element, words] : elements)
            if (element == name) found.push_back(words);
        return found;
    }

  private:
    static void begin(void* to, const char* name, const char** attributes) {
        auto& xml = *static_cast<Xml*>(to);
        xml.open.emplace_back();
        if (!*attributes) return;
        std::map<std::string, std::string> all{{"", name}};
        for (; *attributes; attributes += 2) all[attributes[0]] = attributes[1];
        xml.links.push_back(std::move(all));
    }
    static void end(void* to, const char* name) {
        auto& xml = *static_cast<Xml*>(to);
        xml.elements.emplace_back(name, xml.open.back());
        xml.open.pop_back();
    }
    static void text(void* to, const char* words, int size) {
        static_cast<Xml*>(to)->open.back().append(words, static_cast<std::size_t>(size));
    }
};

std::string hostile(const std::string& text) {
    return text + "]]><script>&amp;\"'\x01\xFF</title>";
}

}  // namespace

TEST_CASE("the RSS feed has the topics, newest first, in both languages") {
    TestSite site;
    const auto response = site.get("/feed.xml");
    CHECK(response.headers.get("Content-Type") == "application/rss+xml; charset=utf-8");
    const Xml english = Xml::read(response.body);
    // The first title is the feed's.
    CHECK(english.all("title").at(1) == "Who tests the river?");
    CHECK(english.all("guid") == std::vector<std::string>{"https://sayso.example/topics/river"});
    CHECK(english.all("pubDate") == std::vector<std::string>{"Wed, 04 Mar 2026 12:00:00 GMT"});
    CHECK(english.all("category") == std::vector<std::string>{"Water"});
    CHECK(english.all("language") == std::vector<std::string>{"en"});
    CHECK(english.all("http://purl.org/rss/1.0/modules/content/|encoded").at(0).find("<h2>The water</h2>") !=
          std::string::npos);
    const Xml spanish = Xml::read(site.get("/feed.xml?lang=es").body);
    CHECK(spanish.all("title").at(1) == "¿Quién analiza el río?");
    CHECK(spanish.all("guid") == std::vector<std::string>{"https://sayso.example/topics/river?lang=es"});
    CHECK(spanish.links.at(1).at("href") == "https://sayso.example/feed.xml?lang=es");
}

TEST_CASE("hostile text keeps the feeds whole") {
    TestSite site({test::sample_document(hostile)});
    const Xml xml = Xml::read(site.get("/feed.xml").body);
    CHECK(xml.all("item").size() == 1);
    CHECK(xml.all("title").at(1).find("]]><script>&amp;\"'") != std::string::npos);
    const auto json = boost::json::parse(site.get("/feed.json").body);
    const std::string title(json.at("items").at(0).at("title").as_string());
    CHECK(title == "Who tests the river?]]><script>&amp;\"'\xEF\xBF\xBD</title>");
    CHECK(Xml::read(site.get("/sitemap.xml").body).all("http://www.sitemaps.org/schemas/sitemap/0.9|loc").size() > 10);
}

TEST_CASE("the JSON feed has what version 1.1 wants") {
    TestSite site;
    const auto response = site.get("/feed.json?lang=es");
    CHECK(response.headers.get("Content-Type") == "application/feed+json; charset=utf-8");
    const auto feed = boost::json::parse(response.body);
    CHECK(feed.at("version") == "https://jsonfeed.org/version/1.1");
    CHECK(feed.at("feed_url") == "https://sayso.example/feed.json?lang=es");
    CHECK(feed.at("language") == "es");
    const auto& item = feed.at("items").at(0);
    CHECK(item.at("id") == "https://sayso.example/topics/river?lang=es");
    CHECK(item.at("date_published") == "2026-03-04T12:00:00Z");
    CHECK(item.at("image") == "https://sayso.example/share/es/topics/river.png");
    CHECK(item.at("tags") == boost::json::array{"Agua"});
    CHECK(item.as_object().contains("content_html"));
}

TEST_CASE("an empty site has empty feeds") {
    TestSite site(std::vector<std::shared_ptr<const book::Document>>{});
    CHECK(Xml::read(site.get("/feed.xml").body).all("item").empty());
    CHECK(boost::json::parse(site.get("/feed.json").body).at("items").as_array().empty());
    CHECK_FALSE(Xml::read(site.get("/sitemap.xml").body).elements.empty());
}

TEST_CASE("the sitemap names every page in both languages, and robots.txt names the sitemap") {
    TestSite site;
    const Xml map = Xml::read(site.get("/sitemap.xml").body);
    const auto pages = map.all("http://www.sitemaps.org/schemas/sitemap/0.9|loc");
    for (const std::string wanted : {"/", "/reps", "/topics/river", "/topics/river/actions/4"})
        for (const std::string language : {"en", "es"})
            CHECK(std::count(pages.begin(), pages.end(), "https://sayso.example" + wanted + "?lang=" + language) == 1);
    CHECK(map.links.size() == pages.size() * 3);
    CHECK(map.all("http://www.sitemaps.org/schemas/sitemap/0.9|lastmod").at(0) == "2026-03-04");
    for (const auto& page : pages) CHECK(site.get(page.substr(21)).status == 200);
    CHECK(site.get("/robots.txt").body == "User-agent: *\nDisallow:\n\nSitemap: https://sayso.example/sitemap.xml\n");
}

TEST_CASE("the manifest's icons are there, and are what it says") {
    TestSite site;
    const auto response = site.get("/manifest.webmanifest");
    CHECK(response.headers.get("Content-Type") == "application/manifest+json");
    const auto manifest = boost::json::parse(response.body);
    int pictures = 0;
    for (const auto& icon : manifest.at("icons").as_array()) {
        const auto file = site.get(std::string(icon.at("src").as_string()));
        CHECK(file.status == 200);
        CHECK(file.headers.get("Content-Type") == std::string_view(icon.at("type").as_string()));
        if (icon.at("sizes") == "any") continue;
        ++pictures;
        const int width =
            static_cast<unsigned char>(file.body.at(18)) * 256 + static_cast<unsigned char>(file.body.at(19));
        const std::string size = std::to_string(width);
        CHECK(icon.at("sizes").as_string() == size + "x" + size);
    }
    CHECK(pictures == 3);
}

TEST_CASE("every page leads to the feeds, the manifest and its own other languages") {
    TestSite site;
    const auto html = test::read(site.get("/topics/river?lang=es"));
    std::map<std::string, std::string> links;
    for (const auto* link : html.all("link"))
        links[link->get("rel") + link->get("type") + link->get("hreflang")] = link->get("href");
    CHECK(links.at("alternateapplication/rss+xml") == "/feed.xml?lang=es");
    CHECK(links.at("alternateapplication/feed+json") == "/feed.json?lang=es");
    CHECK(links.at("manifest") == "/manifest.webmanifest?lang=es");
    CHECK(links.at("canonical") == "https://sayso.example/topics/river?lang=es");
    CHECK(links.at("alternatex-default") == "https://sayso.example/topics/river");
    CHECK(links.at("alternateen") == "https://sayso.example/topics/river?lang=en");
    CHECK(site.get(links.at("apple-touch-icon")).headers.get("Content-Type") == "image/png");
}
