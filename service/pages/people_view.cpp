#include "service/pages/people_view.hpp"

#include "service/keys/keys.hpp"
#include "service/pages/target_view.hpp"
#include "service/present/target_words.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using campaigns::Campaign;
using campaigns::Choice;
using campaigns::NotCalled;
using campaigns::Target;
using present::is_own;
using present::reason;
using present::say;
using present::word;
using Why = NotCalled::Why;

void show_count(Data& into, std::size_t count, Language language) {
    if (count == 1) into["count_line"] = Data(std::string(word("count_one", language)));
    if (count > 1) into["count_line"] = Data(say("count_many", language, {{"count", std::to_string(count)}}));
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

Choice own_members(const Scene& scene, const campaigns::Whereabouts& where) {
    static const Campaign own = everybody();
    return campaigns::choose(own, scene.book.directory(), where, scene.at, 0, present::tag(scene.language));
}

void show_answer(Data& into, const Scene& scene, const Campaign& campaign, const Located* located,
                 const std::string& id_prefix, int card_level) {
    static const campaigns::Whereabouts nowhere;
    const campaigns::Whereabouts& where = located ? located->where : nowhere;
    const std::string zip = located ? located->zip_text() : "";
    const std::uint64_t shuffle = campaign.order == campaigns::Order::shuffled ? keys::random_number() : 0;
    const Choice choice =
        campaigns::choose(campaign, scene.book.directory(), where, scene.at, shuffle, present::tag(scene.language));
    List cards, reasons;
    for (const Target& target : choice.targets) {
        Data card = target_card(scene, target, where, zip, id_prefix + std::to_string(cards.size() + 1), card_level);
        if (!campaign.scripts.empty()) {
            card["one_script"] = Data(true);
            show_script(card,
                        scene.scripts.finished(campaign, target, where, zip, is_own(target, where), scene.language),
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

void show_own_members(Data& into, const Scene& scene, const Located& located, MemberCards& member_cards) {
    const Choice choice = own_members(scene, located.where);
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
        Data card;
        card["target_id"] = Data(id());
        card["made_card"] = Data(member_cards.html(scene, target, located, asks));
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
    answer["told_also"] = listed(std::move(reasons));
    answer["has_not_called"] = Data(false);
    into["answer"] = std::move(answer);
    if (choice.targets.empty()) show_switchboard(into, scene.language, "way_on_text", "");
}

}  // namespace sayso::pages
