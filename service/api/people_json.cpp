#include "service/api/people_json.hpp"

#include "service/present/places.hpp"
#include "service/present/script_html.hpp"
#include "service/present/target_words.hpp"

namespace sayso::api {

namespace {

using campaigns::NotCalled;
using campaigns::Target;
using directory::Chamber;

json::array offices_json(const directory::Directory& directory, const directory::Official& official,
                         std::optional<directory::Coordinates> from) {
    json::array offices;
    for (const auto* office : directory.offices_nearest(official, from)) {
        if (!office->phone) continue;
        json::object object;
        object["id"] = text(office->id);
        object["phone"] = phone_json(*office->phone);
        object["city"] = text_or_null(office->city);
        object["state"] = text_or_null(office->state);
        object["address"] = text_or_null(office->address);
        object["hours"] = text_or_null(office->hours);
        offices.push_back(std::move(object));
    }
    return offices;
}

json::object official_json(const Turn& turn, const directory::Seat& seat, std::optional<directory::Coordinates> from) {
    const auto& official = *seat.official;
    const auto& term = *seat.term;
    json::object object;
    object["id"] = text(official.id);
    object["name"] = text(official.full_name);
    object["last_name"] = text(official.last_name);
    object["title"] = directory::title_of(seat.district);
    object["party"] = text_or_null(term.party);
    object["phone"] = phone_json(term.capitol.phone);
    object["website"] = text_or_null(term.url);
    object["contact_form"] = text_or_null(term.contact_form);
    object["term_ends"] = directory::rfc3339(term.to);
    object["offices"] = offices_json(turn.directory(), official, from);
    return object;
}

std::string_view word(directory::Occupancy occupancy) {
    switch (occupancy) {
        case directory::Occupancy::held:
            return "held";
        case directory::Occupancy::vacant:
            return "vacant";
        case directory::Occupancy::unknown:
            break;
    }
    return "unknown";
}

std::string_view word(Target::Who who) {
    switch (who) {
        case Target::Who::official:
            return "official";
        case Target::Who::own_representative:
            return "own-representative";
        case Target::Who::own_senators:
            return "own-senators";
        case Target::Who::committee:
            return "committee";
        case Target::Who::organization:
            break;
    }
    return "organization";
}

std::string_view word(NotCalled::Why why) {
    switch (why) {
        case NotCalled::Why::vacant:
            return "vacant";
        case NotCalled::Why::unknown:
            return "unknown";
        case NotCalled::Why::no_senators:
            return "no-senators";
        case NotCalled::Why::not_on_committee:
            return "not-on-committee";
        case NotCalled::Why::beyond_cap:
            return "beyond-cap";
        case NotCalled::Why::no_number:
            return "no-number";
        case NotCalled::Why::no_delegate:
            break;
    }
    return "no-delegate";
}

json::object script_json(const present::FinishedScript& finished, present::Language wanted) {
    const auto language = present::parse_language(finished.language).value_or(wanted);
    const bool voicemail = !finished.voicemail.empty();
    json::object script;
    script["language"] = text(finished.language);
    script["text"] = text(present::script_text(finished.call));
    script["html"] = text(present::script_html(finished.call, language));
    script["voicemail_text"] =
        voicemail ? json::value(text(present::script_text(finished.voicemail))) : json::value(nullptr);
    script["voicemail_html"] =
        voicemail ? json::value(text(present::script_html(finished.voicemail, language))) : json::value(nullptr);
    return script;
}

}  // namespace

json::object phone_json(const directory::PhoneNumber& phone) {
    return {{"e164", phone.e164()}, {"display", phone.display()}};
}

json::value phone_json(const std::optional<directory::PhoneNumber>& phone) {
    return phone ? json::value(phone_json(*phone)) : json::value(nullptr);
}

json::object place_json(const Place& place) {
    json::array states;
    for (const auto state : place.placement.states) states.push_back(json::string(state.text()));
    json::object object;
    object["city"] = text_or_null(place.city());
    object["states"] = std::move(states);
    object["split"] = place.placement.split();
    object["approximate"] =
        place.uncertain() && place.placement.districts.size() <= 1 ? true : place.placement.approximate;
    return object;
}

json::object seat_json(const Turn& turn, const directory::Seat& seat, std::optional<directory::Coordinates> from) {
    const bool house = seat.district.chamber == Chamber::house;
    json::object object;
    object["chamber"] = house ? "house" : "senate";
    object["state"] = seat.district.state.text();
    object["district"] = house ? json::value(seat.district.number) : json::value(nullptr);
    object["senate_class"] = house ? json::value(nullptr) : json::value(seat.senate_class);
    object["name"] = text(present::seat_name(seat.district, turn.language));
    object["occupancy"] = word(seat.occupancy);
    object["official"] = seat.official ? json::value(official_json(turn, seat, from)) : json::value(nullptr);
    return object;
}

json::value question_json(const Turn& turn, const std::vector<PlaceOption>& options, campaigns::PlaceNeed need) {
    if (options.size() <= 1) return nullptr;
    json::array list;
    for (const auto& option : options) {
        json::object object;
        object["value"] = option.value();
        object["name"] = text(option.district ? present::seat_name(*option.district, turn.language)
                                              : present::state_name(option.state, turn.language));
        json::value holder = nullptr;
        if (option.district) {
            const auto seat = turn.directory().house_seat(option.state, option.district->number, turn.at);
            if (seat.official) holder = text(seat.official->full_name);
        }
        object["official"] = std::move(holder);
        list.push_back(std::move(object));
    }
    json::object question;
    question["about"] = need == campaigns::PlaceNeed::state ? "state" : "district";
    question["options"] = std::move(list);
    return question;
}

json::object target_json(const Turn& turn, const campaigns::Campaign& campaign, const Target& target,
                         const present::ScriptReader& reader) {
    const auto* official = target.who == Target::Who::official ? turn.directory().official(target.id) : nullptr;
    const auto* term = official ? turn.directory().term_at(*official, turn.at) : nullptr;
    const bool asked_for = target.who == Target::Who::own_representative || target.who == Target::Who::own_senators;
    const bool by_operator = target.via == campaigns::Via::switchboard;
    json::object object;
    object["id"] = text(asked_for ? std::string(word(target.who)) : target.id);
    object["kind"] = word(target.who);
    object["name"] = text(asked_for ? present::name_of(target, turn.language) : target.name);
    object["title"] = text_or_null(campaigns::title_of(target, turn.tag()));
    object["party"] = text_or_null(target.party);
    object["state"] = text_or_null(target.state);
    object["district"] = target.district < 0 ? json::value(nullptr) : json::value(target.district);
    object["constituent"] = reader.constituent;
    object["phone"] = phone_json(target.office.number);
    object["via"] = by_operator ? "switchboard" : "direct";
    object["operator_words"] = text_or_null(!target.operator_words.empty() ? target.operator_words
                                            : by_operator ? present::words_for_operator(target, reader.zip)
                                                          : std::string());
    object["website"] = term ? text_or_null(term->url) : json::value(nullptr);
    object["offices"] = official ? offices_json(turn.directory(), *official, reader.where.middle) : json::array();
    object["script"] = campaign.scripts.empty()
                           ? json::value(nullptr)
                           : json::value(script_json(present::finished_script(campaign, target, reader, turn.language),
                                                     turn.language));
    return object;
}

json::object not_called_json(const NotCalled& entry, present::Language language) {
    json::object object;
    object["why"] = word(entry.why);
    object["name"] = text_or_null(entry.name);
    object["sentence"] = text(present::reason(entry, language));
    return object;
}

}  // namespace sayso::api
