// The ZIP-to-district file: whatever the bytes, rows that exist and findings that say where.
#include <algorithm>

#include "service/intake/report.hpp"
#include "tests/fuzz/findings.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

SAYSO_FUZZ(crosswalk) {
    intake::Parsed parsed;
    intake::Report report(parsed.findings, "zccd.csv");
    intake::read_crosswalk(input, parsed.data, report);
    report.finish();
    fuzz::check_findings(parsed.findings, input);
    const auto lines = static_cast<std::size_t>(std::count(input.begin(), input.end(), '\n')) + 1;
    must(parsed.data.zip_districts.size() <= lines, "a line is a row at most");
    must(!parsed.data.zip_districts.empty() || !parsed.ok(), "a file without rows is refused");
    for (const auto& row : parsed.data.zip_districts) {
        const auto& facts = directory::facts(row.state);
        must(facts.at_large() ? row.number == 0 : row.number >= 1 && row.number <= facts.house_seats,
             "districts that exist");
    }
}
