// The YAML files of the directory: members, committees, who sits on them, local offices. The first byte says which.
#include <set>

#include "service/intake/report.hpp"
#include "tests/fuzz/findings.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

namespace {

void check_members(const intake::Parsed& parsed) {
    std::set<std::string> ids;
    for (const auto& official : parsed.data.officials) {
        must(official.id.size() == 7 && ids.insert(official.id).second, "an official has an id of their own");
        for (const auto& term : official.terms) must(term.from < term.to, "a term lasts");
    }
    must(parsed.term_lines.size() == parsed.data.officials.size(), "lines for every official");
    for (std::size_t i = 0; i < parsed.term_lines.size(); ++i)
        must(parsed.term_lines[i].size() == parsed.data.officials[i].terms.size(), "a line for every term");
}

}  // namespace

SAYSO_FUZZ(members) {
    intake::Parsed parsed;
    intake::Report report(parsed.findings, "file.yaml");
    switch (fuzz::take_byte(input) % 4) {
        case 0:
            intake::read_members(input, parsed, report);
            break;
        case 1:
            intake::read_committees(input, parsed.data, report);
            break;
        case 2:
            intake::read_memberships(input, parsed.data, report);
            break;
        default:
            intake::read_local_offices(input, parsed.data, report);
    }
    report.finish();
    fuzz::check_findings(parsed.findings, input);
    check_members(parsed);
    intake::check(parsed, directory::Instant{});
}
