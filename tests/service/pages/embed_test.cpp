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

constexpr const char* any_frame =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *; require-trusted-types-for 'script'";

void check_frame(const http::Response& response) {
    CHECK(response.headers.get("Content-Security-Policy") == any_frame);
    CHECK(response.headers.get("Cross-Origin-Resource-Policy") == "cross-origin");
    CHECK(response.headers.get("Cross-Origin-Embedder-Policy") == "require-corp");
    CHECK_FALSE(response.headers.has("Set-Cookie"));
}

// Every link either stays among the frame's pages, or is a file or a number, or opens a window of its own.
void check_ways_out(const test::Html& html) {
    for (const auto* link : html.all("a")) {
        const std::string href = link->get("href");
        INFO(href);
        const bool stays = href.substr(0, 7) == "/embed/" || href.substr(0, 1) == "#";
        const bool leaves_page_alone = href.substr(0, 4) == "tel:" || href.substr(0, 4) == "sms:" ||
                                       href.substr(0, 7) == "mailto:" || href.find(".ics") != std::string::npos;
        if (stays || leaves_page_alone) continue;
        CHECK(link->get("target") == "_blank");
        CHECK(link->get("rel") == "noopener");
    }
    for (const auto* form : html.all("form")) CHECK(form->get("action").substr(0, 7) == "/embed/");
}

}  // namespace

TEST_CASE("an action in a frame leads through its calls without leaving it") {
    TestSite site;
    for (const std::string query : {"", "?lang=es", "?lang=es&group=River&accent=b00020"}) {
        const auto first = site.get("/embed/river/1" + query);
        CHECK(first.status == 200);
        check_frame(first);
        check_ways_out(read(first));
        for (const char* form : {"zip=94110", "zip=91711", "zip=99999", "zip=x"}) {
            const auto response = site.post("/embed/river/1" + query, form);
            check_frame(response);
            CHECK(response.headers.get("Cache-Control") == "no-store");
            const auto html = read(response);
            check_ways_out(html);
            for (const auto* each : html.all("form"))
                if (!query.empty() && each->get("class") == "zip")
                    CHECK(each->get("action") == "/embed/river/1" + query);
        }
    }
    CHECK(read(site.get("/embed/river/3")).says("Please test the river."));
}

TEST_CASE("a letter in a frame stays there too") {
    TestSite site;
    for (const auto& response : {site.get("/embed/river/4"), site.post("/embed/river/4/letter", "name=Ana&as=page")}) {
        check_frame(response);
        const auto html = read(response);
        for (const auto* form : html.all("form")) CHECK(form->get("action").substr(0, 15) == "/embed/river/4/");
        for (const auto* link : html.all("a"))
            if (link->get("href").find("letter.") != std::string::npos)
                CHECK(link->get("href").substr(0, 7) == "/embed/");
    }
    CHECK(site.get("/embed/river/4/letter.pdf").body.substr(0, 5) == "%PDF-");
    CHECK(site.post("/embed/river/4/sent", "device=").headers.get("Location") == "/embed/river/4/done");
    check_ways_out(read(site.get("/embed/river/4/done")));
}

TEST_CASE("after the last call the frame thanks, and passes on the site's own link") {
    TestSite site;
    const auto response = site.get("/embed/river/2/done?lang=es&accent=b00020");
    check_frame(response);
    const auto html = read(response);
    check_ways_out(html);
    CHECK(html.by_id("share-link")->get("value") == "https://sayso.example/topics/river/actions/2?lang=es");
    std::set<std::string> links;
    for (const auto* link : html.all("a")) links.insert(link->get("href"));
    CHECK(links.count("/embed/river/3?lang=es&accent=b00020"));
}

TEST_CASE("what an embedded action is told comes from an embed in the counts") {
    const store::test::Folder folder;
    const auto opened = store::sqlite::open(folder.file());
    pages::Settings settings;
    settings.store = opened.get();
    settings.visitor_key = std::make_shared<const keys::HashKey>("a secret of the deployment");
    auto document = std::make_shared<book::Document>(*test::sample_document());
    document->topic.actions[3].id = 44;
    TestSite site({document}, test::made_up_directory(), settings);
    site.post("/embed/river/4/sent", "device=0123456789abcdef");
    boost::asio::io_context io;
    auto counting = opened->visits().counts(std::nullopt);
    auto counts = boost::asio::co_spawn(io, std::move(counting), boost::asio::use_future);
    io.run();
    const auto all = counts.get();
    REQUIRE(all.size() == 1);
    CHECK(all[0].via == "embed");
    CHECK(all[0].action == 44);
}

TEST_CASE("problems in a frame are told in the frame") {
    TestSite site;
    for (const auto& response :
         {site.get("/embed/none/1"), site.get("/embed/river/9"), site.get("/embed/river/x/y/z")}) {
        CHECK(response.status == 404);
        check_frame(response);
        check_ways_out(read(response));
    }
    auto foreign = test::request_for(http::Method::post, "/embed/river/1");
    foreign.headers.add("Content-Type", "application/x-www-form-urlencoded");
    foreign.headers.add("Sec-Fetch-Site", "cross-site");
    const auto refused = site.send(foreign);
    CHECK(refused.status == 403);
    check_frame(refused);
}

TEST_CASE("the pages of the site itself are in nobody's frame") {
    TestSite site;
    for (const char* path : {"/", "/topics/river", "/topics/river/actions/1", "/topics/river/actions/1/done", "/none"})
        CHECK(site.get(path).headers.get("Content-Security-Policy").find("frame-ancestors 'none'") !=
              std::string_view::npos);
}

TEST_CASE("the script for other sites may be loaded from any, under a name that stays") {
    TestSite site;
    const auto script = site.get("/embed.js");
    CHECK(script.headers.get("Content-Type") == "text/javascript; charset=utf-8");
    CHECK(script.headers.get("Cross-Origin-Resource-Policy") == "cross-origin");
    CHECK(script.headers.get("Cache-Control") == "public, max-age=3600");
    CHECK(script.headers.count("ETag") == 1);
    for (const char* never : {"innerHTML", "eval(", "document.write", "cookie =", "setAttribute('style'"})
        CHECK(script.body.find(never) == std::string::npos);
    CHECK(site.get(read(site.get("/")).all("link").back()->get("href")).headers.get("Cross-Origin-Resource-Policy") !=
          "cross-origin");
}

TEST_CASE("a theme is colours and fonts, and nothing else gets into the page or its stylesheet") {
    TestSite site;
    const auto html = read(site.get("/embed/river/1?accent=B00020&background=%22%3E%3Cscript%3E&font=serif&text=red"));
    std::string address;
    for (const auto* link : html.all("link"))
        if (link->get("href").find("theme.css") != std::string::npos) address = link->get("href");
    CHECK(address == "/embed/theme.css?accent=b00020&font=serif");
    const auto css = site.get(address);
    CHECK(css.headers.get("Content-Type") == "text/css; charset=utf-8");
    CHECK(css.body.find("--leaf:") != std::string::npos);
    CHECK(site.get("/embed/theme.css?accent=x}body{display:none}").body.empty());
    CHECK(site.get("/topics/river?accent=b00020").body.find("b00020") == std::string::npos);
}

TEST_CASE("an action's page tells how to put it on another site") {
    TestSite site;
    const auto html = read(site.get("/topics/river/actions/2"));
    CHECK(html.says("<script src=\"https://sayso.example/embed.js\" data-action=\"river/2\" async></script>"));
    CHECK(html.says("<iframe src=\"https://sayso.example/embed/river/2\""));
}
