#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "scripts/directory/directory.hpp"

// What changed between two data sets, in lines for whoever decides about installing the new one.
namespace sayso::directory {

namespace {

const Term* serving(const Official& official, Instant at) {
    const Term* found = nullptr;
    for (const Term& term : official.terms) {
        if (term.from <= at && at < term.to && (found == nullptr || found->from <= term.from)) found = &term;
    }
    return found;
}

struct Serving {
    const Official* official;
    const Term* term;
};

std::map<std::string, Serving> serving_by_id(const DirectoryData& data, Instant at) {
    std::map<std::string, Serving> found;
    for (const Official& official : data.officials) {
        if (const Term* term = serving(official, at)) found[official.id] = {&official, term};
    }
    return found;
}

std::string seat_words(const Term& term) {
    return std::string(title_of(term.district)) + ", " + label(term.district);
}
std::string who(const Serving& s) {
    return s.official->full_name + ", " + seat_words(*s.term);
}
std::string number_words(const std::optional<PhoneNumber>& number) {
    return number ? number->display() : "no number";
}

void compare_local_offices(const Serving& before, const Serving& after, DirectoryDifference& difference) {
    std::map<std::string, const Office*> old_offices;
    for (const Office& office : before.official->local_offices) old_offices[office.id] = &office;
    for (const Office& office : after.official->local_offices) {
        const auto old = old_offices.find(office.id);
        if (old == old_offices.end()) {
            difference.other.push_back("new office: " + who(after) + ", " + office.city + ", " +
                                       number_words(office.phone));
            continue;
        }
        if (old->second->phone != office.phone) {
            difference.changed_number.push_back("changed number: " + who(after) + ", " + office.city + " office, " +
                                                number_words(old->second->phone) + " to " + number_words(office.phone));
        }
        if (old->second->address != office.address || old->second->city != office.city) {
            difference.other.push_back("moved office: " + who(after) + ", " + office.city);
        }
        old_offices.erase(old);
    }
    for (const auto& [id, office] : old_offices) {
        difference.other.push_back("closed office: " + who(after) + ", " + office->city + ", " +
                                   number_words(office->phone));
    }
}

void compare_one(const Serving& before, const Serving& after, DirectoryDifference& difference) {
    const Term& was = *before.term;
    const Term& is = *after.term;
    if (was.district != is.district || was.senate_class != is.senate_class) {
        difference.moved.push_back("moved: " + after.official->full_name + ", from " + seat_words(was) + " to " +
                                   seat_words(is));
    }
    if (was.capitol.phone != is.capitol.phone) {
        difference.changed_number.push_back("changed number: " + who(after) + ", " + number_words(was.capitol.phone) +
                                            " to " + number_words(is.capitol.phone));
    }
    if (before.official->full_name != after.official->full_name) {
        difference.other.push_back("changed name: " + before.official->full_name + " to " + who(after));
    }
    if (was.party != is.party) {
        difference.other.push_back("changed party: " + who(after) + ", " + was.party + " to " + is.party);
    }
    if (was.to != is.to) {
        difference.other.push_back("changed end of term: " + who(after) + ", " + eastern_date_text(was.to) + " to " +
                                   eastern_date_text(is.to));
    }
    if (was.url != is.url) {
        difference.other.push_back("changed web address: " + who(after) + ", " +
                                   (is.url.empty() ? "none now" : is.url));
    }
    compare_local_offices(before, after, difference);
}

void compare_officials(const DirectoryData& before, const DirectoryData& after, Instant at,
                       DirectoryDifference& difference) {
    const auto was = serving_by_id(before, at);
    const auto is = serving_by_id(after, at);
    for (const auto& [id, now] : is) {
        const auto old = was.find(id);
        if (old == was.end()) {
            difference.came.push_back("came: " + who(now));
        } else {
            compare_one(old->second, now, difference);
        }
    }
    for (const auto& [id, old] : was) {
        if (is.find(id) == is.end()) difference.went.push_back("went: " + who(old));
    }
}

std::string count_of(std::size_t count, const char* word) {
    return std::to_string(count) + " " + word;
}

void compare_members(const Committee& was, const Committee& is, DirectoryDifference& difference) {
    std::set<std::string> old_members, new_members;
    for (const CommitteeMember& member : was.members) old_members.insert(member.official_id);
    for (const CommitteeMember& member : is.members) new_members.insert(member.official_id);
    const auto absent_from = [](const std::set<std::string>& from, const std::set<std::string>& among) {
        return static_cast<std::size_t>(
            std::count_if(from.begin(), from.end(), [&](const std::string& id) { return among.count(id) == 0; }));
    };
    const std::size_t joined = absent_from(new_members, old_members), left = absent_from(old_members, new_members);
    if (joined + left == 0) return;
    difference.other.push_back("committee: " + is.name + ", " + count_of(joined, "joined") + ", " +
                               count_of(left, "left"));
}

void compare_committees(const DirectoryData& before, const DirectoryData& after, DirectoryDifference& difference) {
    std::map<std::string, const Committee*> old_ones;
    for (const Committee& committee : before.committees) old_ones[committee.id] = &committee;
    std::map<std::string, const Committee*> new_ones;
    for (const Committee& committee : after.committees) new_ones[committee.id] = &committee;
    for (const auto& [id, committee] : new_ones) {
        const auto old = old_ones.find(id);
        if (old == old_ones.end()) {
            difference.other.push_back("new committee: " + committee->name);
            continue;
        }
        if (old->second->phone != committee->phone) {
            difference.changed_number.push_back("changed number: " + committee->name + ", " +
                                                number_words(old->second->phone) + " to " +
                                                number_words(committee->phone));
        }
        compare_members(*old->second, *committee, difference);
    }
    for (const auto& [id, committee] : old_ones) {
        if (new_ones.find(id) == new_ones.end()) difference.other.push_back("committee gone: " + committee->name);
    }
}

using ZipFact =
    std::tuple<std::uint32_t, std::string, int, std::string>;  // ZIP, state, district (-1 for a place), city

std::vector<ZipFact> zip_facts(const DirectoryData& data) {
    std::vector<ZipFact> facts;
    facts.reserve(data.zip_districts.size() + data.zip_places.size());
    for (const ZipDistrict& row : data.zip_districts) {
        facts.emplace_back(row.zip.number(), row.state.text(), row.number, std::string());
    }
    for (const ZipPlace& row : data.zip_places) {
        facts.emplace_back(row.zip.number(), row.state ? row.state->text() : std::string(), -1, row.city);
    }
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    return facts;
}

// Walks both lists ZIP by ZIP.
void compare_zips(const DirectoryData& before, const DirectoryData& after, DirectoryDifference& difference) {
    const std::vector<ZipFact> was = zip_facts(before), is = zip_facts(after);
    const auto end_of = [](const std::vector<ZipFact>& facts, std::size_t from) {
        std::size_t end = from;
        while (end < facts.size() && std::get<0>(facts[end]) == std::get<0>(facts[from])) ++end;
        return end;
    };
    std::size_t a = 0, b = 0;
    while (a < was.size() || b < is.size()) {
        if (b == is.size() || (a < was.size() && std::get<0>(was[a]) < std::get<0>(is[b]))) {
            ++difference.zips_removed;
            a = end_of(was, a);
        } else if (a == was.size() || std::get<0>(is[b]) < std::get<0>(was[a])) {
            ++difference.zips_added;
            b = end_of(is, b);
        } else {
            const std::size_t a_end = end_of(was, a), b_end = end_of(is, b);
            const bool same = std::equal(was.data() + a, was.data() + a_end, is.data() + b, is.data() + b_end);
            difference.zips_changed += same ? 0 : 1;
            a = a_end;
            b = b_end;
        }
    }
}

// To a millionth of a degree, which is what a database keeps.
bool same_lines(const std::vector<Loop>& a, const std::vector<Loop>& b) {
    const auto near = [](double x, double y) { return std::abs(x - y) < 1e-6; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [near](const Loop& one, const Loop& other) {
        return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                          [near](const Coordinates& p, const Coordinates& q) {
                              return near(p.latitude, q.latitude) && near(p.longitude, q.longitude);
                          });
    });
}

void compare_lines(const DirectoryData& before, const DirectoryData& after, DirectoryDifference& difference) {
    std::map<District, const std::vector<Loop>*> old_ones;
    for (const Boundary& boundary : before.boundaries) old_ones[boundary.district] = &boundary.loops;
    for (const Boundary& boundary : after.boundaries) {
        const auto old = old_ones.find(boundary.district);
        if (old == old_ones.end() || !same_lines(*old->second, boundary.loops)) ++difference.lines_changed;
        if (old != old_ones.end()) old_ones.erase(old);
    }
    difference.lines_changed += static_cast<int>(old_ones.size());
}

}  // namespace

bool DirectoryDifference::empty() const {
    return came.empty() && went.empty() && moved.empty() && changed_number.empty() && other.empty() &&
           zips_added == 0 && zips_removed == 0 && zips_changed == 0 && lines_changed == 0;
}

DirectoryDifference compare(const DirectoryData& before, const DirectoryData& after, Instant at) {
    DirectoryDifference difference;
    compare_officials(before, after, at, difference);
    compare_committees(before, after, difference);
    compare_zips(before, after, difference);
    compare_lines(before, after, difference);
    return difference;
}

}  // namespace sayso::directory
