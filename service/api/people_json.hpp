#pragma once
#include "service/api/common.hpp"
#include "service/present/finished_script.hpp"

// People and places as our own interface tells them.
namespace sayso::api {

json::object phone_json(const directory::PhoneNumber& phone);
json::value phone_json(const std::optional<directory::PhoneNumber>& phone);
json::object place_json(const Place& place);
// A seat and whoever holds it, with their offices nearest first.
json::object seat_json(const Turn& turn, const directory::Seat& seat, std::optional<directory::Coordinates> from);
// The question a place leaves open, or null.
json::value question_json(const Turn& turn, const std::vector<PlaceOption>& options, campaigns::PlaceNeed need);
// Somebody to call, with the finished script.
json::object target_json(const Turn& turn, const campaigns::Campaign& campaign, const campaigns::Target& target,
                         const present::ScriptReader& reader);
json::object not_called_json(const campaigns::NotCalled& entry, present::Language language);

}  // namespace sayso::api
