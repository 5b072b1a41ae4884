// legislators-district-offices.yaml: the offices members keep at home.
#include <map>
#include <set>

#include "service/intake/fields.hpp"
#include "service/intake/raw_file.hpp"

namespace sayso::intake {

namespace {

// "Carl Elliott Building, 1710 Alabama Ave., Suite 247".
std::string whole_address(const Fields& fields) {
    std::string address = fields.text("building");
    const auto add = [&](const std::string& part) {
        if (part.empty()) return;
        if (!address.empty()) address += ", ";
        address += part;
    };
    add(fields.text("address"));
    std::string suite = fields.text("suite");
    if (!suite.empty() && suite.find_first_not_of("0123456789") == std::string::npos) suite = "Suite " + suite;
    add(suite);
    return address;
}

std::optional<directory::Coordinates> position(const Fields& fields) {
    const auto latitude = fields.decimal("latitude");
    const auto longitude = fields.decimal("longitude");
    if (!latitude || !longitude) return std::nullopt;
    if (*latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180)
        return directory::Coordinates{*latitude, *longitude};
    fields.report().warning(fields.line("latitude"), "the position of an office is not on the Earth; left out.");
    return std::nullopt;
}

std::optional<directory::Office> read_office(const YAML::Node& node, const std::string& owner, Report& report) {
    const Fields fields(node, report, "an office of " + owner);
    if (!fields.ok()) return std::nullopt;
    directory::Office office;
    office.id = fields.required("id");
    if (office.id.empty()) return std::nullopt;
    office.address = whole_address(fields);
    office.city = fields.text("city");
    office.state = fields.text("state");
    if (!office.state.empty() && !directory::StateCode::parse(office.state)) {
        report.warning(fields.line("state"), "'" + office.state + "' is not the postal code of a state; left out.");
        office.state.clear();
    }
    office.zip = fields.text("zip");
    if (!office.zip.empty() && !directory::Zip::parse(office.zip)) {
        report.warning(fields.line("zip"), "'" + office.zip + "' is no ZIP code; left out.");
        office.zip.clear();
    }
    office.hours = fields.text("hours");
    office.phone = fields.phone("phone");
    office.coordinates = position(fields);
    return office;
}

}  // namespace

void read_local_offices(std::string_view text, directory::DirectoryData& data, Report& report) {
    const auto root = load_yaml(text, false, report);
    if (!root) return;
    std::map<std::string, directory::Official*> officials;
    for (auto& official : data.officials) officials.emplace(official.id, &official);
    std::set<std::string> seen;
    for (const auto& node : *root) {
        const Fields fields(node, report, "an entry");
        if (!fields.ok()) continue;
        const Fields ids(fields.node("id"), report, "'id' of an entry", fields.line());
        const std::string owner = ids.ok() ? ids.required("bioguide") : std::string{};
        if (owner.empty()) continue;
        const auto found = officials.find(owner);
        if (found == officials.end()) {
            report.warning(ids.line("bioguide"),
                           "offices of " + owner + ", who is not among the members of Congress; left out.");
            continue;
        }
        const YAML::Node offices = fields.node("offices");
        if (!offices.IsDefined() || !offices.IsSequence()) {
            report.error(fields.line(), "'offices' of " + owner + " should be a list.");
            continue;
        }
        for (const auto& office_node : offices) {
            auto office = read_office(office_node, owner, report);
            if (!office) continue;
            if (seen.insert(office->id).second)
                found->second->local_offices.push_back(std::move(*office));
            else
                report.warning(line_of(office_node),
                               "office " + office->id + " stands in the file twice; the first is kept.");
        }
    }
}

}  // namespace sayso::intake
