#include <algorithm>

#include "scripts/directory/state.hpp"
#include "voice/flow/scene.hpp"
#include "voice/flow/spoken.hpp"
#include "voice/prompts/words.hpp"

namespace sayso::flow {

using campaigns::NotCalled;
using campaigns::Target;
using prompts::Prompt;

namespace {

// Some ten minutes of speech, and a document below 64 kB whatever is in it: the rest of a longer script is not read
// out.
constexpr std::size_t most_script_bytes = 9000;

const campaigns::Script* script_of(const Scene& scene) {
    if (!scene.campaign) return nullptr;
    const auto& script = scene.campaign->script(scene.language);
    return script.empty() ? nullptr : &script;
}

void say_script(Scene& scene) {
    const auto* script = script_of(scene);
    if (!script) return;
    if (!script->depends_on_target() && scene.played("script")) return;
    auto values = campaigns::script_values(*scene.stop().target, scene.language);
    const auto& place = scene.call.place;
    if (!place.city.empty()) values.caller_city = place.city;
    if (place.state) values.caller_state = spoken_state(*place.state, scene.language);
    scene.say(Prompt::script_intro);
    if (scene.campaign->opening) {
        if (place.city.empty())
            scene.say(Prompt::script_opening_anywhere);
        else
            scene.say(Prompt::script_opening, {{"city", campaigns::speakable(place.city, scene.language)}});
    }
    std::size_t bytes = 0;
    for (auto& paragraph : script->for_ear(values, scene.language)) {
        bytes += paragraph.size();
        if (bytes > most_script_bytes) break;
        scene.text(std::move(paragraph));
    }
    if (scene.campaign->voicemail_closing) scene.say(Prompt::script_closing);
}

void say_place(Scene& scene) {
    const auto& place = scene.call.place;
    if (!place.city.empty() && place.state) {
        const auto& facts = directory::facts(*place.state);
        const auto name = scene.language == "es" ? facts.spanish_name : facts.name;
        scene.say(Prompt::place_of_zip,
                  {{"city", campaigns::speakable(place.city, scene.language)}, {"state", std::string(name)}});
    }
    if (place.approximate) scene.say(Prompt::place_roughly);
}

void say_without_senators(Scene& scene, directory::StateCode state) {
    const auto& facts = directory::facts(state);
    const Prompt prompt = facts.house_seats == 0 ? Prompt::nobody_in_congress
                          : state.text() == "PR" ? Prompt::no_senators_commissioner
                                                 : Prompt::no_senators;
    scene.say(prompt, {{"state", spoken_state(state, scene.language)}});
}

// The first entry about the same seats for the same reason: two Senate seats are told in one sentence.
const NotCalled* first_like(const std::vector<NotCalled>& all, const NotCalled& one) {
    return &*std::find_if(all.begin(), all.end(),
                          [&one](const NotCalled& other) { return other.why == one.why && other.seat == one.seat; });
}

// A seat that is asked for at the switchboard because nobody is known to hold it yet.
void say_unknown_seats(Scene& scene) {
    for (const auto& stop : scene.call.stops) {
        const auto& target = *stop.target;
        const auto state = directory::StateCode::parse(target.state);
        const bool house = target.who == Target::Who::own_representative && target.district >= 0;
        const bool senate = target.who == Target::Who::own_senators && target.senate_class > 0;
        if (!state || (!house && !senate)) continue;
        const directory::District seat{*state, house ? directory::Chamber::house : directory::Chamber::senate,
                                       house ? target.district : 0};
        scene.say(Prompt::seat_unknown, {{"seat", spoken_seat(seat, false, scene.language)}});
    }
}

void say_overview(Scene& scene) {
    // Where no ZIP was asked, this is the first the caller hears.
    if (scene.call.n == 0 || !scene.call.place.state) greet(scene);
    say_place(scene);
    say_not_called(scene);
    say_unknown_seats(scene);
    std::vector<std::string> names;
    for (const auto& stop : scene.call.stops) names.push_back(spoken_name(*stop.target, scene.language));
    const int count = static_cast<int>(names.size());
    const std::string list = prompts::listed(names, scene.language);
    if (count == 1)
        scene.say(Prompt::overview_one, {{"names", list}});
    else
        scene.say(Prompt::overview_many,
                  {{"count", prompts::number_word(count, scene.language, true)}, {"names", list}});
}

void say_remark(Scene& scene, Remark remark) {
    switch (remark) {
        case Remark::none:
            return;
        case Remark::thank_you:
            return scene.say(Prompt::remark_thank_you);
        case Remark::skipped:
            return scene.say(Prompt::remark_skipped);
        case Remark::no_luck:
            return scene.say(Prompt::remark_no_luck);
    }
}

Prompt announcement(const State& call, Announce::Kind kind) {
    if (kind == Announce::Kind::again) return Prompt::announce_again;
    if (kind == Announce::Kind::local_office) return Prompt::announce_other_office;
    const auto count = call.stops.size();
    if (count == 1) return Prompt::announce_only;
    if (call.position == 0) return Prompt::announce_first;
    return static_cast<std::size_t>(call.position) + 1 == count ? Prompt::announce_last : Prompt::announce_next;
}

// What to tell whoever answers, where that is not the office itself or the organizer has written it.
void say_words(Scene& scene) {
    const auto& stop = scene.stop();
    const auto& target = *stop.target;
    const bool operator_answers = target.via == campaigns::Via::switchboard && !stop.at_reserve;
    if (!target.operator_words.empty())
        return scene.say(operator_answers ? Prompt::operator_words : Prompt::answerer_words,
                         {{"words", campaigns::speakable(target.operator_words, scene.language)}});
    if (!operator_answers) return;
    const std::string name = spoken_name(target, scene.language);
    if (target.who == Target::Who::own_senators) return scene.say(Prompt::operator_words_senators, {{"name", name}});
    if (target.who == Target::Who::own_representative && target.district < 0)
        return scene.say(Prompt::operator_words_representative, {{"name", name}});
    scene.say(Prompt::operator_words, {{"words", words_for_operator(target)}});
}

void say_trouble(Scene& scene, Trouble trouble) {
    switch (trouble) {
        case Trouble::busy:
            return scene.say(Prompt::trouble_busy);
        case Trouble::no_answer:
            return scene.say(Prompt::trouble_no_answer);
        case Trouble::failed:
        case Trouble::canceled:
            return scene.say(Prompt::trouble_failed);
        case Trouble::too_short:
            return scene.say(Prompt::trouble_too_short);
        case Trouble::told:
            return scene.say(Prompt::trouble_told);
    }
}

bool is_last(const State& call) {
    return static_cast<std::size_t>(call.position) + 1 >= call.stops.size();
}

}  // namespace

void say_not_called(Scene& scene) {
    std::vector<std::string> off_committee;
    bool told_no_senators = false;
    const auto& all = scene.call.not_called;
    const auto senate_seats_like = [&all](const NotCalled& one) {
        return std::count_if(all.begin(), all.end(), [&one](const NotCalled& other) {
            return other.why == one.why && other.seat == one.seat && one.seat.chamber == directory::Chamber::senate;
        });
    };
    for (const auto& entry : all) {
        const bool both = senate_seats_like(entry) == 2;
        const bool seat_told = entry.why == NotCalled::Why::vacant || entry.why == NotCalled::Why::unknown;
        if (both && seat_told && &entry != first_like(all, entry)) continue;
        switch (entry.why) {
            case NotCalled::Why::vacant:
                scene.say(Prompt::seat_vacant, {{"seat", spoken_seat(entry.seat, both, scene.language)}});
                break;
            case NotCalled::Why::unknown:
                // A named person without a seat in force, or a seat without a known holder.
                if (!entry.name.empty())
                    scene.say(Prompt::no_number, {{"name", campaigns::speakable(entry.name, scene.language)}});
                else
                    scene.say(Prompt::seat_unknown, {{"seat", spoken_seat(entry.seat, both, scene.language)}});
                break;
            case NotCalled::Why::no_senators:
            case NotCalled::Why::no_delegate:
                if (!told_no_senators) say_without_senators(scene, entry.seat.state);
                told_no_senators = true;
                break;
            case NotCalled::Why::not_on_committee:
                off_committee.push_back(campaigns::speakable(entry.name, scene.language));
                break;
            case NotCalled::Why::no_number:
                scene.say(Prompt::no_number, {{"name", campaigns::speakable(entry.name, scene.language)}});
                break;
            case NotCalled::Why::beyond_cap:
                break;  // the campaign's own choice; nothing is missing
        }
    }
    if (off_committee.empty()) return;
    scene.say(off_committee.size() == 1 ? Prompt::not_on_committee_one : Prompt::not_on_committee_many,
              {{"names", prompts::listed(off_committee, scene.language)}});
}

markup::Document heard(Scene& scene, const ReadScript& step) {
    if (step.tries > 0) {
        scene.say(Prompt::when_ready);
        if (script_of(scene)) scene.say(Prompt::hear_again);
        return scene.menu();
    }
    if (step.overview) say_overview(scene);
    if (script_of(scene)) {
        scene.say(Prompt::script_skip);
        say_script(scene);
        scene.say(Prompt::hear_again);
    }
    scene.say(Prompt::go_on);
    return scene.menu();
}

markup::Document heard(Scene& scene, const Announce& step) {
    const auto& stop = scene.stop();
    const bool script = script_of(scene) != nullptr;
    say_remark(scene, step.remark);
    if (step.with_script && script) say_script(scene);
    scene.say(announcement(scene.call, step.kind),
              {{"who", spoken_office(*stop.target, stop.at_reserve, scene.language)}});
    say_words(scene);
    const bool first_time = step.kind == Announce::Kind::first_time;
    if (script && first_time && !step.with_script && scene.call.position > 0) scene.say(Prompt::script_first);
    if (first_time) scene.say(Prompt::skip_office);
    scene.say(scene.call.capabilities.hangup_on_star ? Prompt::press_star_when_done : Prompt::stay_on_line);
    scene.say(Prompt::connecting);
    return scene.menu(1);
}

markup::Document heard(Scene& scene, const Calling&) {
    const auto& stop = scene.stop();
    return scene.dial(stop.at_reserve && stop.target->reserve ? stop.target->reserve->number
                                                              : stop.target->office.number);
}

markup::Document heard(Scene& scene, const AskOutcome& step) {
    scene.say(step.tries == 0 ? Prompt::outcome_ask : Prompt::please_choose);
    scene.say(Prompt::outcome_reached);
    scene.say(Prompt::outcome_message);
    scene.say(Prompt::outcome_not_through);
    return scene.menu();
}

markup::Document heard(Scene& scene, const TryAgain& step) {
    const auto& stop = scene.stop();
    if (step.tries == 0)
        say_trouble(scene, step.trouble);
    else
        scene.say(Prompt::please_choose);
    scene.say(Prompt::try_again);
    if (stop.target->reserve && !stop.at_reserve) scene.say(Prompt::try_local, {{"city", stop.target->reserve->city}});
    scene.say(is_last(scene.call) ? Prompt::finish : Prompt::go_to_next);
    return scene.menu();
}

}  // namespace sayso::flow
