#include "voice/flow/scene.hpp"
#include "voice/flow/spoken.hpp"
#include "voice/prompts/words.hpp"

namespace sayso::flow {

using prompts::Prompt;

namespace {

std::string key_of(std::size_t index) {
    return std::to_string(index + 1);
}

void say_trouble(Scene& scene, const AskZip& asked) {
    switch (asked.trouble) {
        case ZipTrouble::none:
            return;
        case ZipTrouble::silence:
            return scene.say(Prompt::zip_silence);
        case ZipTrouble::too_few:
            return scene.say(Prompt::zip_too_few, {{"digits", prompts::digit_count(asked.keys, scene.language)}});
        case ZipTrouble::unknown:
            return scene.say(Prompt::zip_unknown);
        case ZipTrouble::military:
            return scene.say(Prompt::zip_military);
        case ZipTrouble::lost:
            return scene.say(Prompt::zip_lost);
    }
}

void say_answer(Scene& scene, const Answer& answer, bool several_states, const std::string& key) {
    if (!answer.state) return;
    const std::string state = spoken_state(*answer.state, scene.language);
    if (!answer.district) return scene.say(Prompt::split_state_only, {{"state", state}, {"key", key}});
    const std::string district = spoken_district(*answer.district, scene.language);
    switch (answer.occupancy) {
        case directory::Occupancy::held: {
            const std::string name = spoken_name(answer.holder, scene.language);
            if (several_states)
                return scene.say(Prompt::split_official_of_state, {{"name", name}, {"state", state}, {"key", key}});
            return scene.say(Prompt::split_official, {{"name", name}, {"key", key}});
        }
        case directory::Occupancy::vacant:
            return scene.say(Prompt::split_vacant, {{"seat", district}, {"key", key}});
        case directory::Occupancy::unknown:
            return scene.say(Prompt::split_unknown, {{"seat", district}, {"key", key}});
    }
}

bool over_state_lines(const std::vector<Answer>& answers) {
    for (const auto& answer : answers)
        if (answer.state != answers.front().state) return true;
    return false;
}

}  // namespace

void greet(Scene& scene) {
    if (!scene.campaign || scene.played("greeting")) return;
    const std::string title =
        prompts::without_stop(campaigns::speakable(scene.campaign->title.in(scene.language), scene.language));
    const std::string sponsor =
        prompts::without_stop(campaigns::speakable(scene.campaign->sponsor.in(scene.language), scene.language));
    if (sponsor.empty())
        scene.say(Prompt::greeting_without_sponsor, {{"title", title}});
    else
        scene.say(Prompt::greeting, {{"sponsor", prompts::capitalised(sponsor)}, {"title", title}});
}

markup::Document heard(Scene& scene, const ChooseCampaign& step) {
    if (step.tries == 0) {
        const int count = static_cast<int>(step.campaigns.size());
        scene.say(Prompt::menu_greeting, {{"count", prompts::number_word(count, scene.language, true)}});
    } else {
        scene.say(Prompt::please_choose);
    }
    for (std::size_t i = 0; i < step.campaigns.size(); ++i) {
        const auto* campaign = scene.book.campaign(step.campaigns[i]);
        if (!campaign) continue;
        const std::string title =
            prompts::without_stop(campaigns::speakable(campaign->title.in(scene.language), scene.language));
        scene.say(Prompt::menu_item, {{"title", title}, {"key", key_of(i)}});
    }
    return scene.menu();
}

markup::Document heard(Scene& scene, const AskZip& step) {
    if (step.trouble == ZipTrouble::none) greet(scene);
    say_trouble(scene, step);
    const bool keys_missed = step.trouble == ZipTrouble::silence || step.trouble == ZipTrouble::too_few;
    if (step.attempt >= 3)
        scene.say(Prompt::ask_zip_last);
    else
        scene.say(keys_missed ? Prompt::ask_zip_keypad : Prompt::ask_zip);
    return scene.gather(5, "#", 6);
}

markup::Document heard(Scene& scene, const AskDistrict& step) {
    scene.say(step.tries == 0 ? Prompt::split_intro : Prompt::please_choose);
    const bool several_states = over_state_lines(step.answers);
    for (std::size_t i = 0; i < step.answers.size(); ++i) say_answer(scene, step.answers[i], several_states, key_of(i));
    scene.say(Prompt::split_unsure);
    return scene.menu();
}

markup::Document heard(Scene& scene, const AskState& step) {
    scene.say(step.tries == 0 ? Prompt::states_intro : Prompt::please_choose);
    for (std::size_t i = 0; i < step.answers.size(); ++i) {
        if (!step.answers[i].state) continue;
        scene.say(Prompt::states_item,
                  {{"state", spoken_state(*step.answers[i].state, scene.language)}, {"key", key_of(i)}});
    }
    return scene.menu();
}

}  // namespace sayso::flow
