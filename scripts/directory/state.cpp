#include "scripts/directory/state.hpp"

#include <cstdint>
#include <vector>

namespace sayso::directory {

namespace {

struct Row {
    char a, b;
    std::string_view name;
    std::string_view spanish_name;
    StateKind kind;
    int house_seats;
    int senate_class_1, senate_class_2;
};

// In order of the codes. Seats: apportionment after the census of 2020 (2 U.S.C. 2a) and the delegates of DC and the
// territories; classes: Article I, section 3 of the Constitution as assigned to each state on admission.
constexpr Row rows[] = {
    {'A', 'K', "Alaska", "Alaska", StateKind::state, 1, 2, 3},
    {'A', 'L', "Alabama", "Alabama", StateKind::state, 7, 2, 3},
    {'A', 'R', "Arkansas", "Arkansas", StateKind::state, 4, 2, 3},
    {'A', 'S', "American Samoa", "Samoa Americana", StateKind::territory, 1, 0, 0},
    {'A', 'Z', "Arizona", "Arizona", StateKind::state, 9, 1, 3},
    {'C', 'A', "California", "California", StateKind::state, 52, 1, 3},
    {'C', 'O', "Colorado", "Colorado", StateKind::state, 8, 2, 3},
    {'C', 'T', "Connecticut", "Connecticut", StateKind::state, 5, 1, 3},
    {'D', 'C', "District of Columbia", "Distrito de Columbia", StateKind::federal_district, 1, 0, 0},
    {'D', 'E', "Delaware", "Delaware", StateKind::state, 1, 1, 2},
    {'F', 'L', "Florida", "Florida", StateKind::state, 28, 1, 3},
    {'F', 'M', "Federated States of Micronesia", "Estados Federados de Micronesia", StateKind::freely_associated, 0, 0,
     0},
    {'G', 'A', "Georgia", "Georgia", StateKind::state, 14, 2, 3},
    {'G', 'U', "Guam", "Guam", StateKind::territory, 1, 0, 0},
    {'H', 'I', "Hawaii", "Hawái", StateKind::state, 2, 1, 3},
    {'I', 'A', "Iowa", "Iowa", StateKind::state, 4, 2, 3},
    {'I', 'D', "Idaho", "Idaho", StateKind::state, 2, 2, 3},
    {'I', 'L', "Illinois", "Illinois", StateKind::state, 17, 2, 3},
    {'I', 'N', "Indiana", "Indiana", StateKind::state, 9, 1, 3},
    {'K', 'S', "Kansas", "Kansas", StateKind::state, 4, 2, 3},
    {'K', 'Y', "Kentucky", "Kentucky", StateKind::state, 6, 2, 3},
    {'L', 'A', "Louisiana", "Luisiana", StateKind::state, 6, 2, 3},
    {'M', 'A', "Massachusetts", "Massachusetts", StateKind::state, 9, 1, 2},
    {'M', 'D', "Maryland", "Maryland", StateKind::state, 8, 1, 3},
    {'M', 'E', "Maine", "Maine", StateKind::state, 2, 1, 2},
    {'M', 'H', "Marshall Islands", "Islas Marshall", StateKind::freely_associated, 0, 0, 0},
    {'M', 'I', "Michigan", "Míchigan", StateKind::state, 13, 1, 2},
    {'M', 'N', "Minnesota", "Minnesota", StateKind::state, 8, 1, 2},
    {'M', 'O', "Missouri", "Misuri", StateKind::state, 8, 1, 3},
    {'M', 'P', "Northern Mariana Islands", "Islas Marianas del Norte", StateKind::territory, 1, 0, 0},
    {'M', 'S', "Mississippi", "Misisipi", StateKind::state, 4, 1, 2},
    {'M', 'T', "Montana", "Montana", StateKind::state, 2, 1, 2},
    {'N', 'C', "North Carolina", "Carolina del Norte", StateKind::state, 14, 2, 3},
    {'N', 'D', "North Dakota", "Dakota del Norte", StateKind::state, 1, 1, 3},
    {'N', 'E', "Nebraska", "Nebraska", StateKind::state, 3, 1, 2},
    {'N', 'H', "New Hampshire", "Nuevo Hampshire", StateKind::state, 2, 2, 3},
    {'N', 'J', "New Jersey", "Nueva Jersey", StateKind::state, 12, 1, 2},
    {'N', 'M', "New Mexico", "Nuevo México", StateKind::state, 3, 1, 2},
    {'N', 'V', "Nevada", "Nevada", StateKind::state, 4, 1, 3},
    {'N', 'Y', "New York", "Nueva York", StateKind::state, 26, 1, 3},
    {'O', 'H', "Ohio", "Ohio", StateKind::state, 15, 1, 3},
    {'O', 'K', "Oklahoma", "Oklahoma", StateKind::state, 5, 2, 3},
    {'O', 'R', "Oregon", "Oregón", StateKind::state, 6, 2, 3},
    {'P', 'A', "Pennsylvania", "Pensilvania", StateKind::state, 17, 1, 3},
    {'P', 'R', "Puerto Rico", "Puerto Rico", StateKind::territory, 1, 0, 0},
    {'P', 'W', "Palau", "Palaos", StateKind::freely_associated, 0, 0, 0},
    {'R', 'I', "Rhode Island", "Rhode Island", StateKind::state, 2, 1, 2},
    {'S', 'C', "South Carolina", "Carolina del Sur", StateKind::state, 7, 2, 3},
    {'S', 'D', "South Dakota", "Dakota del Sur", StateKind::state, 1, 2, 3},
    {'T', 'N', "Tennessee", "Tennessee", StateKind::state, 9, 1, 2},
    {'T', 'X', "Texas", "Texas", StateKind::state, 38, 1, 2},
    {'U', 'T', "Utah", "Utah", StateKind::state, 4, 1, 3},
    {'V', 'A', "Virginia", "Virginia", StateKind::state, 11, 1, 2},
    {'V', 'I', "U.S. Virgin Islands", "Islas Vírgenes de los Estados Unidos", StateKind::territory, 1, 0, 0},
    {'V', 'T', "Vermont", "Vermont", StateKind::state, 1, 1, 3},
    {'W', 'A', "Washington", "Washington", StateKind::state, 10, 1, 3},
    {'W', 'I', "Wisconsin", "Wisconsin", StateKind::state, 8, 1, 3},
    {'W', 'V', "West Virginia", "Virginia Occidental", StateKind::state, 2, 1, 2},
    {'W', 'Y', "Wyoming", "Wyoming", StateKind::state, 1, 1, 2},
};

constexpr int voting_seats() {
    int sum = 0;
    for (const Row& row : rows) sum += row.kind == StateKind::state ? row.house_seats : 0;
    return sum;
}
static_assert(voting_seats() == 435);

constexpr std::size_t slot(char a, char b) {
    return static_cast<std::size_t>(a - 'A') * 26 + static_cast<std::size_t>(b - 'A');
}

// Row number by the two letters, -1 where no such code exists.
constexpr auto row_numbers() {
    std::array<std::int8_t, 26 * 26> numbers{};
    for (auto& number : numbers) number = -1;
    std::int8_t next = 0;
    for (const Row& row : rows) numbers[slot(row.a, row.b)] = next++;
    return numbers;
}
constexpr auto row_number = row_numbers();

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

}  // namespace

std::optional<StateCode> StateCode::parse(std::string_view text) {
    if (text.size() != 2) return std::nullopt;
    const char a = upper(text[0]);
    const char b = upper(text[1]);
    if (!is_letter(a) || !is_letter(b) || row_number[slot(a, b)] < 0) return std::nullopt;
    return StateCode(a, b);
}

std::size_t StateCode::index() const {
    return static_cast<std::size_t>(row_number[slot(letters_[0], letters_[1])]);
}

std::span<const State> all_states() {
    static const std::vector<State> states = [] {
        std::vector<State> made;
        for (const Row& row : rows) {
            const char letters[] = {row.a, row.b};
            made.push_back(State{*StateCode::parse({letters, 2}),
                                 row.name,
                                 row.spanish_name,
                                 row.kind,
                                 row.house_seats,
                                 {row.senate_class_1, row.senate_class_2}});
        }
        return made;
    }();
    return states;
}

const State& facts(StateCode code) {
    return all_states()[code.index()];
}

}  // namespace sayso::directory
