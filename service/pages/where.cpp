#include "service/pages/where.hpp"

#include <algorithm>

namespace sayso::pages {
namespace {

using campaigns::PlaceNeed;
using directory::PlacedBy;
using Kind = Located::Kind;

constexpr std::size_t box_holds = 10;  // the form's maxlength

Kind problem_with(const directory::Placement& placement) {
    if (placement.by == PlacedBy::military) return Kind::military;
    if (placement.by == PlacedBy::freely_associated) return Kind::freely_associated;
    return placement.found() ? Kind::found : Kind::nothing;
}

std::vector<PlaceOption> candidate_states(const directory::Placement& placement) {
    std::vector<PlaceOption> options;
    for (const auto state : placement.states) options.push_back({state, std::nullopt});
    return options;
}

// Every district the ZIP touches, then "I don't know" for each state where that leaves something open.
std::vector<PlaceOption> candidate_districts(const directory::Placement& placement) {
    std::vector<PlaceOption> options;
    for (const auto& district : placement.districts) options.push_back({district.state, district});
    for (const auto state : placement.states) {
        const auto districts = std::count_if(placement.districts.begin(), placement.districts.end(),
                                             [&](const directory::District& d) { return d.state == state; });
        if (districts != 1) options.push_back({state, std::nullopt});
    }
    return options;
}

std::vector<PlaceOption> candidates(const directory::Placement& placement, PlaceNeed need) {
    if (need == PlaceNeed::district) return candidate_districts(placement);
    return need == PlaceNeed::state ? candidate_states(placement) : std::vector<PlaceOption>();
}

campaigns::Whereabouts whereabouts(const directory::Placement& placement, const PlaceOption* chosen) {
    campaigns::Whereabouts where;
    where.approximate = placement.approximate;
    if (placement.place) {
        where.city = placement.place->city;
        where.middle = placement.place->middle;
    }
    if (chosen) {
        where.district = chosen->district;
        where.state = chosen->state;
    } else if (placement.states.size() == 1) {
        where.state = placement.states.front();
        if (placement.districts.size() == 1) where.district = placement.districts.front();
    }
    return where;
}

}  // namespace

std::string PlaceOption::value() const {
    return state.text() + (district ? "-" + std::to_string(district->number) : "");
}

Located locate(const directory::Directory& directory, const ZipForm& form, PlaceNeed need) {
    Located located;
    located.typed = form.zip.substr(0, box_holds);
    located.zip = directory::Zip::parse(form.zip);
    if (!located.zip) {
        located.kind = form.zip.find_first_not_of(" \t") == std::string::npos ? Kind::empty : Kind::malformed;
        return located;
    }
    located.placement = directory.place(*located.zip);
    located.kind = problem_with(located.placement);
    if (located.kind != Kind::found) return located;

    located.options = candidates(located.placement, need);
    if (located.options.size() <= 1) {
        located.where = whereabouts(located.placement, nullptr);
        return located;
    }
    const auto chosen = std::find_if(located.options.begin(), located.options.end(),
                                     [&](const PlaceOption& option) { return option.value() == form.place; });
    if (chosen == located.options.end()) {
        located.kind = need == PlaceNeed::state ? Kind::ask_state : Kind::ask_district;
        located.unanswered = form.asked;
    } else {
        located.where = whereabouts(located.placement, &*chosen);
    }
    return located;
}

}  // namespace sayso::pages
