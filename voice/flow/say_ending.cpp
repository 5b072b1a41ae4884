#include <algorithm>

#include "voice/flow/scene.hpp"
#include "voice/prompts/words.hpp"

namespace sayso::flow {

using prompts::Prompt;

namespace {

void say_switchboard(Scene& scene) {
    scene.say(Prompt::switchboard_number,
              {{"number", prompts::spoken_number(directory::capitol_switchboard().e164())}});
}

void say_web(Scene& scene) {
    const std::string address = spoken_address(scene.call.web_address, scene.language);
    if (!address.empty()) scene.say(Prompt::help_web, {{"address", address}});
}

void say_call_back(Scene& scene) {
    if (!scene.campaign || !scene.campaign->call_back) return;
    const std::string sponsor =
        prompts::without_stop(campaigns::speakable(scene.campaign->sponsor.in(scene.language), scene.language));
    if (sponsor.empty()) return;
    scene.say(Prompt::call_back,
              {{"sponsor", sponsor}, {"number", prompts::spoken_number(scene.campaign->call_back->e164())}});
}

Prompt reason(HelpReason why) {
    switch (why) {
        case HelpReason::no_zip:
            return Prompt::help_no_zip;
        case HelpReason::no_state:
            return Prompt::help_no_state;
        case HelpReason::nobody:
            return Prompt::help_nobody;
        case HelpReason::unavailable:
            return Prompt::help_unavailable;
        case HelpReason::no_choice:
            return Prompt::heard_nothing;
    }
    return Prompt::help_unavailable;
}

void say_count(Scene& scene) {
    int through = 0, tried = 0;
    for (const auto& stop : scene.call.stops) {
        if (!stop.outcome || *stop.outcome == Outcome::skipped) continue;
        ++tried;
        if (*stop.outcome != Outcome::not_reached) ++through;
    }
    if (tried == 0) return;
    if (through == 0)
        scene.say(Prompt::got_through_none);
    else if (through == 1)
        scene.say(Prompt::got_through_one);
    else
        scene.say(Prompt::got_through_many, {{"count", prompts::number_word(through, scene.language, true)}});
}

void say_left(Scene& scene) {
    const auto& stops = scene.call.stops;
    const int left =
        static_cast<int>(std::count_if(stops.begin(), stops.end(), [](const Stop& stop) { return !stop.outcome; }));
    if (left == 1) scene.say(Prompt::left_one);
    if (left > 1) scene.say(Prompt::left_many, {{"count", prompts::number_word(left, scene.language, true)}});
}

// "Monday to Friday from 9 a.m. to 5 p.m."; days that follow one another with the same hours are said together.
std::string spoken_hours(const campaigns::Hours& hours, std::string_view language) {
    auto spans = hours.spans;
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) {
        return a.from != b.from ? a.from < b.from : a.to != b.to ? a.to < b.to : a.weekday < b.weekday;
    });
    std::vector<std::string> said;
    for (std::size_t i = 0; i < spans.size();) {
        std::size_t last = i;
        while (last + 1 < spans.size() && spans[last + 1].from == spans[i].from && spans[last + 1].to == spans[i].to &&
               spans[last + 1].weekday == spans[last].weekday + 1)
            ++last;
        std::string day = prompts::weekday(spans[i].weekday, language);
        if (last > i) day += (language == "es" ? " a " : " to ") + prompts::weekday(spans[last].weekday, language);
        said.push_back(prompts::fill(Prompt::hours_span, language,
                                     {{"day", day},
                                      {"from", prompts::spoken_time(spans[i].from, language)},
                                      {"to", prompts::spoken_time(spans[i].to, language)}}));
        i = last + 1;
    }
    return prompts::without_stop(prompts::listed(said, language));
}

}  // namespace

markup::Document heard(Scene& scene, const OfferHelp& step) {
    // Nobody may have been greeted yet: a campaign that asks for no ZIP and finds nobody.
    if (scene.call.n == 0) greet(scene);
    if (step.reason == HelpReason::nobody && step.tries == 0) say_not_called(scene);
    scene.say(step.tries == 0 ? reason(step.reason) : Prompt::please_choose);
    scene.say(Prompt::help_operator);
    scene.say(Prompt::help_finish);
    if (step.tries == 0) say_web(scene);
    return scene.menu();
}

markup::Document heard(Scene& scene, const CallingSwitchboard&) {
    return scene.dial(directory::capitol_switchboard());
}

markup::Document heard(Scene& scene, const Thanks& step) {
    if (step.remark == Remark::thank_you) scene.say(Prompt::remark_thank_you);
    if (step.remark == Remark::no_luck) scene.say(Prompt::remark_no_luck);
    if (step.by == EndedBy::time) scene.say(Prompt::ended_by_time);
    if (step.by == EndedBy::turns) scene.say(Prompt::ended_by_length);
    say_count(scene);
    if (step.by == EndedBy::time || step.by == EndedBy::turns) say_left(scene);
    if (step.by == EndedBy::given_up) {
        scene.say(Prompt::call_any_time);
        say_web(scene);
        say_switchboard(scene);
    } else {
        say_call_back(scene);
    }
    scene.say(Prompt::thanks);
    scene.say(Prompt::good_bye);
    return scene.hang_up();
}

markup::Document heard(Scene& scene, const Closed& step) {
    switch (step.why) {
        case ClosedWhy::unknown_line:
            scene.say(Prompt::closed_unknown_line);
            break;
        case ClosedWhy::no_campaign:
            scene.say(Prompt::closed_no_campaign);
            break;
        case ClosedWhy::hours:
            if (scene.campaign)
                scene.say(Prompt::closed_hours, {{"hours", spoken_hours(scene.campaign->hours, scene.language)}});
            else
                scene.say(Prompt::closed_no_campaign);
            break;
    }
    say_web(scene);
    say_switchboard(scene);
    scene.say(Prompt::good_bye);
    return scene.hang_up();
}

markup::Document heard(Scene& scene, const Left&) {
    return scene.hang_up();
}

}  // namespace sayso::flow
