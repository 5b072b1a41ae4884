#include "scripts/directory/drawing.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace sayso::directory;

namespace {

District seat(int number) {
    return {*StateCode::parse("CA"), Chamber::house, number};
}

Loop square(double south, double west, double north, double east) {
    return {{south, west}, {south, east}, {north, east}, {north, west}, {south, west}};
}

// A line with a thousand little teeth.
Loop coast() {
    Loop loop;
    for (int i = 0; i <= 1000; ++i) loop.push_back({37.5 + (i % 2) * 0.0001, -122.5 + i * 0.001});
    loop.push_back({38, -121.5});
    loop.push_back({38, -122.5});
    loop.push_back(loop.front());
    return loop;
}

const std::vector<Boundary> boundaries{{seat(1), {square(37, -123, 38, -122)}},
                                       {seat(2), {square(37, -122, 38, -121), square(37.4, -121.6, 37.6, -121.4)}},
                                       {seat(3), {coast()}}};

bool inside(const DrawnDistrict& district, MapPoint point) {
    bool in = false;
    for (const auto& ring : district.loops) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const MapPoint a = ring[i], b = ring[(i + 1) % ring.size()];
            const double x = a.x + static_cast<double>(point.y - a.y) / (b.y - a.y) * (b.x - a.x);
            if ((a.y > point.y) != (b.y > point.y) && point.x < x) in = !in;
        }
    }
    return in;
}

}  // namespace

TEST_CASE("the map shows something of each district around the middle, labels inside") {
    const auto map = draw(boundaries, {seat(1), seat(2)}, Coordinates{37.5, -122.05});
    REQUIRE(map);
    REQUIRE(map->districts.size() == 2);
    for (const auto& district : map->districts) {
        CHECK(inside(district, district.label));
        for (const auto& ring : district.loops) {
            CHECK(ring.size() >= 3);
            for (const auto point : ring) {
                CHECK((point.x >= -10 && point.x <= map_width + 10));
                CHECK((point.y >= -10 && point.y <= map_height + 10));
            }
        }
    }
    REQUIRE(map->middle);
    CHECK((map->middle->x > 0 && map->middle->x < map_width));
    // West is left, and the middle is in the western district.
    CHECK(map->districts[0].label.x < map->districts[1].label.x);
    CHECK(inside(map->districts[0], *map->middle));
    CHECK_FALSE(inside(map->districts[1], *map->middle));
}

TEST_CASE("without a middle the districts fill the map, holes and all") {
    const auto map = draw(boundaries, {seat(1), seat(2)}, std::nullopt);
    REQUIRE(map);
    CHECK_FALSE(map->middle);
    CHECK(map->districts[1].loops.size() == 2);
}

TEST_CASE("a line with many teeth is drawn with few points") {
    const auto map = draw(boundaries, {seat(3), seat(2)}, std::nullopt);
    REQUIRE(map);
    std::size_t points = 0;
    for (const auto& district : map->districts)
        for (const auto& ring : district.loops) points += ring.size();
    CHECK(points < 60);
}

TEST_CASE("a middle far from the districts still gives a map") {
    const auto map = draw(boundaries, {seat(1), seat(2)}, Coordinates{40, -115});
    REQUIRE(map);
    for (const auto& district : map->districts) CHECK(inside(district, district.label));
}

TEST_CASE("a district without a line gives no map") {
    CHECK_FALSE(draw(boundaries, {seat(1), seat(9)}, std::nullopt));
    CHECK_FALSE(draw(boundaries, {}, std::nullopt));
    CHECK_FALSE(draw({}, {seat(1)}, Coordinates{37, -122}));
    CHECK_FALSE(draw({{seat(1), {}}}, {seat(1)}, std::nullopt));
    CHECK_FALSE(draw({{seat(1), {{{37, -122}}}}}, {seat(1)}, std::nullopt));
}

TEST_CASE("a simplified line stays as near as it says") {
    const Loop line = coast();
    const Loop fewer = simplified(line, 50);
    CHECK(fewer.size() < 10);
    CHECK(simplified(line, 0.1).size() > 900);
    CHECK(simplified({}, 10).empty());
    CHECK(simplified({{1, 2}}, 10).size() == 1);
}
