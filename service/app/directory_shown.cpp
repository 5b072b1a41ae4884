#include "service/app/directory_shown.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

namespace sayso::app {

namespace {

using directory::Chamber;
using directory::Occupancy;
using directory::Seat;

constexpr std::chrono::weeks warned_ahead{6};
constexpr std::size_t most_lines = 40;  // of one kind of change
constexpr std::size_t most_seats = 24;

std::string grouped(std::size_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
    return text;
}

std::string plural(std::size_t count, const std::string& word) {
    return grouped(count) + " " + word + (count == 1 ? "" : "s");
}

std::string seat_name(const Seat& seat) {
    std::string name = directory::label(seat.district);
    if (seat.district.chamber == Chamber::senate) name += " class " + std::to_string(seat.senate_class);
    return name;
}

// The names in lines of a readable width, each indented.
void wrapped(std::ostream& out, const std::vector<Seat>& seats) {
    constexpr std::size_t width = 92;
    std::string line;
    for (std::size_t i = 0; i < seats.size() && i < most_seats; ++i) {
        const std::string name = seat_name(seats[i]) + (i + 1 < seats.size() ? "," : "");
        if (line.size() + 1 + name.size() > width) {
            out << "    " << line << "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + name;
    }
    if (seats.size() > most_seats) line += " and " + grouped(seats.size() - most_seats) + " more";
    out << "    " << line << "\n";
}

struct ZipCounts {
    std::size_t zips = 0, several_districts = 0, several_states = 0;
};

ZipCounts count_zips(const directory::DirectoryData& data) {
    std::map<directory::Zip, std::pair<int, std::set<directory::StateCode>>> by_zip;
    for (const auto& row : data.zip_districts) {
        auto& [districts, states] = by_zip[row.zip];
        ++districts;
        states.insert(row.state);
    }
    ZipCounts counts{by_zip.size(), 0, 0};
    for (const auto& [zip, found] : by_zip) {
        counts.several_districts += found.first > 1;
        counts.several_states += found.second.size() > 1;
    }
    return counts;
}

void show_seats(std::ostream& out, const directory::Directory& directory, directory::Instant now) {
    std::map<std::pair<Chamber, Occupancy>, std::vector<Seat>> seats;
    for (const Seat& seat : directory.all_seats(now)) seats[{seat.district.chamber, seat.occupancy}].push_back(seat);
    out << "\nSeats on " << directory::eastern_date_text(now) << "\n";
    const auto count = [&](Chamber chamber, Occupancy occupancy) {
        return grouped(seats[{chamber, occupancy}].size());
    };
    for (const auto& [chamber, name] : {std::pair{Chamber::house, "House   "}, std::pair{Chamber::senate, "Senate  "}})
        out << "  " << name << count(chamber, Occupancy::held) << " held, " << count(chamber, Occupancy::vacant)
            << " vacant, " << count(chamber, Occupancy::unknown) << " not known\n";
    for (const auto& [occupancy, words] :
         {std::pair{Occupancy::vacant, "Vacant"},
          std::pair{Occupancy::unknown, "Not known (callers are put through to the switchboard)"}}) {
        auto all = seats[{Chamber::house, occupancy}];
        const auto& senate = seats[{Chamber::senate, occupancy}];
        all.insert(all.end(), senate.begin(), senate.end());
        if (all.empty()) continue;
        out << "  " << words << ":\n";
        wrapped(out, all);
    }
    const bool any_unknown =
        !seats[{Chamber::house, Occupancy::unknown}].empty() || !seats[{Chamber::senate, Occupancy::unknown}].empty();
    if (any_unknown) out << "  Newer data tells who holds a seat that is not known: sayso directory pull\n";
}

void show_running_out(std::ostream& out, const directory::Directory& directory, directory::Instant now) {
    std::map<directory::Instant, std::vector<Seat>> by_moment;
    for (const auto& warning : directory.seats_running_out(now, warned_ahead))
        by_moment[warning.when].push_back(warning.seat);
    for (const auto& [when, seats] : by_moment) {
        out << "\nWarning: from noon Eastern of " << directory::eastern_date_text(when) << " on nobody is known for "
            << plural(seats.size(), "seat") << ":\n";
        wrapped(out, seats);
        out << "  Pull newer data before then, and again after it: sayso directory pull\n";
    }
}

void show_files(std::ostream& out, const std::vector<store::FetchedFile>& files) {
    out << "\nFiles\n";
    for (const auto& file : files) {
        out << "  " << file.name << "\n    from    " << file.url << "\n    sha256  " << file.sha256 << "\n";
        if (!file.last_modified.empty()) out << "    changed " << file.last_modified << "\n";
    }
}

void show_kind(std::ostream& out, const char* title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    out << "  " << title << " (" << lines.size() << ")\n";
    for (std::size_t i = 0; i < lines.size() && i < most_lines; ++i) out << "    " << lines[i] << "\n";
    if (lines.size() > most_lines) out << "    ... and " << grouped(lines.size() - most_lines) << " more\n";
}

}  // namespace

std::string counted(const directory::DirectoryData& data) {
    std::size_t offices = 0, committees = 0;
    for (const auto& official : data.officials) offices += official.local_offices.size();
    for (const auto& committee : data.committees) committees += committee.parent_id.empty();
    return plural(data.officials.size(), "official") + ", " + plural(offices, "local office") + ", " +
           plural(committees, "committee") + " with " + plural(data.committees.size() - committees, "subcommittee") +
           ", " + grouped(count_zips(data).zips) + " ZIPs with districts, " + grouped(data.zip_places.size()) +
           " ZIPs with a place, " + "lines of " + plural(data.boundaries.size(), "district");
}

void show_directory(std::ostream& out, const std::optional<store::InstalledDirectory>& installed,
                    const directory::Directory& directory, directory::Instant now) {
    if (!installed || directory.built_in()) {
        out << "No directory is installed. The built-in fallback answers: the state of every ZIP, and the Capitol "
               "switchboard,\n"
               "(202) 224-3121, as the office of everybody. To fill it:\n"
               "  sayso directory pull             fetch the public files from their homes\n"
               "  sayso directory import FOLDER    read them from a folder\n";
        return;
    }
    const auto& data = directory.data();
    const auto zips = count_zips(data);
    std::size_t offices = 0, full = 0;
    for (const auto& official : data.officials) offices += official.local_offices.size();
    for (const auto& committee : data.committees) full += committee.parent_id.empty();
    out << "Directory\n"
        << "  source         " << installed->source << "\n"
        << "  data date      " << directory::eastern_date_text(installed->dated) << "\n"
        << "  installed      " << directory::rfc3339(installed->installed) << "\n"
        << "  officials      " << grouped(data.officials.size()) << ", with " << plural(offices, "local office") << "\n"
        << "  committees     " << grouped(full) << ", with " << plural(data.committees.size() - full, "subcommittee")
        << "\n"
        << "  ZIPs           " << grouped(zips.zips) << " with districts (" << grouped(zips.several_districts)
        << " touch more than one, " << grouped(zips.several_states) << " cross a state line)\n"
        << "                 " << grouped(data.zip_places.size()) << " with a place name and position\n"
        << "  lines          "
        << (data.boundaries.empty() ? "none" : "of " + plural(data.boundaries.size(), "district")) << "\n";
    show_seats(out, directory, now);
    show_running_out(out, directory, now);
    show_files(out, installed->files);
}

void show_findings(std::ostream& out, const std::vector<intake::Finding>& findings) {
    for (const bool errors : {true, false})
        for (const auto& finding : findings)
            if (finding.error == errors)
                out << (finding.error ? "error: " : "warning: ") << intake::describe(finding) << "\n";
}

void show_difference(std::ostream& out, const directory::DirectoryDifference& difference) {
    if (difference.empty()) {
        out << "  nothing differs\n";
        return;
    }
    show_kind(out, "Came", difference.came);
    show_kind(out, "Went", difference.went);
    show_kind(out, "Moved", difference.moved);
    show_kind(out, "Changed number", difference.changed_number);
    show_kind(out, "Other changes", difference.other);
    if (difference.zips_added || difference.zips_removed || difference.zips_changed)
        out << "  ZIPs: " << difference.zips_added << " added, " << difference.zips_removed << " removed, "
            << difference.zips_changed << " in other districts\n";
    if (difference.lines_changed)
        out << "  Lines: of " << plural(static_cast<std::size_t>(difference.lines_changed), "district") << " changed\n";
}

}  // namespace sayso::app
