#include <boost/json.hpp>

#include "service/app/lookup.hpp"

namespace sayso::app {

namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value official_json(const directory::Seat& seat) {
    if (seat.official == nullptr) return nullptr;
    const auto& phone = seat.term->capitol.phone;
    json::object official;
    official["id"] = seat.official->id;
    official["name"] = seat.official->full_name;
    official["title"] = directory::title_of(seat.district);
    official["party"] = text_or_null(seat.term->party);
    official["phone"] = phone ? json::value(phone->e164()) : json::value(nullptr);
    official["url"] = text_or_null(seat.term->url);
    return official;
}

json::object seat_json(const directory::Seat& seat) {
    json::object object;
    object["state"] = seat.district.state.text();
    if (seat.district.chamber == directory::Chamber::house) {
        object["district"] = seat.district.number;
    } else {
        object["seat_class"] = seat.senate_class;
    }
    object["vacant"] = seat.occupancy == directory::Occupancy::vacant;
    object["unknown"] = seat.occupancy == directory::Occupancy::unknown;
    object["official"] = official_json(seat);
    return object;
}

json::value place_json(const directory::Placement& placement) {
    if (!placement.place || placement.by == directory::PlacedBy::map) return nullptr;
    json::object place;
    place["city"] = placement.place->city;
    place["state"] = placement.place->state.text();
    return place;
}

}  // namespace

std::string lookup_json(const directory::Directory& directory, Where where, directory::Instant at) {
    const auto placement = std::visit([&](const auto& asked) { return directory.place(asked); }, where);
    json::array districts, senators;
    for (const auto& district : placement.districts) {
        districts.push_back(seat_json(directory.house_seat(district.state, district.number, at)));
    }
    for (const auto state : placement.states) {
        for (const auto& seat : directory.senate_seats(state, at)) senators.push_back(seat_json(seat));
    }
    json::object answer;
    if (const auto* zip = std::get_if<directory::Zip>(&where)) answer["zip"] = zip->text();
    if (const auto* point = std::get_if<directory::Coordinates>(&where)) {
        answer["latitude"] = point->latitude;
        answer["longitude"] = point->longitude;
    }
    answer["as_of"] = directory::rfc3339(at);
    answer["place"] = place_json(placement);
    answer["approximate"] = placement.approximate;
    answer["split"] = placement.split();
    answer["districts"] = std::move(districts);
    answer["senators"] = std::move(senators);
    if (placement.by == directory::PlacedBy::military) {
        answer["note"] = "military mail: representation follows the home address, so ask for the home ZIP";
    }
    if (placement.by == directory::PlacedBy::freely_associated) {
        answer["note"] = "freely associated state: no delegate in Congress";
    }
    return json::serialize(answer);
}

}  // namespace sayso::app
