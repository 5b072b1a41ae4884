#include <catch2/catch.hpp>
#include <filesystem>

#include "service/intake/intake.hpp"
#include "tests/service/api/programs.hpp"

using namespace sayso;
using test::at;
using test::Programs;
using test::read;
namespace json = boost::json;

namespace {

// The public files, where they are; else null.
std::shared_ptr<const directory::Directory> real_directory() {
    static const auto read_once = []() -> std::shared_ptr<const directory::Directory> {
        const std::string folder = std::string(SAYSO_SHARED_DIR) + "/data";
        if (!std::filesystem::exists(folder + "/legislators-current.yaml")) return nullptr;
        using namespace std::chrono;
        auto parsed = intake::read_folder(folder, sys_days{year{2026} / June / 15} + hours{16});
        return std::make_shared<const directory::Directory>(std::move(parsed.data));
    }();
    return read_once;
}

}  // namespace

TEST_CASE("every ZIP of the public files is answered as the directory knows it") {
    const auto directory = real_directory();
    if (!directory) return;
    api::Settings settings;
    settings.requests_per_minute = 0;
    Programs programs(settings, directory);
    int placed = 0, split = 0, at_large = 0, every = 0;
    for (const auto zip : directory->all_zips()) {
        if (every++ % 37 != 0) continue;  // some 1,200 of them
        const auto placement = directory->place(zip);
        const auto response = programs.get("/v1/reps?location=" + zip.text());
        INFO(zip.text() << " " << response.body);
        const bool refused = !placement.found() || placement.by == directory::PlacedBy::military ||
                             placement.by == directory::PlacedBy::freely_associated;
        REQUIRE(response.status == (refused ? 400 : 200));
        if (refused) continue;
        ++placed;
        const auto answer = json::parse(response.body);
        CHECK(answer.at("isSplit").as_bool() == placement.split());
        CHECK((answer.at("lowAccuracy").as_bool() || placement.districts.size() == 1));
        split += placement.split();
        at_large += at(answer, "/district") == "0";
        int house = 0;
        for (const auto& person : answer.at("representatives").as_array()) {
            CHECK(person.at("state") == answer.at("state"));
            if (person.at("area").as_string() != "US House") continue;
            ++house;
            CHECK(person.at("district") == answer.at("district"));
        }
        CHECK(house <= 1);
    }
    CHECK(placed > 1000);
    CHECK(split > 100);
    CHECK(at_large > 20);
}

TEST_CASE("known places of the country") {
    const auto directory = real_directory();
    if (!directory) return;
    Programs programs({}, directory);
    const auto district = [&](const std::string& location) {
        const auto answer = read(programs.get("/v1/reps?location=" + location));
        return at(answer, "/state") + "-" + at(answer, "/district");
    };
    CHECK(district("94110") == "CA-11");
    CHECK(district("82001") == "WY-0");
    CHECK(district("20500") == "DC-0");
    CHECK(district("00901") == "PR-0");
    CHECK(district("96799") == "AS-0");
    CHECK(district("40.7484,-73.9857") == "NY-12");
    CHECK(district("Cheyenne,+WY") == "WY-0");
    CHECK(district("st.+paul,+minnesota") == "MN-4");
    const auto springfield = read(programs.get("/v1/reps?location=Springfield"), 400);
    CHECK(at(springfield, "/error").find("several states") != std::string::npos);
}
