#include <catch2/catch.hpp>
#include <string>

#include "scripts/directory/directory.hpp"

using namespace sayso::directory;

namespace {

District district(const char* state, int number) {
    return {*StateCode::parse(state), Chamber::house, number};
}

Loop square(double south, double west, double north, double east) {
    return {{south, west}, {south, east}, {north, east}, {north, west}, {south, west}};
}

// CA-1 with an island, CA-2 east of it with a hole that is CA-3; at 38 degrees a degree east is some 88 km.
std::vector<Boundary> map() {
    return {{district("CA", 2), {square(37.5, -122, 38.5, -121), square(37.9, -121.6, 38.1, -121.4)}},
            {district("CA", 3), {square(37.9, -121.6, 38.1, -121.4)}},
            {district("CA", 1), {square(37.5, -123, 38.5, -122), square(37.9, -124, 38.1, -123.8)}}};
}

// "CA-1! CA-2 1757m": inside with an exclamation mark, else how far the line is.
std::string near(Coordinates point, double slack = 2000) {
    std::string text;
    for (const auto& found : districts_near(map(), point, slack)) {
        text += (text.empty() ? "" : " ") + label(found.district);
        text += found.inside ? "!" : " " + std::to_string(static_cast<int>(found.meters_to_line)) + "m";
    }
    return text;
}

}  // namespace

TEST_CASE("a point lies in one district, in its island, or in the hole that belongs to another") {
    CHECK(near({38, -122.5}) == "CA-1!");
    CHECK(near({38, -123.9}) == "CA-1!");
    CHECK(near({38, -121.5}) == "CA-3!");
    CHECK(near({38.3, -121.5}) == "CA-2!");
    CHECK(near({38, -123.5}).empty());
    CHECK(near({-38, 122.5}).empty());
    CHECK(districts_near({}, {38, -122.5}, 2000).empty());
}

TEST_CASE("a line that runs near is told, the nearest first, in meters") {
    CHECK(near({38.2, -122.02}) == "CA-1! CA-2 1749m");
    CHECK(near({38.2, -121.98}) == "CA-2! CA-1 1749m");
    CHECK(near({38.2, -122.02}, 1000) == "CA-1!");
    CHECK(near({38.51, -122.5}) == "CA-1 1113m");  // in nobody's district, but near one
    const auto found = districts_near(map(), {38.2, -122.02}, 2000);
    REQUIRE(found.size() == 2);
    CHECK(found[0].meters_to_line == Approx(found[1].meters_to_line));  // it is one line
}

TEST_CASE("the directory places a point as it places a ZIP: states sorted, doubt marked") {
    DirectoryData data;
    data.boundaries = map();
    data.boundaries.push_back({district("AZ", 4), {square(37.5, -121, 38.5, -120)}});
    const Directory directory(std::move(data));
    const auto sure = directory.place(Coordinates{38.3, -121.7});
    CHECK(sure.by == PlacedBy::map);
    CHECK(sure.districts == std::vector<District>{district("CA", 2)});
    CHECK_FALSE(sure.approximate);
    REQUIRE(sure.place);
    CHECK(sure.place->city.empty());
    CHECK(sure.place->middle == Coordinates{38.3, -121.7});
    const auto doubtful = directory.place(Coordinates{38.3, -121.01});
    CHECK(doubtful.districts == std::vector<District>{district("AZ", 4), district("CA", 2)});
    CHECK(doubtful.approximate);
    CHECK(doubtful.split());
    REQUIRE(doubtful.place);
    CHECK(doubtful.place->state == *StateCode::parse("CA"));
    CHECK_FALSE(directory.place(Coordinates{0, 0}).found());
}

TEST_CASE("coordinates are two numbers with a comma, and on the Earth") {
    CHECK(parse_coordinates("37.76,-122.41") == Coordinates{37.76, -122.41});
    CHECK(parse_coordinates(" +37.76 , -122.41 ") == Coordinates{37.76, -122.41});
    CHECK(parse_coordinates("90,180") == Coordinates{90, 180});
    for (const char* wrong : {"", "94110", "37.76", "37.76,", ",-122.41", "37.76 -122.41", "37.76,-122.41,0", "91,0",
                              "0,181", "nan,0", "0,inf", "37.76,-122.41x", "1e999,0", "++1,2"}) {
        INFO(wrong);
        CHECK_FALSE(parse_coordinates(wrong));
    }
}

TEST_CASE("a line that runs elsewhere is a difference, its last digit in a database is not") {
    DirectoryData before, after;
    before.boundaries = after.boundaries = map();
    CHECK(compare(before, after, {}).empty());
    after.boundaries[0].loops[0][1].latitude += 4e-7;
    CHECK(compare(before, after, {}).lines_changed == 0);
    after.boundaries[0].loops[0][1].latitude += 4e-4;
    CHECK(compare(before, after, {}).lines_changed == 1);
    after.boundaries.pop_back();
    CHECK(compare(before, after, {}).lines_changed == 2);
    CHECK(compare(after, before, {}).lines_changed == 2);
    CHECK_FALSE(compare(before, after, {}).empty());
}

TEST_CASE("a box leaves out no district that comes near") {
    const auto boundaries = map();
    for (double latitude = 37; latitude <= 39; latitude += 0.013)
        for (double longitude = -124; longitude <= -120; longitude += 0.017) {
            const Coordinates point{latitude, longitude};
            for (const auto& boundary : boundaries)
                if (district_near(boundary, point, line_slack_meters))
                    CHECK(Box(boundary).comes_near(point, line_slack_meters));
        }
    CHECK_FALSE(Box(boundaries.front()).comes_near({10, -122}, line_slack_meters));
    CHECK_FALSE(Box(boundaries.front()).comes_near({38, 100}, line_slack_meters));
    CHECK_FALSE(Box(Boundary{boundaries.front().district, {}}).comes_near({38, -122}, line_slack_meters));
    CHECK(Box(boundaries.front()).comes_near({90, -122}, 1e7));
}
