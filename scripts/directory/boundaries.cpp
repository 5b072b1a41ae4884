#include "scripts/directory/boundaries.hpp"

#include <algorithm>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/simplify.hpp>
#include <boost/geometry/geometries/linestring.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/ring.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

// The one file that knows the geometry library.
namespace sayso::directory {

namespace {

namespace geometry = boost::geometry;
using Point = geometry::model::d2::point_xy<double>;
using Line = geometry::model::linestring<Point>;

constexpr double meters_a_degree = 111'320;  // of latitude

// Meters east and north of a point, good enough for the few kilometers around it that matter.
class Around {
  public:
    explicit Around(Coordinates middle)
        : middle_(middle), east_(meters_a_degree * std::cos(middle.latitude * std::numbers::pi / 180)) {}

    Point operator()(Coordinates c) const {
        return {(c.longitude - middle_.longitude) * east_, (c.latitude - middle_.latitude) * meters_a_degree};
    }
    Coordinates back(const Point& at) const {
        return {middle_.latitude + at.y() / meters_a_degree, middle_.longitude + at.x() / east_};
    }

  private:
    Coordinates middle_;
    double east_;
};

Line drawn(const Loop& loop, const Around& around) {
    Line drawn;
    drawn.reserve(loop.size());
    for (const auto& each : loop) drawn.push_back(around(each));
    return drawn;
}

// Whether the loop goes through or around the square around the point. A cheap no for all but a few districts.
bool comes_near(const Loop& loop, const Around& around, double slack) {
    bool west = false, east = false, south = false, north = false;
    for (const auto& each : loop) {
        const Point at = around(each);
        west = west || at.x() <= slack;
        east = east || at.x() >= -slack;
        south = south || at.y() <= slack;
        north = north || at.y() >= -slack;
    }
    return west && east && south && north;
}

bool holds(const Line& line, const Point& point) {
    const geometry::model::ring<Point, true, true> ring(line.begin(), line.end());
    return geometry::covered_by(point, ring);
}

// Nothing when the district is too far away to matter.
std::optional<NearDistrict> look_at(const Boundary& boundary, const Around& around, double slack) {
    const Point here(0, 0);
    NearDistrict found{boundary.district, false, std::numeric_limits<double>::infinity()};
    for (const auto& loop : boundary.loops) {
        if (!comes_near(loop, around, slack)) continue;
        const Line line = drawn(loop, around);
        if (holds(line, here)) found.inside = !found.inside;
        found.meters_to_line = std::min(found.meters_to_line, geometry::distance(here, line));
    }
    if (!found.inside && found.meters_to_line > slack) return std::nullopt;
    return found;
}

}  // namespace

std::optional<Coordinates> parse_coordinates(std::string_view text) {
    const auto number = [&text]() -> std::optional<double> {
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        if (text.substr(0, 1) == "+") text.remove_prefix(1);
        double value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{}) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        return value;
    };
    const auto latitude = number();
    if (!latitude || text.substr(0, 1) != ",") return std::nullopt;
    text.remove_prefix(1);
    const auto longitude = number();
    if (!longitude || !text.empty()) return std::nullopt;
    // Written so that what is no number is not on the Earth either.
    if (!(std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180)) return std::nullopt;
    return Coordinates{*latitude, *longitude};
}

Box::Box(const Boundary& boundary) {
    for (const auto& loop : boundary.loops)
        for (const auto& each : loop) {
            south = std::min(south, each.latitude);
            north = std::max(north, each.latitude);
            west = std::min(west, each.longitude);
            east = std::max(east, each.longitude);
        }
}

bool Box::comes_near(Coordinates point, double meters) const {
    // A little more than asked for: rounding must not lose what touches.
    const double along = 1.001 * meters / meters_a_degree;
    const double across = along / std::max(1e-6, std::cos(point.latitude * std::numbers::pi / 180));
    return point.latitude >= south - along && point.latitude <= north + along && point.longitude >= west - across &&
           point.longitude <= east + across;
}

std::optional<NearDistrict> district_near(const Boundary& boundary, Coordinates point, double slack_meters) {
    return look_at(boundary, Around(point), slack_meters);
}

void nearest_first(std::vector<NearDistrict>& districts) {
    std::sort(districts.begin(), districts.end(), [](const NearDistrict& a, const NearDistrict& b) {
        if (a.inside != b.inside) return a.inside;
        if (a.meters_to_line != b.meters_to_line) return a.meters_to_line < b.meters_to_line;
        return a.district < b.district;
    });
}

std::vector<NearDistrict> districts_near(const std::vector<Boundary>& boundaries, Coordinates point,
                                         double slack_meters) {
    std::vector<NearDistrict> near;
    for (const auto& boundary : boundaries)
        if (const auto found = district_near(boundary, point, slack_meters)) near.push_back(*found);
    nearest_first(near);
    return near;
}

Loop simplified(const Loop& loop, double meters) {
    if (loop.size() < 3) return loop;
    const Around around(loop.front());
    Line fewer;
    geometry::simplify(drawn(loop, around), fewer, meters);
    Loop kept;
    kept.reserve(fewer.size());
    for (const Point& point : fewer) kept.push_back(around.back(point));
    return kept;
}

}  // namespace sayso::directory
