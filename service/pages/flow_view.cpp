#include "service/pages/flow_view.hpp"

#include <algorithm>

#include "service/pages/target_view.hpp"
#include "service/present/target_words.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using campaigns::Branch;
using campaigns::Campaign;
using campaigns::Choice;
using campaigns::NotCalled;
using campaigns::Target;
using present::name_of;
using present::say;
using present::word;

std::string outcome_key(std::string_view prefix, std::string_view outcome) {
    return std::string(prefix) + std::string(outcome);
}

const Target* find(const std::vector<Target>& targets, const std::string& key) {
    const auto found =
        std::find_if(targets.begin(), targets.end(), [&](const Target& target) { return target_key(target) == key; });
    return found == targets.end() ? nullptr : &*found;
}

void show_note(Data& flow, const Scene& scene, const Choice& choice, const FlowNote& note) {
    const Target* target = find(choice.targets, note.key);
    const std::string name = target ? name_of(*target, scene.language) : std::string();
    Data data;
    data["undo"] = Data(false);
    switch (note.kind) {
        case FlowNote::Kind::nothing:
            flow["noted"] = Data(false);
            return;
        case FlowNote::Kind::told:
            data["text"] = Data(say(outcome_key("noted_", note.outcome), scene.language, {{"name", name}}));
            data["undo"] = Data(note.key);
            break;
        case FlowNote::Kind::taken_back:
            data["text"] = Data(std::string(word("noted_taken_back", scene.language)));
            break;
        case FlowNote::Kind::reported:
            data["text"] = Data(say("noted_reported", scene.language, {{"number", note.number}}));
            break;
        case FlowNote::Kind::not_kept:
            data["text"] = Data(std::string(word("noted_not_kept", scene.language)));
            break;
    }
    data["calm"] = Data(note.kind != FlowNote::Kind::not_kept);
    flow["noted"] = std::move(data);
}

void show_steps(Data& flow, const Scene& scene, const Choice& choice, const FlowState& state, std::size_t at) {
    List steps;
    for (const Target& target : choice.targets) {
        const std::string key = target_key(target);
        const auto result = state.results.find(key);
        Data step;
        step["key"] = Data(key);
        step["name"] = Data(name_of(target, scene.language));
        step["current"] = Data(steps.size() == at);
        step["result"] = result == state.results.end()
                             ? Data(false)
                             : Data(std::string(word(outcome_key("told_", result->second), scene.language)));
        steps.push_back(std::move(step));
    }
    flow["has_steps"] = Data(steps.size() > 1);
    flow["steps"] = listed(std::move(steps));
}

void show_outcomes(Data& flow, const Scene& scene, const FlowState& state, const std::string& key) {
    const auto told = state.results.find(key);
    List outcomes;
    for (const std::string_view outcome : flow_outcomes) {
        Data item;
        item["value"] = Data(std::string(outcome));
        item["text"] = Data(std::string(word(outcome_key("outcome_", outcome), scene.language)));
        item["chosen"] = Data(told != state.results.end() && told->second == outcome);
        outcomes.push_back(std::move(item));
    }
    flow["outcomes"] = listed(std::move(outcomes));
    flow["undo_here"] = told == state.results.end() ? Data(false) : Data(key);
}

// ---- own members who are not called

bool same_seat(const Target& target, const NotCalled& entry) {
    if (target.state != entry.seat.state.text()) return false;
    const bool house = entry.seat.chamber == directory::Chamber::house;
    if (house != (target.branch == Branch::house)) return false;
    return house ? entry.seat.number == target.district : entry.name.empty() || entry.name == target.name;
}

// One who represents the visitor and is not called: "greyed, with the reason".
Data greyed(const std::string& name, const std::string& about_line, const std::string& why) {
    Data item;
    item["name"] = name.empty() ? Data(false) : Data(name);
    item["about"] = about_line.empty() ? Data(false) : Data(about_line);
    item["reason"] = Data(why);
    return item;
}

void show_not_called(Data& flow, const Scene& scene, const Choice& choice, const Located* located) {
    List list;
    std::vector<NotCalled> left = choice.not_called;
    const Choice own = located ? own_members(scene, located->where) : Choice();
    for (const Target& member : own.targets) {
        if (find(choice.targets, target_key(member)) || member.who != Target::Who::official) continue;
        const auto entry =
            std::find_if(left.begin(), left.end(), [&](const NotCalled& each) { return same_seat(member, each); });
        const std::string name = name_of(member, scene.language);
        const std::string why = entry == left.end() ? say("why_not_asked", scene.language, {{"name", name}})
                                                    : present::reason(*entry, scene.language);
        if (entry != left.end()) left.erase(entry);
        list.push_back(greyed(name, about(member, scene.language), why));
    }
    for (const NotCalled& entry : own.not_called) {
        const bool known = std::any_of(left.begin(), left.end(), [&](const NotCalled& each) {
            return each.why == entry.why && each.seat == entry.seat && each.senate_class == entry.senate_class;
        });
        if (!known && entry.why == NotCalled::Why::vacant) left.push_back(entry);
    }
    for (const NotCalled& entry : left) list.push_back(greyed("", "", present::reason(entry, scene.language)));
    show_list(flow, "not_called", std::move(list));
}

Data card_of(const Scene& scene, const Campaign& campaign, const Target& target, const Located* located, bool tells) {
    static const campaigns::Whereabouts nowhere;
    const campaigns::Whereabouts& where = located ? located->where : nowhere;
    const std::string zip = located ? located->zip_text() : std::string();
    Data card = target_card(scene, target, where, zip, "target", 2);
    card["reports"] = Data(tells);
    card["asks"] = Data(false);
    if (!campaign.scripts.empty()) {
        card["one_script"] = Data(true);
        show_script(
            card, scene.scripts.finished(campaign, target, where, zip, present::is_own(target, where), scene.language),
            scene.language);
    }
    return card;
}

}  // namespace

void show_flow(Data& into, const Scene& scene, const Campaign& campaign, const Choice& choice, const Located* located,
               const FlowState& state, std::size_t at, const FlowNote& note, bool tells, const std::string& action) {
    Data flow;
    if (located) show_place(flow, scene, place_words(scene, *located));
    FlowState here = state;
    here.who.clear();
    const std::size_t count = choice.targets.size();
    flow["target_now"] = Data(false);
    flow["step_line"] = Data(false);
    if (at < count) {
        here.who = target_key(choice.targets[at]);
        flow["target_now"] = card_of(scene, campaign, choice.targets[at], located, tells);
        flow["step_line"] = Data(say(count == 1 ? "step_only" : "step_of", scene.language,
                                     {{"n", std::to_string(at + 1)}, {"count", std::to_string(count)}}));
        if (tells) show_outcomes(flow, scene, state, here.who);
    }
    flow["nobody"] = Data(count == 0);
    flow["all_done"] = Data(count > 0 && at >= count);
    flow["done_href"] = Data(action + "/done" + scene.query);
    flow["flow_action"] = Data(action + scene.query + "#call");
    Fields fields = here.fields();
    if (located) {
        const ZipForm place = located->form();
        fields.insert(fields.begin(), {{"zip", place.zip}, {"place", place.place}, {"at", place.at}});
    }
    flow["fields"] = listed(hidden_fields(fields));
    flow["tells"] = Data(tells && at < count);
    show_note(flow, scene, choice, note);
    show_steps(flow, scene, choice, state, at);
    show_not_called(flow, scene, choice, located);
    into["flow"] = std::move(flow);
}

}  // namespace sayso::pages
