#include "service/pages/changes.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace sayso::pages {
namespace {

using campaigns::Campaign;
using present::Language;
using topics::Action;
using topics::LocalText;

// The changes being gathered, for one action or the topic itself.
struct Gathering {
    std::vector<Change>& changes;
    Language language;
    LocalText of;

    void told(const char* part) { changes.push_back({part, of, {}, {}, {}}); }
    void text(const char* part, const std::string& language_tag, const std::string& before, const std::string& after) {
        if (before != after) changes.push_back({part, of, language_tag, before, after});
    }
    void local(const char* part, const LocalText& before, const LocalText& after) {
        std::set<std::string> languages;
        for (const auto* each : {&before, &after})
            for (const auto& [tag, words] : each->all()) languages.insert(tag);
        for (const std::string& tag : languages)
            text(part, tag, before.has(tag) ? before.in(tag) : "", after.has(tag) ? after.in(tag) : "");
    }
    // A list told as text: in the reader's language when that shows the difference.
    template <typename List, typename Tell>
    void list(const char* part, const List& before, const List& after, Tell tell) {
        if (before == after) return;
        const std::string old = tell(before, language), now = tell(after, language);
        if (old == now)
            told(part);
        else
            text(part, {}, old, now);
    }
};

std::string in(const LocalText& text, Language language) {
    return present::spoken(text, language).text;
}

std::string sources_as_text(const std::vector<topics::Source>& sources, Language language) {
    std::string text;
    for (const auto& source : sources)
        text += source.publisher + ": " + in(source.title, language) + " " + source.url + "\n\n";
    return text;
}

std::string people_as_text(const std::vector<topics::Person>& people, Language language) {
    std::string text;
    for (const auto& person : people) text += person.name + ": " + in(person.definition, language) + "\n\n";
    return text;
}

std::string tags_as_text(const std::vector<topics::Tag>& tags, Language language) {
    std::string text;
    for (const auto& tag : tags) text += tag.emoji + " " + in(tag.label, language) + "\n\n";
    return text;
}

std::string quiz_as_text(const std::vector<topics::QuizQuestion>& quiz, Language language) {
    std::string text;
    for (const auto& question : quiz) {
        text += in(question.question, language) + "\n\n";
        for (std::size_t i = 0; i < question.answers.size(); ++i) {
            const bool right = static_cast<int>(i) == question.right;
            text += std::string(right ? "✓ " : "– ") + in(question.answers[i], language) + "\n\n";
        }
        text += in(question.explanation, language) + "\n\n";
    }
    return text;
}

std::string letter_as_text(const std::optional<topics::WrittenRequest>& written, Language language) {
    if (!written) return {};
    std::string text = in(written->letter, language);
    int n = 0;
    for (const auto& request : written->requests) text += "\n\n" + std::to_string(++n) + ". " + in(request, language);
    for (const auto& addressee : written->addressees)
        text += "\n\n" + in(addressee.name, language) + "\n\n" + addressee.address + " " + addressee.web_form + " " +
                addressee.email + " " + in(addressee.note, language);
    return text;
}

std::map<std::string, const Action*> actions_of(const book::Document& document) {
    std::map<std::string, const Action*> named;
    int letters = 0;
    for (const Action& action : document.topic.actions)
        named[action.written ? "written " + std::to_string(++letters) : action.campaign_slug] = &action;
    return named;
}

const Campaign* campaign_of(const book::Document& document, const Action& action) {
    for (const Campaign& campaign : document.campaigns)
        if (campaign.slug == action.campaign_slug) return &campaign;
    return nullptr;
}

void compare_campaigns(Gathering& at, const Campaign* before, const Campaign* after) {
    if (!before || !after) return;
    if (before->targets != after->targets) at.told("part_whom");
    LocalText old, now;
    for (const auto& [tag, script] : before->scripts) old.set(tag, script.source());
    for (const auto& [tag, script] : after->scripts) now.set(tag, script.source());
    at.local("part_script", old, now);
    Campaign same = *before;
    same.ref = after->ref;
    same.targets = after->targets;
    same.scripts = after->scripts;
    if (!(same == *after)) at.told("part_line");
}

void compare_actions(const book::Document& before, const book::Document& after, Language language,
                     std::vector<Change>& into) {
    const auto old = actions_of(before), now = actions_of(after);
    for (const Action& action : after.topic.actions) {
        const auto name =
            std::find_if(now.begin(), now.end(), [&](const auto& each) { return each.second == &action; });
        if (name == now.end()) continue;  // a slug that stands twice: the last is compared
        Gathering at{into, language, action.title};
        const auto was = old.find(name->first);
        if (was == old.end()) {
            at.told("part_action_added");
            continue;
        }
        if (was->second->type != action.type) at.told("part_action_type");
        at.local("part_action_title", was->second->title, action.title);
        at.local("part_why", was->second->description, action.description);
        at.list("part_letter", was->second->written, action.written, letter_as_text);
        compare_campaigns(at, campaign_of(before, *was->second), campaign_of(after, action));
    }
    for (const auto& [name, action] : old) {
        if (now.count(name) == 0) Gathering{into, language, action->title}.told("part_action_removed");
    }
}

// Whether the actions that both have stand in another order.
bool reordered(const book::Document& before, const book::Document& after) {
    const auto order = [](const book::Document& document, const book::Document& other) {
        const auto known = actions_of(other);
        std::vector<std::string> names;
        int letters = 0;
        for (const Action& action : document.topic.actions) {
            std::string name = action.written ? "written " + std::to_string(++letters) : action.campaign_slug;
            if (known.count(name) > 0) names.push_back(std::move(name));
        }
        return names;
    };
    return order(before, after) != order(after, before);
}

}  // namespace

std::vector<Change> changes(const book::Document& before, const book::Document& after, Language language) {
    std::vector<Change> found;
    Gathering topic{found, language, {}};
    const topics::Topic &old = before.topic, &now = after.topic;
    topic.local("part_title", old.title, now.title);
    topic.local("part_summary", old.summary, now.summary);
    topic.text("part_date", {}, present::date_in_words(old.date, language), present::date_in_words(now.date, language));
    if (old.checked != now.checked) topic.told("part_checked");
    topic.local("part_brief", old.body, now.body);
    topic.list("part_sources", old.sources, now.sources, sources_as_text);
    topic.list("part_people", old.people, now.people, people_as_text);
    topic.list("part_tags", old.tags, now.tags, tags_as_text);
    topic.list("part_quiz", old.quiz, now.quiz, quiz_as_text);
    compare_actions(before, after, language, found);
    if (reordered(before, after)) topic.told("part_order");
    return found;
}

std::vector<Change> all_texts(const book::Document& document, Language language) {
    book::Document silent = document;
    silent.topic.title = silent.topic.summary = silent.topic.body = LocalText();
    silent.topic.sources.clear();
    silent.topic.people.clear();
    silent.topic.tags.clear();
    silent.topic.quiz.clear();
    for (Action& action : silent.topic.actions) {
        action.title = action.description = LocalText();
        if (action.written) action.written = topics::WrittenRequest();
    }
    for (Campaign& campaign : silent.campaigns) campaign.scripts.clear();
    return changes(silent, document, language);
}

}  // namespace sayso::pages
