#pragma once
#include <optional>
#include <vector>

#include "scripts/directory/boundaries.hpp"

namespace sayso::directory {

// A point of a small map: to the right and down from its upper left corner.
struct MapPoint {
    int x = 0, y = 0;
    bool operator==(const MapPoint&) const = default;
};

// What of a district is on the map. A point that an odd number of the loops goes around is in the district.
struct DrawnDistrict {
    District district;
    std::vector<std::vector<MapPoint>> loops;
    MapPoint label;  // well inside
};

struct DrawnMap {
    std::vector<DrawnDistrict> districts;  // in the order asked for
    std::optional<MapPoint> middle;        // where `middle` is
};

inline constexpr int map_width = 320, map_height = 220;

// The neighbourhood of `middle` (of the districts, when it is not known), as wide as it must be to show something of
// each district; north is up. A few kilobytes at most. Nothing unless the line of every district is known.
std::optional<DrawnMap> draw(const std::vector<Boundary>& boundaries, const std::vector<District>& districts,
                             std::optional<Coordinates> middle);

}  // namespace sayso::directory
