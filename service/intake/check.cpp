// The checks of an import that need more than one row (decisions 11).
#include <algorithm>
#include <map>
#include <set>

#include "service/intake/raw_file.hpp"

namespace sayso::intake {

namespace {

using directory::Chamber;
using directory::Instant;

constexpr const char* members_file = "legislators-current.yaml";
constexpr std::size_t most_listed = 12;

struct Holder {
    const directory::Official* official;
    const directory::Term* term;
    int line;
};

// (state, class or 0, district number) -> who holds or will hold it from the data date on, by start.
using SeatKey = std::tuple<directory::StateCode, int, int>;
using Seats = std::map<SeatKey, std::vector<Holder>>;

std::string seat_name(const SeatKey& key) {
    const auto& [state, senate_class, number] = key;
    if (senate_class > 0) return state.text() + " class " + std::to_string(senate_class);
    return directory::label({state, Chamber::house, number});
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most_listed; ++i) text += (i ? ", " : "") + names[i];
    if (names.size() > most_listed) text += " and " + std::to_string(names.size() - most_listed) + " more";
    return text;
}

class Checks {
  public:
    Checks(Parsed& parsed, Instant now) : parsed_(parsed), data_(parsed.data), now_(now) {}

    void run() {
        if (data_.officials.empty()) return;  // said already by reading
        date();
        for (std::size_t i = 0; i < data_.officials.size(); ++i) official(i);
        holders();
        vacancies();
        contacts();
        coverage();
    }

  private:
    void error(int line, std::string message) {
        parsed_.findings.push_back({true, members_file, line, std::move(message)});
    }
    void warning(int line, std::string message) {
        parsed_.findings.push_back({false, members_file, line, std::move(message)});
    }

    int line_of(std::size_t i, std::size_t j) const {
        return i < parsed_.term_lines.size() && j < parsed_.term_lines[i].size() ? parsed_.term_lines[i][j] : 0;
    }

    void date() {
        if (data_.dated > now_)
            warning(0, "The data date " + directory::eastern_date_text(data_.dated) +
                           " is still to come; until then no seat is told vacant.");
    }

    // Terms over before the data date may name districts of another decade; the others must fit the table of today.
    void official(std::size_t i) {
        const auto& person = data_.officials[i];
        bool serves = false, will = false;
        for (std::size_t j = 0; j < person.terms.size(); ++j) {
            const auto& term = person.terms[j];
            overlap(person, j, line_of(i, j));
            if (term.to <= data_.dated) continue;
            serves |= term.from <= data_.dated;
            will |= term.from > data_.dated;
            if (!fits(person, term, line_of(i, j))) continue;
            const int number = term.district.chamber == Chamber::house ? term.district.number : 0;
            seats_[{term.district.state, term.senate_class, number}].push_back({&person, &term, line_of(i, j)});
        }
        if (!serves && !will)
            warning(person.terms.empty() ? 0 : line_of(i, person.terms.size() - 1),
                    person.full_name + " (" + person.id + ") has no term in force on " +
                        directory::eastern_date_text(data_.dated) + ".");
    }

    void overlap(const directory::Official& person, std::size_t j, int line) {
        const auto& term = person.terms[j];
        for (std::size_t k = 0; k < j; ++k)
            if (term.from < person.terms[k].to && person.terms[k].from < term.to) {
                warning(line, "two terms of " + person.full_name + " (" + person.id + ") overlap.");
                return;
            }
    }

    bool fits(const directory::Official& person, const directory::Term& term, int line) {
        const auto& state = directory::facts(term.district.state);
        const std::string who = person.full_name + " (" + person.id + ")";
        if (term.district.chamber == Chamber::senate) {
            if (state.senate_classes[0] == term.senate_class || state.senate_classes[1] == term.senate_class)
                return true;
            if (!state.has_senators())
                error(line, who + " is listed as a senator of " + std::string(state.name) + ", which has none.");
            else
                error(line, who + " is listed as a senator of class " + std::to_string(term.senate_class) +
                                "; the classes of " + std::string(state.name) + " are " +
                                std::to_string(state.senate_classes[0]) + " and " +
                                std::to_string(state.senate_classes[1]) + ".");
            return false;
        }
        const int number = term.district.number;
        if (state.at_large() ? number == 0 : number >= 1 && number <= state.house_seats) return true;
        error(line, who + " is listed for " + term.district.state.text() + "-" + std::to_string(number) +
                        ", a seat that does not exist: " + std::string(state.name) + " has " +
                        (state.house_seats == 0 ? "none"
                         : state.at_large()     ? "one at large, number 0"
                                                : "districts 1 to " + std::to_string(state.house_seats)) +
                        ".");
        return false;
    }

    // At most one holder of a seat at any moment from the data date on.
    void holders() {
        for (auto& [key, list] : seats_) {
            std::sort(list.begin(), list.end(),
                      [](const Holder& a, const Holder& b) { return a.term->from < b.term->from; });
            for (std::size_t i = 1; i < list.size(); ++i) {
                const Holder& before = list[i - 1];
                const Holder& after = list[i];
                if (before.official == after.official || after.term->from >= before.term->to) continue;
                error(after.line, "two people hold " + seat_name(key) + " on " +
                                      directory::eastern_date_text(std::max(after.term->from, data_.dated)) + ": " +
                                      before.official->full_name + " (" + before.official->id + ", line " +
                                      std::to_string(before.line) + ") and " + after.official->full_name + " (" +
                                      after.official->id + ").");
            }
        }
    }

    bool held(const SeatKey& key) const {
        const auto found = seats_.find(key);
        if (found == seats_.end()) return false;
        return std::any_of(found->second.begin(), found->second.end(),
                           [&](const Holder& holder) { return holder.term->from <= data_.dated; });
    }

    void vacancies() {
        std::vector<std::string> house, senate;
        for (const auto& state : directory::all_states()) {
            for (int number = 1; number <= state.house_seats; ++number) {
                const SeatKey key{state.code, 0, state.at_large() ? 0 : number};
                if (!held(key)) house.push_back(seat_name(key));
            }
            for (const int senate_class : state.senate_classes)
                if (const SeatKey key{state.code, senate_class, 0}; senate_class > 0 && !held(key))
                    senate.push_back(seat_name(key));
        }
        std::sort(house.begin(), house.end());
        say_vacant(house, "House seat", 441);
        say_vacant(senate, "Senate seat", 100);
    }

    void say_vacant(const std::vector<std::string>& names, const std::string& kind, std::size_t of) {
        if (names.empty()) return;
        std::string text = std::to_string(names.size()) + " " + kind + (names.size() == 1 ? " has" : "s have") +
                           " no holder on " + directory::eastern_date_text(data_.dated) + ": " + listed(names) + ".";
        if (names.size() * 10 > of) text += " That is more than a tenth of all: the file may be cut off.";
        warning(0, text);
    }

    // What every member in office should have and some do not.
    void contacts() {
        std::vector<std::string> phoneless, urlless, officeless;
        int phone_line = 0, url_line = 0;
        for (const auto& [key, list] : seats_)
            for (const auto& holder : list) {
                if (holder.term->from > data_.dated) continue;
                const std::string who = holder.official->full_name + " (" + seat_name(key) + ")";
                if (!holder.term->capitol.phone)
                    phoneless.push_back(who), phone_line = phone_line ? phone_line : holder.line;
                if (holder.term->url.empty()) urlless.push_back(who), url_line = url_line ? url_line : holder.line;
            }
        if (!phoneless.empty())
            warning(phone_line,
                    "no Washington telephone, the switchboard will be called instead: " + listed(phoneless) + ".");
        if (!urlless.empty()) warning(url_line, "no web address: " + listed(urlless) + ".");
    }

    // Every voting district, and DC and Puerto Rico, should be touched by some ZIP; the crosswalk has no other
    // territory.
    void coverage() {
        if (data_.zip_districts.empty()) return;
        std::set<std::pair<directory::StateCode, int>> touched;
        for (const auto& row : data_.zip_districts) touched.insert({row.state, row.number});
        std::vector<std::string> missing;
        for (const auto& state : directory::all_states()) {
            if (state.kind != directory::StateKind::state && state.kind != directory::StateKind::federal_district)
                continue;
            for (int number = 1; number <= state.house_seats; ++number) {
                const int real = state.at_large() ? 0 : number;
                if (!touched.count({state.code, real}))
                    missing.push_back(directory::label({state.code, Chamber::house, real}));
            }
        }
        if (missing.empty()) return;
        std::sort(missing.begin(), missing.end());
        parsed_.findings.push_back(
            {false, "zccd.csv", 0,
             "no ZIP touches " + std::to_string(missing.size()) + " of the districts: " + listed(missing) + "."});
    }

    Parsed& parsed_;
    const directory::DirectoryData& data_;
    Instant now_;
    Seats seats_;
};

}  // namespace

void check(Parsed& parsed, directory::Instant now) {
    Checks(parsed, now).run();
}

}  // namespace sayso::intake
