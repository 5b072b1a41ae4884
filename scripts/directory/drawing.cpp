#include "scripts/directory/drawing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sayso::directory {

namespace {

constexpr double degrees_a_meter = 1 / 111'320.0;        // of latitude
constexpr double nearest = 8'000, farthest = 2'000'000;  // meters from the middle to the upper edge
constexpr double enough = 0.05;                          // of the map, to be seen and named
constexpr std::size_t most_points = 600;                 // of all districts together
constexpr int beyond = 4;                                // so that the edge of a cut district is not seen
constexpr int grid = 24;                                 // places tried for a label, each way

struct View {
    double south, west, north, east;
    double width() const { return east - west; }
    double height() const { return north - south; }
};

// The part of the Earth around a point that fills the map without being stretched.
View view_around(Coordinates middle, double meters) {
    const double up = meters * degrees_a_meter;
    const double narrow = std::max(0.1, std::cos(middle.latitude * std::numbers::pi / 180));
    const double across = up * map_width / map_height / narrow;
    return {middle.latitude - up, middle.longitude - across, middle.latitude + up, middle.longitude + across};
}

View bounds_of(const std::vector<const Boundary*>& boundaries) {
    constexpr double far = std::numeric_limits<double>::infinity();
    View box{far, far, -far, -far};
    for (const Boundary* boundary : boundaries)
        for (const Loop& loop : boundary->loops)
            for (const Coordinates& each : loop)
                box = {std::min(box.south, each.latitude), std::min(box.west, each.longitude),
                       std::max(box.north, each.latitude), std::max(box.east, each.longitude)};
    return box;
}

// Sutherland and Hodgman's way to cut a ring: by one side after the other. `depth` is how far inside a point is.
template <typename Depth>
Loop cut(const Loop& loop, Depth depth) {
    Loop kept;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const Coordinates from = loop[i], to = loop[(i + 1) % loop.size()];
        const double before = depth(from), after = depth(to);
        if (before >= 0) kept.push_back(from);
        if ((before >= 0) == (after >= 0)) continue;
        const double way = before / (before - after);
        kept.push_back({from.latitude + (to.latitude - from.latitude) * way,
                        from.longitude + (to.longitude - from.longitude) * way});
    }
    return kept;
}

Loop cut(Loop loop, const View& box) {
    loop = cut(loop, [&](Coordinates c) { return c.latitude - box.south; });
    loop = cut(loop, [&](Coordinates c) { return box.north - c.latitude; });
    loop = cut(loop, [&](Coordinates c) { return c.longitude - box.west; });
    return cut(loop, [&](Coordinates c) { return box.east - c.longitude; });
}

MapPoint on_map(Coordinates c, const View& view) {
    return {static_cast<int>(std::lround((c.longitude - view.west) / view.width() * map_width)),
            static_cast<int>(std::lround((view.north - c.latitude) / view.height() * map_height))};
}

// Twice the area, for a ring without the repeated last point too.
double twice_area(const std::vector<MapPoint>& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const MapPoint a = ring[i], b = ring[(i + 1) % ring.size()];
        sum += static_cast<double>(a.x) * b.y - static_cast<double>(b.x) * a.y;
    }
    return std::abs(sum);
}

DrawnDistrict draw_one(const Boundary& boundary, const View& view, double tolerance) {
    const double margin = view.height() * beyond / map_height, aside = view.width() * beyond / map_width;
    const View cutter{view.south - margin, view.west - aside, view.north + margin, view.east + aside};
    DrawnDistrict drawn{boundary.district, {}, {}};
    for (const Loop& loop : boundary.loops) {
        Loop part = cut(loop, cutter);
        if (part.size() < 3) continue;
        part.push_back(part.front());
        std::vector<MapPoint> ring;
        for (const Coordinates& each : simplified(part, tolerance)) {
            const MapPoint point = on_map(each, view);
            if (ring.empty() || !(ring.back() == point)) ring.push_back(point);
        }
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        if (ring.size() >= 3 && twice_area(ring) > 8) drawn.loops.push_back(std::move(ring));
    }
    return drawn;
}

// Whether the point is inside, and how far from the line.
struct Depth {
    bool inside = false;
    double to_line = std::numeric_limits<double>::infinity();
};
Depth depth_of(const DrawnDistrict& drawn, double x, double y) {
    Depth depth;
    for (const auto& ring : drawn.loops) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const double ax = ring[i].x, ay = ring[i].y;
            const MapPoint& next = ring[(i + 1) % ring.size()];
            const double bx = next.x, by = next.y, dx = bx - ax, dy = by - ay;
            if ((ay > y) != (by > y) && x < ax + (y - ay) / dy * dx) depth.inside = !depth.inside;
            const double along = std::clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
            depth.to_line = std::min(depth.to_line, std::hypot(x - ax - along * dx, y - ay - along * dy));
        }
    }
    return depth;
}

// Puts the label where there is most room around it. Returns the share of the map that the district fills.
double put_label(DrawnDistrict& drawn) {
    double room = 0;
    int inside = 0;
    for (int row = 0; row < grid; ++row) {
        for (int column = 0; column < grid; ++column) {
            const double x = (column + 0.5) * map_width / grid, y = (row + 0.5) * map_height / grid;
            const Depth depth = depth_of(drawn, x, y);
            if (!depth.inside) continue;
            ++inside;
            const double edge = std::min({x, y, map_width - x, map_height - y});
            if (const double here = std::min(depth.to_line, edge); here > room) {
                room = here;
                drawn.label = {static_cast<int>(x), static_cast<int>(y)};
            }
        }
    }
    return static_cast<double>(inside) / (grid * grid);
}

std::size_t points_of(const DrawnMap& map) {
    std::size_t points = 0;
    for (const auto& district : map.districts)
        for (const auto& ring : district.loops) points += ring.size();
    return points;
}

// With lines as fine as the most points allow. The tolerance is about a pixel at first.
DrawnMap draw_view(const std::vector<const Boundary*>& boundaries, const View& view) {
    DrawnMap map;
    for (double tolerance = view.height() / map_height / degrees_a_meter;; tolerance *= 2) {
        map.districts.clear();
        for (const Boundary* boundary : boundaries) map.districts.push_back(draw_one(*boundary, view, tolerance));
        if (points_of(map) <= most_points || tolerance > farthest) return map;
    }
}

Coordinates on_earth(double x, double y, const View& view) {
    return {view.north - y / map_height * view.height(), view.west + x / map_width * view.width()};
}

// The part of the view where there is something to see.
View closer(const DrawnMap& map, const View& view) {
    double left = map_width, right = 0, top = map_height, bottom = 0;
    const auto include = [&](MapPoint point) {
        const double x = std::clamp(point.x, 0, map_width), y = std::clamp(point.y, 0, map_height);
        left = std::min(left, x);
        right = std::max(right, x);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
    };
    for (const auto& district : map.districts)
        for (const auto& ring : district.loops)
            for (const MapPoint point : ring) include(point);
    if (map.middle) include(*map.middle);
    const double up = std::max(bottom - top, (right - left) * map_height / map_width) / 2 * 1.08 + 1;
    const double meters = up / map_height * view.height() / degrees_a_meter;
    return view_around(on_earth((left + right) / 2, (top + bottom) / 2, view), meters);
}

double least_share(DrawnMap& map) {
    double least = 1;
    for (auto& district : map.districts) least = std::min(least, put_label(district));
    return least;
}

std::vector<const Boundary*> lines_of(const std::vector<Boundary>& boundaries, const std::vector<District>& districts) {
    std::vector<const Boundary*> found;
    for (const District& district : districts) {
        const auto line = std::find_if(boundaries.begin(), boundaries.end(),
                                       [&](const Boundary& boundary) { return boundary.district == district; });
        if (line != boundaries.end() && !line->loops.empty()) found.push_back(&*line);
    }
    return found;
}

}  // namespace

std::optional<DrawnMap> draw(const std::vector<Boundary>& boundaries, const std::vector<District>& districts,
                             std::optional<Coordinates> middle) {
    const auto lines = lines_of(boundaries, districts);
    if (lines.empty() || lines.size() != districts.size()) return std::nullopt;
    View bounds = bounds_of(lines);
    if (middle)
        bounds = {std::min(bounds.south, middle->latitude), std::min(bounds.west, middle->longitude),
                  std::max(bounds.north, middle->latitude), std::max(bounds.east, middle->longitude)};
    const double whole = std::min(farthest, std::max(bounds.height(), bounds.width()) / degrees_a_meter);
    if (!(whole > 0)) return std::nullopt;  // a point is no district
    const Coordinates center =
        middle.value_or(Coordinates{(bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2});
    std::optional<DrawnMap> best;
    View seen{};
    double best_share = 0;
    for (double meters = middle ? nearest : whole / 2; meters <= 2 * whole; meters *= 1.6) {
        const View view = view_around(center, meters);
        DrawnMap map = draw_view(lines, view);
        if (middle) map.middle = on_map(*middle, view);
        const double share = least_share(map);
        if (share > best_share) {
            best = std::move(map);
            seen = view;
            best_share = share;
        }
        if (best_share >= enough) break;
    }
    if (!best) return best;
    const View view = closer(*best, seen);
    DrawnMap map = draw_view(lines, view);
    if (middle) map.middle = on_map(*middle, view);
    return least_share(map) > 0 ? std::move(map) : std::move(*best);
}

}  // namespace sayso::directory
