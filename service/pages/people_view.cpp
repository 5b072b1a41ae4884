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
    if (located) show_place(answer, scene, place_words(scene, *located));
    answer["card_level"] = Data(std::to_string(card_level));
    show_count(answer, cards.size(), scene.language);
    if (cards.empty()) answer["count_line"] = Data(std::string(word("no_target", scene.language)));
    show_list(answer, "targets", std::move(cards));
    show_list(answer, "not_called", std::move(reasons));
    into["answer"] = std::move(answer);
}

}  // namespace sayso::pages
