#include <catch2/catch.hpp>

#include "tests/service/api/programs.hpp"

using namespace sayso;
using test::at;
using test::Programs;
using test::read;
namespace json = boost::json;

namespace {

// The pointer and the words of the first wrong member.
std::string wrong(const http::Response& response) {
    const auto problem = read(response, 422);
    CHECK(response.headers.get("Content-Type") == "application/problem+json");
    CHECK(at(problem, "/title") == "Unprocessable Content");
    return at(problem, "/errors/0/pointer") + " " + at(problem, "/errors/0/detail");
}

std::vector<std::shared_ptr<const book::Document>> many_topics(int count) {
    std::vector<std::shared_ptr<const book::Document>> topics;
    for (int i = 0; i < count; ++i) {
        auto topic = test::river();
        topic->topic.slug = "topic-" + std::to_string(i);
        topic->topic.title = std::string(i % 2 ? "Odd" : "Even") + " topic " + std::to_string(i);
        if (i % 2) topic->topic.tags = {{"🔥", topics::LocalText("Fire")}};
        topics.push_back(topic);
    }
    return topics;
}

}  // namespace

TEST_CASE("topics are listed in pages, by tag and by words") {
    Programs programs;
    programs.set_topics(many_topics(7));
    const auto total = [&](const std::string& query) {
        return at(read(programs.get("/api/topics" + query)), "/total");
    };
    CHECK(total("") == "7");
    CHECK(total("?tag=Fire") == "3");
    CHECK(total("?tag=fire") == "3");
    CHECK(total("?tag=%F0%9F%94%A5") == "3");
    CHECK(total("?tag=Agua") == "4");
    CHECK(total("?tag=none") == "0");
    CHECK(total("?q=odd") == "3");
    CHECK(total("?q=topic+6+EVEN") == "1");
    CHECK(total("?q=halvorsen+water") == "7");
    CHECK(total("?q=+") == "7");
    const auto second = programs.get("/api/topics?page=2&per_page=3&q=topic&tag=");
    CHECK(read(second).at("topics").as_array().size() == 3);
    CHECK(second.headers.get("Link") ==
          "</api/topics?page=1&per_page=3&tag=&q=topic>; rel=\"prev\", "
          "</api/topics?page=3&per_page=3&tag=&q=topic>; rel=\"next\"");
    CHECK(read(programs.get("/api/topics?page=99")).at("topics").as_array().empty());
    for (const char* query :
         {"?page=0", "?page=x", "?page=1.5", "?per_page=101", "?page=1&page=2", "?page=99999999999"})
        CHECK(read(programs.get(std::string("/api/topics") + query), 400).is_object());
}

TEST_CASE("a topic has its revision, text, quiz and actions, in the language asked for") {
    Programs programs;
    const auto topic = read(programs.get("/api/topics/river"));
    CHECK(at(topic, "/revision") == "3");
    CHECK(at(topic, "/updated") == "2026-06-15T16:00:00Z");
    CHECK(at(topic, "/quiz/0/right") == "0");
    CHECK(at(topic, "/actions/0/campaign/needs") == "district");
    CHECK(at(topic, "/actions/0/campaign/lines/0/e164") == "+12025550142");
    CHECK(at(topic, "/actions/1/campaign/needs") == "state");
    CHECK(at(topic, "/actions/2/campaign/needs") == "none");
    CHECK(at(topic, "/actions/3/campaign") == "null");
    CHECK(at(topic, "/actions/3/letter/addressees/0/address") == "1 River Road\nWashington, DC 20001");
    CHECK(at(topic, "/actions/3/letter/addressees/1/foia") == "false");
    CHECK(at(read(programs.get("/api/topics/river?lang=es")), "/title") == "¿Quién analiza el río?");
    CHECK(at(read(programs.get("/api/topics/river", "es-MX")), "/language") == "es");
    CHECK(at(read(programs.get("/api/topics/none"), 404), "/detail").find("/api/topics") != std::string::npos);
}

TEST_CASE("representatives of a place: all districts it touches, and the question which") {
    Programs programs;
    const auto one = read(programs.post("/api/representatives", {{"zip", "94110"}}));
    CHECK(at(one, "/question") == "null");
    CHECK(at(one, "/place/city") == "San Francisco");
    CHECK(at(one, "/house/0/official/title") == "Representative");
    CHECK(one.at("senate").as_array().size() == 2);
    const auto split = read(programs.post("/api/representatives", {{"zip", "91711"}}));
    CHECK(split.at("house").as_array().size() == 6);
    CHECK(at(split, "/question/about") == "district");
    CHECK(at(split, "/question/options/0/value") == "CA-27");
    CHECK(at(split, "/question/options/6/value") == "CA");
    const auto vacant = read(programs.post("/api/representatives", {{"zip", "94544"}}));
    CHECK(at(vacant, "/house/0/occupancy") == "vacant");
    CHECK(at(vacant, "/house/0/official") == "null");
    const auto point =
        read(programs.post("/api/representatives", {{"coordinates", {{"latitude", 37.75}, {"longitude", -122.43}}}}));
    CHECK(at(point, "/place/states/0") == "CA");
    CHECK(at(read(programs.post("/api/representatives", {{"address", "San Francisco, CA"}})), "/place/city") ==
          "San Francisco");
    CHECK(programs.post("/api/representatives", {{"zip", "94110"}}).headers.get("Cache-Control") == "no-store");
    CHECK(programs.get("/api/representatives?zip=94110").status == 405);
}

TEST_CASE("an action's targets come with number, offices and finished script; a split ZIP is asked about first") {
    Programs programs;
    const auto targets = [&](const json::value& body, const std::string& n = "1") {
        return read(programs.post("/api/actions/river/" + n + "/targets", body));
    };
    const auto sure = targets({{"zip", "94110"}, {"name", "Ana Li"}});
    REQUIRE(sure.at("targets").as_array().size() == 3);
    CHECK(at(sure, "/targets/0/phone/e164") == "+12025550103");
    CHECK(at(sure, "/targets/0/constituent") == "true");
    CHECK(at(sure, "/targets/0/script/text").find("my name is Ana Li. I am a constituent from San Francisco, 94110.") !=
          std::string::npos);
    CHECK(at(sure, "/targets/0/script/voicemail_text").find("[your street address]") != std::string::npos);
    CHECK_FALSE(sure.at("targets").as_array()[0].at("offices").as_array().empty());
    const auto asked = targets({{"zip", "91711"}});
    CHECK(at(asked, "/targets") == "[]");
    CHECK(asked.at("question").at("options").as_array().size() == 7);
    const auto chosen = targets({{"zip", "91711"}, {"district", "CA-28"}});
    CHECK(at(chosen, "/question") == "null");
    CHECK(at(chosen, "/targets/0/district") == "28");
    const auto unknown = targets({{"zip", "91711"}, {"district", "CA"}});
    CHECK(at(unknown, "/targets/0/id") == "own-representative");
    CHECK(at(unknown, "/targets/0/via") == "switchboard");
    CHECK(at(unknown, "/targets/0/operator_words").find("California") != std::string::npos);
    // Senators need the state alone.
    CHECK(at(targets({{"zip", "91711"}}, "2"), "/question") == "null");
    CHECK(at(targets({{"zip", "42223"}}, "2"), "/question/about") == "state");
    CHECK(targets({{"zip", "42223"}, {"district", "TN"}}, "2").at("targets").as_array().size() == 2);
    const auto office = targets(json::object(), "3");
    CHECK(at(office, "/targets/0/kind") == "organization");
    CHECK(at(office, "/place") == "null");
    CHECK(at(targets({{"zip", "94544"}}), "/not_called/0/why") == "vacant");
    CHECK(at(targets({{"zip", "20001"}}), "/not_called/0/why") == "no-senators");
    const auto spanish = read(programs.post("/api/actions/river/1/targets?lang=es", {{"zip", "94110"}}));
    CHECK(at(spanish, "/targets/0/title") == "Representante");
}

TEST_CASE("an action that is not there or calls nobody says so") {
    Programs programs;
    for (const char* path : {"/api/actions/none/1/targets", "/api/actions/river/0/targets",
                             "/api/actions/river/9/targets", "/api/actions/river/x/targets"})
        CHECK(at(read(programs.post(path, {{"zip", "94110"}}), 404), "/status") == "404");
    CHECK(at(read(programs.post("/api/actions/river/4/targets", {{"zip", "94110"}}), 409), "/detail").find("letter") !=
          std::string::npos);
}

TEST_CASE("a body that cannot be understood is answered with a pointer to what is wrong") {
    Programs programs;
    const auto reps = [&](const json::value& body) { return wrong(programs.post("/api/representatives", body)); };
    CHECK(reps(json::object()) == "# must have one of \"zip\", \"address\" and \"coordinates\"");
    CHECK(reps({{"zip", "94110"}, {"address", "x"}}).find("# must have one") == 0);
    CHECK(reps({{"zip", 94110}}) == "#/zip must be a string");
    CHECK(reps({{"zip", "9411"}}).find("#/zip must be five digits") == 0);
    CHECK(reps({{"zip", "99999"}}).find("#/zip Nobody gets mail") == 0);
    CHECK(reps({{"zip", "09007"}}).find("home") != std::string::npos);
    CHECK(reps({{"address", std::string(201, 'x')}}) == "#/address must be at most 200 bytes long");
    CHECK(reps({{"coordinates", {{"latitude", 91}, {"longitude", 0}}}}).find("#/coordinates/latitude must be") == 0);
    CHECK(reps({{"coordinates", {{"latitude", "1"}}}}).find("#/coordinates/latitude must be") == 0);
    CHECK(reps({{"coordinates", json::array{1, 2}}}).find("#/coordinates/latitude must be") == 0);
    CHECK(reps({{"coordinates", {{"latitude", 0}, {"longitude", 0}}}}).find("#/coordinates This place") == 0);
    CHECK(wrong(programs.post("/api/actions/river/1/targets", {{"zip", "91711"}, {"district", "NY-3"}}))
              .find("#/district must be one of the values") == 0);
    CHECK(wrong(programs.post("/api/representatives", json::array())).find("# must be an object") == 0);
    // Members nobody asks for are ignored.
    CHECK(programs.post("/api/representatives", {{"zip", "94110"}, {"new", json::object()}}).status == 200);
}

TEST_CASE("what is not JSON, too large or too deep is refused before it is read") {
    Programs programs;
    const auto send = [&](const std::string& type, const std::string& body) {
        auto request = test::request_for(http::Method::post, "/api/representatives");
        if (!type.empty()) request.headers.add("Content-Type", type);
        request.body = body;
        return programs.send(request).status;
    };
    const std::string json = "application/json";
    CHECK(send(json, R"({"zip":"94110"})") == 200);
    CHECK(send("Application/JSON ; charset=utf-8", R"({"zip":"94110"})") == 200);
    CHECK(send("text/plain", R"({"zip":"94110"})") == 415);
    CHECK(send("application/x-www-form-urlencoded", "zip=94110") == 415);
    CHECK(send("", R"({"zip":"94110"})") == 415);
    for (const char* broken : {"", "{", "{\"zip\":\"94110\"} x", "{'zip':'94110'}", "{\"zip\":\"\xff\"}", "nul"})
        CHECK(send(json, broken) == 400);
    CHECK(send(json, std::string(20, '[') + std::string(20, ']')) == 400);
    CHECK(send(json, "{\"zip\":\"" + std::string(17000, 'x') + "\"}") == 413);
}

TEST_CASE("outcomes are counted once, the last word holds, and null takes it back") {
    Programs programs;
    const std::string target =
        at(read(programs.post("/api/actions/river/1/targets", {{"zip", "94110"}})), "/targets/0/id");
    const auto tell = [&](const json::value& outcome) {
        return read(programs.post("/api/outcomes", {{"topic", "river"},
                                                    {"action", 1},
                                                    {"target", target},
                                                    {"outcome", outcome},
                                                    {"device", "a device"},
                                                    {"group", "friends"}}));
    };
    CHECK(at(tell("left-message"), "/outcome") == "left-message");
    CHECK(at(tell("reached"), "/outcome") == "reached");
    programs.a_minute_passes();
    const auto counts = read(programs.get("/api/counts"));
    CHECK(at(counts, "/ever/calls") == "1");
    CHECK(at(counts, "/actions/0/today/calls") == "1");
    CHECK(at(read(programs.get("/api/topics/river")), "/actions/0/calls") == "1");
    CHECK(at(tell(nullptr), "/outcome") == "null");
    CHECK(store::test::row(programs.file(), "SELECT count(*) FROM visit_outcomes") == "0");

    const auto without = [&](const json::value& body) { return wrong(programs.post("/api/outcomes", body)); };
    CHECK(without(json::object()).find("#/topic is missing") == 0);
    CHECK(without({{"topic", "river"}, {"action", "1"}, {"target", target}, {"outcome", "reached"}})
              .find("#/action must be a whole number") == 0);
    CHECK(without({{"topic", "river"}, {"action", 1}, {"target", target}}).find("#/outcome is missing") == 0);
    CHECK(without({{"topic", "river"}, {"action", 1}, {"target", target}, {"outcome", "wild"}})
              .find("#/outcome must be one of") == 0);
    CHECK(without({{"topic", "river"}, {"action", 1}, {"target", "nobody"}, {"outcome", "reached"}})
              .find("#/target is no target") == 0);
    CHECK(without({{"topic", "river"},
                   {"action", 1},
                   {"target", target},
                   {"outcome", "reached"},
                   {"group", std::string(65, 'g')}})
              .find("#/group must be at most 64") == 0);
    const auto letter = [](const char* target_id, const json::value& outcome) {
        return json::value{{"topic", "river"}, {"action", 4}, {"target", target_id}, {"outcome", outcome}};
    };
    CHECK(without(letter("letter", "reached")).find("#/outcome must be written") == 0);
    CHECK(without(letter("org:0", "written")).find("#/target must be letter") == 0);
    CHECK(programs.post("/api/outcomes", letter("letter", "written")).status == 200);
    programs.a_minute_passes();
    CHECK(at(read(programs.get("/api/topics/river")), "/actions/3/letters") == "1");
    CHECK(without({{"topic", "river"}, {"action", 1}, {"target", target}, {"outcome", "written"}})
              .find("#/outcome must be one of") == 0);
    for (const char* own : {"own-representative", "own-senators"})
        CHECK(
            programs.post("/api/outcomes", {{"topic", "river"}, {"action", 1}, {"target", own}, {"outcome", "reached"}})
                .status == 200);
}

TEST_CASE("lines tell what they offer") {
    Programs programs;
    const auto lines = read(programs.get("/api/lines?lang=es"));
    CHECK(at(lines, "/lines/0/number/display") == "(202) 555-0142");
    CHECK(at(lines, "/lines/0/offers/0/title") == "Agua del río 11");
    CHECK(at(lines, "/lines/0/offers/0/action") == "1");
}

TEST_CASE("errors of unknown addresses and methods are problems that say what there is") {
    Programs programs;
    const auto lost = programs.get("/api/none");
    CHECK(lost.headers.get("Content-Type") == "application/problem+json");
    CHECK(at(read(lost, 404), "/detail").find("openapi.json") != std::string::npos);
    const auto method = programs.post("/api/topics", json::object());
    CHECK(method.headers.get("Allow") == "GET, HEAD, OPTIONS");
    CHECK(at(read(method, 405), "/status") == "405");
}
