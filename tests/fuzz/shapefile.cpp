// The three members of a shapefile: the shapes, their index, their attributes.
#include "service/intake/report.hpp"
#include "tests/fuzz/findings.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

// Two bytes for the size of each of the first two members, then all three.
SAYSO_FUZZ(shapefile) {
    const auto size = [&] {
        const auto high = fuzz::take_byte(input);
        return high * 256 + fuzz::take_byte(input);
    };
    const std::size_t shp = size(), shx = size();
    intake::Parsed parsed;
    intake::Report report(parsed.findings, "lines.zip");
    const auto index = input.substr(std::min(shp, input.size()));
    intake::read_shapefile(input.substr(0, shp), index.substr(0, shx), index.substr(std::min(shx, index.size())),
                           parsed.data, report);
    report.finish();
    must(parsed.findings.size() <= 52, "findings have a bound");
    must(!parsed.data.boundaries.empty() || !parsed.ok(), "a file without districts is refused");
    for (const auto& boundary : parsed.data.boundaries)
        for (const auto& loop : boundary.loops) must(loop.size() >= 4 && loop.front() == loop.back(), "lines close");
}
