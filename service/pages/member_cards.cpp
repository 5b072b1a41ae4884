#include "service/pages/member_cards.hpp"

#include <algorithm>

#include "service/pages/flow.hpp"
#include "service/pages/target_view.hpp"
#include "service/present/escape.hpp"
#include "service/present/finished_script.hpp"
#include "service/present/slots.hpp"
#include "service/present/target_words.hpp"

namespace sayso::pages {
namespace {

using campaigns::Target;
using directory::Official;
using present::ScriptReader;

constexpr std::size_t most_campaigns_each = 6;  // scripts shown below one member; more are behind the topics
constexpr char offices_slot = 'o', away_slot = 'a';

// Whoever lives there, to an own member.
ScriptReader reader_of(const Located& located) {
    return {located.where, located.zip_text(), {}, true};
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

std::string action_address(const Ask& ask) {
    return "/topics/" + ask.document->topic.slug + "/actions/" + std::to_string(ask.action);
}

void show_asks(Data& card, const Scene& scene, const Target& target, const std::vector<const Ask*>& asks,
               const Located& located) {
    List scripts;
    for (const Ask* ask : asks) {
        Data item;
        show_script(item, *scene.scripts.with_slots(*ask->campaign, target, reader_of(located), scene.language),
                    scene.language);
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

// A group's link comes with its own addresses, and there may be any number of them. Who is not known by name is asked
// for with words that may hold the ZIP.
bool for_all_visitors(const Scene& scene, const Official* official) {
    return official && (scene.query.empty() || scene.query == "?lang=" + std::string(present::tag(scene.language)));
}

// All that a card depends on beside the book and the minute.
std::string key_of(const Scene& scene, const Target& target, const Located& located,
                   const std::vector<const Ask*>& asks) {
    const campaigns::Whereabouts& where = located.where;
    std::string key(present::tag(scene.language));
    key += scene.query;
    for (const bool known : {present::is_own(target, where), located.zip.has_value(), !where.city.empty(),
                             where.state.has_value(), where.middle.has_value()})
        key += known ? '+' : '-';
    for (const std::string* part : {&target.id, &target.office.id}) key.append(1, '\n').append(*part);
    for (const Ask* ask : asks) key.append(1, '\n').append(action_address(*ask));
    return key;
}

// The offices from the nearest on, each with the way there.
void add_offices(std::string& out, const Scene& scene, const Official& official, const std::vector<std::string>& rows,
                 std::optional<directory::Coordinates> from) {
    bool first = true;
    for (const directory::Office* office : scene.book.directory().offices_nearest(official, from)) {
        if (!first) out += '\n';
        first = false;
        const auto& row = rows[static_cast<std::size_t>(office - official.local_offices.data())];
        present::fill_slots(out, row, [&](std::string& to, char) {
            to += present::escape(distance_in_words(from, office->coordinates, scene.language));
        });
    }
}

std::string without_last_newline(std::string html) {
    if (!html.empty() && html.back() == '\n') html.pop_back();
    return html;
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

std::size_t MemberCards::Card::size() const {
    constexpr std::size_t around = 256;  // the key, and what a map and a string cost
    std::size_t bytes = html.capacity() + around;
    for (const std::string& office : offices) bytes += office.capacity() + sizeof(office);
    return bytes;
}

MemberCards::Card MemberCards::made(const Scene& scene, const Target& target, const Located& located,
                                    const std::vector<const Ask*>& asks) const {
    const Official* official = official_of(scene, target);
    Data data = person_card(scene, target, located.where, official ? std::string() : located.zip_text(), 2);
    show_asks(data, scene, target, asks, located);
    Card card;
    if (official) {
        std::size_t count = 0;
        for (const directory::Office& office : official->local_offices) {
            const bool away = located.where.middle && office.coordinates;
            card.offices.emplace_back();
            if (!office.phone) continue;
            ++count;
            const Data row = local_office(scene, office, away ? present::slot(away_slot) : std::string());
            card.offices.back() = without_last_newline(templates_.render("office", scene.language, row));
            card.offices.back().shrink_to_fit();
        }
        show_office_count(data, count, located.where.middle.has_value(), scene.language);
        List offices;
        offices.emplace_back("made_offices", Data(present::slot(offices_slot)));
        data["offices"] = listed(std::move(offices));
    }
    card.html = templates_.render("target_body", scene.language, data);
    card.html.shrink_to_fit();  // rendering makes room for a whole page
    return card;
}

std::string MemberCards::filled(const Scene& scene, const Card& card, const Target& target, const Located& located) {
    const Official* official = official_of(scene, target);
    const ScriptReader reader = reader_of(located);
    std::string html;
    html.reserve(2 * card.size());
    present::fill_slots(html, card.html, [&](std::string& out, char which) {
        if (which == offices_slot)
            add_offices(out, scene, *official, card.offices, located.where.middle);
        else
            out += present::slot_words(which, reader);
    });
    return html;
}

std::string MemberCards::html(const Scene& scene, const Target& target, const Located& located,
                              const std::vector<Ask>& all_asks) {
    const auto asks = asks_for(target, all_asks);
    const Official* official = official_of(scene, target);
    const bool keeps = for_all_visitors(scene, official);
    const std::string key = keeps ? key_of(scene, target, located, asks) : std::string();
    auto card = keeps ? shelf_.find(key, scene.book.version(), scene.at) : nullptr;
    if (!card) {
        card = std::make_shared<const Card>(made(scene, target, located, asks));
        if (keeps) shelf_.keep(key, scene.book.version(), scene.at, card, card->size());
    }
    return filled(scene, *card, target, located);
}

}  // namespace sayso::pages
