#include <catch2/catch.hpp>

#include "tests/service/api/programs.hpp"

using namespace sayso;
using test::at;
using test::Programs;
using test::read;
namespace json = boost::json;

TEST_CASE("/call/create without a telephone number tells script, targets and our line") {
    Programs programs;
    for (const char* path : {"/call/create", "/create"}) {
        const auto answer =
            read(programs.get(std::string(path) + "?campaignId=11&userLocation=94110&userCountry=US&ref=x"));
        CHECK(at(answer, "/campaign") == "live");
        CHECK(at(answer, "/fromNumber") == "+12025550142");
        CHECK(at(answer, "/redirect") == "https://sayso.example/topics/river/actions/1");
        CHECK(at(answer, "/targets/segment") == "location");
        REQUIRE(answer.at("targets").at("objects").as_array().size() == 3);
        CHECK(at(answer, "/targets/objects/0/title") == "Representative");
        CHECK(at(answer, "/targets/objects/0/phone") == "+12025550103");
        CHECK(at(answer, "/script").find("<h3>Representative ") == 0);
        CHECK(at(answer, "/script").find("San Francisco, 94110") != std::string::npos);
        CHECK_FALSE(answer.as_object().contains("call"));
        CHECK(read(programs.post_form(path, "campaignId=river-members&zipcode=94110")) == answer);
        CHECK(read(programs.get(std::string(path) + "?campaignId=River%20water%2011&userLocation=94110")) == answer);
    }
}

TEST_CASE("without a place the targets are Congress, and offices that everybody calls are told at once") {
    Programs programs;
    const auto congress = read(programs.get("/call/create?campaignId=river-members"));
    CHECK(at(congress, "/targets/display") == "Congress");
    CHECK_FALSE(congress.at("targets").as_object().contains("objects"));
    CHECK(at(congress, "/script").find("[name]") != std::string::npos);
    const auto office = read(programs.get("/call/create?campaignId=river-office"));
    CHECK(at(office, "/targets/segment") == "custom");
    CHECK(at(office, "/targets/objects/0/name") == "Department of Rivers");
    CHECK(at(office, "/script").find("Please test the river.") != std::string::npos);
    CHECK(at(office, "/fromNumber") == "null");
}

TEST_CASE("targetIds choose among the campaign's targets, with CallPower's keys too") {
    Programs programs;
    const auto all = read(programs.get("/v1/reps?location=94110"));
    const std::string house = at(all, "/representatives/0/id"), senate = at(all, "/representatives/1/id");
    const auto count = [&](const std::string& more) {
        const auto answer = read(programs.get("/call/create?campaignId=11&userLocation=94110&" + more));
        const auto* objects = answer.at("targets").as_object().if_contains("objects");
        return objects ? objects->as_array().size() : 0;
    };
    CHECK(count("targetIds=" + house) == 1);
    CHECK(count("targetIds[]=us:bioguide:" + house + "&targetIds[]=" + senate) == 2);
    CHECK(count("targetIds=nobody") == 0);
    CHECK(count("targetIds=") == 3);
}

TEST_CASE("a split ZIP is not guessed: the operator is asked for the representative") {
    Programs programs;
    const auto answer = read(programs.get("/call/create?campaignId=11&userLocation=91711"));
    CHECK(at(answer, "/targets/objects/0/name") == "Your representative in the House");
    CHECK(at(answer, "/targets/objects/0/phone") == "+12022243121");
}

TEST_CASE("an archived campaign tells just that") {
    Programs programs;
    for (const char* id : {"41", "old-dam", "River+water+41", "14", "river-past"})
        CHECK(programs.get(std::string("/call/create?campaignId=") + id).body == R"({"campaign":"archived"})");
}

TEST_CASE("calls are not placed, and the answer says whom to dial instead") {
    Programs programs;
    const auto line = read(programs.get("/call/create?campaignId=11&userPhone=4155550143"), 400);
    CHECK(at(line, "/status") == "400");
    CHECK(at(line, "/error") == "Bad Request");
    CHECK(at(line, "/description").find("Dial +12025550142") != std::string::npos);
    CHECK(at(line, "/fromNumber") == "+12025550142");
    CHECK(json::serialize(line).find("4155550143") == std::string::npos);
    const auto none = read(programs.post_form("/call/create", "campaignId=12&userPhone=4155550143"), 400);
    CHECK(at(none, "/description").find("Leave userPhone out") != std::string::npos);
}

TEST_CASE("bad input is told in CallPower's words") {
    Programs programs;
    const auto wrong = [&](const std::string& query) {
        const auto answer = read(programs.get("/call/create" + query), 400);
        CHECK(at(answer, "/status") == "400");
        CHECK(at(answer, "/error") == "Bad Request");
        return at(answer, "/description");
    };
    CHECK(wrong("").find("campaignId is missing") == 0);
    CHECK(wrong("?campaignId=99").find("campaignId") == 0);
    CHECK(wrong("?campaignId=11&userLocation=99999").find("Nobody gets mail") == 0);
    CHECK(wrong("?campaignId=11&userCountry=CA").find("userCountry") != std::string::npos);
    CHECK(wrong("?campaignId=11&campaignId=12").find("only once") != std::string::npos);
    CHECK(wrong("?campaignId=11&ref=" + std::string(301, 'r')).find("too long") != std::string::npos);
    auto request = test::request_for(http::Method::post, "/call/create?campaignId=11");
    request.headers.add("Content-Type", "text/plain");
    request.body = "campaignId=11";
    CHECK(at(read(programs.send(request), 415), "/status") == "415");
    CHECK(at(read(programs.get("/call/none"), 404), "/description").find("openapi") != std::string::npos);
}

TEST_CASE("count.json tells how many calls a campaign has had, and by whose links") {
    Programs programs;
    const std::string target = at(read(programs.get("/v1/reps?location=94110")), "/representatives/0/id");
    for (const char* more : {"result=contact&callerid=a&group=friends", "result=voicemail&callerid=b",
                             "result=unavailable&callerid=c", "result=skip&callerid=d"})
        CHECK(programs.post_form("/v1/report", "issueid=11&contactid=" + target + "&" + more).status == 200);
    programs.a_minute_passes();
    for (const char* id : {"11", "river-members"}) {
        const auto counts = read(programs.get(std::string("/api/campaign/") + id + "/count.json"));
        CHECK(json::serialize(counts) ==
              R"({"completed":2,"last_24h":2,"last_week":2,"referral_codes":{"friends":1}})");
    }
    CHECK(at(read(programs.get("/api/campaign/old-dam/count.json")), "/completed") == "0");
    CHECK(at(read(programs.get("/api/campaign/99/count.json"), 404), "/status") == "404");
}

TEST_CASE("a page's script comes under both its names, and its frame goes on to the action's") {
    Programs programs;
    const auto script = programs.get("/api/campaign/11/embed.js");
    REQUIRE(script.status == 200);
    CHECK(script.body.find("/call/create") != std::string::npos);
    CHECK(programs.get("/api/campaign/river-members/CallPowerForm.js").body == script.body);
    const auto frame = programs.get("/api/campaign/11/embed_iframe.html");
    CHECK(frame.status == 302);
    CHECK(frame.headers.get("Location") == "/embed/river/1");
    CHECK(programs.get("/api/campaign/river-members/embed_iframe.html").headers.get("Location") == "/embed/river/1");
    CHECK(programs.get("/api/campaign/99/embed_iframe.html").status == 404);
}
