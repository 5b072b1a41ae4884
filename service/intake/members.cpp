// legislators-current.yaml: who is or was a member of Congress, with every term.
#include <algorithm>
#include <map>

#include "service/intake/fields.hpp"
#include "service/intake/raw_file.hpp"

namespace sayso::intake {

namespace {

bool is_bioguide(const std::string& id) {
    return id.size() == 7 && id[0] >= 'A' && id[0] <= 'Z' &&
           std::all_of(id.begin() + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The ZIP at the end of "311 Hart Senate Office Building Washington DC 20510-1234"; empty when there is none.
std::string trailing_zip(const std::string& address) {
    const auto from = address.find_last_of(' ');
    const std::string last = from == std::string::npos ? address : address.substr(from + 1);
    const auto zip = directory::Zip::parse(last);
    return zip ? zip->text() : std::string{};
}

directory::Office capitol_office(const std::string& id, const Fields& term) {
    directory::Office office;
    office.id = id + "-capitol";
    office.capitol = true;
    office.phone = term.phone("phone");
    const std::string address = term.text("address");
    const std::string room = term.text("office");
    if (address.empty() && room.empty()) return office;
    office.zip = trailing_zip(address);
    office.address = room.empty() ? address : room;
    if (!room.empty()) {
        office.city = "Washington";
        office.state = "DC";
    }
    return office;
}

std::optional<directory::District> seat_of(const Fields& fields, bool senate, int& senate_class) {
    const auto state = fields.state("state");
    const char* key = senate ? "class" : "district";
    if (fields.required(key).empty()) return std::nullopt;
    const auto number = fields.whole(key);
    if (!state || !number) return std::nullopt;
    if (!senate) {
        if (*number < 0 || *number > 99) {
            fields.report().error(fields.line(key), "a district has a number from 0 (at-large) to 99, not " +
                                                        std::to_string(*number) + ".");
            return std::nullopt;
        }
        return directory::District{*state, directory::Chamber::house, *number};
    }
    if (*number < 1 || *number > 3) {
        fields.report().error(fields.line(key), "a Senate class is 1, 2 or 3, not " + std::to_string(*number) + ".");
        return std::nullopt;
    }
    senate_class = *number;
    return directory::District{*state, directory::Chamber::senate, 0};
}

std::optional<directory::Term> read_term(const YAML::Node& node, const std::string& id, Report& report) {
    const Fields fields(node, report, "a term of " + id);
    if (!fields.ok()) return std::nullopt;
    const std::string type = fields.required("type");
    if (!type.empty() && type != "rep" && type != "sen") {
        report.error(fields.line("type"), "a term is of type rep or sen, not '" + type + "'.");
        return std::nullopt;
    }
    int senate_class = 0;
    const auto seat = seat_of(fields, type == "sen", senate_class);
    const auto from = fields.noon("start");
    const auto to = fields.noon("end");
    if (type.empty() || !seat || !from || !to) return std::nullopt;
    if (*from >= *to) {
        report.error(fields.line("end"), "a term of " + id + " ends on " + fields.text("end") +
                                             ", not after its start on " + fields.text("start") + ".");
        return std::nullopt;
    }
    return directory::Term{*seat,
                           senate_class,
                           *from,
                           *to,
                           fields.text("party"),
                           fields.web_address("url"),
                           fields.web_address("contact_form"),
                           capitol_office(id, fields)};
}

void read_name(const Fields& name, directory::Official& official) {
    const std::string first = name.required("first");
    official.last_name = name.required("last");
    const std::string nickname = name.text("nickname");
    official.first_name = nickname.empty() ? first : nickname;
    official.full_name = name.text("official_full");
    if (!official.full_name.empty()) return;
    official.full_name = official.first_name + " " + official.last_name;
    const std::string suffix = name.text("suffix");
    if (!suffix.empty()) official.full_name += ", " + suffix;
}

void read_member(const YAML::Node& node, Parsed& parsed, std::map<std::string, int>& seen, Report& report) {
    const Fields fields(node, report, "a member");
    if (!fields.ok()) return;
    const Fields ids(fields.node("id"), report, "'id' of a member", fields.line());
    const Fields name(fields.node("name"), report, "'name' of a member", fields.line());
    if (!ids.ok() || !name.ok()) return;
    directory::Official official;
    official.id = ids.required("bioguide");
    if (official.id.empty()) return;
    if (!is_bioguide(official.id)) {
        report.error(ids.line("bioguide"),
                     "'" + official.id + "' is no Bioguide id (a capital letter and six digits).");
        return;
    }
    const auto [first, fresh] = seen.emplace(official.id, ids.line("bioguide"));
    if (!fresh) {
        report.error(ids.line("bioguide"),
                     official.id + " stands in the file twice, first in line " + std::to_string(first->second) + ".");
        return;
    }
    read_name(name, official);
    if (const YAML::Node bio_node = fields.node("bio"); bio_node.IsDefined()) {
        const Fields bio(bio_node, report, "'bio' of a member");
        if (const auto gender = bio.text("gender"); gender == "F" || gender == "M") official.gender = gender[0];
    }
    const YAML::Node terms = fields.node("terms");
    if (!terms.IsDefined() || !terms.IsSequence() || terms.size() == 0) {
        report.error(fields.line(), official.id + " has no list of terms.");
        return;
    }
    std::vector<int> lines;
    for (const auto& term_node : terms) {
        auto term = read_term(term_node, official.id, report);
        if (!term) continue;
        official.terms.push_back(std::move(*term));
        lines.push_back(line_of(term_node));
    }
    parsed.data.officials.push_back(std::move(official));
    parsed.term_lines.push_back(std::move(lines));
}

}  // namespace

void read_members(std::string_view text, Parsed& parsed, Report& report) {
    const auto root = load_yaml(text, false, report);
    if (!root) return;
    std::map<std::string, int> seen;
    parsed.data.officials.reserve(root->size());
    for (const auto& node : *root) read_member(node, parsed, seen, report);
    if (root->size() == 0) report.error(1, "The file has no members; fetch it again.");
}

}  // namespace sayso::intake
