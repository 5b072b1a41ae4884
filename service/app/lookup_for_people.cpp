#include <algorithm>
#include <ostream>

#include "service/app/lookup.hpp"

namespace sayso::app {

namespace {

using directory::Occupancy;
using directory::PlacedBy;

// Column of the names, behind the seats.
constexpr std::size_t indent = 12;

std::string padded(std::string text) {
    text.resize(std::max(text.size() + 1, indent), ' ');
    return text;
}

std::string switchboard() { return "the Capitol switchboard, " + directory::capitol_switchboard().display(); }

std::string name_of(directory::StateCode state) { return std::string(directory::facts(state).name); }

// "California's district 14", "Wyoming at large": what an operator is told.
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
    out << std::string(indent, ' ') << (middle ? "Local offices, nearest first:\n" : "Local offices:\n");
    for (const directory::Office* office : offices) {
        out << std::string(indent + 2, ' ') << office->phone->display() << "  " << office->city;
        if (!office->state.empty()) out << ", " << office->state;
        if (!office->hours.empty()) out << "  (" << office->hours << ")";
        out << "\n";
    }
}

void tell_seat(const directory::Directory& directory, const directory::Placement& placement, const directory::Seat& seat,
               std::ostream& out) {
    const std::string title(directory::title_of(seat.district));
    out << "  " << padded(seat_name(seat));
    const std::string margin(indent + 2, ' ');
    if (seat.occupancy == Occupancy::vacant) {
        out << "This seat is vacant: nobody holds it at the moment.\n";
        return;
    }
    if (seat.occupancy == Occupancy::unknown) {
        out << "Not known yet. Call " << switchboard() << ",\n"
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

// How the ZIP was placed and what that leaves open.
void tell_how_sure(const directory::Placement& placement, std::ostream& out) {
    if (placement.districts.size() > 1) {
        out << "This ZIP touches " << placement.districts.size() << " districts"
            << (placement.states.size() > 1 ? " in " + std::to_string(placement.states.size()) + " states" : std::string())
            << "; the street address decides which one is meant.\n";
    } else if (placement.states.size() > 1) {
        out << "This ZIP may lie in any of " << placement.states.size() << " states or territories.\n";
    }
    if (!placement.approximate) return;
    switch (placement.by) {
        case PlacedBy::crosswalk:
            out << "Approximate: the post office lies in a state where the district lines show no area of this ZIP; that state is added.\n";
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
        out << "  " << padded(state.text()) << "Which of " << directory::facts(state).house_seats
            << " districts is not certain from this ZIP. Call " << switchboard() << ",\n"
            << std::string(indent + 2, ' ') << "and ask for your Representative from " << name_of(state) << " by your address.\n";
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
        out << "  " << padded(state.text()) << facts.name
            << (facts.house_seats > 0 ? " has no senators; its voice in Congress is the " + title + " above.\n"
                                      : std::string(" has no seat in Congress.\n"));
    }
}

}  // namespace

void lookup_for_people(const directory::Directory& directory, directory::Zip zip, directory::Instant at, std::ostream& out) {
    const auto placement = directory.place(zip);
    out << zip.text();
    if (placement.place) out << "  " << placement.place->city << ", " << name_of(placement.place->state);
    out << "  as of " << directory::eastern_date_text(at) << "\n";
    if (placement.by == PlacedBy::nothing) {
        out << "This is not a ZIP code in use, as far as is known. Check the digits; any member's office can also be reached through\n"
            << switchboard() << ".\n";
    } else if (placement.by == PlacedBy::military) {
        out << "Military mail (APO, FPO, DPO): representation follows the home address. Look up the home ZIP.\n";
    } else if (placement.by == PlacedBy::freely_associated) {
        out << name_of(placement.states.front()) << " is a freely associated state: it has no delegate in Congress and no senators.\n";
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
