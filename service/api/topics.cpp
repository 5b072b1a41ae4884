#include <algorithm>
#include <charconv>

#include "service/api/own.hpp"
#include "service/api/people_json.hpp"
#include "service/http/form.hpp"
#include "service/present/templates.hpp"

// What there is to read: topics, counts, lines, and the description of all of it.
namespace sayso::api {

std::span<const present::File> openapi_files();

namespace {

constexpr int fresh_seconds = 60, most_per_page = 100, usual_per_page = 20;
constexpr std::size_t longest_search = 100;

http::Response refused(int status, std::string_view detail) {
    return refusal(Dialect::own, status, detail);
}

json::array tags_json(const topics::Topic& topic, std::string_view tag) {
    json::array tags;
    for (const auto& its : topic.tags)
        tags.push_back(json::object{{"emoji", text(its.emoji)}, {"label", text(its.label.in(tag))}});
    return tags;
}

// What every list of topics tells of one.
json::object summary_json(const Turn& turn, const Common& common, const book::Document& document) {
    const auto& topic = document.topic;
    json::object object;
    object["slug"] = text(topic.slug);
    object["title"] = text(topic.title.in(turn.tag()));
    object["summary"] = text(topic.summary.in(turn.tag()));
    object["date"] = present::iso_date(topic.date);
    object["revision"] = topic.revision;
    object["updated"] =
        document.saved == directory::Instant{} ? json::value(nullptr) : json::value(directory::rfc3339(document.saved));
    object["tags"] = tags_json(topic, turn.tag());
    object["actions"] = topic.actions.size();
    object["page"] = text(common.address("/topics/" + topic.slug));
    return object;
}

json::array lines_of(const Turn& turn, const std::string& campaign) {
    json::array lines;
    for (const auto& line : turn.book().lines())
        if (std::find(line.campaign_slugs.begin(), line.campaign_slugs.end(), campaign) != line.campaign_slugs.end())
            lines.push_back(phone_json(line.number));
    return lines;
}

std::string_view word(campaigns::PlaceNeed need) {
    switch (need) {
        case campaigns::PlaceNeed::district:
            return "district";
        case campaigns::PlaceNeed::state:
            return "state";
        case campaigns::PlaceNeed::none:
            break;
    }
    return "none";
}

json::value campaign_json(const Turn& turn, const campaigns::Campaign* campaign) {
    if (!campaign) return nullptr;
    json::object object;
    object["id"] = campaign->ref.id;
    object["slug"] = text(campaign->slug);
    object["title"] = text(campaign->title.in(turn.tag()));
    object["sponsor"] = text(campaign->sponsor.in(turn.tag()));
    object["needs"] = word(campaigns::place_need(*campaign));
    object["lines"] = lines_of(turn, campaign->slug);
    return object;
}

json::value letter_json(const std::optional<topics::WrittenRequest>& written, std::string_view tag) {
    if (!written) return nullptr;
    json::array requests, addressees;
    for (const auto& request : written->requests) requests.push_back(text(request.in(tag)));
    for (const auto& addressee : written->addressees) {
        json::object object;
        object["name"] = text(addressee.name.in(tag));
        object["address"] = text_or_null(addressee.address);
        object["web_form"] = text_or_null(addressee.web_form);
        object["email"] = text_or_null(addressee.email);
        object["foia"] = addressee.foia;
        object["note"] = text_or_null(addressee.note.in(tag));
        addressees.push_back(std::move(object));
    }
    json::object object;
    object["text"] = text(written->letter.in(tag));
    object["requests"] = std::move(requests);
    object["addressees"] = std::move(addressees);
    return object;
}

json::object action_json(const Turn& turn, const book::Document& document, std::size_t index,
                         const live::Counts& counts) {
    const auto& action = document.topic.actions[index];
    const auto* campaign = action.campaign_slug.empty() ? nullptr : turn.book().live_campaign(action.campaign_slug);
    const auto done = counts.ever.of_action(document, action);
    json::object object;
    object["n"] = index + 1;
    object["type"] = text(action.type);
    object["title"] = text(action.title.in(turn.tag()));
    object["description"] = text(action.description.in(turn.tag()));
    object["campaign"] = campaign_json(turn, campaign);
    object["letter"] = letter_json(action.written, turn.tag());
    object["calls"] = done.calls;
    object["letters"] = done.letters;
    return object;
}

json::object topic_json(const Turn& turn, const Common& common, const book::Document& document,
                        const live::Counts& counts) {
    const auto& topic = document.topic;
    const auto tag = turn.tag();
    json::array sources, people, quiz, actions;
    for (const auto& source : topic.sources)
        sources.push_back(json::object{{"publisher", text(source.publisher)},
                                       {"title", text(source.title.in(tag))},
                                       {"url", text_or_null(source.url)}});
    for (const auto& person : topic.people)
        people.push_back(json::object{{"name", text(person.name)}, {"definition", text(person.definition.in(tag))}});
    for (const auto& question : topic.quiz) {
        json::array answers;
        for (const auto& its : question.answers) answers.push_back(text(its.in(tag)));
        json::object object;
        object["question"] = text(question.question.in(tag));
        object["answers"] = std::move(answers);
        object["right"] = question.right;
        object["explanation"] = text(question.explanation.in(tag));
        quiz.push_back(std::move(object));
    }
    for (std::size_t i = 0; i < topic.actions.size(); ++i) actions.push_back(action_json(turn, document, i, counts));
    json::object object = summary_json(turn, common, document);
    object["language"] = topic.title.has(tag) ? tag : std::string_view("en");
    object["body"] = text(topic.body.in(tag));
    object["sources"] = std::move(sources);
    object["people"] = std::move(people);
    object["quiz"] = std::move(quiz);
    object["actions"] = std::move(actions);
    return object;
}

// ---- lists

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return out;
}

bool holds(std::string_view text, const std::string& lower_word) {
    return lower(text).find(lower_word) != std::string::npos;
}

bool is_tagged(const topics::Topic& topic, std::string_view asked) {
    return std::any_of(topic.tags.begin(), topic.tags.end(), [asked](const topics::Tag& tag) {
        if (tag.emoji == asked) return true;
        return std::any_of(tag.label.all().begin(), tag.label.all().end(),
                           [asked](const auto& label) { return lower(label.second) == lower(asked); });
    });
}

// Whether every word is somewhere in the topic.
bool tells_of(const topics::Topic& topic, std::string_view search, std::string_view tag) {
    std::string words = lower(search);
    std::string text;
    for (const auto* part : {&topic.title, &topic.summary, &topic.body}) text += part->in(tag) + '\n';
    for (const auto& person : topic.people) text += person.name + '\n';
    for (const auto& its : topic.tags) text += its.label.in(tag) + '\n';
    text = lower(text);
    for (std::size_t from = words.find_first_not_of(' '); from != std::string::npos;
         from = words.find_first_not_of(' ', from)) {
        const auto end = std::min(words.find(' ', from), words.size());
        if (!holds(text, words.substr(from, end - from))) return false;
        from = end;
    }
    return true;
}

// A whole number of a query; the fallback when it did not come, nothing when it is none or out of bounds.
std::optional<int> number_in(const Fields& fields, std::string_view name, int fallback, int least, int most) {
    const auto given = fields.get(name);
    if (given.empty()) return fallback;
    int number = 0;
    const auto read = std::from_chars(given.data(), given.data() + given.size(), number);
    if (read.ec != std::errc() || read.ptr != given.data() + given.size() || number < least || number > most)
        return std::nullopt;
    return number;
}

std::string page_link(const Fields& fields, int page, std::string_view relation) {
    std::string query = "?page=" + std::to_string(page);
    for (const char* name : {"per_page", "tag", "q", "lang"})
        if (fields.has(name)) query += "&" + std::string(name) + "=" + http::percent_encode(fields.get(name));
    return "</api/topics" + query + ">; rel=\"" + std::string(relation) + "\"";
}

json::object done_json(const live::Done& done) {
    return {{"calls", done.calls}, {"attempts", done.attempts}, {"letters", done.letters}};
}

}  // namespace

Own::Answer Own::topics(const http::Request& request) {
    const auto fields = Fields::read(request);
    if (!fields) co_return refused(400, "There are too many parameters.");
    if (const auto problem = fields->problem_with({"tag", "q", "page", "per_page", "lang"}, longest_search))
        co_return refused(400, *problem);
    const auto page = number_in(*fields, "page", 1, 1, 1'000'000);
    const auto per_page = number_in(*fields, "per_page", usual_per_page, 1, most_per_page);
    if (!page) co_return refused(400, "\"page\" must be a whole number from 1 on.");
    if (!per_page) co_return refused(400, "\"per_page\" must be a whole number from 1 to 100.");
    const Turn turn = common_->turn(request);
    const auto tag = fields->get("tag"), search = fields->get("q");
    std::vector<const book::Document*> found;
    for (const auto& document : turn.book().documents())
        if ((tag.empty() || is_tagged(document->topic, tag)) && tells_of(document->topic, search, turn.tag()))
            found.push_back(document.get());
    const auto from = (static_cast<std::size_t>(*page) - 1) * static_cast<std::size_t>(*per_page);
    const auto to = std::min(found.size(), from + static_cast<std::size_t>(*per_page));
    json::array topics;
    for (auto i = from; i < to; ++i) topics.push_back(summary_json(turn, *common_, *found[i]));
    json::object told;
    told["topics"] = std::move(topics);
    told["page"] = *page;
    told["per_page"] = *per_page;
    told["total"] = found.size();
    const KeptAnswer made = kept(told);
    http::Response response = answer(request, made, fresh_seconds);
    std::string links;
    if (*page > 1) links = page_link(*fields, *page - 1, "prev");
    if (to < found.size()) links += (links.empty() ? "" : ", ") + page_link(*fields, *page + 1, "next");
    if (!links.empty()) response.headers.set("Link", links);
    co_return response;
}

Own::Answer Own::topic(const http::Request& request) {
    const Turn turn = common_->turn(request);
    const auto* document = turn.book().topic(request.captures.at("slug"));
    if (!document) co_return refused(404, "There is no such topic. GET /api/topics lists them.");
    const auto counts = co_await common_->counts();
    const std::string key = "topic " + std::string(turn.tag()) + " " + document->topic.slug;
    auto made = common_->kept.find(key, turn.book().version(), counts);
    if (!made) {
        made = std::make_shared<const KeptAnswer>(kept(topic_json(turn, *common_, *document, *counts)));
        common_->kept.keep(key, turn.book().version(), counts, made);
    }
    co_return answer(request, *made, fresh_seconds);
}

Own::Answer Own::counts(const http::Request& request) {
    const Turn turn = common_->turn(request);
    const auto counts = co_await common_->counts();
    json::array actions;
    for (const auto& document : turn.book().documents()) {
        int n = 0;
        for (const auto& action : document->topic.actions) {
            json::object object;
            object["topic"] = text(document->topic.slug);
            object["action"] = ++n;
            object["ever"] = done_json(counts->ever.of_action(*document, action));
            object["week"] = done_json(counts->week.of_action(*document, action));
            object["today"] = done_json(counts->today.of_action(*document, action));
            actions.push_back(std::move(object));
        }
    }
    json::object told;
    told["ever"] = done_json(counts->ever.all);
    told["week"] = done_json(counts->week.all);
    told["today"] = done_json(counts->today.all);
    told["actions"] = std::move(actions);
    const KeptAnswer made = kept(told);
    co_return answer(request, made, fresh_seconds);
}

Own::Answer Own::lines(const http::Request& request) {
    const Turn turn = common_->turn(request);
    json::array lines;
    for (const auto& line : turn.book().lines()) {
        json::array offered, languages;
        for (const auto* campaign : turn.book().campaigns_of(line)) {
            const auto* dialled = turn.catalog->find(campaign->slug);
            if (!dialled) continue;
            json::object object;
            object["campaign"] = text(campaign->slug);
            object["title"] = text(campaign->title.in(turn.tag()));
            object["topic"] = text(dialled->document->topic.slug);
            object["action"] = dialled->n;
            offered.push_back(std::move(object));
        }
        for (const auto& language : line.languages) languages.push_back(text(language));
        json::object object;
        object["number"] = phone_json(line.number);
        object["languages"] = std::move(languages);
        object["offers"] = std::move(offered);
        lines.push_back(std::move(object));
    }
    const KeptAnswer made = kept(json::object{{"lines", std::move(lines)}});
    co_return answer(request, made, fresh_seconds);
}

Own::Answer Own::description(const http::Request& request) {
    static const KeptAnswer document = [] {
        json::value parsed = json::parse(openapi_files().front().bytes);
        return kept(parsed);
    }();
    co_return answer(request, document, 3600);
}

}  // namespace sayso::api
