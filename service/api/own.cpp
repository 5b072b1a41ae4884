#include "service/api/own.hpp"

#include <algorithm>
#include <charconv>

#include "service/api/people_json.hpp"
#include "service/keys/keys.hpp"
#include "service/observe/observe.hpp"
#include "service/present/target_words.hpp"

namespace sayso::api {

namespace {

using campaigns::PlaceNeed;

constexpr std::size_t longest_place = 200, longest_name = 128, longest_group = 64;
constexpr std::string_view no_such_action = "There is no such action. GET /api/topics/{slug} lists a topic's actions.";

http::Response refused(int status, std::string_view detail) {
    return refusal(Dialect::own, status, detail);
}

}  // namespace

// ---- places

boost::asio::awaitable<Place> Own::place_in(const Turn& turn, Body& body) const {
    const auto zip = body.text("zip", 20), address = body.text("address", longest_place);
    const auto point = body.point("coordinates");
    const int given = body.has("zip") + body.has("address") + body.has("coordinates");
    Place place;
    if (given != 1) {
        body.wrong("", "must have one of \"zip\", \"address\" and \"coordinates\"");
    } else if (zip) {
        const auto parsed = directory::Zip::parse(*zip);
        if (parsed)
            place = place_of(turn.directory(), *parsed);
        else
            body.wrong("zip", "must be five digits, or nine of a ZIP+4");
        if (parsed && !place.placed()) body.wrong("zip", place.problem);
    } else if (address) {
        place = co_await common_->place(turn, *address);
        if (!place.placed()) body.wrong("address", place.problem);
    } else if (point) {
        place = place_of(turn.directory(), directory::Coordinates{point->first, point->second});
        if (!place.placed()) body.wrong("coordinates", place.problem);
    }
    co_return place;
}

Own::Answer Own::representatives(const http::Request& request) {
    Body body;
    if (auto refused = Body::read(request, body)) co_return std::move(*refused);
    const Turn turn = common_->turn(request);
    const Place place = co_await place_in(turn, body);
    if (auto refused = body.refusal()) co_return std::move(*refused);

    const auto& placement = place.placement;
    const auto from = placement.place ? std::optional(placement.place->middle) : std::nullopt;
    json::array house, senate;
    for (const auto& district : placement.districts)
        house.push_back(seat_json(turn, turn.directory().house_seat(district.state, district.number, turn.at), from));
    for (const auto state : placement.states)
        for (const auto& seat : turn.directory().senate_seats(state, turn.at))
            senate.push_back(seat_json(turn, seat, from));
    json::object told;
    told["as_of"] = directory::rfc3339(turn.at);
    told["place"] = place_json(place);
    told["question"] = question_json(turn, options(placement, PlaceNeed::district), PlaceNeed::district);
    told["house"] = std::move(house);
    told["senate"] = std::move(senate);
    co_return answer(200, told);
}

// ---- the people an action calls

Own::Found Own::find(const Turn& turn, std::string_view slug, std::string_view number) {
    Found found;
    const auto* document = turn.book().topic(slug);
    const auto read = std::from_chars(number.data(), number.data() + number.size(), found.n);
    const bool is_number = read.ec == std::errc() && read.ptr == number.data() + number.size();
    if (!document || !is_number || found.n < 1 || static_cast<std::size_t>(found.n) > document->topic.actions.size())
        return {};
    found.document = document;
    found.action = &document->topic.actions[static_cast<std::size_t>(found.n) - 1];
    if (!found.action->campaign_slug.empty()) found.campaign = turn.book().live_campaign(found.action->campaign_slug);
    return found;
}

namespace {

// Whom the campaign calls there, and whom not; nobody as long as something has to be asked first.
void add_choice(json::object& to, const Turn& turn, const campaigns::Campaign& campaign, present::ScriptReader reader,
                bool asks) {
    campaigns::Choice choice;
    if (!asks) {
        const auto shuffle = campaign.order == campaigns::Order::shuffled ? keys::random_number() : 0;
        choice = campaigns::choose(campaign, turn.directory(), reader.where, turn.at, shuffle, turn.tag());
    }
    json::array targets, not_called;
    for (const auto& target : choice.targets) {
        reader.constituent = present::is_own(target, reader.where);
        targets.push_back(target_json(turn, campaign, target, reader));
    }
    for (const auto& entry : choice.not_called) not_called.push_back(not_called_json(entry, turn.language));
    to["targets"] = std::move(targets);
    to["not_called"] = std::move(not_called);
}

}  // namespace

Own::Answer Own::targets(const http::Request& request) {
    const Turn turn = common_->turn(request);
    const Found found = find(turn, request.captures.at("slug"), request.captures.at("n"));
    if (!found.document) co_return refused(404, no_such_action);
    if (!found.campaign)
        co_return refused(409, "This action calls nobody. GET /api/topics/{slug} has its letter and addressees.");
    Body body;
    if (auto refused = Body::read(request, body)) co_return std::move(*refused);
    const auto& campaign = *found.campaign;
    const auto need = campaigns::place_need(campaign);
    const auto chosen = body.text("district", 10);
    const auto name = body.text("name", longest_name);
    Place place;
    if (need != PlaceNeed::none || body.has("zip") || body.has("address") || body.has("coordinates"))
        place = co_await place_in(turn, body);
    const auto open = options(place.placement, need);
    const auto picked = std::find_if(open.begin(), open.end(),
                                     [&](const PlaceOption& option) { return chosen && option.value() == *chosen; });
    if (chosen && open.size() > 1 && picked == open.end())
        body.wrong("district", "must be one of the values of \"question\"; leave it out to be told them");
    if (auto refused = body.refusal()) co_return std::move(*refused);

    present::ScriptReader reader;
    reader.where = whereabouts(place, picked == open.end() ? nullptr : &*picked);
    if (place.zip) reader.zip = place.zip->text();
    if (name) reader.name = std::string(text(*name));
    const bool asks = open.size() > 1 && picked == open.end();
    json::object told;
    told["topic"] = text(found.document->topic.slug);
    told["action"] = found.n;
    told["campaign"] = text(campaign.slug);
    told["as_of"] = directory::rfc3339(turn.at);
    told["place"] = place.placement.found() ? json::value(place_json(place)) : json::value(nullptr);
    told["question"] = asks ? question_json(turn, open, need) : json::value(nullptr);
    add_choice(told, turn, campaign, reader, asks);
    co_return answer(200, told);
}

// ---- what became of it

namespace {

// What can be said of a call and of a letter.
bool is_outcome(std::string_view word, bool of_a_call) {
    static constexpr std::string_view of_calls[] = {"reached", "left-message", "not-reached", "wrong-number",
                                                    "skipped"};
    if (!of_a_call) return word == "written";
    return std::find(std::begin(of_calls), std::end(of_calls), word) != std::end(of_calls);
}

}  // namespace

Own::Answer Own::outcome(const http::Request& request) {
    Body body;
    if (auto refused = Body::read(request, body)) co_return std::move(*refused);
    const auto topic = body.text("topic", longest_name), target = body.text("target", longest_name);
    const auto word = body.text("outcome", longest_name), device = body.text("device", longest_name);
    const auto group = body.text("group", longest_group);
    const auto n = body.number("action", 1, 1000);
    if (!body.has("topic")) body.wrong("topic", "is missing: the slug of a topic");
    if (!body.has("action")) body.wrong("action", "is missing: the number of the topic's action");
    if (!body.has("target")) body.wrong("target", "is missing: the id of one of the action's targets");
    const bool take_back = body.null("outcome");
    if (!body.has("outcome") && !take_back)
        body.wrong("outcome", "is missing: what became of the call, or null to take it back");
    if (auto refused = body.refusal()) co_return std::move(*refused);

    const Turn turn = common_->turn(request);
    const Found found = find(turn, *topic, std::to_string(*n));
    if (!found.document) co_return refused(404, no_such_action);
    if (!found.campaign && !found.action->written) co_return refused(409, "This action calls nobody now.");
    if (word && !is_outcome(*word, found.campaign))
        body.wrong("outcome", found.campaign ? "must be one of reached, left-message, not-reached, wrong-number and "
                                               "skipped, or null"
                                             : "must be written, or null: this action is a letter");
    if (auto refused = body.refusal()) co_return std::move(*refused);

    Report report;
    report.action = found.action;
    report.campaign = found.campaign;
    report.target = *target;
    report.outcome = word.value_or("");
    report.group = group ? std::string(text(*group)) : "";
    report.device = device.value_or("");
    const bool known = co_await common_->record(request, turn, report);
    if (!known)
        body.wrong("target", found.campaign ? "is no target of this action: ask for its targets first"
                                            : "must be letter: this action calls nobody");
    if (auto refused = body.refusal()) co_return std::move(*refused);
    co_return answer(200, json::object{{"outcome", take_back ? json::value(nullptr) : json::value(*word)}});
}

}  // namespace sayso::api
