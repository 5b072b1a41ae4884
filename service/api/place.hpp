#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/campaigns/choose.hpp"
#include "service/api/api.hpp"
#include "service/api/catalog.hpp"

namespace sayso::api {

// Where somebody says they live, and what that comes to.
struct Place {
    enum class Kind { zip, point, city, address } kind = Kind::zip;
    std::optional<directory::Zip> zip;  // as it was sent, or as the geocoder completed the address
    directory::Placement placement;
    std::string problem;  // when it cannot be placed: a sentence that says what to do

    bool placed() const { return problem.empty(); }
    const std::string& city() const;  // or empty
    // The districts it may lie in are more than one, or the way there was a guess.
    bool uncertain() const;
    // The district that holds the middle of it, or the first of its districts; nothing when no district is known.
    std::optional<directory::District> nearest_district(const directory::Directory& directory) const;
};

// A ZIP, a ZIP+4, "lat,lng", a city, or an address: the geocoder is asked about the last. When it does not know and the
// address ends with a ZIP, that counts.
boost::asio::awaitable<Place> place_of(const Catalog& catalog, const Geocoder& geocode, std::string text);
Place place_of(const directory::Directory& directory, directory::Zip zip);
Place place_of(const directory::Directory& directory, directory::Coordinates point);

// One answer to "which is your district?" (decisions 7). Without a district: "I live in that state, but don't know".
struct PlaceOption {
    directory::StateCode state;
    std::optional<directory::District> district;
    std::string value() const;  // "CA-28" or "CA"
};
// What has to be asked of somebody there before targets can be chosen; one or none: nothing.
std::vector<PlaceOption> options(const directory::Placement& placement, campaigns::PlaceNeed need);
// `chosen` null: as far as it is known without asking.
campaigns::Whereabouts whereabouts(const Place& place, const PlaceOption* chosen);

}  // namespace sayso::api
