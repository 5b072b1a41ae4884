#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "scripts/directory/directory.hpp"

namespace sayso::directory {

// One term together with whose it is.
struct SeatTerm {
    const Official* official = nullptr;
    const Term* term = nullptr;
};

// What Directory keeps: the rows themselves, sorted, and where to find what belongs to a ZIP or to a seat. Every table
// is dense, so that a question costs a few loads and no search through strings.
struct Directory::Index {
    explicit Index(DirectoryData rows);

    DirectoryData data;  // officials and committees by id; ZIP rows by ZIP, then state, number or city; no row twice

    std::vector<Box> boxes;  // around data.boundaries, in their order

    // Rows of a ZIP: from starts[zip] to starts[zip + 1].
    static constexpr std::size_t zip_numbers = 100000;
    std::vector<std::uint32_t> district_starts, place_starts;

    // Terms of a seat, by their beginning: from seat_starts[slot] to seat_starts[slot + 1].
    static constexpr std::size_t house_slots = 61;  // 0 (at-large) to 60: no state ever had more than 53
    static constexpr std::size_t slots_a_state = house_slots + 3;
    std::vector<std::uint32_t> seat_starts;
    std::vector<SeatTerm> seat_terms;

    // Which slot a seat has; nothing for a number no district can have.
    static std::optional<std::size_t> slot(const District& district, int senate_class);

    // Who holds the seat at a moment, else whether it is vacant or unknown (decisions 10).
    Seat seat(const District& district, int senate_class, Instant at) const;
};

}  // namespace sayso::directory
