#include <catch2/catch.hpp>

#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using test::Html;
using test::read;
using test::TestSite;

TEST_CASE("every link and form of a page keeps the group whose link led there, in any language") {
    TestSite site;
    for (const char* path : {"/", "/topics/river", "/topics/river/actions/1", "/reps", "/lost"}) {
        INFO(path);
        const Html html = read(site.get(std::string(path) + "?group=River%20Friends%20%26%20Co"));
        int kept = 0;
        for (const auto& element : html.elements) {
            const std::string to = element.get(element.name == "form" ? "action" : "href");
            const bool page = element.name == "form" || element.name == "a";
            if (!page || to.substr(0, 1) != "/" || to.substr(0, 8) == "/static/") continue;
            INFO(to);
            CHECK(to.find("group=River%20Friends%20%26%20Co") != std::string::npos);
            ++kept;
        }
        CHECK(kept >= 4);
    }
    const Html spanish = read(site.get("/topics/river?group=Friends&lang=es"));
    CHECK(spanish.of_class("mark").at(0)->get("href") == "/?lang=es&group=Friends");
    CHECK(spanish.of_class("language").at(0)->get("href") == "/topics/river?lang=en&group=Friends");
}

TEST_CASE("what cannot be a group's name is left out") {
    TestSite site;
    for (const std::string& name : {std::string("%0D%0AX"), std::string("a%00b"), std::string("%FF%FE"),
                                    std::string(65, 'a'), std::string("%C2%85")}) {
        INFO(name);
        CHECK(site.get("/topics/river?group=" + name).body.find("group=") == std::string::npos);
    }
    CHECK(site.get("/topics/river?group=" + std::string(64, 'a')).body.find("group=aaa") != std::string::npos);
    CHECK(site.get("/topics/river?group=%22%3E%3Cb%3E").body.find("group=%22%3E%3Cb%3E") != std::string::npos);
}

TEST_CASE("a group's pages are not kept beside the others") {
    TestSite site;
    CHECK(site.get("/topics/river?group=Friends").headers.get("ETag").empty());
    CHECK(site.get("/topics/river").body.find("group=") == std::string::npos);
    CHECK_FALSE(site.get("/topics/river").headers.get("ETag").empty());
}
