#include "service/pages/people_view.hpp"

#include <algorithm>
#include <set>

#include "service/keys/keys.hpp"
#include "service/pages/script_view.hpp"
#include "service/present/escape.hpp"
#include "service/present/target_words.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using campaigns::Branch;
using campaigns::Campaign;
using campaigns::Choice;
using campaigns::NotCalled;
using campaigns::Target;
using campaigns::Via;
using present::is_own;
using present::name_of;
using present::party_name;
using present::reason;
using present::role_of;
using present::say;
using present::seat_of;
using present::state_of;
using present::word;
using present::words_for_operator;
using Why = NotCalled::Why;

constexpr std::size_t most_campaigns_each = 6;  // scripts shown below one member; more are behind the topics

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

std::string told(const Target& target, Language language) {
    if (target.who == Target::Who::official && target.delegate && state_of(target))
        return say("told_delegate", language, {{"state", state_name(*state_of(target), language)}});
    if (target.via == Via::switchboard && (target.who == Target::Who::official || target.who == Target::Who::committee))
        return std::string(word("about_by_switchboard", language));
    return {};
}

Data number(const directory::PhoneNumber& phone) {
    Data data;
    data["e164"] = Data(phone.e164());
    data["display"] = Data(phone.display());
    return data;
}

std::string office_name(const Target& target, Language language) {
    if (target.office.number == directory::capitol_switchboard())
        return std::string(word("office_switchboard", language));
    if (target.who != Target::Who::official || target.office.city.empty()) return {};
    if (target.office.city == "Washington") return std::string(word("office_washington", language));
    return say("office_in", language, {{"city", target.office.city}});
}

Data local_office(const directory::Office& office) {
    Data data = number(*office.phone);
    data["city"] = Data(office.city + (office.state.empty() ? "" : ", " + office.state));
    data["address"] = office.address.empty() ? Data(false) : Data(office.address);
    data["hours"] = office.hours.empty() ? Data(false) : Data(office.hours);
    return data;
}

void show_offices(Data& card, const Scene& scene, const directory::Official& official,
                  const campaigns::Whereabouts& where) {
    List list;
    for (const directory::Office* office : scene.book.directory().offices_nearest(official, where.middle)) {
        if (office->phone) list.push_back(local_office(*office));
    }
    const std::string count = std::to_string(list.size());
    card["offices_summary"] =
        list.size() == 1
            ? Data(std::string(word("one_office", scene.language)))
            : Data(say(where.middle ? "many_offices_nearest" : "many_offices", scene.language, {{"count", count}}));
    show_list(card, "offices", std::move(list));
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

void show_script(Data& into, const ScriptView& script, Language language) {
    into["script_html"] = Data(script.html);
    into["script_lang"] = script.language == present::tag(language) ? Data(false) : Data(script.language);
    into["voicemail"] = Data(!script.voicemail_html.empty());
    into["voicemail_html"] = Data(script.voicemail_html);
}

// Everything of the card but its scripts.
Data target_card(const Scene& scene, const Target& target, const campaigns::Whereabouts& where, const std::string& zip,
                 const std::string& id, int level) {
    Data card;
    const auto set = [&card](const char* name, const std::string& text) {
        card[name] = text.empty() ? Data(false) : Data(text);
    };
    const std::string name = name_of(target, scene.language);
    card["card_level"] = Data(std::to_string(level));
    card["target_id"] = Data(id);
    set("role", role_of(target, is_own(target, where), scene.language));
    set("name", name);
    set("about", about(target, scene.language));
    set("told", told(target, scene.language));
    Data dial = number(target.office.number);
    dial["whose"] = Data(say("whose_office", scene.language, {{"name", name}}));
    const std::string office = office_name(target, scene.language);
    dial["office_name"] = office.empty() ? Data(false) : Data(office);
    card["dial"] = std::move(dial);
    set("operator_words", target.via == Via::switchboard && target.operator_words.empty()
                              ? words_for_operator(target, zip)
                              : target.operator_words);
    if (const directory::Official* official =
            target.id.empty() ? nullptr : scene.book.directory().official(target.id)) {
        show_offices(card, scene, *official, where);
        show_website(card, scene.book.directory().term_at(*official, scene.at));
    }
    return card;
}

// A seat with nobody in it, told where its holder would stand.
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

void show_place(Data& into, const Scene& scene, const Located& located) {
    const std::string zip = located.zip->text();
    std::string place = located.where.city;
    if (located.where.state) {
        const std::string state = state_name(*located.where.state, scene.language);
        place += place.empty() || place == state ? (place.empty() ? state : "") : ", " + state;
    }
    into["place_line"] = place.empty() ? Data(say("place_line_zip", scene.language, {{"zip", zip}}))
                                       : Data(say("place_line", scene.language, {{"place", place}, {"zip", zip}}));
    if (located.where.approximate) into["approximate"] = Data(std::string(word("approximate", scene.language)));
}

void show_count(Data& into, std::size_t count, Language language) {
    if (count == 1) into["count_line"] = Data(std::string(word("count_one", language)));
    if (count > 1) into["count_line"] = Data(say("count_many", language, {{"count", std::to_string(count)}}));
}

// The campaigns a visitor's own members can be called for, newest topic first.
struct Ask {
    const book::Document* document;
    const Campaign* campaign;
    Choice choice;
};
std::vector<Ask> asks_of(const Scene& scene, const campaigns::Whereabouts& where) {
    std::vector<Ask> asks;
    for (const auto& document : scene.book.documents()) {
        for (const auto& action : document->topic.actions) {
            const Campaign* campaign =
                action.campaign_slug.empty() ? nullptr : scene.book.live_campaign(action.campaign_slug);
            if (!campaign || campaigns::place_need(*campaign) == campaigns::PlaceNeed::none) continue;
            asks.push_back({document.get(), campaign,
                            campaigns::choose(*campaign, scene.book.directory(), where, scene.at, 0,
                                              present::tag(scene.language))});
        }
    }
    return asks;
}

bool same_person(const Target& a, const Target& b) {
    return a.who == b.who && a.id == b.id && a.state == b.state && a.district == b.district && a.branch == b.branch;
}

void show_asks(Data& card, const Scene& scene, const Target& target, const std::vector<Ask>& asks,
               const Located& located) {
    List scripts;
    for (const Ask& ask : asks) {
        const auto& targets = ask.choice.targets;
        const bool asked =
            std::any_of(targets.begin(), targets.end(), [&](const Target& t) { return same_person(t, target); });
        if (!asked || scripts.size() == most_campaigns_each) continue;
        Data item;
        show_script(item,
                    finished_script(*ask.campaign, target, located.where, located.zip->text(), true, scene.language),
                    scene.language);
        item["open"] = Data(scripts.empty());
        item["title"] =
            shown(ask.campaign->title.empty() ? ask.document->topic.title : ask.campaign->title, scene.language);
        item["topic_href"] = Data("/topics/" + ask.document->topic.slug + scene.query);
        scripts.push_back(std::move(item));
    }
    card["scripts"] = Data(scripts);
}

// Everybody who represents a place, as a campaign that wants nothing but that.
Campaign everybody() {
    Campaign campaign;
    campaigns::TargetRule rule;
    rule.kind = campaigns::TargetKind::own_members;
    campaign.targets.push_back(rule);
    campaign.fallback.kind = campaigns::FallbackKind::skip;
    campaign.order = campaigns::Order::house_first;
    return campaign;
}

}  // namespace

void show_answer(Data& into, const Scene& scene, const Campaign& campaign, const Located* located,
                 const std::string& id_prefix, int card_level) {
    static const campaigns::Whereabouts nowhere;
    const campaigns::Whereabouts& where = located ? located->where : nowhere;
    const std::string zip = located ? located->zip->text() : "";
    const std::uint64_t shuffle = campaign.order == campaigns::Order::shuffled ? keys::random_number() : 0;
    const Choice choice =
        campaigns::choose(campaign, scene.book.directory(), where, scene.at, shuffle, present::tag(scene.language));
    List cards, reasons;
    for (const Target& target : choice.targets) {
        Data card = target_card(scene, target, where, zip, id_prefix + std::to_string(cards.size() + 1), card_level);
        if (!campaign.scripts.empty()) {
            card["one_script"] = Data(true);
            show_script(card, finished_script(campaign, target, where, zip, is_own(target, where), scene.language),
                        scene.language);
        }
        cards.push_back(std::move(card));
    }
    for (const NotCalled& entry : choice.not_called)
        reasons.push_back(Data("reason", Data(reason(entry, scene.language))));
    Data answer;
    if (located) show_place(answer, scene, *located);
    answer["card_level"] = Data(std::to_string(card_level));
    show_count(answer, cards.size(), scene.language);
    if (cards.empty()) answer["count_line"] = Data(std::string(word("no_target", scene.language)));
    show_list(answer, "targets", std::move(cards));
    show_list(answer, "not_called", std::move(reasons));
    into["answer"] = std::move(answer);
}

void show_own_members(Data& into, const Scene& scene, const Located& located) {
    static const Campaign own = everybody();
    const Choice choice =
        campaigns::choose(own, scene.book.directory(), located.where, scene.at, 0, present::tag(scene.language));
    const std::vector<Ask> asks = asks_of(scene, located.where);
    List cards, reasons;
    const auto id = [&cards] { return "rep-" + std::to_string(cards.size() + 1); };
    const auto add_vacant = [&](directory::Chamber chamber) {
        for (const NotCalled& entry : choice.not_called) {
            if (entry.why == Why::vacant && entry.seat.chamber == chamber)
                cards.push_back(vacant_card(scene, entry, id(), 2));
        }
    };
    add_vacant(directory::Chamber::house);
    for (const Target& target : choice.targets) {
        Data card = target_card(scene, target, located.where, located.zip->text(), id(), 2);
        show_asks(card, scene, target, asks, located);
        cards.push_back(std::move(card));
    }
    add_vacant(directory::Chamber::senate);
    for (const NotCalled& entry : choice.not_called) {
        if (entry.why != Why::vacant) reasons.push_back(Data("reason", Data(reason(entry, scene.language))));
    }
    Data answer;
    show_place(answer, scene, located);
    answer["card_level"] = Data("2");
    show_list(answer, "targets", std::move(cards));
    answer["told_also"] = Data(reasons);
    answer["has_not_called"] = Data(false);
    into["answer"] = std::move(answer);
    if (choice.targets.empty()) show_switchboard(into, scene.language, "way_on_text", "");
}

void show_zip_form(Data& into, const Scene& scene, const std::string& action, std::string_view button_key,
                   const std::string& id, const Located* located) {
    into["zip_action"] = Data(action);
    into["zip_id"] = Data(id);
    into["zip_button"] = Data(std::string(word(button_key, scene.language)));
    const bool answered = located && (located->found() || located->asks());
    into["zip_label"] = Data(std::string(word(answered ? "change_zip" : "zip_label", scene.language)));
    into["zip_value"] = Data(located && !answered ? located->typed : "");
    if (!located || answered) return;
    const auto problem = [&](std::string_view key, present::Values values = {}) {
        into["zip_error"] = Data(say(key, scene.language, values));
    };
    switch (located->kind) {
        case Located::Kind::empty:
            return problem("zip_empty");
        case Located::Kind::malformed:
            return problem("zip_malformed");
        case Located::Kind::nothing:
            return problem("zip_nothing");
        case Located::Kind::military:
            return problem("zip_military");
        case Located::Kind::freely_associated: {
            const std::string state = state_name(located->placement.states.front(), scene.language);
            return problem("zip_freely_associated", {{"state", state}});
        }
        case Located::Kind::ask_district:
        case Located::Kind::ask_state:
        case Located::Kind::found:
            return;
    }
}

namespace {

Data option_of(const Scene& scene, const PlaceOption& option, bool states_only, bool one_state) {
    Data data;
    const std::string state = state_name(option.state, scene.language);
    data["value"] = Data(option.value());
    data["option_more"] = Data(false);
    if (!option.district) {
        const std::string name = states_only ? state
                                 : one_state ? std::string(word("dont_know_district", scene.language))
                                             : say("dont_know_state", scene.language, {{"state", state}});
        data["option_name"] = Data(name);
        if (!states_only) data["option_more"] = Data(std::string(word("dont_know_district_more", scene.language)));
        return data;
    }
    const std::string seat = seat_name(*option.district, scene.language);
    const directory::Seat held = scene.book.directory().house_seat(option.state, option.district->number, scene.at);
    if (held.official) {
        data["option_name"] = Data(held.official->full_name);
        data["option_more"] = Data(seat + " · " + party_name(held.term->party, scene.language));
    } else {
        data["option_name"] = Data(seat);
        if (held.occupancy == directory::Occupancy::vacant)
            data["option_more"] = Data(std::string(word("name_vacant_house", scene.language)));
    }
    return data;
}

}  // namespace

void show_question(Data& into, const Scene& scene, const std::string& action, const Located& located) {
    const bool states_only = located.kind == Located::Kind::ask_state;
    const std::string zip = located.zip->text();
    Data question;
    question["question_action"] = Data(action);
    question["question_zip"] = Data(zip);
    question["question_title"] =
        Data(std::string(word(states_only ? "question_states" : "question_districts", scene.language)));
    question["question_text"] =
        Data(say(states_only ? "question_states_text" : "question_districts_text", scene.language, {{"zip", zip}}));
    if (located.unanswered) question["question_error"] = Data(std::string(word("question_error", scene.language)));
    List options;
    for (const PlaceOption& option : located.options)
        options.push_back(option_of(scene, option, states_only, located.placement.states.size() == 1));
    question["options"] = Data(options);
    into["question"] = std::move(question);
}

void show_switchboard(Data& into, Language language, std::string_view text_key, const std::string& operator_words) {
    Data way = number(directory::capitol_switchboard());
    way["way_on_text"] = Data(std::string(word(text_key, language)));
    way["operator_words"] =
        Data(operator_words.empty() ? std::string(word("operator_own_house_nowhere", language)) : operator_words);
    into["way_on"] = std::move(way);
}

}  // namespace sayso::pages
