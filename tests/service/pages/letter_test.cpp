#include "service/present/letter.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "service/present/words.hpp"
#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using test::read;
using test::TestSite;

namespace {

const std::string action = "/topics/river/actions/4";

// The visible text of the letter on a page.
std::vector<std::string> paper(const test::Html& html) {
    std::vector<std::string> words;
    bool inside = false;
    for (const auto& element : html.elements) {
        if (element.get("class") == "paper") inside = true;
        if (element.get("class").find("letter-blank") != std::string::npos) inside = false;
        if (inside && (element.name == "p" || element.name == "ol") && !element.has("hidden"))
            words.push_back(element.text);
    }
    return words;
}

bool has(const std::vector<std::string>& words, const std::string& wanted) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& text) { return text.find(wanted) != std::string::npos; });
}

}  // namespace

TEST_CASE("the letter stands on the page of its action, ready for the first addressee") {
    TestSite site;
    const auto html = read(site.get(action));
    const auto words = paper(html);
    CHECK(has(words, "Department of Rivers"));
    CHECK(has(words, "Under the Freedom of Information Act, 5 U.S.C. 552"));
    CHECK(has(words, "All water samples of 2025"));
    CHECK_FALSE(has(words, "River Council"));
    CHECK(html.by_id("to-1")->has("checked"));
    CHECK(html.by_id("to-1")->has("data-agency"));
    CHECK_FALSE(html.by_id("to-2")->has("data-agency"));
    CHECK(html.says("It only advises, so the law does not reach it."));
    CHECK(html.by_id("letter-fee"));
    CHECK_FALSE(html.by_id("letter-from"));  // the requests name a year
    bool filled_in_here = false;
    for (const auto* script : html.all("script"))
        filled_in_here |= script->get("src").find("letter.") != std::string::npos;
    CHECK(filled_in_here);
}

TEST_CASE("name and address of a letter are those that scripts have on the device, and are forgotten there") {
    TestSite site;
    const auto html = read(site.get(action));
    CHECK(html.by_id("letter-name")->get("data-fill") == "name");
    CHECK(html.by_id("letter-address")->get("data-fill") == "street");
    CHECK(html.says("remembered on this device only"));
    CHECK(read(site.get(action + "?lang=es")).says("se guardan solo en este dispositivo"));
    const auto buttons = html.all("button");
    CHECK(std::any_of(buttons.begin(), buttons.end(), [](const auto* each) { return each->has("data-forget-fill"); }));
}

TEST_CASE("a sent form shows the letter with everything in it, to nobody else") {
    TestSite site;
    const auto response = site.post(action + "/letter",
                                    "to=1&fee=news&name=Ana+%C3%91u%C3%B1o&address=1+Main+St%0D%0ASpringfield&as=page");
    CHECK(response.status == 200);
    CHECK(response.headers.get("Cache-Control") == "no-store");
    const auto html = read(response);
    const auto words = paper(html);
    CHECK(has(words, "Ana Ñuño"));
    CHECK(has(words, "Springfield"));
    CHECK(has(words, "representative of the news media"));
    CHECK_FALSE(has(words, "waiver of all fees"));
    CHECK(html.by_id("letter-name")->get("value") == "Ana Ñuño");
    for (const auto* link : html.all("a")) {
        if (link->get("href").substr(0, 7) != "mailto:") CHECK(link->get("href").find("Ana") == std::string::npos);
    }
}

TEST_CASE("an addressee that is no agency gets no statute line, on the page, as text and as PDF") {
    TestSite site;
    const auto words = paper(read(site.post(action + "/letter", "to=2&as=page")));
    CHECK(has(words, "River Council"));
    CHECK_FALSE(has(words, "552"));
    const auto text = site.post(action + "/letter", "to=2&as=txt");
    CHECK(text.headers.get("Content-Type") == "text/plain; charset=utf-8");
    CHECK(text.headers.get("Cache-Control") == "no-store");
    CHECK(text.body.find("552") == std::string::npos);
    CHECK(text.body.find("River Council") != std::string::npos);
    CHECK(site.get(action + "/letter.txt?to=2").body.find("552") == std::string::npos);
    CHECK(site.get(action + "/letter.txt").body.find("552") != std::string::npos);
}

TEST_CASE("a letter bears the day of the writer's device, if that day is anywhere on earth now") {
    using namespace std::chrono;
    pages::Settings settings;
    settings.as_of = [] { return sys_days{year{2026} / June / 16} + hours{3}; };  // still the 15th in Washington
    TestSite site({test::sample_document()}, test::made_up_directory(), settings);
    const auto dated = [&](const std::string& today) {
        const std::string body = site.post(action + "/letter", "as=txt&today=" + today).body;
        const auto line = body.find(" 2026\r\n");
        const auto begin = line == std::string::npos ? line : body.rfind('\n', line) + 1;
        return line == std::string::npos ? "undated" : body.substr(begin, line + 5 - begin);
    };
    CHECK(dated("2026-06-15") == "June 15, 2026");
    CHECK(dated("2026-06-16") == "June 16, 2026");
    CHECK(dated("2026-06-17") == "June 17, 2026");
    for (const char* elsewhere : {"2026-06-14", "2026-06-18", "2125-01-01", "2026-06-31", "soon", ""})
        CHECK(dated(elsewhere) == "June 15, 2026");
}

TEST_CASE("the PDF comes as a file, filled in by a form and blank by a link") {
    TestSite site;
    for (const auto& response :
         {site.post(action + "/letter?lang=es", "name=Ana&as=pdf"), site.get(action + "/letter.pdf?lang=es")}) {
        CHECK(response.status == 200);
        CHECK(response.headers.get("Content-Type") == "application/pdf");
        CHECK(response.headers.get("Content-Disposition") == "attachment; filename=\"carta.pdf\"");
        CHECK(response.headers.get("Cache-Control") == "no-store");
        CHECK(response.body.substr(0, 5) == "%PDF-");
    }
}

TEST_CASE("a name in an address is not read") {
    TestSite site;
    CHECK(site.get(action + "/letter.txt?name=Ana&address=here").body.find("Ana") == std::string::npos);
}

TEST_CASE("what cannot be used is told, and nothing typed is lost") {
    auto undated = std::make_shared<book::Document>(*test::sample_document());
    undated->topic.actions[3].written->requests = {topics::LocalText("All samples")};
    TestSite site({undated});
    CHECK(read(site.get(action)).by_id("letter-from"));
    for (const auto& [form, words] :
         std::map<std::string, std::string>{{"from=yesterday&name=Ana", "letter_bad_date"},
                                            {"from=2025-02-01&until=2025-01-01&name=Ana", "letter_dates_swapped"},
                                            {"name=Ana&address=" + std::string(1001, 'x'), "letter_too_long"}}) {
        for (const std::string as : {"page", "pdf", "txt"}) {
            const auto response = site.post(action + "/letter", form + "&as=" + as);
            CHECK(response.status == 422);
            const auto html = read(response);
            CHECK(html.says(present::word(words, present::Language::en)));
            CHECK(html.by_id("letter-name")->get("value") == "Ana");
        }
    }
    CHECK(read(site.post(action + "/letter", "from=yesterday")).by_id("letter-from")->get("value") == "yesterday");
    CHECK(has(paper(read(site.post(action + "/letter", "from=2025-02-01&until=2025-03-01"))),
              "from February 1, 2025 to March 1, 2025"));
}

TEST_CASE("odd choices fall back to the first") {
    TestSite site;
    for (const char* form : {"to=0", "to=99", "to=x", "to=-1", "fee=free", "", "as=exe", "to=18446744073709551617"}) {
        const auto response = site.post(action + "/letter", form);
        CHECK(response.status == 200);
        CHECK(has(paper(read(response)), "Department of Rivers"));
    }
}

TEST_CASE("letters of what is no letter are not there, and another site's form is refused") {
    TestSite site;
    for (const char* path : {"/topics/river/actions/1/letter.pdf", "/topics/none/actions/4/letter.pdf",
                             "/topics/river/actions/9/letter.txt"})
        CHECK(site.get(path).status == 404);
    CHECK(site.post("/topics/river/actions/1/letter", "to=1").status == 404);
    CHECK(site.post("/topics/river/actions/1/sent", "to=1").status == 404);
    for (const std::string& path : {action + "/letter", action + "/sent"}) {
        auto request = test::request_for(http::Method::post, path);
        request.headers.add("Content-Type", "application/x-www-form-urlencoded");
        request.headers.add("Origin", "https://evil.example");
        CHECK(site.send(request).status == 403);
    }
}

TEST_CASE("hostile fields of a letter come back as text") {
    TestSite site;
    const std::string plain = read(site.post(action + "/letter", "name=x&address=y&as=page")).structure();
    const std::string payload = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%01%FF";
    CHECK(read(site.post(action + "/letter", "name=" + payload + "&address=" + payload + "&as=page")).structure() ==
          plain);
}
