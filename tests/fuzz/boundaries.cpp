// Lines of the House districts as GeoJSON, and a point that is looked up among them.
#include <algorithm>
#include <cmath>
#include <set>

#include "service/intake/report.hpp"
#include "tests/fuzz/findings.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

// A point on the first line, then the file.
SAYSO_FUZZ(boundaries) {
    const auto point = directory::parse_coordinates(fuzz::take_line(input));
    if (point) must(std::fabs(point->latitude) <= 90 && std::fabs(point->longitude) <= 180, "a point is on the Earth");
    intake::Parsed parsed;
    intake::Report report(parsed.findings, "lines.geojson");
    intake::read_boundaries(input, parsed.data, report);
    report.finish();
    fuzz::check_findings(parsed.findings, input);
    must(!parsed.data.boundaries.empty() || !parsed.ok(), "a file without districts is refused");
    std::set<directory::District> seen;
    for (const auto& boundary : parsed.data.boundaries) {
        must(seen.insert(boundary.district).second && !boundary.loops.empty(), "a district is drawn once");
        for (const auto& loop : boundary.loops) must(loop.size() >= 4 && loop.front() == loop.back(), "lines close");
    }
    for (const auto& boundary : parsed.data.boundaries)
        for (const auto& loop : boundary.loops) {
            const auto fewer = directory::simplified(loop, 500);
            must(fewer.size() >= 2 && fewer.size() <= loop.size(), "a simpler line has no more points");
        }
    if (!point) return;
    const auto near = directory::districts_near(parsed.data.boundaries, *point, directory::line_slack_meters);
    must(near.size() <= parsed.data.boundaries.size(), "every district is near once at most");
    for (const auto& each : near)
        must(each.meters_to_line >= 0 && (each.inside || each.meters_to_line <= directory::line_slack_meters),
             "what is near holds the point or comes near it");
    for (const auto& boundary : parsed.data.boundaries) {
        const bool found = std::any_of(near.begin(), near.end(), [&boundary](const directory::NearDistrict& each) {
            return each.district == boundary.district;
        });
        must(!found || directory::Box(boundary).comes_near(*point, directory::line_slack_meters),
             "what is near is near by its box, too");
    }
}
