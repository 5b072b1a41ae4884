#include <algorithm>
#include <ostream>
#include <sstream>

#include "service/app/lookup.hpp"

namespace sayso::app {

namespace {

using directory::Occupancy;
using directory::PlacedBy;

// The column of the names, behind the seats.
constexpr std::size_t column = 14;
const std::string margin(column, ' ');

std::string in_column(const std::string& seat) {
    std::string text = "  " + seat;
    text.resize(std::max(text.size() + 1, column), ' ');
    return text;
}

std::string switchboard() {
    return "the Capitol switchboard, " + directory::capitol_switchboard().display();
}

std::string name_of(directory::StateCode state) {
    return std::string(directory::facts(state).name);
}

// "California, district 14", "Wyoming": what an operator is told.
std::string spoken(const directory::District& district) {
    if (district.chamber == directory::Chamber::senate) return name_of(district.state);
    if (district.number == 0) return name_of(district.state);
    return name_of(district.state) + ", district " + std::to_string(district.number);
}

std::string seat_name(const directory::Seat& seat) {
    const std::string label = directory::label(seat.district);
    return seat.senate_class == 0 ? label : label + " class " + std::to_string(seat.senate_class);
}

void tell_local_offices(const directory::Directory& directory, const directory::Placement& placement,
                        const directory::Official& official, std::ostream& out) {
    const auto middle = placement.place ? std::optional(placement.place->middle) : std::nullopt;
    const auto offices = directory.offices_nearest(official, middle);
    if (offices.empty()) return;
    out << margin << (middle ? "Local offices, nearest first:\n" : "Local offices:\n");
    for (const directory::Office* office : offices) {
        out << margin << "  " << office->phone->display() << "  " << office->city;
        if (!office->state.empty()) out << ", " << office->state;
        if (!office->hours.empty()) out << "  (" << office->hours << ")";
        out << "\n";
    }
}

void tell_seat(const directory::Directory& directory, const directory::Placement& placement,
               const directory::Seat& seat, std::ostream& out) {
    const std::string title(directory::title_of(seat.district));
    out << in_column(seat_name(seat));
    if (seat.occupancy == Occupancy::vacant) {
        out << "This seat is vacant: nobody holds it at the moment.\n";
        return;
    }
    if (seat.occupancy == Occupancy::unknown) {
        if (!directory.built_in()) {
            out << "Not known yet: the data is of " << directory::eastern_date_text(directory.data().dated)
                << " and cannot say who holds this seat.\n"
                << margin;
        }
        out << "Call " << switchboard() << ",\n"
            << margin << "and ask for the " << title << " from " << spoken(seat.district) << ".\n";
        return;
    }
    out << seat.official->full_name << ", " << title;
    if (!seat.term->party.empty()) out << " (" << seat.term->party << ")";
    out << "\n" << margin;
    if (seat.term->capitol.phone) {
        out << seat.term->capitol.phone->display() << " in Washington\n";
    } else {
        out << "No number is known; ask " << switchboard() << ".\n";
    }
    if (!seat.term->url.empty()) out << margin << seat.term->url << "\n";
    tell_local_offices(directory, placement, *seat.official, out);
}

// "Kentucky and Tennessee", "Montana, South Dakota and Wyoming"
std::string listed(const std::vector<directory::StateCode>& states, const char* last_word) {
    std::string text;
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (i > 0) text += i + 1 == states.size() ? " " + std::string(last_word) + " " : ", ";
        text += name_of(states[i]);
    }
    return text;
}

// "37.76,-122.41"
std::string degrees(directory::Coordinates point) {
    std::ostringstream text;
    text << point.latitude << "," << point.longitude;
    return text.str();
}

// How the ZIP was placed and what that leaves open.
void tell_how_sure(const directory::Placement& placement, std::ostream& out) {
    if (placement.by == PlacedBy::map) {
        if (placement.approximate)
            out << "Too close to a district's line to be sure: the map may be off by "
                << static_cast<int>(directory::line_slack_meters / 1000) << " km.\n";
        return;
    }
    if (placement.by == PlacedBy::crosswalk && placement.districts.size() > 1) {
        out << "This ZIP touches " << placement.districts.size() << " districts in " << listed(placement.states, "and")
            << "; the street address decides which one is meant.\n";
    } else if (placement.states.size() > 1) {
        out << "This ZIP may lie in " << listed(placement.states, "or") << "; the street address decides.\n";
    }
    if (!placement.approximate) return;
    switch (placement.by) {
        case PlacedBy::crosswalk:
            out << "Approximate: the post office lies in a state where the district lines show no area of this ZIP; "
                   "that state is added.\n";
            break;
        case PlacedBy::geonames:
            out << "Approximate: a PO box or an organization's own ZIP, placed by the state of its post office.\n";
            break;
        case PlacedBy::prefix:
            out << "Approximate: placed by the number of the ZIP alone.\n";
            break;
        default:
            break;
    }
}

void tell_house(const directory::Directory& directory, const directory::Placement& placement, directory::Instant at,
                std::ostream& out) {
    out << "\nHouse of Representatives\n";
    for (const auto& district : placement.districts) {
        tell_seat(directory, placement, directory.house_seat(district.state, district.number, at), out);
    }
    for (const auto state : placement.states_without_district()) {
        out << in_column(state.text()) << "Which of " << directory::facts(state).house_seats
            << " districts is not certain from this ZIP. Call " << switchboard() << ",\n"
            << margin << "and ask for your Representative from " << name_of(state) << " by your address.\n";
    }
}

void tell_senate(const directory::Directory& directory, const directory::Placement& placement, directory::Instant at,
                 std::ostream& out) {
    out << "\nSenate\n";
    for (const auto state : placement.states) {
        for (const auto& seat : directory.senate_seats(state, at)) tell_seat(directory, placement, seat, out);
        const auto& facts = directory::facts(state);
        if (facts.has_senators()) continue;
        const std::string title(directory::title_of({state, directory::Chamber::house, 0}));
        out << in_column(state.text()) << facts.name
            << (facts.house_seats > 0 ? " has no senators; its voice in Congress is the " + title + " above.\n"
                                      : std::string(" has no seat in Congress.\n"));
    }
}

}  // namespace

void lookup_for_people(const directory::Directory& directory, Where where, directory::Instant at, std::ostream& out) {
    const auto placement = std::visit([&](const auto& asked) { return directory.place(asked); }, where);
    const auto* zip = std::get_if<directory::Zip>(&where);
    out << (zip ? zip->text() : degrees(std::get<directory::Coordinates>(where)));
    if (placement.place) {
        const std::string state = name_of(placement.place->state);
        const auto& city = placement.place->city;
        out << "  " << city << (city == state || city.empty() ? "" : ", ") << (city == state ? "" : state);
    }
    out << "  as of " << directory::eastern_date_text(at) << "\n";
    if (placement.by == PlacedBy::nothing && !zip) {
        out << (directory.data().boundaries.empty() ? "No lines of districts are installed, so a point cannot be "
                                                      "placed; `sayso directory pull` fetches "
                                                      "them.\n"
                                                    : "No district of the United States is there.\n");
    } else if (placement.by == PlacedBy::nothing) {
        out << "This is not a ZIP code in use, as far as is known. Check the digits; any member's office can also be "
               "reached through\n"
            << switchboard() << ".\n";
    } else if (placement.by == PlacedBy::military) {
        out << "Military mail (APO, FPO, DPO): representation follows the home address. Look up the home ZIP.\n";
    } else if (placement.by == PlacedBy::freely_associated) {
        out << name_of(placement.states.front())
            << " is a freely associated state: it has no delegate in Congress and no senators.\n";
    } else {
        tell_how_sure(placement, out);
        tell_house(directory, placement, at, out);
        tell_senate(directory, placement, at, out);
    }
    if (!directory.built_in()) return;
    out << "\nThis is the built-in fallback: no directory is installed. `sayso directory pull` fetches the full one;\n"
           "`sayso directory import DIR` reads the public files from a folder.\n";
}

}  // namespace sayso::app
