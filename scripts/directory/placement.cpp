#include <algorithm>

#include "scripts/directory/built_in_places.hpp"
#include "scripts/directory/index.hpp"

// Where a ZIP lies (decisions 12): the crosswalk first, then the place's row, then what the number alone says.
namespace sayso::directory {

namespace {

void add_state(Placement& placement, StateCode state) {
    const auto at = std::lower_bound(placement.states.begin(), placement.states.end(), state);
    if (at == placement.states.end() || *at != state) placement.states.insert(at, state);
}

// A state of which nothing but the state is certain: its at-large seat is, where it has one.
void add_uncertain_state(Placement& placement, StateCode state) {
    placement.approximate = true;
    add_state(placement, state);
    if (!facts(state).at_large()) return;
    const District district{state, Chamber::house, 0};
    const auto at = std::lower_bound(placement.districts.begin(), placement.districts.end(), district);
    if (at == placement.districts.end() || *at != district) placement.districts.insert(at, district);
}

bool only_freely_associated(const Placement& placement) {
    return std::all_of(placement.states.begin(), placement.states.end(),
                       [](StateCode state) { return facts(state).kind == StateKind::freely_associated; });
}

void place_by_number(Placement& placement, Zip zip) {
    const BuiltInPlace built_in = built_in_place(zip);
    if (built_in.kind == BuiltInPlace::Kind::nothing) return;
    placement.approximate = true;
    placement.by = built_in.kind == BuiltInPlace::Kind::military ? PlacedBy::military : PlacedBy::prefix;
    for (const StateCode state : built_in.states) add_uncertain_state(placement, state);
}

}  // namespace

std::vector<StateCode> Placement::states_without_district() const {
    std::vector<StateCode> without;
    for (const StateCode state : states) {
        const bool has =
            std::any_of(districts.begin(), districts.end(), [&](const District& d) { return d.state == state; });
        if (!has && facts(state).house_seats > 0) without.push_back(state);
    }
    return without;
}

Placement Directory::place(Zip zip) const {
    Placement placement;
    const std::size_t number = zip.number();
    const auto& rows = index_->data.zip_districts;
    const std::uint32_t end = index_->district_starts[number + 1];
    for (std::uint32_t row = index_->district_starts[number]; row < end; ++row) {
        placement.by = PlacedBy::crosswalk;
        placement.districts.push_back({rows[row].state, Chamber::house, rows[row].number});
        add_state(placement, rows[row].state);
    }
    // The crosswalk's own states stay certain; a state that only the place's row names completes them.
    const std::vector<StateCode> certain = placement.states;
    const auto& places = index_->data.zip_places;
    bool military = false;
    const std::uint32_t last = index_->place_starts[number + 1];
    for (std::uint32_t row = index_->place_starts[number]; row < last; ++row) {
        const ZipPlace& named = places[row];
        if (!named.state) {
            military = placement.by == PlacedBy::nothing;
            continue;
        }
        if (placement.by == PlacedBy::nothing) placement.by = PlacedBy::geonames;
        if (!placement.place) placement.place = Place{named.city, *named.state, named.middle};
        if (!std::binary_search(certain.begin(), certain.end(), *named.state))
            add_uncertain_state(placement, *named.state);
    }
    if (military) {
        placement.by = PlacedBy::military;
        placement.approximate = true;
    }
    if (placement.by == PlacedBy::nothing) place_by_number(placement, zip);
    if (placement.found() && only_freely_associated(placement)) placement.by = PlacedBy::freely_associated;
    return placement;
}

std::vector<NearDistrict> Directory::districts_near(Coordinates point) const {
    std::vector<NearDistrict> near;
    const auto& boundaries = index_->data.boundaries;
    for (std::size_t i = 0; i < boundaries.size(); ++i) {
        if (!index_->boxes[i].comes_near(point, line_slack_meters)) continue;
        if (const auto found = district_near(boundaries[i], point, line_slack_meters)) near.push_back(*found);
    }
    nearest_first(near);
    return near;
}

Placement Directory::place(Coordinates point) const {
    Placement placement;
    for (const auto& near : districts_near(point)) {
        if (placement.by == PlacedBy::nothing) placement.place = Place{"", near.district.state, point};
        placement.by = PlacedBy::map;
        placement.districts.push_back(near.district);
        add_state(placement, near.district.state);
        if (!near.inside) placement.approximate = true;
    }
    std::sort(placement.districts.begin(), placement.districts.end());
    return placement;
}

}  // namespace sayso::directory
