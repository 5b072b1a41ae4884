#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using test::Html;
using test::read;
using test::TestSite;

namespace {

std::vector<http::Response> every_page(TestSite& site, const std::string& language) {
    std::vector<http::Response> pages;
    for (const char* path :
         {"/", "/reps", "/topics/river", "/topics/river/actions/1", "/topics/river/actions/2",
          "/topics/river/actions/3", "/topics/river/actions/4", "/topics/river/actions/1/done",
          "/topics/river/actions/4/done", "/topics/river/actions/2/print", "/topics/river/actions/4/print", "/nowhere"})
        pages.push_back(site.get(path, language));
    for (const char* body :
         {"zip=94110", "zip=91711", "zip=42223", "zip=20001", "zip=00901", "zip=94544", "zip=12345", "zip=99999",
          "zip=x", "zip=96960", "zip=91711&place=CA&asked=1", "zip=96910", "zip=43215"}) {
        for (const char* path : {"/reps", "/topics/river/actions/1", "/topics/river/actions/2"})
            pages.push_back(site.post(path, body, language));
    }
    return pages;
}

void check_references(const Html& html) {
    std::set<std::string> ids;
    for (const auto& element : html.elements) {
        if (element.has("id")) CHECK(ids.insert(element.get("id")).second);
    }
    const auto known = [&](const std::string& id) {
        INFO(id);
        CHECK(ids.count(id) == 1);
    };
    for (const auto& element : html.elements) {
        if (element.has("for")) known(element.get("for"));
        if (element.has("aria-labelledby")) known(element.get("aria-labelledby"));
        if (element.get("href").substr(0, 1) == "#") known(element.get("href").substr(1));
        std::string described = element.get("aria-describedby") + " ";
        for (auto end = described.find(' '); element.has("aria-describedby") && end != std::string::npos;
             end = described.find(' ')) {
            known(described.substr(0, end));
            described.erase(0, end + 1);
        }
    }
}

// Whether a browser fetches such a link by itself, the manifest apart, which has a name without a hash.
bool loads(const std::string& rel) {
    return rel != "canonical" && rel != "alternate" && rel != "manifest";
}

}  // namespace

TEST_CASE(
    "every page is well formed, runs only scripts of ours, styles nothing inline and loads nothing from elsewhere") {
    TestSite site;
    for (const char* language : {"en", "es"}) {
        for (const auto& response : every_page(site, language)) {
            const Html html = read(response);
            CHECK(response.body.find("{{") == std::string::npos);
            CHECK(response.body.find("[[") == std::string::npos);
            for (const auto* script : html.all("script")) {
                CHECK(script->get("src").substr(0, 8) == "/static/");
                CHECK(script->text.empty());
            }
            CHECK(html.all("h1").size() == 1);
            CHECK(html.all("main").size() == 1);
            CHECK(html.all("html")[0]->get("lang") == language);
            for (const auto& element : html.elements) {
                for (const auto& [name, value] : element.attributes) {
                    CHECK(name != "style");
                    CHECK(name.substr(0, 2) != "on");
                    if (name == "src" || (element.name == "link" && name == "href" && loads(element.get("rel"))))
                        CHECK(value.substr(0, 8) == "/static/");
                }
            }
            check_references(html);
        }
    }
}

TEST_CASE("hostile text in every field makes no new element and no new attribute") {
    const auto hostile = [](const std::string& text) {
        return text +
               "\"'><script>alert(1)</script><img src=x "
               "onerror=alert(1)>&lt;b&gt;{{{html}}}{{#x}}</p></main>\x01\xFF\xE2\x80\xAE";
    };
    // The brief is Markdown and the script has marks of its own; both sides get the same ones.
    pages::Settings settings;
    settings.zip_lookups_per_second = 0;  // no limit: whether one is met depends on the clock
    TestSite plain({test::sample_document([](const std::string& text) { return text + " x"; })},
                   test::made_up_directory(), settings);
    TestSite attacked({test::sample_document(hostile)}, test::made_up_directory(), settings);
    for (const char* language : {"en", "es"}) {
        const auto expected = every_page(plain, language);
        const auto answered = every_page(attacked, language);
        REQUIRE(expected.size() == answered.size());
        // Each pair is the same page, so one differing line tells where.
        for (std::size_t i = 0; i < expected.size(); ++i) {
            INFO(answered[i].body);
            const Html html = Html::read(answered[i].body);
            CHECK(html.problems.empty());
            CHECK(html.structure() == Html::read(expected[i].body).structure());
        }
    }
}

TEST_CASE("hostile text in the form comes back as text") {
    TestSite site;
    const std::string payload = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    const std::string plain = Html::read(site.post("/reps", "zip=x").body).structure();
    CHECK(read(site.post("/reps", "zip=" + payload)).structure() == plain);
    const std::string asked = Html::read(site.post("/reps", "zip=91711&asked=1&place=x").body).structure();
    CHECK(read(site.post("/reps", "zip=91711&asked=1&place=" + payload)).structure() == asked);
    for (const char* before : {"/?lang=", "/", "/topics/", "//evil.example/"}) {
        const auto response = site.get(before + payload);
        const Html html = read(response);
        for (const auto* script : html.all("script")) CHECK(script->get("src").substr(0, 8) == "/static/");
        CHECK(response.body.find("evil.example") == std::string::npos);
    }
}
