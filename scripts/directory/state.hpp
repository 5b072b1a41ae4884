#pragma once
#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sayso::directory {

// The two-letter postal code of a state, DC or a territory known to the table below.
class StateCode {
  public:
    static std::optional<StateCode> parse(std::string_view text);  // upper or lower case
    std::string text() const { return {letters_.data(), 2}; }
    std::size_t index() const;  // its place in all_states()
    auto operator<=>(const StateCode&) const = default;

  private:
    explicit StateCode(char a, char b) : letters_{a, b} {}
    std::array<char, 2> letters_;
};

enum class StateKind { state, federal_district, territory, freely_associated };

// Facts of one jurisdiction: apportionment after the 2020 census, Senate classes (two for a state, none else).
struct State {
    StateCode code;
    std::string_view name;          // "California"
    std::string_view spanish_name;  // as spoken in Spanish, "Nueva York"
    StateKind kind;
    int house_seats;                    // voting seats, or 1 for a delegate; 0 for the freely associated states
    std::array<int, 2> senate_classes;  // {0, 0} without senators

    bool has_senators() const { return senate_classes[0] != 0; }
    bool at_large() const { return house_seats == 1; }
};

// Every jurisdiction that has ZIP codes, in order of the codes.
std::span<const State> all_states();
const State& facts(StateCode code);

}  // namespace sayso::directory
