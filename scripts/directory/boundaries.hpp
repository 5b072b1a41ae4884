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

// The smallest piece of the map between two parallels and two meridians that has all of a district's line.
struct Box {
    double south = 90, north = -90, west = 180, east = -180;
    explicit Box(const Boundary& boundary);
    // False only when the line is certainly farther from the point than that, and does not go around it.
    bool comes_near(Coordinates point, double meters) const;
};

// "37.76,-122.41": latitude and longitude in degrees, parted by a comma. Nothing unless it is a point on the Earth.
std::optional<Coordinates> parse_coordinates(std::string_view text);

// What one district is to a point; nothing when it neither holds it nor comes within `slack_meters` of it.
std::optional<NearDistrict> district_near(const Boundary& boundary, Coordinates point, double slack_meters);
// The one that holds the point first, then the nearest.
void nearest_first(std::vector<NearDistrict>& districts);
// The districts that hold `point` or come within `slack_meters` of it: the one that holds it first, then the nearest.
// Lines are straight on a map of latitude and longitude, as the Census Bureau draws them.
std::vector<NearDistrict> districts_near(const std::vector<Boundary>& boundaries, Coordinates point,
                                         double slack_meters);

// The line with fewer points, none of those left out farther than `meters` from it (Douglas and Peucker).
Loop simplified(const Loop& loop, double meters);

}  // namespace sayso::directory
