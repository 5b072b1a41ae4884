#include <date/tz.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <set>

#include "tests/service/intake/findings.hpp"
#include "tests/support/directories_in_memory.hpp"

using namespace sayso;
using namespace sayso::tests;

TEST_CASE("the public files of the whole country are read without an error") {
    const std::string folder = std::string(SAYSO_SHARED_DIR) + "/data";
    if (!std::filesystem::exists(folder + "/legislators-current.yaml")) {
        WARN("skipped: the public data files are absent");
        return;
    }
    const auto begun = std::chrono::steady_clock::now();
    auto parsed = intake::read_folder(folder, made(), today());
    intake::check(parsed, today());
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    INFO(all_findings(parsed));
    CHECK(taken.count() < 60);  // seconds, with sanitizers on a busy machine
    CHECK(parsed.ok());
    const auto& data = parsed.data;
    CHECK(data.officials.size() == 537);
    CHECK(data.zip_districts.size() == 42033);
    std::set<std::uint32_t> zips;
    for (const auto& row : data.zip_districts) zips.insert(row.zip.number());
    CHECK(zips.size() == 33774);
    CHECK(data.zip_places.size() == 41488);
    CHECK(std::count_if(data.committees.begin(), data.committees.end(),
                        [](const auto& each) { return each.parent_id.empty(); }) == 49);
    std::size_t offices = 0, sitting = 0;
    for (const auto& official : data.officials) offices += official.local_offices.size();
    for (const auto& committee : data.committees) sitting += committee.members.size();
    CHECK(offices == 1312);
    CHECK(sitting == 3879);
    CHECK(warns(parsed, "legislators-current.yaml", 0,
                "4 House seats have no holder on 2026-06-15: CA-14, FL-20, GA-13, TX-23."));
    CHECK(warns(parsed, "legislators-current.yaml", 0,
                "no Washington telephone, the switchboard will be called instead: James Gallagher (CA-1)."));

    CHECK(data.boundaries.size() == 437);

    DirectoriesInMemory store;
    CHECK(intake::install(store, parsed, {}, today()).refused.empty());
    CHECK(intake::install(store, parsed, {}, today()).difference.empty());

    // Every crosswalk row leads to its district again.
    const directory::Directory built(data);
    CHECK(!built.built_in());
    for (const auto& row : data.zip_districts) {
        const auto place = built.place(row.zip);
        const directory::District district{row.state, directory::Chamber::house, row.number};
        if (std::find(place.districts.begin(), place.districts.end(), district) == place.districts.end())
            FAIL(row.zip.text());
    }
}

TEST_CASE("noon Eastern agrees with the time zone database on every day terms can begin") {
    try {
        date::get_tzdb();
    } catch (const std::exception& absent) {
        WARN("skipped: the time zone database is absent: " << absent.what());
        return;
    }
    // The library reads no rule beyond 2037.
    const auto* eastern = date::locate_zone("America/New_York");
    for (int year = 2007; year <= 2037; ++year)
        for (unsigned month = 1; month <= 12; ++month)
            for (unsigned day = 1; day <= 28; ++day) {
                const auto theirs = eastern->to_sys(
                    date::local_days{date::year{year} / static_cast<int>(month) / static_cast<int>(day)} +
                    std::chrono::hours{12});
                if (noon(year, month, day).time_since_epoch() !=
                    std::chrono::duration_cast<std::chrono::seconds>(theirs.time_since_epoch()))
                    FAIL(year << "-" << month << "-" << day);
            }
    SUCCEED();
}

TEST_CASE("the middle of nearly every ZIP with one district lies in that district by the lines, or near it") {
    const std::string folder = std::string(SAYSO_SHARED_DIR) + "/data";
    if (!std::filesystem::exists(folder + "/congressional_districts_119.geojson")) {
        WARN("skipped: the public data files are absent");
        return;
    }
    auto parsed = intake::read_folder(folder, made(), today());
    const directory::Directory built(std::move(parsed.data));
    int looked_at = 0, agree = 0;
    const auto& places = built.data().zip_places;
    for (std::size_t i = 0; i < places.size(); i += 37) {  // a sample: each costs some of the map
        const auto by_zip = built.place(places[i].zip);
        if (by_zip.by != directory::PlacedBy::crosswalk || by_zip.districts.size() != 1 || by_zip.approximate) continue;
        const auto by_map = built.place(places[i].middle);
        ++looked_at;
        const auto& found = by_map.districts;
        agree += std::find(found.begin(), found.end(), by_zip.districts.front()) != found.end() ? 1 : 0;
    }
    INFO(agree << " of " << looked_at);
    CHECK(looked_at > 500);
    // GeoNames' middles are sometimes those of another town of the name.
    CHECK(agree * 100 >= looked_at * 97);
}
