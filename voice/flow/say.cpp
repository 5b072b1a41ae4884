#include <algorithm>

#include "voice/flow/machine.hpp"
#include "voice/flow/scene.hpp"
#include "voice/flow/spoken.hpp"
#include "voice/prompts/words.hpp"

namespace sayso::flow {

using prompts::Prompt;

namespace {

std::string step_url(std::string_view step_path, int n) {
    return std::string(step_path) + "?n=" + std::to_string(n);
}

std::string switchboard_digits() {
    return prompts::spoken_number(directory::capitol_switchboard().e164());
}

markup::Dial switchboard_dial(std::string_view step_path, int n) {
    markup::Dial dial;
    dial.number = directory::capitol_switchboard().e164();
    dial.action = step_url(step_path, n);
    dial.timeout_seconds = ring_seconds;
    dial.time_limit_seconds = most_dial_seconds;
    return dial;
}

}  // namespace

Scene::Scene(const book::Book& the_book, const State& state, std::string_view step_path)
    : call(state),
      campaign(state.campaign ? the_book.campaign(*state.campaign) : nullptr),
      language(state.language),
      book(the_book),
      step_path_(step_path) {}

void Scene::say(Prompt prompt, const prompts::Values& values) {
    speech_.push_back(prompts::speech(prompt, language, values, campaign ? &campaign->recordings : nullptr));
}

void Scene::text(std::string words) {
    if (!words.empty()) speech_.push_back(markup::Say{std::move(words), std::string(language)});
}

bool Scene::played(std::string_view key) {
    const auto* url = campaign ? prompts::recording(campaign->recordings, key, language) : nullptr;
    if (url) speech_.push_back(markup::Play{*url});
    return url != nullptr;
}

std::string Scene::action() const {
    return step_url(step_path_, call.n);
}

markup::Document Scene::menu(int timeout_seconds) {
    return gather(1, "", timeout_seconds);
}

markup::Document Scene::gather(int digits, std::string finish_on_key, int timeout_seconds) {
    markup::Gather gather;
    gather.prompts = std::move(speech_);
    gather.action = action();
    gather.digits = digits;
    gather.finish_on_key = std::move(finish_on_key);
    gather.timeout_seconds = timeout_seconds;
    return {{}, std::move(gather)};
}

markup::Document Scene::hang_up() {
    return {std::move(speech_), markup::Hangup{}};
}

markup::Document Scene::dial(const directory::PhoneNumber& number) const {
    markup::Dial dial;
    dial.number = number.e164();
    dial.action = action();
    dial.timeout_seconds = ring_seconds;
    dial.time_limit_seconds = std::clamp(most_seconds - call.since_answer, 1, most_dial_seconds);
    // Decisions 6: the office sees the caller where the campaign, the provider and the caller's own number allow it.
    const bool own = call.show_caller && call.capabilities.caller_id_pass_through && call.caller == CallerKind::nanp;
    if (!own && call.line) dial.caller_id = call.line->e164();
    dial.hangup_on_star = call.capabilities.hangup_on_star;
    return {{}, std::move(dial)};
}

markup::Document say(const book::Book& book, const State& state, std::string_view step_path) {
    Scene scene(book, state, step_path);
    return std::visit([&scene](const auto& step) { return heard(scene, step); }, state.step);
}

markup::Document hold(std::string_view step_path, int n, int holds, std::string_view carry, std::string_view language) {
    if (holds >= most_holds) return {{prompts::speech(Prompt::hold_over, language)}, switchboard_dial(step_path, n)};
    markup::Redirect again{step_url(step_path, n) + "&hold=" + std::to_string(holds + 1) + std::string(carry)};
    return {{prompts::speech(Prompt::hold, language), markup::Pause{2}}, std::move(again)};
}

markup::Document apology(std::string_view step_path, int n, std::string_view language) {
    return {{prompts::speech(Prompt::apology, language)}, switchboard_dial(step_path, n)};
}

markup::Document unknown_call(std::string_view language) {
    return {{prompts::speech(Prompt::unknown_call, language),
             prompts::speech(Prompt::switchboard_number, language, {{"number", switchboard_digits()}}),
             prompts::speech(Prompt::good_bye, language)},
            markup::Hangup{}};
}

}  // namespace sayso::flow
