#include <algorithm>
#include <catch2/catch.hpp>

#include "service/observe/observe.hpp"
#include "tests/service/api/programs.hpp"

using namespace sayso;
using test::at;
using test::Programs;
using test::read;
namespace json = boost::json;

namespace {

std::string names(const json::value& answer) {
    std::string list;
    for (const auto& person : answer.at("representatives").as_array())
        list += std::string(person.at("id").as_string()) + "(" + std::string(person.at("area").as_string()) + ") ";
    return list;
}

std::string error_of(Programs& programs, const std::string& target) {
    return at(read(programs.get(target), 400), "/error");
}

}  // namespace

TEST_CASE("/v1/reps tells the members of a ZIP, field for field") {
    Programs programs;
    const auto answer = read(programs.get("/v1/reps?location=94110"));
    CHECK(at(answer, "/location") == "San Francisco");
    CHECK(answer.at("lowAccuracy").as_bool() == false);
    CHECK(answer.at("isSplit").as_bool() == false);
    CHECK(at(answer, "/state") == "CA");
    CHECK(answer.at("district").as_string() == "11");
    REQUIRE(answer.at("representatives").as_array().size() == 3);
    const auto& house = answer.at("representatives").as_array()[0].as_object();
    CHECK(house.at("name").as_string().find("Lindqvist") != json::string::npos);
    CHECK(house.at("phone").as_string() == "202-555-0103");
    CHECK(house.at("photoURL").as_string() == "");
    CHECK(house.at("party").as_string() == "Democrat");
    CHECK(house.at("state").as_string() == "CA");
    CHECK(house.at("district").as_string() == "11");
    CHECK(house.at("reason").as_string() == "Your representative in the House.");
    CHECK(house.at("area").as_string() == "US House");
    const auto& offices = house.at("field_offices").as_array();
    REQUIRE_FALSE(offices.empty());
    CHECK(offices[0].as_object().size() == 2);
    CHECK(offices[0].at("phone").as_string().size() == 12);
    const auto& senate = answer.at("representatives").as_array()[1].as_object();
    CHECK(senate.at("area").as_string() == "US Senate");
    CHECK_FALSE(senate.contains("district"));
    CHECK(senate.at("field_offices").is_array());
}

TEST_CASE("a ZIP+4 counts as its ZIP, and areas are filtered, a comma at the end allowed") {
    Programs programs;
    CHECK(read(programs.get("/v1/reps?location=94110-1234")) == read(programs.get("/v1/reps?location=94110")));
    const auto of = [&](const std::string& areas) {
        return read(programs.get("/v1/reps?location=94110&areas=" + areas)).at("representatives").as_array().size();
    };
    CHECK(of("US%20House,US%20Senate,") == 3);
    CHECK(of("US%20House,") == 1);
    CHECK(of("US%20Senate") == 2);
    CHECK(of("StateUpper,StateLower,") == 0);
    CHECK(of("Governor,AttorneysGeneral,SecretaryOfState,US+House") == 1);
    CHECK(of("") == 3);
    CHECK(of(",") == 3);
}

TEST_CASE("split ZIPs say so and name the nearest district; at-large is 0, an unknown district empty") {
    Programs programs;
    const auto split = read(programs.get("/v1/reps?location=91711"));
    CHECK(split.at("isSplit").as_bool());
    CHECK(split.at("lowAccuracy").as_bool());
    CHECK(split.at("representatives").as_array().size() == 3);
    const auto two_states = read(programs.get("/v1/reps?location=42223"));
    CHECK(two_states.at("isSplit").as_bool());
    CHECK(at(two_states, "/state") == (at(two_states, "/district") == "1" ? "KY" : "TN"));
    for (const auto& person : two_states.at("representatives").as_array())
        CHECK(person.at("state") == two_states.at("state"));
    CHECK(at(read(programs.get("/v1/reps?location=82001")), "/district") == "0");
    const auto columbia = read(programs.get("/v1/reps?location=20001"));
    CHECK(at(columbia, "/district") == "0");
    CHECK(columbia.at("representatives").as_array().size() == 1);
    CHECK(at(columbia, "/representatives/0/reason").find("delegate") != std::string::npos);
    const auto puerto_rico = read(programs.get("/v1/reps?location=00901"));
    CHECK(at(puerto_rico, "/representatives/0/reason").find("resident commissioner") != std::string::npos);
    const auto guam = read(programs.get("/v1/reps?location=96910"));
    CHECK(at(guam, "/state") == "GU");
    CHECK(guam.at("lowAccuracy").as_bool());
    const auto no_district = read(programs.get("/v1/reps?location=12345"));
    CHECK(at(no_district, "/district") == "");
    CHECK(no_district.at("lowAccuracy").as_bool());
}

TEST_CASE("a vacant seat has nobody, a member without a number an empty one") {
    Programs programs;
    const auto vacant = read(programs.get("/v1/reps?location=94544"));
    CHECK(at(vacant, "/district") == "14");
    CHECK(names(vacant).find("US House") == std::string::npos);
    // CA-30 has neither phone nor web address.
    const auto point = read(programs.get("/v1/reps?location=91711&areas=US+House"));
    for (const auto& person : point.at("representatives").as_array()) CHECK(person.at("phone").is_string());
}

TEST_CASE("a point on the map and a city are places too") {
    Programs programs;
    const auto in_eleven = read(programs.get("/v1/reps?location=37.75,-122.43"));
    INFO(json::serialize(in_eleven));
    CHECK(at(in_eleven, "/state") == "CA");
    CHECK_FALSE(in_eleven.at("isSplit").as_bool());
    for (const char* city : {"San+Francisco,+CA", "san+francisco+ca", "San+Francisco,+California", "San+Francisco"}) {
        const auto answer = read(programs.get(std::string("/v1/reps?location=") + city));
        CHECK(at(answer, "/location") == "San Francisco");
        CHECK(at(answer, "/state") == "CA");
        CHECK(answer.at("lowAccuracy").as_bool());
    }
}

TEST_CASE("what cannot be placed is 400 with a sentence that says what to do") {
    Programs programs;
    CHECK(error_of(programs, "/v1/reps").find("Say where") == 0);
    CHECK(error_of(programs, "/v1/reps?location=") == error_of(programs, "/v1/reps"));
    CHECK(error_of(programs, "/v1/reps?location=9411").find("five digits") != std::string::npos);
    CHECK(error_of(programs, "/v1/reps?location=99999").find("Nobody gets mail") == 0);
    CHECK(error_of(programs, "/v1/reps?location=09007").find("your home") != std::string::npos);
    CHECK(error_of(programs, "/v1/reps?location=96960").find("freely associated") != std::string::npos);
    CHECK(error_of(programs, "/v1/reps?location=0,0").find("no district") != std::string::npos);
    CHECK(error_of(programs, "/v1/reps?location=91,0").find("five digits") != std::string::npos);
    CHECK(error_of(programs, "/v1/reps?location=Nowhere+City,+CA").find("right now") != std::string::npos);
    CHECK(error_of(programs, "/v1/reps?location=94110&location=91711").find("only once") != std::string::npos);
    CHECK(error_of(programs, "/v1/reps?location=" + std::string(301, 'x')).find("too long") != std::string::npos);
    CHECK(error_of(programs, "/v1/reps?location=" + std::string(250, 'x')).find("too long") != std::string::npos);
    std::string many = "/v1/reps?location=94110";
    for (int i = 0; i < 100; ++i) many += "&a=1";
    CHECK(error_of(programs, many) == "There are too many parameters.");
}

TEST_CASE("an address is asked of the geocoder, and its ZIP counts when nobody knows it") {
    std::vector<std::string> asked;
    outbound::Whereabouts answer;
    api::Settings settings;
    settings.geocode = [&](std::string address) -> boost::asio::awaitable<outbound::Whereabouts> {
        asked.push_back(address);
        co_return answer;
    };
    Programs programs(settings);
    answer = {outbound::Whereabouts::Kind::found, {37.75, -122.43}, ""};
    CHECK(at(read(programs.get("/v1/reps?location=1+River+Road,+Anywhere")), "/state") == "CA");
    CHECK(asked == std::vector<std::string>{"1 River Road, Anywhere"});
    answer.zip = "94110";
    CHECK(at(read(programs.get("/v1/reps?location=1+River+Road,+Anywhere")), "/location") == "San Francisco");
    const auto script = read(programs.get("/v1/issue/11/script?location=1+River+Road,+Anywhere"));
    CHECK(json::serialize(script).find("a constituent from San Francisco, 94110.") != std::string::npos);
    for (const auto kind : {outbound::Whereabouts::Kind::nowhere, outbound::Whereabouts::Kind::unclear,
                            outbound::Whereabouts::Kind::not_now}) {
        answer.kind = kind;
        const auto told = error_of(programs, "/v1/reps?location=1+River+Road,+Anywhere");
        CHECK(told.find("ZIP code") != std::string::npos);
        CHECK(at(read(programs.get("/v1/reps?location=1+River+Road,+Anywhere+91711")), "/isSplit") == "true");
        CHECK(at(read(programs.get("/v1/reps?location=1+River+Road,+Anywhere+91711")), "/lowAccuracy") == "true");
    }
    asked.clear();
    for (const char* place : {"94110", "37.75,-122.43", "San+Francisco,+CA", "9411", ""})
        programs.get(std::string("/v1/reps?location=") + place);
    CHECK(asked.empty());
}

TEST_CASE("/v1/representatives asks for a token when there are some") {
    Programs open;
    CHECK(open.get("/v1/representatives?location=94110").status == 200);
    api::Settings settings;
    settings.tokens = {"first-token", "second-token"};
    Programs programs(settings);
    const auto refused = programs.get("/v1/representatives?location=94110");
    CHECK(at(read(refused, 401), "/error").find("X-5Calls-Token") != std::string::npos);
    CHECK(refused.headers.has("WWW-Authenticate"));
    const auto with = [&](const std::string& token) {
        auto request = test::request_for(http::Method::get, "/v1/representatives?location=94110");
        request.headers.add("X-5Calls-Token", token);
        return programs.send(request);
    };
    CHECK(read(with("first-token")) == read(programs.get("/v1/reps?location=94110")));
    CHECK(with("second-token").status == 200);
    for (const char* wrong : {"", "first", "first-token2", "FIRST-TOKEN"}) CHECK(with(wrong).status == 401);
    CHECK(programs.get("/v1/reps?location=94110").status == 200);
}

TEST_CASE("/v1/issues lists live campaigns as issues, with the blanks 5 Calls' programs fill in") {
    Programs programs;
    const auto issues = read(programs.get("/v1/issues?state=CA&group=x"));
    REQUIRE(issues.as_array().size() == 3);
    const auto& first = issues.as_array()[0];
    CHECK(first.at("id").as_int64() == 11);
    CHECK(at(first, "/createdAt") == "2026-03-04T00:00:00Z");
    CHECK(at(first, "/name") == "Who tests the river?: Call your members");
    CHECK(at(first, "/slug") == "river-members");
    CHECK(at(first, "/permalink") == "/topics/river/actions/1");
    CHECK(at(first, "/contactType") == "REPS");
    CHECK(at(first, "/contactAreas") == R"(["US House","US Senate"])");
    CHECK(at(first, "/contacts") == "null");
    CHECK(at(first, "/categories/0/name") == "Water");
    CHECK(at(first, "/outcomeModels/3/status") == "skip");
    CHECK(at(first, "/stats/calls") == "0");
    CHECK(at(first, "/meta") == "");
    CHECK(at(first, "/reason").find("Nobody has tested it for a year.\n\nBecause the river") == 0);
    CHECK(at(first, "/script") ==
          "Hello, my name is [NAME]. I am a constituent from [CITY, ZIP].\n\n"
          "I'm calling to ask [REP/SEN NAME] for **clean water**.\n\n"
          "**WHEN CALLING HOUSE:**\nVote for H.R. 12.\n\n**WHEN CALLING SENATE:**\nVote for S. 34.\n\n"
          "*(wait for the answer)* Thank you.\n\n"
          "**On voicemail, add:** My street address is [your street address], [CITY, ZIP]. Thank you.");
    CHECK(at(issues.as_array()[1], "/contactAreas") == R"(["US Senate"])");
    const auto& office = issues.as_array()[2];
    CHECK(at(office, "/contactType") == "ACTION");
    CHECK(at(office, "/contactAreas") == "[]");
    CHECK(at(office, "/contacts/0/phone") == "202-555-0177");
    CHECK(at(office, "/contacts/0/id") == "org:0");
}

TEST_CASE("issues are made once for a book and a language, and known ones are not sent again") {
    Programs programs;
    const auto first = programs.get("/v1/issues");
    CHECK(first.headers.get("Cache-Control") == "public, max-age=60");
    CHECK(first.headers.get("Vary") == "Accept-Language");
    auto again = test::request_for(http::Method::get, "/v1/issues");
    again.headers.add("If-None-Match", "\"other\", " + std::string(first.headers.get("ETag")));
    CHECK(programs.send(again).status == 304);
    CHECK(programs.send(again).body.empty());
    CHECK(at(read(programs.get("/v1/issues", "es")), "/0/name").find("¿Quién analiza el río?") == 0);
    programs.set_topics({});
    CHECK(read(programs.get("/v1/issues")).as_array().empty());
    CHECK(programs.send(again).status == 200);
}

TEST_CASE("scripts come finished for each contact, by ids or for a place") {
    Programs programs;
    const auto ids = read(programs.get("/v1/reps?location=94110"));
    const std::string house = at(ids, "/representatives/0/id"), senate = at(ids, "/representatives/1/id");
    const auto scripts = read(
        programs.get("/v1/issue/11/script?contact_ids=" + house + "," + senate + ",&location=94110&name=Ana%20Li"));
    REQUIRE(scripts.as_object().size() == 2);
    CHECK(at(scripts, "/" + house).find("Hello, my name is Ana Li. I am a constituent from San Francisco, 94110.") ==
          0);
    CHECK(at(scripts, "/" + house).find("Vote for H.R. 12.") != std::string::npos);
    CHECK(at(scripts, "/" + house).find("S. 34") == std::string::npos);
    CHECK(at(scripts, "/" + senate).find("Vote for S. 34.") != std::string::npos);
    CHECK(at(scripts, "/" + senate).find("Senator ") != std::string::npos);
    CHECK(read(programs.get("/v1/issue/river-members/script?location=94110")).as_object().size() == 3);
    CHECK(read(programs.get("/v1/issue/river-members/script?location=91711")).as_object().size() == 3);
    // A place nobody knows leaves the blank.
    const auto blank = read(programs.get("/v1/issue/11/script?location=Somewhere&contact_ids=" + house));
    CHECK(at(blank, "/" + house).find("my name is [NAME]. I am a constituent from [CITY, ZIP].") != std::string::npos);
    CHECK(read(programs.get("/v1/issue/13/script?contact_ids=org:0")).as_object().size() == 1);
    CHECK(read(programs.get("/v1/issue/11/script?contact_ids=nobody")).as_object().empty());
}

TEST_CASE("a script that cannot be finished says why") {
    Programs programs;
    CHECK(at(read(programs.get("/v1/issue/none/script?location=94110"), 404), "/error").find("/v1/issues") !=
          std::string::npos);
    CHECK(read(programs.get("/v1/issue/14/script?location=94110"), 404).is_object());
    CHECK(error_of(programs, "/v1/issue/11/script").find("contact_ids") != std::string::npos);
    CHECK(error_of(programs, "/v1/issue/11/script?location=99999").find("Nobody") == 0);
    std::string many;
    for (int i = 0; i < 41; ++i) many += "a,";
    CHECK(error_of(programs, "/v1/issue/11/script?contact_ids=" + many).find("40") != std::string::npos);
}

TEST_CASE("what callers report is counted once for each, and told") {
    Programs programs;
    const std::string target = at(read(programs.get("/v1/reps?location=94110")), "/representatives/0/id");
    const auto report = [&](const std::string& more) {
        return programs.post_form("/v1/report", "issueid=11&contactid=" + target + "&" + more);
    };
    CHECK(at(read(report("result=contact&via=ios&callerid=one&group=friends&phone=202-555-0103")), "/status") == "ok");
    CHECK(report("result=voicemail&via=web&callerid=one&group=friends").status == 200);
    CHECK(report("result=contact&via=android&callerid=two").status == 200);
    CHECK(report("result=unavailable&via=web&callerid=three").status == 200);
    CHECK(report("result=contact&via=test&callerid=four").status == 200);
    CHECK(report("result=skip&via=web&callerid=five").status == 200);
    programs.a_minute_passes();
    const auto counts = read(programs.get("/v1/report?issueID=11"));
    CHECK(at(counts, "/count") == "2");
    CHECK(at(counts, "/donateOn") == "false");
    CHECK(at(counts, "/issueCount") == "2");
    const auto group = read(programs.get("/v1/report?group=friends"));
    CHECK(at(group, "/total") == "1");
    CHECK(at(group, "/issueCounts/0/count") == "1");
    CHECK(at(group, "/issueCounts/0/name").find("river") != std::string::npos);
    CHECK(at(read(programs.get("/v1/report?group=none")), "/issueCounts") == "[]");
    CHECK(at(read(programs.get("/v1/issues")), "/0/stats/calls") == "2");
    // Who told it is kept as a hash, and the number as the office's.
    const auto rows = store::test::rows(programs.file(), "SELECT visitor, dialled, via, grp FROM visit_outcomes");
    CHECK(rows.size() == 4);
    for (const auto& row : rows) {
        CHECK(row.find("|+12025550103|api|") == 64);
        CHECK(row.find("one") == std::string::npos);
    }
}

TEST_CASE("a caller without an id is known by address, program and day") {
    Programs programs;
    const std::string target = at(read(programs.get("/v1/reps?location=94110")), "/representatives/0/id");
    const auto report = [&](const std::string& address, const std::string& agent) {
        auto request = test::request_for(http::Method::post, "/v1/report");
        request.headers.add("Content-Type", "application/x-www-form-urlencoded");
        request.headers.add("User-Agent", agent);
        request.peer = address;
        request.body = "issueid=river-members&result=contact&contactid=" + target;
        CHECK(programs.send(request).status == 200);
    };
    report("192.0.2.1", "a");
    report("192.0.2.1", "a");
    report("192.0.2.1", "b");
    report("192.0.2.2", "a");
    CHECK(store::test::row(programs.file(), "SELECT count(*) FROM visit_outcomes") == "3");
    CHECK(store::test::row(programs.file(), "SELECT count(*) FROM visit_outcomes WHERE visitor LIKE '%192.0.2%'") == "0");
}

TEST_CASE("a report that cannot be taken says what is wrong, and nothing is stored") {
    Programs programs;
    const std::string target = at(read(programs.get("/v1/reps?location=94110")), "/representatives/0/id");
    const auto error = [&](const std::string& form) {
        return at(read(programs.post_form("/v1/report", form), 400), "/error");
    };
    CHECK(error("").find("issueid") != std::string::npos);
    CHECK(error("issueid=14&result=contact&contactid=" + target).find("issueid") != std::string::npos);
    CHECK(error("issueid=11&contactid=" + target).find("result") != std::string::npos);
    CHECK(error("issueid=11&result=wild&contactid=" + target).find("result") != std::string::npos);
    CHECK(error("issueid=11&result=contact&contactid=nobody").find("contactid") != std::string::npos);
    CHECK(error("issueid=11&result=contact&contactid=").find("contactid") != std::string::npos);
    CHECK(error("issueid=11&issueid=12&result=contact&contactid=" + target).find("only once") != std::string::npos);
    CHECK(error("issueid=11&result=contact&contactid=" + target + "&group=" + std::string(65, 'g')).find("group") !=
          std::string::npos);
    CHECK(read(programs.get("/v1/report?issueID=99"), 404).is_object());
    CHECK(store::test::row(programs.file(), "SELECT count(*) FROM visit_outcomes") == "0");
}

TEST_CASE("a place in a query reaches neither the log nor the metrics") {
    std::string log;
    observe::set_log_sink([&log](std::string_view line) { log += line; });
    api::Settings settings;
    settings.geocode = [](std::string) -> boost::asio::awaitable<outbound::Whereabouts> {
        co_return outbound::Whereabouts{};
    };
    Programs programs(settings);
    for (const char* place : {"94110", "99998", "47.1234,-122.5678", "17+Quietwater+Lane,+Anywhere"}) {
        auto request = test::request_for(http::Method::get, std::string("/v1/reps?location=") + place);
        programs.send(request);
    }
    observe::flush_log();
    observe::set_log_sink(nullptr);
    for (const char* secret : {"94110", "99998", "47.1234", "Quietwater"}) {
        CHECK(log.find(secret) == std::string::npos);
        CHECK(observe::metrics_text().find(secret) == std::string::npos);
    }
}
