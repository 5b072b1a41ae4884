#include "service/pages/where.hpp"

#include <catch2/catch.hpp>

#include "service/http/form.hpp"
#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using campaigns::PlaceNeed;
using outbound::Whereabouts;
using pages::address_in;
using pages::Located;
using pages::ZipForm;
using test::Html;
using test::read;
using test::TestSite;
using Kind = Located::Kind;
using Refined = Located::Refined;

namespace {

// In the made-up directory CA-14 surrounds CA-15, and lies beside CA-11.
const std::string in_15 = "37.75,-122.10", in_14 = "37.65,-122.00", at_the_line = "37.75,-122.305";

ZipForm typed(const std::string& zip, const std::string& place = "", const std::string& at = "",
              const std::string& address = "") {
    return {zip, place, at, address, false};
}

Located locate(const ZipForm& form, const Whereabouts* answer = nullptr, PlaceNeed need = PlaceNeed::district) {
    return pages::locate(*test::made_up_directory(), form, need, answer);
}

std::string district(const Located& located) {
    if (!located.where.district) return located.where.state ? located.where.state->text() : "";
    return pages::PlaceOption{located.where.district->state, located.where.district}.value();
}

std::vector<std::string> options(const Located& located) {
    std::vector<std::string> values;
    for (const auto& option : located.options) values.push_back(option.value());
    return values;
}

Whereabouts found(double latitude, double longitude, const std::string& zip) {
    return {Whereabouts::Kind::found, {latitude, longitude}, zip};
}

}  // namespace

TEST_CASE("a box takes a ZIP, a ZIP+4, a point or an address, and tells them apart") {
    CHECK(district(locate(typed("94110"))) == "CA-11");
    CHECK(district(locate(typed(" 94110-1234 "))) == "CA-11");
    CHECK(district(locate(typed(in_15))) == "CA-15");
    CHECK(district(locate(typed(" 37.65 , -122.00 "))) == "CA-14");
    CHECK(locate(typed("")).kind == Kind::empty);
    CHECK(locate(typed("9411")).kind == Kind::malformed);
    CHECK(locate(typed("48.85,2.35")).kind == Kind::outside);
    CHECK(locate(typed("95,200")).kind == Kind::malformed);

    CHECK(address_in(typed("2700 Mission St, San Francisco")) == "2700 Mission St, San Francisco");
    CHECK(address_in(typed(" 1 Elm St 94110 ")) == "1 Elm St 94110");
    for (const char* none : {"94110", "94110-1234", "", "9411O", "San Francisco", "12345 67890", "37.7,-122.4", "1 a"})
        CHECK_FALSE(address_in(typed(none)));
    CHECK(address_in(typed("91711", "", "", "1 Elm St")) == "1 Elm St, 91711");
    CHECK(address_in(typed("91711", "", "", "1 Elm St, Pomona 91766")) == "1 Elm St, Pomona 91766");
    CHECK(address_in(typed("91711", "", "", "12345 Elm St")) == "12345 Elm St, 91711");
    CHECK_FALSE(address_in(typed("91711", "", "", in_15)));
}

TEST_CASE("an address that is found answers, with its own ZIP") {
    const auto in_san_francisco = found(37.75, -122.415, "94110");
    const Located one = locate(typed("2700 Mission St, San Francisco"), &in_san_francisco);
    CHECK(one.found());
    CHECK(district(one) == "CA-11");
    CHECK(one.zip_text() == "94110");
    CHECK(one.where.city == "San Francisco");
    CHECK(one.form().at.empty());  // the ZIP alone leads there again
    const auto elsewhere = found(37.65, -122.0, "94544");
    CHECK(district(locate(typed("91711", "", "", "1 Elm St"), &elsewhere)) == "CA-14");
}

TEST_CASE("what the geocoder cannot say leaves the ZIP in the address, and the choice by name") {
    const Whereabouts nowhere{Whereabouts::Kind::nowhere, {}, {}}, not_now, unclear{Whereabouts::Kind::unclear, {}, {}};
    CHECK(locate(typed("9 Nowhere St"), &nowhere).kind == Kind::no_address);
    CHECK(locate(typed("9 Nowhere St"), &unclear).kind == Kind::unclear_address);
    CHECK(locate(typed("9 Nowhere St"), &not_now).kind == Kind::no_geocoder);
    CHECK(district(locate(typed("9 Nowhere St, 94110"), &not_now)) == "CA-11");
    const Located split = locate(typed("9 Nowhere St, Claremont 91711"), &not_now);
    CHECK(split.kind == Kind::ask_district);
    CHECK(split.refined == Refined::no_geocoder);
    const Located refined = locate(typed("91711", "", "", "9 Nowhere St"), &nowhere);
    CHECK(refined.kind == Kind::ask_district);
    CHECK(refined.refined == Refined::no_address);
    CHECK(options(refined).size() == 7);
    CHECK(refined.address == "9 Nowhere St");
    CHECK(split.address == "9 Nowhere St, Claremont 91711");
}

TEST_CASE("a point near the line is told as too close, and the choice holds from page to page") {
    const Located close = locate(typed(at_the_line));
    CHECK(close.kind == Kind::ask_district);
    CHECK(close.refined == Refined::too_close);
    CHECK(options(close) == std::vector<std::string>{"CA-11", "CA-14", "CA"});
    const ZipForm asked = close.form();
    CHECK(asked.zip == "37.750,-122.305");
    const Located chosen = locate(typed(asked.zip, "CA-14", asked.at));
    CHECK(district(chosen) == "CA-14");
    const ZipForm again = chosen.form();
    CHECK(district(locate(typed(again.zip, again.place, again.at))) == "CA-14");
    CHECK(locate(typed(asked.zip, "NY-3", asked.at)).asks());
}

TEST_CASE("a point narrows the districts of a ZIP, where the device is in it") {
    directory::DirectoryData data = test::made_up_directory()->data();
    const auto california = *directory::StateCode::parse("CA");
    const auto zip = *directory::Zip::parse("94102");
    data.zip_districts.push_back({zip, california, 14});
    data.zip_districts.push_back({zip, california, 15});  // 11, 14 and 15 now
    const directory::Directory split(std::move(data));
    const auto at = [&](const std::string& point, const std::string& place = "") {
        return pages::locate(split, typed("94102", place, point), PlaceNeed::district);
    };
    CHECK(at("").kind == Kind::ask_district);
    CHECK(district(at(in_15)) == "CA-15");
    CHECK(at(in_15).zip_text() == "94102");
    CHECK(options(at(at_the_line)) == std::vector<std::string>{"CA-11", "CA-14", "CA"});
    CHECK(at(at_the_line).refined == Refined::too_close);
    const Located away = at("41.5,-107.0");  // Wyoming
    CHECK(away.kind == Kind::ask_district);
    CHECK(away.refined == Refined::elsewhere);
    CHECK(options(away).size() == 4);
    CHECK(district(at(at_the_line, "CA-14")) == "CA-14");
}

TEST_CASE("without lines a point cannot be placed, and that is said") {
    directory::DirectoryData data = test::made_up_directory()->data();
    data.boundaries.clear();
    const directory::Directory bare(std::move(data));
    CHECK(pages::locate(bare, typed(in_15), PlaceNeed::district).kind == Kind::no_lines);
    const Located split = pages::locate(bare, typed("91711", "", in_15), PlaceNeed::district);
    CHECK(split.kind == Kind::ask_district);
    CHECK(split.refined == Refined::no_lines);
}

TEST_CASE("a district chosen before answers a question for the state, and the other way round asks") {
    CHECK(district(locate(typed("42223", "TN-7"), nullptr, PlaceNeed::state)) == "TN-7");
    CHECK(district(locate(typed("42223", "TN"), nullptr, PlaceNeed::state)) == "TN");
    CHECK(locate(typed("42223", "OH"), nullptr, PlaceNeed::state).asks());
}

TEST_CASE("the question has a map of the candidates, lettered like its answers, where lines are known") {
    TestSite site;
    const Html html = read(site.post("/reps", "zip=" + http::percent_encode(at_the_line)));
    CHECK(html.says("too close to that place"));
    REQUIRE(html.of_class("map").size() == 1);
    CHECK(html.says("Map of the districts. A: California, district 11; B: California, district 14"));
    CHECK(html.of_class("area").size() == 2);
    const auto letters = html.of_class("map-letter");
    REQUIRE(letters.size() == 2);
    const auto keys = html.of_class("map-key");
    REQUIRE(keys.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) CHECK(keys[i]->text == "On the map: " + letters[i]->text);
    CHECK(read(site.post("/reps", "zip=91711")).of_class("map").empty());  // nobody has drawn those
}

TEST_CASE("a device that is elsewhere leaves the map of the ZIP, without the device on it") {
    directory::DirectoryData data = test::made_up_directory()->data();
    data.zip_districts.push_back({*directory::Zip::parse("94102"), *directory::StateCode::parse("CA"), 14});
    TestSite site({test::sample_document()}, std::make_shared<const directory::Directory>(std::move(data)));
    const Html before = read(site.post("/reps", "zip=94102"));
    REQUIRE(before.of_class("map").size() == 1);
    const Html html = read(site.post("/reps", "zip=94102&at=" + http::percent_encode("26.12,-80.14")));
    CHECK(html.says("Your device is not in this ZIP code now."));
    REQUIRE(html.of_class("map").size() == 1);
    CHECK(html.of_class("area").size() == before.of_class("area").size());
    CHECK(html.of_class("map-middle").size() == before.of_class("map-middle").size());
    CHECK(html.of_class("map-dot").size() == html.of_class("map-middle").size());
    CHECK_FALSE(html.says("The place you told us"));
}

TEST_CASE("pages about a place may ask the device where it is, others may not") {
    TestSite site;
    const auto allowed = [](const http::Response& response) {
        return std::string(response.headers.get("Permissions-Policy")).find("geolocation=(self)") != std::string::npos;
    };
    CHECK(allowed(site.get("/reps")));
    CHECK(allowed(site.post("/reps", "zip=91711")));
    CHECK(allowed(site.get("/topics/river/actions/1")));
    CHECK_FALSE(allowed(site.get("/")));
    CHECK_FALSE(allowed(site.get("/topics/river")));
    CHECK(site.get("/reps").headers.get("Permissions-Policy").find("microphone=()") != std::string_view::npos);
}

TEST_CASE("an address without a geocoder leaves the choice by name, said plainly") {
    TestSite site;
    const auto response = site.post("/reps", "zip=" + http::percent_encode("12 Elm St, Springfield"));
    CHECK(response.status == 422);
    const Html html = read(response);
    CHECK(html.says("We cannot look up addresses right now. Type your ZIP code instead."));
    CHECK(html.by_id("zip")->get("value") == "12 Elm St, Springfield");
    CHECK(html.says("Capitol switchboard"));
    const Html split = read(site.post("/reps", "zip=" + http::percent_encode("12 Elm St, Claremont, CA 91711-1234")));
    CHECK(split.says("We cannot look up addresses right now. Choose by name."));
    CHECK(split.by_id("place-CA-28"));
    const Html plain = read(site.get("/reps"));
    CHECK(plain.says("Your ZIP code"));
    CHECK_FALSE(plain.says("street address"));  // nobody offers what cannot be done
    outbound::Geocoder geocoder("http://127.0.0.1:1/onelineaddress");
    pages::Settings settings;
    settings.geocoder = &geocoder;
    TestSite with({test::sample_document()}, test::made_up_directory(), settings);
    CHECK(read(with.get("/reps")).says("Your ZIP code, or your street address"));
    CHECK(read(with.get("/reps")).says("Five digits, or house number, street and town: where you live and vote."));
    CHECK(read(with.get("/reps?lang=es")).says("Cinco dígitos, o número, calle y ciudad: donde usted vive y vota."));
    const Html incomplete = read(with.post("/reps", "zip=" + http::percent_encode("none St")));
    CHECK(incomplete.says("An address needs its house number, street and town"));
    CHECK(incomplete.by_id("zip")->get("value") == "none St");
    CHECK(read(with.post("/reps?lang=es", "zip=" + http::percent_encode("calle ñ"))).says("Una dirección necesita"));
    CHECK_FALSE(read(with.post("/reps", "zip=9411")).says("An address needs"));
    CHECK_FALSE(read(site.post("/reps", "zip=abc")).says("An address needs"));
    // Nobody answers at that address: the question keeps what was typed.
    const std::string typed_address = "1 none \"St\"";
    const Html asked = read(with.post("/reps", "zip=91711&address=" + http::percent_encode(typed_address)));
    REQUIRE(asked.by_id("address"));
    CHECK(asked.by_id("address")->get("value") == typed_address);
    const Html in_the_box = read(with.post("/reps", "zip=" + http::percent_encode("1 none St, Claremont 91711")));
    REQUIRE(in_the_box.by_id("address"));
    CHECK(in_the_box.by_id("address")->get("value") == "1 none St, Claremont 91711");
    CHECK(read(with.post("/reps", "zip=91711")).by_id("address")->get("value").empty());
}

TEST_CASE("the pages with a box load what remembers the place on the device, in the visitor's language") {
    TestSite site;
    for (const char* path : {"/", "/topics/river", "/topics/river/actions/1", "/reps"}) {
        INFO(path);
        const auto response = site.get(path);
        CHECK(response.body.find("/static/place.") != std::string::npos);
        const Html html = read(response);
        for (const auto* form : html.of_class("zip")) CHECK(form->get("data-yours") == "Your place:");
    }
    CHECK(read(site.get("/reps?lang=es")).of_class("zip").at(0)->get("data-forget") == "Olvidar");
    const Html answered = read(site.post("/reps", "zip=91711&place=CA-28"));
    const auto* place = answered.of_class("place").at(0);
    CHECK(place->get("data-zip") == "91711");
    CHECK(place->get("data-place") == "CA-28");
    CHECK(place->get("data-short") == "91711, California, district 28");
}
