#include "service/pages/member_cards.hpp"

#include <algorithm>

#include "service/pages/flow.hpp"
#include "service/pages/target_view.hpp"
#include "service/present/escape.hpp"
#include "service/present/finished_script.hpp"
#include "service/present/script_html.hpp"
#include "service/present/slots.hpp"
#include "service/present/target_words.hpp"

namespace sayso::pages {
namespace {

using campaigns::Target;
using directory::Official;
using present::ScriptReader;

constexpr std::size_t most_campaigns_each = 6;  // scripts shown below one member; more are behind the topics
constexpr char offices_slot = 'o', away_slot = 'a';

std::string action_address(const Ask& ask) {
    return "/topics/" + ask.document->topic.slug + "/actions/" + std::to_string(ask.action);
}

void show_asks(Data& card, const Scene& scene, const Target& target, const std::vector<const Ask*>& asks,
               const Located& located) {
    List scripts;
    for (const Ask* ask : asks) {
        Data item;
        const ScriptReader reader{located.where, located.zip_text(), {}, true};
        show_script(item, *scene.scripts.with_slots(*ask->campaign, target, reader, scene.language), scene.language);
        item["open"] = Data(scripts.empty());
        item["title"] =
            shown(ask->campaign->title.empty() ? ask->document->topic.title : ask->campaign->title, scene.language);
        item["topic_href"] = Data("/topics/" + ask->document->topic.slug + scene.query);
        item["begin_at"] = Data(action_address(*ask) + scene.query + "#call");
        item["target_key"] = Data(target_key(target));
        scripts.push_back(std::move(item));
    }
    card["asks"] = listed(std::move(scripts));
}

std::string without_last_newline(std::string html) {
    if (!html.empty() && html.back() == '\n') html.pop_back();
    return html;
}

// A row for each local office with a number, with a slot for the way there where that can be told.
std::vector<std::string> office_rows(const present::Templates& templates, const Scene& scene, const Official& official,
                                     bool from_somewhere) {
    std::vector<std::string> rows;
    for (const directory::Office& office : official.local_offices) {
        rows.emplace_back();
        if (!office.phone) continue;
        const bool away = from_somewhere && office.coordinates;
        const Data row = local_office(scene, office, away ? present::slot(away_slot) : std::string());
        rows.back() = without_last_newline(templates.render("office", scene.language, row));
        rows.back().shrink_to_fit();
    }
    return rows;
}

// The offices from the nearest on, each with the way there.
void append_offices(std::string& out, const MemberCard& card, const Scene& scene, const Located& located) {
    const directory::Directory& directory = scene.book.directory();
    const Official* official = directory.official(card.official_id);
    if (!official) return;
    const auto from = located.where.middle;
    bool first = true;
    for (const directory::Office* office : directory.offices_nearest(*official, from)) {
        if (!first) out += '\n';
        first = false;
        const auto& row = card.offices[static_cast<std::size_t>(office - official->local_offices.data())];
        present::fill_slots(out, row, [&](std::string& to, char) {
            to += present::escape(distance_in_words(from, office->coordinates, scene.language));
        });
    }
}

}  // namespace

std::vector<Ask> asks_of(const Scene& scene, const campaigns::Whereabouts& where) {
    std::vector<Ask> asks;
    for (const auto& document : scene.book.documents()) {
        int n = 0;
        for (const auto& action : document->topic.actions) {
            ++n;
            const campaigns::Campaign* campaign =
                action.campaign_slug.empty() ? nullptr : scene.book.live_campaign(action.campaign_slug);
            if (!campaign || campaigns::place_need(*campaign) == campaigns::PlaceNeed::none) continue;
            asks.push_back({document.get(), n, campaign,
                            campaigns::choose(*campaign, scene.book.directory(), where, scene.at, 0,
                                              present::tag(scene.language))});
        }
    }
    return asks;
}

std::vector<const Ask*> asks_for(const Target& target, const std::vector<Ask>& asks) {
    const std::string key = target_key(target);
    std::vector<const Ask*> found;
    for (const Ask& ask : asks) {
        const auto& targets = ask.choice.targets;
        const bool asked =
            std::any_of(targets.begin(), targets.end(), [&](const Target& t) { return target_key(t) == key; });
        if (asked && found.size() < most_campaigns_each) found.push_back(&ask);
    }
    return found;
}

std::size_t MemberCard::size() const {
    std::size_t bytes = html.capacity();
    for (const std::string& office : offices) bytes += office.capacity() + sizeof(office);
    return bytes;
}

std::string known_of(const Located& located) {
    const campaigns::Whereabouts& where = located.where;
    std::string known;
    for (const bool it :
         {located.zip.has_value(), !where.city.empty(), where.state.has_value(), where.middle.has_value()})
        known += it ? '+' : '-';
    return known;
}

std::string card_key(const Target& target, const Located& located, const std::vector<const Ask*>& asks) {
    std::string key = known_of(located);
    key += present::is_own(target, located.where) ? '+' : '-';
    key.append(target_key(target)).append(1, '\n').append(target.office.id);
    for (const Ask* ask : asks) key.append(1, '\n').append(action_address(*ask));
    return key;
}

MemberCard made_card(const present::Templates& templates, const Scene& scene, const Target& target,
                     const Located& located, const std::vector<const Ask*>& asks) {
    MemberCard card;
    const std::string zip = located.zip ? present::slot('z') : std::string();
    Data data = person_card(scene, target, located.where, zip, 2);
    show_asks(data, scene, target, asks, located);
    if (const Official* official = official_of(scene, target)) {
        card.official_id = official->id;
        card.offices = office_rows(templates, scene, *official, located.where.middle.has_value());
        const auto count =
            std::count_if(card.offices.begin(), card.offices.end(), [](const auto& row) { return !row.empty(); });
        show_office_count(data, static_cast<std::size_t>(count), located.where.middle.has_value(), scene.language);
        List offices;
        offices.emplace_back("made_offices", Data(present::slot(offices_slot)));
        data["offices"] = listed(std::move(offices));
    }
    card.html = templates.render_with_slots("target_body", scene.language, data, present::slot_kinds);
    card.html.shrink_to_fit();  // rendering makes room for a whole page
    return card;
}

void append_card(std::string& out, const MemberCard& card, const Scene& scene, const Located& located,
                 const present::SlotWords& words) {
    present::fill_slots(out, card.html, [&](std::string& to, char which) {
        if (which == offices_slot)
            append_offices(to, card, scene, located);
        else
            to += words.of(which);
    });
}

}  // namespace sayso::pages
