#pragma once
#include <compare>
#include <string>
#include <string_view>

#include "scripts/directory/state.hpp"

namespace sayso::directory {

// Which chamber a seat belongs to. State legislatures will add their own.
enum class Chamber { house, senate };

// Where one seat (or, in the Senate, two) is elected: (jurisdiction, chamber, number). House number 0 is at-large.
struct District {
    StateCode state;
    Chamber chamber = Chamber::house;
    int number = 0;

    auto operator<=>(const District&) const = default;
};

// For people: "CA-14", "WY at large", "DC"; a Senate seat is its state, "CA".
std::string label(const District& district);

// What whoever holds the seat is called: "Representative", "Delegate", "Resident Commissioner", "Senator".
std::string_view title_of(const District& district);

}  // namespace sayso::directory
