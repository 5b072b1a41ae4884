#include <catch2/catch.hpp>

#include "tests/scripts/directory/made_up.hpp"

using namespace made_up;

namespace {

constexpr Coordinates san_francisco{37.75, -122.42}, oakland{37.80, -122.27}, los_angeles{34.05, -118.24};

DirectoryData data() {
    DirectoryData made;
    made.dated = noon("2026-06-15");
    Official ann = official("H000011", "Ann One", {term(house("CA", 11), 0, "2025-01-03", "2027-01-03")});
    ann.local_offices = {local_office("a", "Somewhere", "213-555-0104", std::nullopt),
                         local_office("b", "Los Angeles", "213-555-0101", los_angeles),
                         local_office("c", "No Phone", "", san_francisco),
                         local_office("d", "San Francisco", "415-555-0102", san_francisco),
                         local_office("e", "Oakland", "510-555-0103", oakland)};
    made.officials = {ann, official("S000001", "Sal Senator", {term(senate("CA"), 1, "2025-01-03", "2031-01-03")})};
    Committee full{"HSFA",
                   "",
                   CommitteeChamber::house,
                   "House Committee on Foreign Affairs",
                   "",
                   "",
                   PhoneNumber::parse("202-555-0110"),
                   {{"H000011", 3, "", true}}};
    made.committees = {
        full,
        {"SSFR", "", CommitteeChamber::senate, "Senate Committee on Foreign Relations", "", "", std::nullopt, {}}};
    made.zip_districts = {{zip("94110"), state("CA"), 11}, {zip("94112"), state("CA"), 15}};
    made.zip_places = {{zip("94110"), "San Francisco", state("CA"), san_francisco}};
    return made;
}

std::vector<std::string> cities(const std::vector<const Office*>& offices) {
    std::vector<std::string> names;
    for (const Office* office : offices) names.push_back(office->city);
    return names;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("local offices with a phone come nearest first, those without a place on the map last") {
    const Directory directory(data());
    const Official& ann = *directory.official("H000011");
    CHECK(cities(directory.offices_nearest(ann, san_francisco)) ==
          Lines{"San Francisco", "Oakland", "Los Angeles", "Somewhere"});
    CHECK(cities(directory.offices_nearest(ann, los_angeles)) ==
          Lines{"Los Angeles", "Oakland", "San Francisco", "Somewhere"});
    CHECK(cities(directory.offices_nearest(ann, std::nullopt)) ==
          Lines{"Somewhere", "Los Angeles", "San Francisco", "Oakland"});
}

TEST_CASE("nearness goes around the globe, not around the map") {
    DirectoryData made = data();
    // West and east of the date line: Guam is nearer to Hawaii's far west than California is.
    made.officials[0].local_offices = {local_office("w", "West", "671-555-0101", Coordinates{13.5, 179.5}),
                                       local_office("e", "East", "808-555-0101", Coordinates{13.5, -150.0})};
    const Directory directory(std::move(made));
    CHECK(cities(directory.offices_nearest(*directory.official("H000011"), Coordinates{13.5, -179.5})) ==
          Lines{"West", "East"});
}

TEST_CASE("a committee is found in either case and knows who sits on it") {
    const Directory directory(data());
    REQUIRE(directory.committee("hsfa") != nullptr);
    CHECK(directory.committee("hsfa")->id == "HSFA");
    CHECK(directory.committee("HSFA01") == nullptr);
    CHECK(directory.committee("HSF") == nullptr);
    CHECK(directory.sits_on("H000011", "HsFa"));
    CHECK_FALSE(directory.sits_on("H000011", "SSFR"));
    CHECK_FALSE(directory.sits_on("S000001", "HSFA"));
    CHECK_FALSE(directory.sits_on("H000011", "NONE"));
}

TEST_CASE("the same data has no difference, in whatever order its rows stand") {
    DirectoryData shuffled = data();
    std::reverse(shuffled.officials.begin(), shuffled.officials.end());
    std::reverse(shuffled.committees.begin(), shuffled.committees.end());
    std::reverse(shuffled.zip_districts.begin(), shuffled.zip_districts.end());
    CHECK(compare(data(), shuffled, noon("2026-07-01")).empty());
    CHECK(compare(data(), Directory(data()).data(), noon("2026-07-01")).empty());
    CHECK(compare({}, {}, noon("2026-07-01")).empty());
}

TEST_CASE("who came and who went is told with the seat") {
    const auto all_came = compare({}, data(), noon("2026-07-01"));
    CHECK(all_came.came == Lines{"came: Ann One, Representative, CA-11", "came: Sal Senator, Senator, CA"});
    CHECK(all_came.zips_added == 2);
    const auto all_went = compare(data(), {}, noon("2026-07-01"));
    CHECK(all_went.went == Lines{"went: Ann One, Representative, CA-11", "went: Sal Senator, Senator, CA"});
    CHECK(all_went.zips_removed == 2);
    // After Ann's term only the senator is there to go.
    CHECK(compare(data(), {}, noon("2027-01-04")).went == Lines{"went: Sal Senator, Senator, CA"});
}

TEST_CASE("moves, new numbers, offices, parties, terms and committees are told in a line each") {
    DirectoryData after = data();
    Official& ann = after.officials[0];
    ann.terms[0].district = senate("CA");
    ann.terms[0].senate_class = 3;
    ann.terms[0].capitol.phone = PhoneNumber::parse("202-555-0199");
    ann.terms[0].party = "Independent";
    ann.terms[0].to = noon("2029-01-03");
    ann.local_offices[1].phone = PhoneNumber::parse("213-555-0188");
    ann.local_offices.pop_back();
    ann.local_offices.push_back(local_office("f", "Fresno", "559-555-0101", std::nullopt));
    after.officials[1].terms[0].capitol.phone.reset();
    after.committees[0].members.clear();
    after.committees[1].phone = PhoneNumber::parse("202-555-0111");
    const auto difference = compare(data(), after, noon("2026-07-01"));
    CHECK(difference.came.empty());
    CHECK(difference.went.empty());
    CHECK(difference.moved == Lines{"moved: Ann One, from Representative, CA-11 to Senator, CA"});
    CHECK(difference.changed_number ==
          Lines{"changed number: Ann One, Senator, CA, (202) 555-0101 to (202) 555-0199",
                "changed number: Ann One, Senator, CA, Los Angeles office, (213) 555-0101 to (213) 555-0188",
                "changed number: Sal Senator, Senator, CA, (202) 555-0101 to no number",
                "changed number: Senate Committee on Foreign Relations, no number to (202) 555-0111"});
    CHECK(difference.other == Lines{"changed party: Ann One, Senator, CA, Democrat to Independent",
                                    "changed end of term: Ann One, Senator, CA, 2027-01-03 to 2029-01-03",
                                    "new office: Ann One, Senator, CA, Fresno, (559) 555-0101",
                                    "closed office: Ann One, Senator, CA, Oakland, (510) 555-0103",
                                    "committee: House Committee on Foreign Affairs, 0 joined, 1 left"});
    CHECK(difference.zips_changed == 0);
}

TEST_CASE("ZIPs are counted as added, removed or changed") {
    DirectoryData after = data();
    after.zip_districts = {
        {zip("94110"), state("CA"), 11}, {zip("94110"), state("CA"), 12}, {zip("94114"), state("CA"), 11}};
    const auto difference = compare(data(), after, noon("2026-07-01"));
    CHECK(difference.zips_changed == 1);
    CHECK(difference.zips_added == 1);
    CHECK(difference.zips_removed == 1);
    CHECK_FALSE(difference.empty());
}
