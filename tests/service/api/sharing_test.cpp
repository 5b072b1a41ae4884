#include <catch2/catch.hpp>

#include "tests/service/api/programs.hpp"

using namespace sayso;
using test::at;
using test::Programs;
using test::read;
namespace json = boost::json;

TEST_CASE("pages of any origin may ask, with nobody's cookies") {
    Programs programs;
    const auto open = [](const http::Response& response) {
        CHECK(response.headers.get("Access-Control-Allow-Origin") == "*");
        CHECK_FALSE(response.headers.has("Access-Control-Allow-Credentials"));
        CHECK(response.headers.get("Cross-Origin-Resource-Policy") == "cross-origin");
        CHECK_FALSE(response.headers.has("Set-Cookie"));
        CHECK(response.headers.get("X-Content-Type-Options") == "nosniff");
    };
    for (const char* path : {"/v1/reps?location=94110", "/v1/reps", "/v1/issues", "/api/topics", "/api/none",
                             "/v1/none", "/call/create?campaignId=11", "/api/campaign/11/count.json"})
        open(programs.get(path));
    open(programs.post("/api/representatives", {{"zip", "94110"}}));
    open(programs.post_form("/v1/report", "issueid=11"));
    for (const char* path :
         {"/v1/reps", "/v1/report", "/api/outcomes", "/call/create", "/api/actions/river/1/targets"}) {
        auto request = test::request_for(http::Method::options, path);
        request.headers.add("Access-Control-Request-Method", "POST");
        request.headers.add("Access-Control-Request-Headers", "content-type");
        const auto response = programs.send(request);
        CHECK(response.status == 204);
        open(response);
        CHECK(response.headers.get("Access-Control-Allow-Methods").find("OPTIONS") != std::string::npos);
        CHECK(response.headers.get("Access-Control-Allow-Headers").find("Content-Type") != std::string::npos);
    }
}

TEST_CASE("each address has its requests a minute, and is told how many are left") {
    api::Settings settings;
    settings.requests_per_minute = 3;
    settings.outcomes_per_minute = 1;
    Programs programs(settings);
    programs.a_minute_passes();  // and from here on the clock stands still
    const auto from = [&](const std::string& address, const std::string& form = "") {
        auto request = test::request_for(form.empty() ? http::Method::get : http::Method::post, "/v1/report");
        request.peer = address;
        request.headers.add("Content-Type", "application/x-www-form-urlencoded");
        request.body = form;
        return programs.send(request);
    };
    const auto first = from("192.0.2.7");
    CHECK(first.status == 200);
    CHECK(first.headers.get("RateLimit-Policy") == "\"requests\";q=3;w=60");
    CHECK(first.headers.get("RateLimit") == "\"requests\";r=2;t=20");
    const auto outcome = from("192.0.2.7", "issueid=11");
    CHECK(outcome.status == 400);
    CHECK(outcome.headers.get("RateLimit-Policy") == "\"requests\";q=3;w=60, \"outcomes\";q=1;w=60");
    CHECK(outcome.headers.get("RateLimit") == "\"requests\";r=1;t=40, \"outcomes\";r=0;t=60");
    const auto too_many = from("192.0.2.7", "issueid=11");
    CHECK(too_many.status == 429);
    CHECK(too_many.headers.get("Retry-After") == "60");
    CHECK(at(read(too_many, 429), "/error").find("60 seconds") != std::string::npos);
    const auto none = from("192.0.2.7");
    CHECK(none.status == 429);
    CHECK(none.headers.get("RateLimit") == "\"requests\";r=0;t=60");
    CHECK(none.headers.get("Retry-After") == "20");
    CHECK(from("192.0.2.8").status == 200);

    auto own = test::request_for(http::Method::get, "/api/topics");
    own.peer = "192.0.2.7";
    const auto problem = programs.send(own);
    CHECK(at(read(problem, 429), "/type") == "https://iana.org/assignments/http-problem-types#quota-exceeded");
    CHECK(at(read(problem, 429), "/violated-policies/0") == "requests");
    own = test::request_for(http::Method::get, "/call/create?campaignId=11");
    own.peer = "192.0.2.7";
    CHECK(at(read(programs.send(own), 429), "/error") == "Too Many Requests");
    programs.a_minute_passes();
    CHECK(from("192.0.2.7").status == 200);
}

TEST_CASE("without a limit nothing is told of one") {
    api::Settings settings;
    settings.requests_per_minute = settings.outcomes_per_minute = 0;
    Programs programs(settings);
    for (int i = 0; i < 1000; ++i) REQUIRE(programs.get("/api/lines").status == 200);
    CHECK_FALSE(programs.get("/api/lines").headers.has("RateLimit"));
    CHECK_FALSE(programs.get("/api/lines").headers.has("RateLimit-Policy"));
}
