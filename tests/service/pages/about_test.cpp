#include <catch2/catch.hpp>

#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using test::Html;
using test::read;
using test::TestSite;

namespace {

TestSite site_of(const std::string& operator_name, const std::string& contact) {
    pages::Settings settings;
    settings.operator_name = operator_name;
    settings.contact = contact;
    return TestSite({test::sample_document()}, test::made_up_directory(), settings);
}

bool links_to(const Html& html, const std::string& href) {
    for (const auto* link : html.all("a"))
        if (link->get("href") == href) return true;
    return false;
}

}  // namespace

TEST_CASE("every page leads to what the service says about itself, in both languages") {
    TestSite site;
    for (const char* path : {"/about", "/privacy", "/accessibility"}) {
        for (const std::string language : {"en", "es"}) {
            const std::string query = "?lang=" + language;
            const auto response = site.get(path + query);
            CHECK(response.status == 200);
            const Html html = read(response);
            CHECK(html.all("html")[0]->get("lang") == language);
            CHECK(html.all("h1").size() == 1);
            for (const char* from : {"/", "/topics/river", "/lost"})
                CHECK(links_to(read(site.get(from + query)), path + query));
        }
    }
}

TEST_CASE("who runs the service and where to write is said when it is known") {
    auto site = site_of("River Friends & Co", "hello@river.example");
    for (const char* path : {"/about", "/privacy", "/accessibility"})
        CHECK(links_to(read(site.get(path)), "mailto:hello%40river.example"));
    CHECK(read(site.get("/about")).says("River Friends & Co"));
    CHECK(links_to(read(site_of("", "https://river.example/write").get("/about")), "https://river.example/write"));
    const Html plain = read(site_of("", "1 River Road <script>").get("/about"));
    CHECK(plain.says("1 River Road <script>"));
    CHECK(plain.all("script").empty());
    const Html unknown = read(TestSite().get("/about"));
    CHECK(unknown.says("has not put a name here yet"));
    CHECK(unknown.says("has not said yet where to write"));
}

TEST_CASE("an address that runs a script is not linked to") {
    const Html html = read(site_of("", "javascript:alert(1)").get("/about"));
    for (const auto* link : html.all("a")) CHECK(link->get("href").find("javascript:") == std::string::npos);
}

TEST_CASE("what this device keeps can be forgotten, and scripts off is told") {
    const Html html = read(TestSite().get("/privacy"));
    CHECK(html.says("Without scripts nothing is kept on this device."));
    CHECK(html.of_class("device").size() == 1);
    CHECK(html.all("script").size() == 1);
}

TEST_CASE("a breakdown needs nothing but the templates to be told") {
    TestSite site;
    site.set_book(nullptr);
    const auto response = site.error(500);
    CHECK(response.status == 500);
    const Html html = read(response);
    CHECK(html.by_id("q"));
    CHECK(test::calls(html).size() == 1);
    CHECK(read(site.error(404)).by_id("q"));
}
