#include "service/api/place.hpp"

#include <algorithm>

#include "scripts/directory/boundaries.hpp"
#include "service/observe/observe.hpp"

namespace sayso::api {

namespace {

using campaigns::PlaceNeed;
using directory::PlacedBy;

constexpr std::size_t longest_place = 200;

std::string_view without_blanks_around(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

bool no_words(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

// "1 Main Street, Springfield, IL 62701" ends with one.
std::optional<directory::Zip> zip_at_the_end(std::string_view address) {
    const auto blank = address.find_last_of(" ,");
    return blank == std::string_view::npos ? std::nullopt : directory::Zip::parse(address.substr(blank + 1));
}

std::string problem_with(const directory::Placement& placement) {
    if (placement.by == PlacedBy::military)
        return "This is a military mail ZIP code. Representation follows your home address: send the ZIP code of your "
               "home.";
    if (placement.by == PlacedBy::freely_associated)
        return "This ZIP code lies in a freely associated state, which has no delegate in Congress.";
    if (placement.found()) return {};
    return placement.by == PlacedBy::map || placement.place
               ? "This place lies in no district of the United States. Send a ZIP code."
               : "Nobody gets mail at this ZIP code. Check it, or send another.";
}

Place refused(Place::Kind kind, std::string problem) {
    Place place;
    place.kind = kind;
    place.problem = std::move(problem);
    return place;
}

void note(const Place& place) {
    static constexpr std::string_view kinds[] = {"zip", "point", "city", "address"};
    observe::count("sayso_api_places_total", {{"kind", kinds[static_cast<int>(place.kind)]},
                                              {"result", !place.placed()     ? "refused"
                                                         : place.uncertain() ? "uncertain"
                                                                             : "certain"}});
}

Place city_place(const Cities::Found& found) {
    if (found.ambiguous)
        return refused(Place::Kind::city, "There are cities of this name in several states. Add the state.");
    Place place;
    place.kind = Place::Kind::city;
    place.placement = found.placement;
    place.problem = problem_with(place.placement);
    return place;
}

std::string problem_with(outbound::Whereabouts::Kind kind) {
    switch (kind) {
        case outbound::Whereabouts::Kind::nowhere:
            return "This address was not found. Check it, or send a ZIP code.";
        case outbound::Whereabouts::Kind::unclear:
            return "This address fits several places. Add the city and the ZIP code.";
        case outbound::Whereabouts::Kind::found:
        case outbound::Whereabouts::Kind::not_now:
            break;
    }
    return "Addresses cannot be looked up right now. Send a ZIP code, a city with its state, or latitude and "
           "longitude.";
}

// Where an address is, with the town and the ZIP its mail goes to: a script names them.
Place place_found(const directory::Directory& directory, const outbound::Whereabouts& found) {
    Place place = place_of(directory, found.at);
    place.zip = directory::Zip::parse(found.zip);
    if (!place.zip || !place.placement.place) return place;
    if (const auto by_zip = directory.place(*place.zip).place) place.placement.place->city = by_zip->city;
    return place;
}

boost::asio::awaitable<Place> address_place(const directory::Directory& directory, const Geocoder& geocode,
                                            std::string address) {
    outbound::Whereabouts found;
    if (geocode) found = co_await geocode(address);
    Place place = refused(Place::Kind::address, problem_with(found.kind));
    if (found.found()) place = place_found(directory, found);
    // Better the districts of its ZIP than nothing.
    if (!place.placed())
        if (const auto zip = zip_at_the_end(address)) place = place_of(directory, *zip);
    place.kind = Place::Kind::address;
    co_return place;
}

}  // namespace

const std::string& Place::city() const {
    static const std::string none;
    return placement.place ? placement.place->city : none;
}

bool Place::uncertain() const {
    return kind == Kind::city || placement.approximate || placement.districts.size() != 1 || placement.split();
}

std::optional<directory::District> Place::nearest_district(const directory::Directory& directory) const {
    const auto& candidates = placement.districts;
    if (candidates.empty()) return std::nullopt;
    if (candidates.size() > 1 && placement.place) {
        for (const auto& district : directory.districts_near(placement.place->middle))
            if (std::find(candidates.begin(), candidates.end(), district.district) != candidates.end())
                return district.district;
    }
    return candidates.front();
}

Place place_of(const directory::Directory& directory, directory::Zip zip) {
    Place place;
    place.zip = zip;
    place.placement = directory.place(zip);
    place.problem = problem_with(place.placement);
    return place;
}

Place place_of(const directory::Directory& directory, directory::Coordinates point) {
    Place place;
    place.kind = Place::Kind::point;
    place.placement = directory.place(point);
    if (directory.data().boundaries.empty())
        place.problem =
            "Points on the map cannot be placed here: the lines of the districts are not installed. Send a "
            "ZIP code.";
    else if (!place.placement.found())
        place.problem = "This place lies in no district of the United States. Send a ZIP code.";
    return place;
}

boost::asio::awaitable<Place> place_of(const Catalog& catalog, const Geocoder& geocode, std::string text) {
    const auto& directory = catalog.directory();
    const std::string_view typed = without_blanks_around(text);
    Place place;
    if (typed.empty()) {
        place = refused(Place::Kind::zip,
                        "Say where: a ZIP code, an address, a city with its state, or \"latitude,longitude\".");
    } else if (typed.size() > longest_place) {
        place = refused(Place::Kind::address, "This is too long for a place. Send a ZIP code or one address.");
    } else if (const auto zip = directory::Zip::parse(typed)) {
        place = place_of(directory, *zip);
    } else if (const auto point = directory::parse_coordinates(typed)) {
        place = place_of(directory, *point);
    } else if (no_words(typed)) {
        place = refused(Place::Kind::zip, "This is no ZIP code: send five digits, like 94110.");
    } else if (const auto city = catalog.cities().find(directory, typed)) {
        place = city_place(*city);
    } else {
        place = co_await address_place(directory, geocode, std::string(typed));
    }
    note(place);
    co_return place;
}

// ---- what is left open

std::string PlaceOption::value() const {
    return state.text() + (district ? "-" + std::to_string(district->number) : "");
}

std::vector<PlaceOption> options(const directory::Placement& placement, PlaceNeed need) {
    std::vector<PlaceOption> options;
    if (need == PlaceNeed::state)
        for (const auto state : placement.states) options.push_back({state, std::nullopt});
    if (need != PlaceNeed::district) return options;
    for (const auto& district : placement.districts) options.push_back({district.state, district});
    for (const auto state : placement.states) {
        const auto in_state = [state](const auto& district) { return district.state == state; };
        if (std::count_if(placement.districts.begin(), placement.districts.end(), in_state) != 1)
            options.push_back({state, std::nullopt});
    }
    return options;
}

campaigns::Whereabouts whereabouts(const Place& place, const PlaceOption* chosen) {
    const auto& placement = place.placement;
    campaigns::Whereabouts where;
    where.approximate = placement.approximate;
    where.city = place.city();
    if (placement.place) where.middle = placement.place->middle;
    if (chosen) {
        where.district = chosen->district;
        where.state = chosen->state;
    } else if (placement.states.size() == 1) {
        where.state = placement.states.front();
        if (placement.districts.size() == 1) where.district = placement.districts.front();
    }
    return where;
}

}  // namespace sayso::api
