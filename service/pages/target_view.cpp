#include "service/pages/target_view.hpp"

#include <cmath>
#include <numbers>

#include "service/pages/office_time.hpp"
#include "service/present/escape.hpp"
#include "service/present/target_words.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using campaigns::NotCalled;
using campaigns::Target;
using campaigns::Via;
using directory::Coordinates;
using present::is_own;
using present::name_of;
using present::party_name;
using present::role_of;
using present::say;
using present::seat_of;
using present::state_of;
using present::word;
using present::words_for_operator;

std::string told(const Target& target, Language language) {
    if (target.who == Target::Who::official && target.delegate && state_of(target))
        return say("told_delegate", language, {{"state", state_name(*state_of(target), language)}});
    if (target.via == Via::switchboard && (target.who == Target::Who::official || target.who == Target::Who::committee))
        return std::string(word("about_by_switchboard", language));
    return {};
}

// Names that are words ("your senators", "el Departamento de Estado") begin large where they stand alone, small within
// a sentence.
std::string alone(std::string name) {
    if (!name.empty() && name.front() >= 'a' && name.front() <= 'z')
        name.front() = static_cast<char>(name.front() - 32);
    return name;
}

std::string within(std::string name, const Target& target) {
    const bool words = target.who == Target::Who::own_representative || target.who == Target::Who::own_senators;
    if (words && name.front() >= 'A' && name.front() <= 'Z') name.front() = static_cast<char>(name.front() + 32);
    return name;
}

std::string office_name(const Target& target, Language language) {
    if (target.office.number == directory::capitol_switchboard())
        return std::string(word("office_switchboard", language));
    if (target.who != Target::Who::official || target.office.city.empty()) return {};
    if (target.office.city == "Washington") return std::string(word("office_washington", language));
    return say("office_in", language, {{"city", target.office.city}});
}

// "7:40 PM", "7:40 p. m.".
std::string clock_in_words(std::chrono::minutes clock, Language language) {
    const auto hour = clock.count() / 60, minute = clock.count() % 60;
    const auto shown_hour = hour % 12 == 0 ? 12 : hour % 12;
    const bool afternoon = hour >= 12;
    const std::string half = language == Language::es ? (afternoon ? "p. m." : "a. m.") : (afternoon ? "PM" : "AM");
    return std::to_string(shown_hour) + (minute < 10 ? ":0" : ":") + std::to_string(minute) + " " + half;
}

// "Likely closed now: it is 7:40 PM there", or empty.
std::string closed_line(std::string_view state, std::optional<Coordinates> at, std::string_view hours,
                        const Scene& scene) {
    const auto time = office_time(state, at, hours, scene.at);
    if (!time || !time->likely_closed) return {};
    return say("likely_closed", scene.language, {{"time", clock_in_words(time->clock, scene.language)}});
}

// The state whose clock hangs where the target's first number rings; empty when nobody knows.
std::string state_of_first_office(const Scene& scene, const Target& target) {
    if (target.office.number == directory::capitol_switchboard()) return {};
    if (target.who == Target::Who::committee) return "DC";
    const directory::Official* official =
        target.who == Target::Who::official ? scene.book.directory().official(target.id) : nullptr;
    if (!official) return {};
    for (const directory::Office& office : official->local_offices) {
        if (office.id == target.office.id) return office.state;
    }
    return "DC";
}

// Great-circle miles, by the haversine formula.
double miles_between(Coordinates a, Coordinates b) {
    constexpr double degree = std::numbers::pi / 180, earth = 3958.8;
    const double north = std::sin((b.latitude - a.latitude) * degree / 2);
    const double east = std::sin((b.longitude - a.longitude) * degree / 2);
    const double part = north * north + std::cos(a.latitude * degree) * std::cos(b.latitude * degree) * east * east;
    return 2 * earth * std::asin(std::min(1.0, std::sqrt(part)));
}

}  // namespace

std::string distance_in_words(std::optional<Coordinates> from, std::optional<Coordinates> to, Language language) {
    if (!from || !to) return {};
    const auto miles = std::lround(miles_between(*from, *to));
    if (miles < 1) return std::string(word("miles_under_one", language));
    return miles == 1 ? std::string(word("miles_one", language))
                      : say("miles_many", language, {{"count", std::to_string(miles)}});
}

Data local_office(const Scene& scene, const directory::Office& office, const std::string& away) {
    Data data = shown_number(*office.phone);
    const auto set = [&data](const char* name, const std::string& text) {
        data[name] = text.empty() ? Data(false) : Data(text);
    };
    data["city"] = Data(office.city + (office.state.empty() ? "" : ", " + office.state));
    data["office_id"] = Data(office.id);
    set("address", office.address);
    set("hours", office.hours);
    set("hours_lang", scene.language == Language::en ? "" : "en");  // as the offices publish them
    set("away", away);
    set("office_closed", closed_line(office.state, office.coordinates, office.hours, scene));
    return data;
}

void show_office_count(Data& card, std::size_t count, bool nearest, Language language) {
    card["has_offices"] = Data(count > 0);
    card["offices_summary"] = count == 1 ? Data(std::string(word("one_office", language)))
                                         : Data(say(nearest ? "many_offices_nearest" : "many_offices", language,
                                                    {{"count", std::to_string(count)}}));
}

namespace {

void show_offices(Data& card, const Scene& scene, const directory::Official& official,
                  const campaigns::Whereabouts& where) {
    List list;
    for (const directory::Office* office : scene.book.directory().offices_nearest(official, where.middle)) {
        const std::string away = distance_in_words(where.middle, office->coordinates, scene.language);
        list.push_back(local_office(scene, *office, present::escape(away)));
    }
    show_office_count(card, list.size(), where.middle.has_value(), scene.language);
    card["offices"] = listed(std::move(list));
}

void show_website(Data& card, const directory::Term* term) {
    if (!term || !present::is_web_address(term->url)) return;
    std::string shown_address = term->url.substr(term->url.find("://") + 3);
    if (shown_address.substr(0, 4) == "www.") shown_address.erase(0, 4);
    if (!shown_address.empty() && shown_address.back() == '/') shown_address.pop_back();
    Data website;
    website["href"] = Data(term->url);
    website["shown"] = Data(shown_address);
    card["website"] = std::move(website);
}

}  // namespace

const directory::Official* official_of(const Scene& scene, const Target& target) {
    return target.id.empty() ? nullptr : scene.book.directory().official(target.id);
}

std::string about(const Target& target, Language language) {
    const std::string seat = seat_of(target, language);
    if (target.who == Target::Who::own_representative && target.district < 0 && !seat.empty())
        return say("about_district_unknown", language, {{"state", seat}});
    if (target.who == Target::Who::own_representative || target.who == Target::Who::own_senators)
        return seat.empty() ? std::string(word("about_by_switchboard", language))
                            : say("about_unknown", language, {{"seat", seat}});
    if (target.who != Target::Who::official) return {};
    const std::string party = party_name(target.party, language);
    return seat.empty() || party.empty() ? seat + party : seat + " · " + party;
}

Data shown_number(const directory::PhoneNumber& phone) {
    Data data;
    data["e164"] = Data(phone.e164());
    data["display"] = Data(phone.display());
    return data;
}

void show_script(Data& into, const ScriptView& script, Language language) {
    into["script_html"] = Data(script.html);
    into["script_lang"] = script.language == present::tag(language) ? Data(false) : Data(script.language);
    into["voicemail"] = Data(!script.voicemail_html.empty());
    into["voicemail_html"] = Data(script.voicemail_html);
}

Data person_card(const Scene& scene, const Target& target, const campaigns::Whereabouts& where, const std::string& zip,
                 int level) {
    Data card;
    const auto set = [&card](const char* name, const std::string& text) {
        card[name] = text.empty() ? Data(false) : Data(text);
    };
    const std::string name = name_of(target, scene.language);
    card["card_level"] = Data(std::to_string(level));
    set("role", role_of(target, is_own(target, where), scene.language));
    set("name", alone(name));
    set("about", about(target, scene.language));
    set("told", told(target, scene.language));
    Data dial = shown_number(target.office.number);
    dial["whose"] = Data(say("whose_office", scene.language, {{"name", within(name, target)}}));
    const std::string office = office_name(target, scene.language);
    dial["office_name"] = office.empty() ? Data(false) : Data(office);
    card["dial"] = std::move(dial);
    set("closed", closed_line(state_of_first_office(scene, target), std::nullopt, "", scene));
    set("operator_words", target.via == Via::switchboard && target.operator_words.empty()
                              ? words_for_operator(target, zip)
                              : target.operator_words);
    if (const directory::Official* official = official_of(scene, target))
        show_website(card, scene.book.directory().term_at(*official, scene.at));
    return card;
}

Data target_card(const Scene& scene, const Target& target, const campaigns::Whereabouts& where, const std::string& zip,
                 const std::string& id, int level) {
    Data card = person_card(scene, target, where, zip, level);
    card["target_id"] = Data(id);
    if (const directory::Official* official = official_of(scene, target)) show_offices(card, scene, *official, where);
    return card;
}

Data vacant_card(const Scene& scene, const NotCalled& entry, const std::string& id, int level) {
    const bool house = entry.seat.chamber == directory::Chamber::house;
    Data card;
    card["card_level"] = Data(std::to_string(level));
    card["target_id"] = Data(id);
    card["role"] = Data(std::string(word(house ? "role_own_representative" : "role_own_senator", scene.language)));
    card["name"] = Data(std::string(word(house ? "name_vacant_house" : "name_vacant_senate", scene.language)));
    const std::string seat =
        house ? seat_name(entry.seat, scene.language) : state_name(entry.seat.state, scene.language);
    card["about"] = Data(say("about_vacant", scene.language, {{"seat", seat}}));
    return card;
}

}  // namespace sayso::pages
