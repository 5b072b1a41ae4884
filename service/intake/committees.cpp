// committees-current.yaml and committee-membership-current.yaml.
#include <algorithm>
#include <map>
#include <set>

#include "service/intake/fields.hpp"
#include "service/intake/raw_file.hpp"

namespace sayso::intake {

namespace {

std::optional<directory::CommitteeChamber> chamber_of(const Fields& fields) {
    const std::string type = fields.required("type");
    if (type == "house") return directory::CommitteeChamber::house;
    if (type == "senate") return directory::CommitteeChamber::senate;
    if (type == "joint") return directory::CommitteeChamber::joint;
    if (!type.empty())
        fields.report().error(fields.line("type"),
                              "a committee is of type house, senate or joint, not '" + type + "'.");
    return std::nullopt;
}

bool plain_id(const std::string& id) {
    return !id.empty() && id.size() <= 12 &&
           std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

// A committee, or with `parent` a subcommittee, whose id is the parent's and its own in one.
std::optional<directory::Committee> read_committee(const Fields& fields, const directory::Committee* parent) {
    const auto chamber = parent ? std::optional(parent->chamber) : chamber_of(fields);
    directory::Committee committee;
    const std::string own = fields.required("thomas_id");
    committee.name = fields.required("name");
    if (!chamber || own.empty() || committee.name.empty()) return std::nullopt;
    if (!plain_id(own)) {
        fields.report().error(fields.line("thomas_id"),
                              "'" + own + "' is no committee id (capital letters and digits).");
        return std::nullopt;
    }
    committee.chamber = *chamber;
    committee.id = parent ? parent->id + own : own;
    if (parent) committee.parent_id = parent->id;
    committee.url = fields.web_address("url");
    committee.address = fields.text("address");
    committee.phone = fields.phone("phone");
    return committee;
}

class CommitteeList {
  public:
    CommitteeList(directory::DirectoryData& data, Report& report) : data_(data), report_(report) {}

    void add(directory::Committee committee, int line) {
        const auto [first, fresh] = lines_.emplace(committee.id, line);
        if (fresh)
            data_.committees.push_back(std::move(committee));
        else
            report_.error(line, "committee " + committee.id + " stands in the file twice, first in line " +
                                    std::to_string(first->second) + ".");
    }

  private:
    directory::DirectoryData& data_;
    Report& report_;
    std::map<std::string, int> lines_;
};

void read_subcommittees(const Fields& fields, const directory::Committee& parent, CommitteeList& list, Report& report) {
    const YAML::Node nodes = fields.node("subcommittees");
    if (!nodes.IsDefined() || nodes.IsNull()) return;
    if (!nodes.IsSequence()) {
        report.error(line_of(nodes), "'subcommittees' of " + parent.id + " should be a list.");
        return;
    }
    for (const auto& node : nodes) {
        const Fields sub(node, report, "a subcommittee of " + parent.id);
        if (!sub.ok()) continue;
        if (auto committee = read_committee(sub, &parent)) list.add(std::move(*committee), sub.line());
    }
}

void read_member(const YAML::Node& node, directory::Committee& committee, const std::set<std::string>& officials,
                 std::set<std::string>& seen, Report& report) {
    const Fields fields(node, report, "a member of " + committee.id);
    if (!fields.ok()) return;
    directory::CommitteeMember member;
    member.official_id = fields.required("bioguide");
    if (member.official_id.empty()) return;
    if (!officials.count(member.official_id)) {
        report.warning(fields.line("bioguide"), member.official_id + " (" + fields.text("name") + ") sits on " +
                                                    committee.id +
                                                    " but is not among the members of Congress; left out.");
        return;
    }
    if (!seen.insert(member.official_id).second) {
        report.warning(fields.line("bioguide"),
                       member.official_id + " is listed on " + committee.id + " twice; the first is kept.");
        return;
    }
    member.rank = fields.whole("rank").value_or(0);
    member.title = fields.text("title");
    member.majority = fields.text("party") == "majority";
    committee.members.push_back(std::move(member));
}

}  // namespace

void read_committees(std::string_view text, directory::DirectoryData& data, Report& report) {
    const auto root = load_yaml(text, false, report);
    if (!root) return;
    CommitteeList list(data, report);
    for (const auto& node : *root) {
        const Fields fields(node, report, "a committee");
        if (!fields.ok()) continue;
        const auto committee = read_committee(fields, nullptr);
        if (!committee) continue;
        list.add(*committee, fields.line());
        read_subcommittees(fields, *committee, list, report);
    }
}

void read_memberships(std::string_view text, directory::DirectoryData& data, Report& report) {
    const auto root = load_yaml(text, true, report);
    if (!root) return;
    std::set<std::string> officials;
    for (const auto& official : data.officials) officials.insert(official.id);
    std::map<std::string, directory::Committee*> committees;
    for (auto& committee : data.committees) committees.emplace(committee.id, &committee);
    std::set<std::string> listed;
    for (const auto& entry : *root) {
        const std::string id = entry.first.IsScalar() ? entry.first.Scalar() : std::string{};
        const auto found = committees.find(id);
        if (found == committees.end()) {
            report.warning(line_of(entry.first),
                           "'" + id.substr(0, 40) + "' is not among the committees; its members are left out.");
            continue;
        }
        if (!listed.insert(id).second) {
            report.error(line_of(entry.first), "committee " + id + " stands in the file twice.");
            continue;
        }
        if (!entry.second.IsSequence()) {
            report.error(line_of(entry.second), "the members of " + id + " should be a list.");
            continue;
        }
        std::set<std::string> seen;
        for (const auto& node : entry.second) read_member(node, *found->second, officials, seen, report);
    }
}

}  // namespace sayso::intake
