#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "scripts/directory/official.hpp"

namespace sayso::directory {

// A line on the map that ends where it began.
using Loop = std::vector<Coordinates>;

// Where a House district lies: its shores, and the shores of what lies inside it and does not belong to it. A point
// that an odd number of the loops goes around is in the district.
struct Boundary {
    District district;
    std::vector<Loop> loops;
    bool operator==(const Boundary&) const = default;
};

// A district that holds a point, or comes near it.
struct NearDistrict {
    District district;
    bool inside = false;
    double meters_to_line = 0;  // from the point to the nearest piece of the district's line
};

// How far the Census Bureau's generalized lines may be from the real ones: nearer than this nobody can be sure.
inline constexpr double line_slack_meters = 2000;

// "37.76,-122.41": latitude and longitude in degrees, parted by a comma. Nothing unless it is a point on the Earth.
std::optional<Coordinates> parse_coordinates(std::string_view text);

// The districts that hold `point` or come within `slack_meters` of it: the one that holds it first, then the nearest.
// Lines are straight on a map of latitude and longitude, as the Census Bureau draws them.
std::vector<NearDistrict> districts_near(const std::vector<Boundary>& boundaries, Coordinates point,
                                         double slack_meters);

}  // namespace sayso::directory
