#include <array>

#include "service/intake/intake.hpp"

namespace sayso::intake {

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

constexpr std::array<Source, 7> table{{
    {"legislators-current.yaml", "", "directory.url.legislators",
     "https://unitedstates.github.io/congress-legislators/legislators-current.yaml", "the members of Congress", true,
     16 * mebibyte},
    {"committees-current.yaml", "", "directory.url.committees",
     "https://unitedstates.github.io/congress-legislators/committees-current.yaml", "the committees", false,
     8 * mebibyte},
    {"committee-membership-current.yaml", "", "directory.url.committee_membership",
     "https://unitedstates.github.io/congress-legislators/committee-membership-current.yaml",
     "who sits on which committee", false, 8 * mebibyte},
    {"legislators-district-offices.yaml", "", "directory.url.district_offices",
     "https://unitedstates.github.io/congress-legislators/legislators-district-offices.yaml", "the local offices",
     false, 8 * mebibyte},
    {"zccd.csv", "", "directory.url.zip_districts",
     "https://raw.githubusercontent.com/OpenSourceActivismTech/us-zipcodes-congress/master/zccd.csv",
     "which districts a ZIP touches", true, 16 * mebibyte},
    {"geonames_US.txt", "US.txt US.zip", "directory.url.places", "https://download.geonames.org/export/zip/US.zip",
     "place names and positions of ZIPs", false, 64 * mebibyte},
    {"congressional_districts.geojson", "congressional_districts_119.geojson cb_2024_us_cd119_5m.zip",
     "directory.url.boundaries", "https://www2.census.gov/geo/tiger/GENZ2024/shp/cb_2024_us_cd119_5m.zip",
     "where the districts' lines run", false, 64 * mebibyte},
}};

}  // namespace

std::span<const Source> sources() {
    return table;
}

std::vector<std::pair<std::string, std::string>> public_homes() {
    std::vector<std::pair<std::string, std::string>> homes;
    for (const Source& source : table) homes.emplace_back(source.name, source.url);
    return homes;
}

}  // namespace sayso::intake
