#include <catch2/catch.hpp>

#include "scripts/campaigns/utf8.hpp"
#include "service/http/form.hpp"
#include "tests/service/api/programs.hpp"

using namespace sayso;
using test::at;
using test::Programs;
using test::read;
namespace json = boost::json;

namespace {

const std::vector<std::string>& hostile() {
    static const std::vector<std::string> strings{"\"},{\"a\":\"",
                                                  "\\",
                                                  "\\u0000",
                                                  "</script><script>alert(1)</script>",
                                                  "<img src=x onerror=alert(1)>",
                                                  "\xe2\x80\xa8\xe2\x80\xa9",
                                                  "\x01\x02\x03\x1b[31m",
                                                  "\xff\xfe\xc0\x80",
                                                  "\xed\xa0\x80",
                                                  "a\r\nSet-Cookie: b=c",
                                                  "'; DROP TABLE calls; --",
                                                  "${jndi:ldap://x}",
                                                  "{{7*7}}",
                                                  "%00%0d%0a",
                                                  "../../etc/passwd",
                                                  "\xf0\x9f\x92\xa9\xcc\x81\xe2\x80\xae",
                                                  std::string("nul\0byte", 8),
                                                  "[NAME] [CITY, ZIP]",
                                                  "**_`[x](javascript:1)"};
    return strings;
}

// Every string of a value is well-formed Unicode.
void check_text(const json::value& value) {
    if (value.is_string()) {
        const std::string_view text(value.as_string());
        INFO(text);
        CHECK(campaigns::utf8::first_broken(text) == std::string_view::npos);
    }
    if (value.is_array())
        for (const auto& item : value.as_array()) check_text(item);
    if (value.is_object())
        for (const auto& [name, member] : value.as_object()) {
            CHECK(campaigns::utf8::first_broken(std::string_view(name)) == std::string_view::npos);
            check_text(member);
        }
}

json::value sound(const http::Response& response) {
    INFO(response.body);
    CHECK(response.status < 500);
    for (const auto& [name, value] : response.headers.all()) CHECK(http::is_field(name, value));
    boost::system::error_code failed;
    auto value = json::parse(response.body, failed);
    REQUIRE_FALSE(failed);
    check_text(value);
    return value;
}

}  // namespace

TEST_CASE("whatever stands in the content, answers are JSON that says the same") {
    for (const auto& evil : hostile()) {
        Programs programs;
        programs.set_topics({test::river([&evil](const std::string& text) { return text + evil; })});
        const auto seen = campaigns::utf8::clean(evil);
        const auto topic = sound(programs.get("/api/topics/river"));
        CHECK(at(topic, "/title") == "Who tests the river?" + seen);
        CHECK(at(topic, "/actions/3/letter/addressees/1/note") ==
              "It only advises, so the law does not reach it." + seen);
        for (const char* path : {"/api/topics", "/api/topics?lang=es", "/api/lines", "/api/counts", "/v1/issues",
                                 "/v1/issue/11/script?location=94110", "/v1/issue/13/script?contact_ids=org:0",
                                 "/call/create?campaignId=11&userLocation=94110", "/call/create?campaignId=13",
                                 "/api/campaign/11/count.json"})
            sound(programs.get(path));
        for (const char* n : {"1", "2", "3"}) {
            const auto targets =
                sound(programs.post(std::string("/api/actions/river/") + n + "/targets", {{"zip", "94110"}}));
            for (const auto& target : targets.at("targets").as_array())
                CHECK(at(target, "/script/html").find("<script") == std::string::npos);
        }
        const auto created = sound(programs.get("/call/create?campaignId=13"));
        CHECK(at(created, "/script").find("<script") == std::string::npos);
        CHECK(at(created, "/script").find("<img") == std::string::npos);
    }
}

TEST_CASE("whatever programs send is answered soundly, and stored as it may be") {
    Programs programs;
    for (const auto& evil : hostile()) {
        programs.a_minute_passes();
        const std::string coded = http::percent_encode(evil);
        for (const std::string& target :
             {"/v1/reps?location=" + coded, "/v1/reps?location=94110&areas=" + coded,
              "/v1/issue/11/script?location=" + coded + "&name=" + coded, "/v1/issue/11/script?contact_ids=" + coded,
              "/v1/issue/11/script?location=94110&name=" + coded, "/v1/report?group=" + coded,
              "/v1/report?issueID=" + coded, "/v1/issues?state=" + coded, "/api/topics?q=" + coded + "&tag=" + coded,
              "/api/topics?page=" + coded, "/api/topics?per_page=1&q=" + coded + "&lang=" + coded,
              "/call/create?campaignId=" + coded, "/call/create?campaignId=11&userLocation=" + coded,
              "/call/create?campaignId=11&targetIds=" + coded + "&ref=" + coded,
              "/call/create?campaignId=11&userPhone=" + coded})
            sound(programs.get(target));
        sound(programs.get("/v1/issue/11/script?contact_ids=org:0&name=" + coded));
        sound(programs.post_form("/v1/report", "issueid=11&result=contact&contactid=own-senators&callerid=" + coded +
                                                   "&group=" + coded + "&phone=" + coded + "&via=" + coded));
        sound(programs.post_form("/v1/report", "issueid=11&result=" + coded + "&contactid=" + coded));
        programs.a_minute_passes();
        const std::string text = campaigns::utf8::clean(evil);
        sound(programs.post("/api/representatives", {{"zip", text}}));
        sound(programs.post("/api/representatives", {{"address", text}}));
        sound(programs.post("/api/actions/river/1/targets", {{"zip", "94110"}, {"name", text}, {"district", text}}));
        sound(programs.post("/api/outcomes", {{"topic", text}, {"action", 1}, {"target", text}, {"outcome", text}}));
        sound(programs.post("/api/outcomes", {{"topic", "river"},
                                              {"action", 1},
                                              {"target", "own-senators"},
                                              {"outcome", "reached"},
                                              {"device", text},
                                              {"group", text}}));
    }
    programs.a_minute_passes();
    sound(programs.get("/api/counts"));
    sound(programs.get("/api/campaign/11/count.json"));
}

TEST_CASE("a caller's name stands in the script as it is, and as text in its HTML") {
    Programs programs;
    const std::string name = "<b onclick=\"x\">Ann & Co</b>";
    const auto targets = read(programs.post("/api/actions/river/1/targets", {{"zip", "94110"}, {"name", name}}));
    CHECK(at(targets, "/targets/0/script/text").find("my name is " + name + ".") != std::string::npos);
    CHECK(at(targets, "/targets/0/script/html").find("<b") == std::string::npos);
    CHECK(at(targets, "/targets/0/script/html").find("&lt;b onclick=&quot;x&quot;&gt;Ann &amp; Co") !=
          std::string::npos);
}
