// GeoNames' list of places: twelve columns parted by tabs.
#include <cmath>
#include <set>

#include "service/intake/report.hpp"
#include "tests/fuzz/findings.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

SAYSO_FUZZ(places) {
    intake::Parsed parsed;
    intake::Report report(parsed.findings, "US.txt");
    intake::read_places(input, parsed.data, report);
    report.finish();
    fuzz::check_findings(parsed.findings, input);
    std::set<std::uint32_t> seen;
    for (const auto& place : parsed.data.zip_places) {
        must(seen.insert(place.zip.number()).second, "a ZIP code has one place");
        must(std::fabs(place.middle.latitude) <= 90 && std::fabs(place.middle.longitude) <= 180, "on the Earth");
        must(place.city.size() <= 200, "names have a bound");
    }
    must(!parsed.data.zip_places.empty() || !parsed.ok(), "a file without rows is refused");
}
