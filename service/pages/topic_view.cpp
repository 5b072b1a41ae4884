#include "service/pages/topic_view.hpp"

#include <algorithm>
#include <charconv>

#include "service/http/form.hpp"
#include "service/pages/finding_view.hpp"
#include "service/pages/quiz.hpp"
#include "service/pages/script_view.hpp"
#include "service/present/escape.hpp"
#include "service/present/markdown.hpp"
#include "service/present/script_html.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using campaigns::Campaign;
using campaigns::TargetKind;
using campaigns::TargetRule;
using present::say;
using present::word;

constexpr std::size_t sources_at_once = 5;

void show_head(Data& into, const topics::Topic& topic, Language language) {
    into["date"] = Data(present::date_in_words(topic.date, language));
    into["iso_date"] = Data(present::iso_date(topic.date));
    into["title"] = shown(topic.title, language);
    into["slug"] = Data(topic.slug);
    show_if_any(into, "summary", topic.summary, language);
    show_list(into, "tags", tag_links(topic.tags, language));
}

std::string host_of(const std::string& url) {
    const auto from = url.find("://");
    if (from == std::string::npos) return url;
    const std::string host = url.substr(from + 3, url.find_first_of("/?#:", from + 3) - from - 3);
    return host.substr(0, 4) == "www." ? host.substr(4) : host;
}

Data source_item(const topics::Source& source, Language language) {
    Data data;
    const bool linked = present::is_web_address(source.url);
    data["href"] = linked ? Data(source.url) : Data(false);
    const bool titled = !present::spoken(source.title, language).text.empty();
    const std::string publisher = !source.publisher.empty() || !linked ? source.publisher : host_of(source.url);
    data["source_title"] = titled ? shown(source.title, language) : shown(publisher, language);
    data["publisher"] = titled && !publisher.empty() ? Data(publisher) : Data(false);
    // A chip says the publisher, and the title to those who hear it; without a publisher the title alone.
    data["chip"] = Data(publisher.empty() ? present::spoken(source.title, language).text : publisher);
    data["chip_title"] = titled && !publisher.empty() ? shown(source.title, language) : Data(false);
    return data;
}

void show_sources(Data& into, const topics::Topic& topic, Language language) {
    List all, first, more;
    for (const auto& source : topic.sources) {
        const Data item = source_item(source, language);
        (first.size() < sources_at_once ? first : more).push_back(item);
        all.push_back(item);
    }
    show_list(into, "sources", std::move(all));
    show_list(into, "chips", std::move(first));
    into["more_chips"] = Data(false);
    if (more.empty()) return;
    Data rest;
    rest["count"] = Data(std::to_string(more.size()));
    rest["list"] = listed(std::move(more));
    into["more_chips"] = std::move(rest);
}

// Minutes, at some 220 words each; source: Brysbaert 2019, silent reading of English non-fiction is 238 a minute.
int reading_minutes(const std::string& words) {
    int count = 0;
    for (std::size_t at = 0; (at = words.find_first_not_of(" \n\t", at)) != std::string::npos; ++count)
        at = std::min(words.find_first_of(" \n\t", at), words.size());
    return std::max(1, (count + 110) / 220);
}

void show_people_and_body(Data& into, const topics::Topic& topic, Language language) {
    const present::Spoken text = present::spoken(topic.body, language);
    List people;
    present::MarkdownOptions options;
    options.heading_level = 3;
    for (const auto& person : topic.people) {
        const std::string number = std::to_string(people.size() + 1);
        const present::Spoken definition = present::spoken(person.definition, language);
        Data data;
        data["n"] = Data(number);
        data["name"] = Data(person.name);
        data["definition"] = shown(person.definition, language);
        people.push_back(std::move(data));
        if (definition.text.empty()) continue;
        options.mentions.push_back({person.name, definition.text, "who-" + number,
                                    definition.language == text.language ? std::string() : definition.language});
    }
    show_list(into, "people", std::move(people));
    into["reading_time"] = Data(false);
    if (text.text.empty()) return;
    Data body = shown(topic.body, language);
    body["html"] = Data(present::markdown_html(text.text, options));
    into["body"] = std::move(body);
    const int minutes = reading_minutes(present::markdown_text(text.text));
    into["reading_time"] = Data(say("reading_time", language, {{"minutes", std::to_string(minutes)}}));
}

Data day(std::chrono::year_month_day date, Language language) {
    Data data;
    data["text"] = Data(present::date_in_words(date, language));
    data["iso"] = Data(present::iso_date(date));
    return data;
}

// What the call-out needs; the progress is the browser's, which knows the questions by their keys.
void show_quiz_call(Data& into, const topics::Topic& topic, Language language) {
    into["quiz_call"] = Data(false);
    if (topic.quiz.empty()) return;
    std::string keys;
    for (const auto& question : topic.quiz) keys += (keys.empty() ? "" : " ") + question_key(question);
    const std::string count = std::to_string(topic.quiz.size());
    Data call;
    call["keys"] = Data(keys);
    call["count_line"] = Data(topic.quiz.size() == 1 ? std::string(word("quiz_call_one", language))
                                                     : say("quiz_call_many", language, {{"count", count}}));
    into["quiz_call"] = std::move(call);
}

void show_facts(Data& into, const topics::Topic& topic, const TopicFacts& facts, Language language) {
    into["updated"] = facts.updated ? day(directory::eastern_date(*facts.updated), language) : Data(false);
    into["checked"] = topic.checked ? day(*topic.checked, language) : Data(false);
    into["has_history"] = Data(facts.has_history);
}

std::string committee_name(const Scene& scene, const std::string& id) {
    const directory::Committee* committee = scene.book.directory().committee(id);
    return committee ? committee->name : id;
}

Data whom(const Scene& scene, const TargetRule& rule) {
    const auto own = [&](std::string_view key) {
        const std::string members(word(key, scene.language));
        if (rule.committee_id.empty()) return shown(members, Language::en);
        return shown(say("whom_own_on_committee", scene.language,
                         {{"whom", members}, {"committee", committee_name(scene, rule.committee_id)}}),
                     Language::en);
    };
    switch (rule.kind) {
        case TargetKind::own_representative:
            return own("whom_own_representative");
        case TargetKind::own_senators:
            return own("whom_own_senators");
        case TargetKind::own_members:
            return own("whom_own_members");
        case TargetKind::organization:
            return shown(rule.name, scene.language);
        case TargetKind::committee_office:
            return rule.name.empty() ? shown(committee_name(scene, rule.committee_id), Language::en)
                                     : shown(rule.name, scene.language);
        case TargetKind::person:
            break;
    }
    const directory::Official* person = scene.book.directory().official(rule.official_id);
    return person ? shown(person->full_name, Language::en) : shown(rule.name, scene.language);
}

Data addressee_item(const topics::Addressee& addressee, Language language) {
    Data data = shown(addressee.name, language);
    data["foia"] = Data(addressee.foia);
    data["not_foia"] = Data(!addressee.foia);
    show_if_any(data, "note", addressee.note, language);
    data["address"] = addressee.address.empty() ? Data(false) : Data(addressee.address);
    const std::string& name = present::spoken(addressee.name, language).text;
    data["of"] = Data(say("form_of", language, {{"name", name}}));
    data["web_form"] = present::is_web_address(addressee.web_form) ? Data(addressee.web_form) : Data(false);
    data["email"] = Data(false);
    if (addressee.email.find('@') != std::string::npos) {
        Data email;
        email["href"] = Data(http::percent_encode(addressee.email));
        email["shown"] = Data(addressee.email);
        data["email"] = std::move(email);
    }
    return data;
}

void show_letter(Data& into, const topics::WrittenRequest& request, Language language) {
    Data letter;
    Data text = shown(request.letter, language);
    text["html"] = Data(present::plain_text_html(present::spoken(request.letter, language).text));
    letter["text"] = std::move(text);
    List requests, addressees;
    for (const auto& item : request.requests) requests.push_back(shown(item, language));
    for (const auto& addressee : request.addressees) addressees.push_back(addressee_item(addressee, language));
    show_list(letter, "requests", std::move(requests));
    show_list(letter, "addressees", std::move(addressees));
    into["letter"] = std::move(letter);
}

}  // namespace

Data topic_card(const topics::Topic& topic, Language language) {
    Data card;
    show_head(card, topic, language);
    const std::size_t count = topic.actions.size();
    card["action_count"] = count == 0   ? Data(false)
                           : count == 1 ? Data(std::string(word("one_action", language)))
                                        : Data(say("many_actions", language, {{"count", std::to_string(count)}}));
    return card;
}

void show_topic(Data& into, const Scene& scene, const topics::Topic& topic, const TopicFacts& facts) {
    show_head(into, topic, scene.language);
    show_facts(into, topic, facts, scene.language);
    show_quiz_call(into, topic, scene.language);
    show_people_and_body(into, topic, scene.language);
    show_sources(into, topic, scene.language);
    List actions;
    for (const topics::Action& action : topic.actions) {
        const int n = static_cast<int>(actions.size()) + 1;
        const std::string number = std::to_string(n);
        Data data;
        show_action(data, scene, action, n);
        const Campaign* campaign = campaign_of(scene, action);
        if (campaign && needs_place(*campaign)) {
            data["ask_zip"] = Data(true);
            show_zip_form(data, scene, "/topics/" + topic.slug + "/actions/" + number, "zip_button_action",
                          "zip-" + number, nullptr);
            show_preview(data, scene, *campaign);
        } else if (campaign) {
            show_answer(data, scene, *campaign, nullptr, "target-" + number + "-", 4);
        }
        actions.push_back(std::move(data));
    }
    show_list(into, "actions", std::move(actions));
}

std::string kind_of(const topics::Action& action, Language language) {
    for (const char* known : {"oversight", "legislative", "civic", "transparency"}) {
        if (action.type == known) return std::string(word("kind_" + action.type, language));
    }
    return action.type;
}

void show_action(Data& into, const Scene& scene, const topics::Action& action, int n) {
    into["n"] = Data(std::to_string(n));
    into["kind"] = Data(kind_of(action, scene.language));
    into["title"] = shown(action.title, scene.language);
    const std::string why = present::spoken(action.description, scene.language).text;
    into["why"] = Data(false);
    if (!why.empty()) {
        Data data = shown(action.description, scene.language);
        data["html"] = Data(present::plain_text_html(why));
        into["why"] = std::move(data);
    }
    List whom_list;
    if (const Campaign* campaign = campaign_of(scene, action)) {
        for (const TargetRule& rule : campaign->targets) whom_list.push_back(whom(scene, rule));
        show_hotline(into, scene.book.line_for(campaign->slug));
    }
    show_list(into, "whom", std::move(whom_list));
    if (action.written) show_letter(into, *action.written, scene.language);
}

void show_preview(Data& into, const Scene& scene, const Campaign& campaign) {
    if (campaign.scripts.empty()) return;
    const ScriptView script = pages::script_preview(campaign, scene.language);
    Data preview;
    preview["html"] = Data(script.html);
    preview["lang"] = script.language == present::tag(scene.language) ? Data(false) : Data(script.language);
    preview["preview_note"] = Data(std::string(word("preview_note", scene.language)));
    into["preview"] = std::move(preview);
}

const topics::Action* numbered_action(const topics::Topic& topic, std::string_view number) {
    std::size_t n = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), n);
    if (read.ec != std::errc() || read.ptr != number.data() + number.size() || number.front() == '0') return nullptr;
    return n < 1 || n > topic.actions.size() ? nullptr : &topic.actions[n - 1];
}

const Campaign* campaign_of(const Scene& scene, const topics::Action& action) {
    return action.campaign_slug.empty() ? nullptr : scene.book.live_campaign(action.campaign_slug);
}

bool needs_place(const Campaign& campaign) {
    return campaigns::place_need(campaign) != campaigns::PlaceNeed::none;
}

void show_hotline(Data& into, const book::Line* line) {
    into["hotline"] = Data(false);
    if (!line) return;
    Data hotline;
    hotline["e164"] = Data(line->number.e164());
    hotline["display"] = Data(line->number.display());
    into["hotline"] = std::move(hotline);
}

}  // namespace sayso::pages
