#include "scripts/directory/index.hpp"

#include <algorithm>
#include <tuple>

namespace sayso::directory {

namespace {

auto order(const ZipDistrict& row) {
    return std::make_tuple(row.zip.number(), row.state, row.number);
}

// Rows that name a state come first: they say more than a military row of the same ZIP.
auto order(const ZipPlace& row) {
    const std::string state = row.state ? row.state->text() : std::string("~");
    return std::make_tuple(row.zip.number(), state, row.city, row.middle.latitude, row.middle.longitude);
}

template <typename Row>
void sort_once(std::vector<Row>& rows) {
    const auto before = [](const Row& a, const Row& b) { return order(a) < order(b); };
    const auto same = [](const Row& a, const Row& b) { return order(a) == order(b); };
    if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
    rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
    rows.shrink_to_fit();
}

template <typename Row>
std::vector<std::uint32_t> starts_by_zip(const std::vector<Row>& rows, std::size_t numbers) {
    std::vector<std::uint32_t> starts(numbers + 1);
    std::uint32_t row = 0;
    for (std::size_t number = 0; number <= numbers; ++number) {
        while (row < rows.size() && rows[row].zip.number() < number) ++row;
        starts[number] = row;
    }
    return starts;
}

// A term begins before the one that sorts after it; the same day, the id decides.
bool begins_before(const SeatTerm& a, const SeatTerm& b) {
    return std::tie(a.term->from, a.official->id) < std::tie(b.term->from, b.official->id);
}

template <typename Row>
void sort_by_id(std::vector<Row>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
}

}  // namespace

std::optional<std::size_t> Directory::Index::slot(const District& district, int senate_class) {
    const std::size_t base = district.state.index() * slots_a_state;
    if (district.chamber == Chamber::senate) {
        if (senate_class < 1 || senate_class > 3) return std::nullopt;
        return base + house_slots + static_cast<std::size_t>(senate_class - 1);
    }
    if (district.number < 0 || static_cast<std::size_t>(district.number) >= house_slots) return std::nullopt;
    return base + static_cast<std::size_t>(district.number);
}

Directory::Index::Index(DirectoryData rows) : data(std::move(rows)) {
    sort_by_id(data.officials);
    sort_by_id(data.committees);
    sort_once(data.zip_districts);
    sort_once(data.zip_places);
    for (const Boundary& boundary : data.boundaries) boxes.emplace_back(boundary);
    district_starts = starts_by_zip(data.zip_districts, zip_numbers);
    place_starts = starts_by_zip(data.zip_places, zip_numbers);

    std::vector<std::vector<SeatTerm>> by_slot(all_states().size() * slots_a_state);
    for (const Official& official : data.officials) {
        for (const Term& term : official.terms) {
            if (const auto at = slot(term.district, term.senate_class)) by_slot[*at].push_back({&official, &term});
        }
    }
    for (auto& terms : by_slot) {
        std::sort(terms.begin(), terms.end(), begins_before);
        seat_starts.push_back(static_cast<std::uint32_t>(seat_terms.size()));
        seat_terms.insert(seat_terms.end(), terms.begin(), terms.end());
    }
    seat_starts.push_back(static_cast<std::uint32_t>(seat_terms.size()));
}

Seat Directory::Index::seat(const District& district, int senate_class, Instant at) const {
    Seat seat{district, senate_class};
    const auto found = slot(district, senate_class);
    if (!found || data.officials.empty()) return seat;
    bool ended_since_data = false;
    for (std::uint32_t row = seat_starts[*found]; row < seat_starts[*found + 1]; ++row) {
        const SeatTerm& candidate = seat_terms[row];
        if (candidate.term->from <= at && at < candidate.term->to) {
            // The last to begin wins: whoever follows within a term that was not cut short in the data.
            seat.occupancy = Occupancy::held;
            seat.official = candidate.official;
            seat.term = candidate.term;
        }
        if (candidate.term->to > data.dated && candidate.term->to <= at) ended_since_data = true;
    }
    if (seat.occupancy == Occupancy::held) return seat;
    const bool within_data = data.dated <= at && at < congress_end(data.dated);
    seat.occupancy = within_data && !ended_since_data ? Occupancy::vacant : Occupancy::unknown;
    return seat;
}

}  // namespace sayso::directory
