#include <algorithm>
#include <boost/json/parse.hpp>
#include <cmath>
#include <optional>

#include "service/outbound/geocoder.hpp"

// The Census Bureau's geocoder, as its "Geocoding Services Web Application Programming Interface" describes it.
namespace sayso::outbound {
namespace {

namespace json = boost::json;
using directory::Coordinates;
using Kind = Whereabouts::Kind;

// Places nearer to each other than this are one: the two sides of a street, a house with two doors.
constexpr double same_place_degrees = 0.002;

const json::value* member(const json::value& of, std::string_view name) {
    const json::object* object = of.if_object();
    return object ? object->if_contains(json::string_view(name.data(), name.size())) : nullptr;
}

std::optional<double> number(const json::value* value) {
    if (!value || !value->is_number()) return std::nullopt;
    return value->to_number<double>();
}

// x is the longitude, y the latitude.
std::optional<Coordinates> place_of(const json::value& match) {
    const json::value* point = member(match, "coordinates");
    if (!point) return std::nullopt;
    const auto longitude = number(member(*point, "x")), latitude = number(member(*point, "y"));
    if (!longitude || !latitude || !(std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180)) return std::nullopt;
    return Coordinates{*latitude, *longitude};
}

std::string zip_of(const json::value& match) {
    const json::value* parts = member(match, "addressComponents");
    const json::value* zip = parts ? member(*parts, "zip") : nullptr;
    const json::string* text = zip ? zip->if_string() : nullptr;
    const bool five = text && text->size() == 5 &&
                      std::all_of(text->begin(), text->end(), [](char c) { return c >= '0' && c <= '9'; });
    return five ? std::string(text->begin(), text->end()) : std::string();
}

bool apart(Coordinates a, Coordinates b) {
    return std::abs(a.latitude - b.latitude) > same_place_degrees ||
           std::abs(a.longitude - b.longitude) > same_place_degrees;
}

}  // namespace

Whereabouts read_census_answer(std::string_view text) {
    boost::system::error_code failed;
    const json::value answer = json::parse(json::string_view(text.data(), text.size()), failed);
    if (failed) return {};
    const json::value* result = member(answer, "result");
    const json::value* matches = result ? member(*result, "addressMatches") : nullptr;
    const json::array* list = matches ? matches->if_array() : nullptr;
    if (!list) return {};
    Whereabouts found;
    found.kind = Kind::nowhere;
    for (const json::value& match : *list) {
        const auto place = place_of(match);
        if (!place) return {};
        if (found.found() && apart(*place, found.at)) return {Kind::unclear, {}, {}};
        if (!found.found()) found = {Kind::found, *place, zip_of(match)};
    }
    return found;
}

}  // namespace sayso::outbound
