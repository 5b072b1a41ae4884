// The YAML files of the directory: members, committees, who sits on them, local offices. The first byte says which.
#include <yaml-cpp/yaml.h>

#include <cmath>
#include <set>

#include "service/intake/report.hpp"
#include "tests/fuzz/findings.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

namespace {

// What the two files read last refer to: without members and committees every row of theirs is left out.
intake::Parsed country() {
    intake::Parsed parsed;
    for (const char* id : {"R900001", "N900002", "L900003"}) {
        directory::Official official;
        official.id = id;
        parsed.data.officials.push_back(std::move(official));
        parsed.term_lines.emplace_back();
    }
    for (const char* id : {"HSFA", "HSFA16", "SSFR"}) {
        directory::Committee committee;
        committee.id = committee.name = id;
        parsed.data.committees.push_back(std::move(committee));
    }
    return parsed;
}

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

void check_committees(const intake::Parsed& parsed) {
    std::set<std::string> ids;
    for (const auto& committee : parsed.data.committees) {
        must(!committee.name.empty() && ids.insert(committee.id).second, "a committee has a name and an id of its own");
        must(committee.parent_id.empty() || ids.count(committee.parent_id) == 1, "a subcommittee follows its parent");
        std::set<std::string> seats;
        for (const auto& member : committee.members)
            must(seats.insert(member.official_id).second, "a member sits on a committee once");
    }
}

bool one_line(const std::string& text) {
    return text.find_first_of("\r\n\t") == std::string::npos && text.find('\0') == std::string::npos;
}

void check_offices(const intake::Parsed& parsed) {
    std::set<std::string> ids;
    for (const auto& official : parsed.data.officials) {
        for (const auto& office : official.local_offices) {
            must(!office.id.empty() && ids.insert(office.id).second, "an office has an id of its own");
            must(!office.capitol, "a local office is not in the Capitol");
            must(office.state.empty() || directory::StateCode::parse(office.state).has_value(), "a state, or none");
            must(office.zip.empty() || directory::Zip::parse(office.zip).has_value(), "a ZIP code, or none");
            must(one_line(office.address) && one_line(office.city) && one_line(office.hours), "an address is a line");
            must(office.address.size() < 7000 && office.city.size() <= 2000, "texts have a bound");
            if (!office.coordinates) continue;
            must(std::fabs(office.coordinates->latitude) <= 90 && std::fabs(office.coordinates->longitude) <= 180,
                 "an office is on the Earth");
        }
    }
}

enum File : unsigned { members, committees, memberships, offices };

std::size_t rows_taken(File file, const directory::DirectoryData& data) {
    std::size_t rows = file == members ? data.officials.size() : 0;
    for (const auto& official : data.officials)
        rows += file == members ? official.terms.size() : official.local_offices.size();
    if (file == committees) rows += data.committees.size();
    for (const auto& committee : data.committees) rows += committee.members.size();
    return rows;
}

// The rows that a file has by its shape alone.
std::size_t rows_in(File file, std::string_view text) {
    const auto root = YAML::Load(std::string(text));
    std::size_t rows = file == members || file == committees ? root.size() : 0;
    if (file == memberships)
        for (const auto& entry : root) rows += entry.second.size();
    else
        for (const auto& entry : root)
            if (const auto below = entry[file == members ? "terms" : file == committees ? "subcommittees" : "offices"])
                rows += below.size();
    return rows;
}

}  // namespace

SAYSO_FUZZ(members) {
    const auto file = static_cast<File>(fuzz::take_byte(input) % 4);
    intake::Parsed parsed = file < memberships ? intake::Parsed() : country();
    intake::Report report(parsed.findings, "file.yaml");
    switch (file) {
        case members:
            intake::read_members(input, parsed, report);
            break;
        case committees:
            intake::read_committees(input, parsed.data, report);
            break;
        case memberships:
            intake::read_memberships(input, parsed.data, report);
            break;
        case offices:
            intake::read_local_offices(input, parsed.data, report);
    }
    report.finish();
    fuzz::check_findings(parsed.findings, input);
    check_members(parsed);
    check_committees(parsed);
    check_offices(parsed);
    if (parsed.findings.empty())
        must(rows_taken(file, parsed.data) == rows_in(file, input), "a row is taken, or said to be left out");
    intake::check(parsed, directory::Instant{});
}
