#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/service/api/programs.hpp"
#include "tests/support/json_schema.hpp"

using namespace sayso;
using test::at;
using test::Programs;
using test::read;
namespace json = boost::json;

namespace {

// A request to a described route, and what it should be answered with.
struct Probe {
    std::string method, path, query, body;  // path as the description has it
    int status = 200;
    std::string type = "application/json";  // of the body
    std::vector<std::pair<std::string, std::string>> captures{};
};

const std::vector<Probe>& probes() {
    static const std::string form = "application/x-www-form-urlencoded";
    static const std::string report = "issueid=11&result=contact&contactid=";
    static const std::vector<Probe> all{
        {"get", "/api/openapi.json", "", ""},
        {"get", "/api/topics", "", ""},
        {"get", "/api/topics", "?tag=Agua&q=river&page=1&per_page=1&lang=es", ""},
        {"get", "/api/topics", "?page=0", "", 400},
        {"get", "/api/topics/{slug}", "", "", 200, "", {{"slug", "river"}}},
        {"get", "/api/topics/{slug}", "", "", 404, "", {{"slug", "none"}}},
        {"post", "/api/representatives", "", R"({"zip":"94110"})"},
        {"post", "/api/representatives", "", R"({"zip":"91711"})"},
        {"post", "/api/representatives", "", R"({"zip":"94544"})"},
        {"post", "/api/representatives", "", R"({"zip":"12345"})"},
        {"post", "/api/representatives", "", R"({"zip":"96910"})"},
        {"post", "/api/representatives", "", R"({"address":"San Francisco"})"},
        {"post", "/api/representatives", "", R"({"coordinates":{"latitude":37.75,"longitude":-122.43}})"},
        {"post", "/api/representatives", "", R"({"zip":"09007"})", 422},
        {"post", "/api/representatives", "", "{", 400},
        {"post", "/api/representatives", "", "{}", 415, "text/plain"},
        {"post", "/api/representatives", "", "\"" + std::string(17000, 'x') + "\"", 413},
        {"post",
         "/api/actions/{slug}/{n}/targets",
         "",
         R"({"zip":"94110","name":"A"})",
         200,
         "application/json",
         {{"slug", "river"}, {"n", "1"}}},
        {"post",
         "/api/actions/{slug}/{n}/targets",
         "?lang=es",
         R"({"zip":"42223"})",
         200,
         "application/json",
         {{"slug", "river"}, {"n", "2"}}},
        {"post",
         "/api/actions/{slug}/{n}/targets",
         "",
         R"({"zip":"91711","district":"CA"})",
         200,
         "application/json",
         {{"slug", "river"}, {"n", "1"}}},
        {"post",
         "/api/actions/{slug}/{n}/targets",
         "",
         R"({"zip":"20001"})",
         200,
         "application/json",
         {{"slug", "river"}, {"n", "1"}}},
        {"post", "/api/actions/{slug}/{n}/targets", "", "{}", 200, "application/json", {{"slug", "river"}, {"n", "3"}}},
        {"post", "/api/actions/{slug}/{n}/targets", "", "{}", 409, "application/json", {{"slug", "river"}, {"n", "4"}}},
        {"post", "/api/actions/{slug}/{n}/targets", "", "{}", 404, "application/json", {{"slug", "river"}, {"n", "9"}}},
        {"post", "/api/actions/{slug}/{n}/targets", "", "{}", 422, "application/json", {{"slug", "river"}, {"n", "1"}}},
        {"post", "/api/outcomes", "",
         R"({"topic":"river","action":1,"target":"own-senators","outcome":"reached","device":"d","group":"g"})"},
        {"post", "/api/outcomes", "", R"({"topic":"river","action":1,"target":"own-senators","outcome":null})"},
        {"post", "/api/outcomes", "", "{}", 422},
        {"post", "/api/outcomes", "", R"({"topic":"none","action":1,"target":"x","outcome":"reached"})", 404},
        {"get", "/api/counts", "", ""},
        {"get", "/api/lines", "?lang=en", ""},
        {"get", "/v1/reps", "?location=94110&areas=US%20House,", ""},
        {"get", "/v1/reps", "?location=91711", ""},
        {"get", "/v1/reps", "?location=12345", ""},
        {"get", "/v1/reps", "?location=x", "", 400},
        {"get", "/v1/representatives", "?location=94110", ""},
        {"get", "/v1/issues", "?state=CA&group=g", ""},
        {"get", "/v1/issue/{id}/script", "?location=94110&name=A", "", 200, "", {{"id", "11"}}},
        {"get", "/v1/issue/{id}/script", "?contact_ids=org:0", "", 200, "", {{"id", "13"}}},
        {"get", "/v1/issue/{id}/script", "", "", 400, "", {{"id", "11"}}},
        {"get", "/v1/issue/{id}/script", "", "", 404, "", {{"id", "99"}}},
        {"get", "/v1/report", "?issueID=11&group=g", ""},
        {"get", "/v1/report", "", ""},
        {"get", "/v1/report", "?issueID=99", "", 404},
        {"post", "/v1/report", "", report + "own-senators&via=web&callerid=a&group=g&phone=1", 200, form},
        {"post", "/v1/report", "", report + "nobody", 400, form},
        {"post", "/v1/report", "", "{}", 415},
        {"get", "/call/create", "?campaignId=11&userLocation=94110&userCountry=US&targetIds=x&ref=r", ""},
        {"get", "/call/create", "?campaignId=old-dam", ""},
        {"get", "/call/create", "?campaignId=11&userPhone=1", "", 400},
        {"get", "/call/create", "?campaignId=11&zipcode=00901", ""},
        {"post", "/call/create", "", "campaignId=13", 200, form},
        {"post", "/call/create", "", "{}", 415},
        {"get", "/create", "?campaignId=11", ""},
        {"post", "/create", "", "campaignId=11", 200, form},
        {"get", "/api/campaign/{id}/count.json", "", "", 200, "", {{"id", "river-members"}}},
        {"get", "/api/campaign/{id}/count.json", "", "", 404, "", {{"id", "99"}}},
        {"get", "/api/campaign/{id}/embed.js", "", "", 200, "", {{"id", "11"}}},
        {"get", "/api/campaign/{id}/embed.js", "", "", 404, "", {{"id", "99"}}},
        {"get", "/api/campaign/{id}/CallPowerForm.js", "", "", 200, "", {{"id", "11"}}},
        {"get", "/api/campaign/{id}/embed_iframe.html", "", "", 302, "", {{"id", "11"}}},
        {"get", "/api/campaign/{id}/embed_iframe.html", "", "", 404, "", {{"id", "99"}}},
    };
    return all;
}

http::Request request_of(const Probe& probe) {
    std::string path = probe.path;
    for (const auto& [name, value] : probe.captures) {
        const std::string mark = "{" + name + "}";
        path.replace(path.find(mark), mark.size(), value);
    }
    auto request =
        test::request_for(probe.method == "post" ? http::Method::post : http::Method::get, path + probe.query);
    if (probe.method == "post") request.headers.add("Content-Type", probe.type);
    request.body = probe.body;
    return request;
}

// The answer against its own description: status, headers, type, every member.
void check(const json::value& document, const json::value& operation, const http::Response& response) {
    const auto* described = operation.at("responses").as_object().if_contains(std::to_string(response.status));
    REQUIRE(described != nullptr);
    for (const auto& [name, header] : described->at("headers").as_object())
        CHECK(response.headers.has(std::string(name)));
    if (!described->as_object().contains("content")) {
        CHECK(response.body.empty());
        return;
    }
    const auto& content = described->at("content").as_object();
    REQUIRE(content.contains(response.headers.get("Content-Type")));
    const auto& schema = content.at(response.headers.get("Content-Type")).at("schema");
    const bool is_json = response.headers.get("Content-Type").find("json") != std::string::npos;
    const auto value = is_json ? json::parse(response.body) : json::value(response.body);
    const auto problems = tests::problems_by_schema(document, schema, value);
    INFO((problems.empty() ? std::string() : problems.front()));
    CHECK(problems.empty());
}

api::Settings with_a_token() {
    api::Settings settings;
    settings.tokens = {"a-token"};
    return settings;
}

}  // namespace

TEST_CASE("every route answers as its description says, and every described route is asked") {
    Programs programs;
    const auto document = read(programs.get("/api/openapi.json"));
    CHECK(at(document, "/openapi").substr(0, 3) == "3.1");
    std::set<std::string> asked;
    for (const auto& probe : probes()) {
        INFO(probe.method << " " << probe.path << probe.query << " " << probe.body.substr(0, 200));
        const auto& operation = document.at("paths").at(probe.path).at(probe.method);
        const auto response = programs.send(request_of(probe));
        INFO(response.body.substr(0, 3000));
        CHECK(response.status == probe.status);
        check(document, operation, response);
        asked.insert(probe.method + " " + probe.path + " " + std::to_string(probe.status));
        programs.a_minute_passes();
    }
    for (const auto& [path, methods] : document.at("paths").as_object())
        for (const auto& [method, operation] : methods.as_object()) {
            INFO(method << " " << path);
            const std::string asking = std::string(method) + " " + std::string(path);
            CHECK(asked.count(asking + " 200") + asked.count(asking + " 302") == 1);
        }
}

TEST_CASE("what is refused for a limit, a token or a full store is described too") {
    api::Settings settings = with_a_token();
    settings.requests_per_minute = 1;
    Programs programs(settings);
    const auto document = read(programs.get("/api/openapi.json"));
    for (const auto& probe : probes()) {
        INFO(probe.method << " " << probe.path);
        const auto response = programs.send(request_of(probe));
        CHECK(response.status == 429);
        check(document, document.at("paths").at(probe.path).at(probe.method), response);
    }
    Programs closed(with_a_token());
    check(document, document.at("paths").at("/v1/representatives").at("get"),
          closed.get("/v1/representatives?location=94110"));
    closed.close_store();
    for (const char* path : {"/v1/report", "/api/outcomes"}) {
        const auto probe = std::find_if(probes().begin(), probes().end(), [&](const Probe& its) {
            return its.path == path && its.method == "post" && its.status == 200;
        });
        const auto response = closed.send(request_of(*probe));
        CHECK(response.status == 503);
        CHECK(response.headers.get("Retry-After") == "5");
        check(document, document.at("paths").at(path).at("post"), response);
    }
}

TEST_CASE("every request that the description allows is described: members, parameters, types") {
    Programs programs;
    const auto document = read(programs.get("/api/openapi.json"));
    for (const auto& probe : probes()) {
        if (probe.status != 200 || probe.method != "post" || probe.type != "application/json") continue;
        INFO(probe.path << " " << probe.body);
        const auto& schema =
            document.at("paths").at(probe.path).at("post").at("requestBody").at("content").at(probe.type).at("schema");
        CHECK(tests::problems_by_schema(document, schema, json::parse(probe.body)).empty());
    }
}
