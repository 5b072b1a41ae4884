#include "scripts/directory/directory.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "scripts/directory/index.hpp"

namespace sayso::directory {

namespace {

bool same_letters(std::string_view a, std::string_view b) {
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return upper(x) == upper(y); });
}

// The haversine of the central angle: grows with the distance, which is all that an order needs.
double nearness(Coordinates a, Coordinates b) {
    constexpr double radians = 3.14159265358979323846 / 180;
    const double half_latitude = std::sin((b.latitude - a.latitude) * radians / 2);
    const double half_longitude = std::sin((b.longitude - a.longitude) * radians / 2);
    return half_latitude * half_latitude +
           std::cos(a.latitude * radians) * std::cos(b.latitude * radians) * half_longitude * half_longitude;
}

}  // namespace

Directory::Directory(DirectoryData data) : index_(std::make_unique<const Index>(std::move(data))) {}
Directory::~Directory() = default;

bool Directory::built_in() const {
    return index_->data.officials.empty();
}
const DirectoryData& Directory::data() const {
    return index_->data;
}

std::vector<Zip> Directory::all_zips() const {
    std::vector<Zip> zips;
    for (const ZipDistrict& row : index_->data.zip_districts) zips.push_back(row.zip);
    for (const ZipPlace& row : index_->data.zip_places) zips.push_back(row.zip);
    std::sort(zips.begin(), zips.end());
    zips.erase(std::unique(zips.begin(), zips.end()), zips.end());
    return zips;
}

Seat Directory::house_seat(StateCode state, int number, Instant at) const {
    return index_->seat({state, Chamber::house, number}, 0, at);
}

std::vector<Seat> Directory::senate_seats(StateCode state, Instant at) const {
    std::vector<Seat> seats;
    if (!facts(state).has_senators()) return seats;
    for (const int senate_class : facts(state).senate_classes) {
        seats.push_back(index_->seat({state, Chamber::senate, 0}, senate_class, at));
    }
    return seats;
}

std::vector<Seat> Directory::all_seats(Instant at) const {
    std::vector<Seat> seats;
    for (const State& state : all_states()) {
        const int first = state.at_large() ? 0 : 1;
        for (int number = first; number < first + state.house_seats; ++number) {
            seats.push_back(house_seat(state.code, number, at));
        }
        for (const Seat& seat : senate_seats(state.code, at)) seats.push_back(seat);
    }
    return seats;
}

const Official* Directory::official(std::string_view id) const {
    const auto& officials = index_->data.officials;
    const auto found =
        std::lower_bound(officials.begin(), officials.end(), id,
                         [](const Official& official, std::string_view wanted) { return official.id < wanted; });
    return found != officials.end() && found->id == id ? &*found : nullptr;
}

const Term* Directory::term_at(const Official& official, Instant at) const {
    const Term* serving = nullptr;
    for (const Term& term : official.terms) {
        if (term.from <= at && at < term.to && (serving == nullptr || serving->from <= term.from)) serving = &term;
    }
    return serving;
}

const Committee* Directory::committee(std::string_view id) const {
    for (const Committee& committee : index_->data.committees) {
        if (same_letters(committee.id, id)) return &committee;
    }
    return nullptr;
}

bool Directory::sits_on(std::string_view official_id, std::string_view committee_id) const {
    const Committee* found = committee(committee_id);
    if (found == nullptr) return false;
    return std::any_of(found->members.begin(), found->members.end(),
                       [&](const CommitteeMember& member) { return member.official_id == official_id; });
}

std::vector<const Office*> Directory::offices_nearest(const Official& official, std::optional<Coordinates> from) const {
    struct Away {
        double nearness;
        const Office* office;
    };
    std::vector<Away> away;
    away.reserve(official.local_offices.size());
    for (const Office& office : official.local_offices) {
        const bool known = from && office.coordinates;
        if (office.phone)
            away.push_back(
                {known ? nearness(*from, *office.coordinates) : std::numeric_limits<double>::infinity(), &office});
    }
    std::stable_sort(away.begin(), away.end(), [](const Away& a, const Away& b) { return a.nearness < b.nearness; });
    std::vector<const Office*> offices;
    offices.reserve(away.size());
    for (const Away& entry : away) offices.push_back(entry.office);
    return offices;
}

std::vector<SeatWarning> Directory::seats_running_out(Instant now, std::chrono::seconds ahead) const {
    std::vector<SeatWarning> warnings;
    if (built_in()) return warnings;
    const Instant until = now + ahead;
    for (const Seat& seat : all_seats(now)) {
        if (seat.occupancy == Occupancy::unknown) continue;
        std::vector<Instant> ends = {congress_end(index_->data.dated)};
        const auto slot = Index::slot(seat.district, seat.senate_class);
        for (std::uint32_t row = index_->seat_starts[*slot]; row < index_->seat_starts[*slot + 1]; ++row) {
            ends.push_back(index_->seat_terms[row].term->to);
        }
        std::sort(ends.begin(), ends.end());
        for (const Instant end : ends) {
            if (end <= now || end > until) continue;
            const Seat then = index_->seat(seat.district, seat.senate_class, end);
            if (then.occupancy != Occupancy::unknown) continue;
            warnings.push_back({then, end});
            break;
        }
    }
    return warnings;
}

}  // namespace sayso::directory
