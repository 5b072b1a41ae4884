#include <algorithm>
#include <charconv>

#include "service/http/form.hpp"
#include "service/pages/finding_view.hpp"
#include "service/pages/reading.hpp"
#include "service/pages/topic_view.hpp"
#include "service/pages/word_diff.hpp"
#include "service/present/words.hpp"

// How a topic changed since it was first published: its revisions that were live, and what differs between two of them.
// Drafts are never shown.
namespace sayso::pages {
namespace {

using present::Language;
using present::say;
using present::word;

constexpr std::size_t words_around = 24;  // that stay at each change
constexpr std::size_t longest_compared = 400'000;

// {part, of, language_name}: "The script of “Call your senators” (Spanish)".
Data change_label(const Change& change, Language language) {
    Data label;
    label["part"] = Data(std::string(word(change.part, language)));
    show_if_any(label, "of", change.of, language);
    label["language_name"] = Data(false);
    if (!change.language.empty() && change.language != present::tag(language)) {
        const auto known = present::parse_language(change.language);
        label["language_name"] =
            Data(known ? std::string(word("language_" + change.language, language)) : change.language);
    }
    return label;
}

// Change by change; an entry for each part, even if it changed in two languages.
List labels_of(const std::vector<Change>& changes, Language language) {
    List labels;
    for (const Change& change : changes) labels.push_back(change_label(change, language));
    return labels;
}

Data piece_data(const DiffPiece& piece) {
    Data data;
    data["text"] = Data(piece.text);
    data["same"] = Data(piece.kind == DiffPiece::Kind::same);
    data["removed"] = Data(piece.kind == DiffPiece::Kind::removed);
    data["added"] = Data(piece.kind == DiffPiece::Kind::added);
    data["left_out"] = Data(piece.kind == DiffPiece::Kind::left_out);
    return data;
}

// The change with its words side by side.
Data change_data(const Change& change, Language language) {
    Data data = change_label(change, language);
    List pieces;
    if (change.before.size() + change.after.size() < longest_compared) {
        for (const DiffPiece& piece : shortened(word_diff(change.before, change.after), words_around))
            pieces.push_back(piece_data(piece));
    }
    const bool foreign = !change.language.empty() && change.language != present::tag(language);
    data["text_lang"] = foreign ? Data(change.language) : Data(false);
    show_list(data, "pieces", std::move(pieces));
    return data;
}

void show_saved(Data& into, const Revision& revision, Language language) {
    into["number"] = Data(std::to_string(revision.number));
    into["saved"] = Data(present::date_in_words(directory::eastern_date(revision.saved), language));
    into["saved_at"] = Data(directory::rfc3339(revision.saved));
}

Data step_data(const Reading::Step& step, Language language) {
    Data data;
    show_saved(data, step.revision, language);
    data["first"] = Data(step.first);
    data["compare"] = Data(!step.first && !step.changes.empty());
    data["form_only"] = Data(!step.first && step.changes.empty());
    show_list(data, "parts", labels_of(step.changes, language));
    return data;
}

// Which two revisions to compare, for those who want others than neighbours.
void show_choice(Data& into, const Turn& turn, const std::vector<Reading::Step>& steps) {
    into["choice"] = Data(steps.size() > 2);
    List older, newer;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Data option;
        show_saved(option, steps[i].revision, turn.visit.language);
        option["chosen"] = Data(i == 0);
        if (i + 1 < steps.size()) older.push_back(option);
        option["chosen"] = Data(i + 1 == steps.size());
        if (i > 0) newer.insert(newer.begin(), option);
    }
    into["older"] = listed(std::move(older));
    into["newer"] = listed(std::move(newer));
    into["kept_fields"] = listed(kept_fields(turn.visit));
}

Data topic_data(const Frame& frame, const Turn& turn, const topics::Topic& topic, const std::string& under) {
    const std::string title = present::spoken(topic.title, turn.visit.language).text;
    Data data = frame.data(turn, say("history_page_title", turn.visit.language, {{"topic", title}}),
                           "/topics/" + topic.slug + "/history" + under);
    data["slug"] = Data(topic.slug);
    data["topic_title"] = shown(topic.title, turn.visit.language);
    // Two old wordings are nothing to find a topic by.
    data["hide_from_search"] = Data(true);
    return data;
}

http::Response history_page(const Frame& frame, const Turn& turn, const topics::Topic& topic,
                            const std::vector<Reading::Step>& steps) {
    Data data = topic_data(frame, turn, topic, "");
    List list;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        list.push_back(step_data(*step, turn.visit.language));
    show_list(data, "revisions", std::move(list));
    data["cut"] = Data(steps.size() >= Reading::most_revisions);
    show_choice(data, turn, steps);
    return frame.page(turn, "history", data);
}

// The number of a revision: 1 and up, as the links of these pages write it.
std::optional<int> revision_number(std::string_view text) {
    int number = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (wrong != std::errc() || end != text.data() + text.size() || number < 1 || text.front() == '0')
        return std::nullopt;
    return number;
}

// The form asks for two revisions; the page that compares them has an address of its own.
std::optional<http::Response> asked_by_form(const http::Request& request, const Turn& turn, const std::string& slug) {
    const auto fields = http::parse_form(request.query, 8);
    if (!fields || !http::only_field(*fields, "from")) return std::nullopt;
    auto older = revision_number(*http::only_field(*fields, "from"));
    auto newer = revision_number(http::only_field(*fields, "to").value_or(""));
    if (!older || !newer || *older == *newer) return std::nullopt;
    if (*older > *newer) std::swap(older, newer);
    return http::redirect(303, "/topics/" + slug + "/history/" + std::to_string(*older) + "-" + std::to_string(*newer) +
                                   turn.visit.query());
}

boost::asio::awaitable<http::Response> history(Frame& frame, Reading& reading, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const book::Document* document = turn.book->topic(request.captures.at("slug"));
    if (!document || !reading.remembers()) co_return http::refuse(404);
    if (auto elsewhere = asked_by_form(request, turn, document->topic.slug)) co_return std::move(*elsewhere);
    if (auto kept = frame.kept_page(request, turn)) co_return std::move(*kept);
    auto asking = reading.history(document->topic.id, turn.visit.language);
    const auto steps = co_await std::move(asking);
    if (!steps) co_return http::refuse(503);
    co_return frame.cached(request, turn, [&] { return history_page(frame, turn, document->topic, *steps); });
}

http::Response version_page(const Frame& frame, const Turn& turn, const topics::Topic& topic,
                            const Reading::Step& step) {
    Data data = topic_data(frame, turn, topic, "/" + std::to_string(step.revision.number) + "/text");
    show_saved(data, step.revision, turn.visit.language);
    List parts;
    for (const Change& change : step.changes) {
        Data part = change_label(change, turn.visit.language);
        const bool foreign = !change.language.empty() && change.language != present::tag(turn.visit.language);
        part["text_lang"] = foreign ? Data(change.language) : Data(false);
        part["text"] = Data(change.after);
        parts.push_back(std::move(part));
    }
    data["version_parts"] = listed(std::move(parts));
    return frame.page(turn, "version", data);
}

boost::asio::awaitable<http::Response> version(Frame& frame, Reading& reading, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const book::Document* document = turn.book->topic(request.captures.at("slug"));
    const auto number = revision_number(request.captures.at("span"));
    if (!document || !reading.remembers() || !number) co_return http::refuse(404);
    if (auto kept = frame.kept_page(request, turn)) co_return std::move(*kept);
    auto asking = reading.whole(document->topic.id, *number, turn.visit.language);
    const auto step = co_await std::move(asking);
    if (!step) co_return http::refuse(503);
    if (!step->revision.document) co_return http::refuse(404);
    co_return frame.cached(request, turn, [&] { return version_page(frame, turn, document->topic, *step); });
}

http::Response comparison_page(const Frame& frame, const Turn& turn, const topics::Topic& topic, int older,
                               const Reading::Step& step) {
    const std::string number = std::to_string(step.revision.number);
    Data data = topic_data(frame, turn, topic, "/" + (older ? std::to_string(older) + "-" : "") + number);
    show_saved(data, step.revision, turn.visit.language);
    data["between"] =
        older ? Data(say("history_between", turn.visit.language, {{"older", std::to_string(older)}, {"newer", number}}))
              : Data(false);
    List list;
    for (const Change& change : step.changes) list.push_back(change_data(change, turn.visit.language));
    show_list(data, "changes", std::move(list));
    return frame.page(turn, "changes", data);
}

boost::asio::awaitable<http::Response> comparison(Frame& frame, Reading& reading, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const book::Document* document = turn.book->topic(request.captures.at("slug"));
    const std::string_view span = request.captures.at("span");
    const auto dash = span.find('-');
    const bool two = dash != std::string_view::npos;
    const auto older = two ? revision_number(span.substr(0, dash)) : std::optional<int>(0);
    const auto newer = revision_number(two ? span.substr(dash + 1) : span);
    if (!document || !reading.remembers() || !older || !newer) co_return http::refuse(404);
    if (auto kept = frame.kept_page(request, turn)) co_return std::move(*kept);
    auto asking = reading.compare(document->topic.id, *older, *newer, turn.visit.language);
    const auto step = co_await std::move(asking);
    if (!step) co_return http::refuse(503);
    if (!step->revision.document) co_return http::refuse(404);
    co_return frame.cached(request, turn, [&] { return comparison_page(frame, turn, document->topic, *older, *step); });
}

}  // namespace

void add_history_pages(http::Router& router, const std::shared_ptr<Frame>& frame,
                       const std::shared_ptr<Reading>& reading) {
    add_page(router, frame, reading, http::Method::get, "/topics/{slug}/history", history);
    add_page(router, frame, reading, http::Method::get, "/topics/{slug}/history/{span}", comparison);
    add_page(router, frame, reading, http::Method::get, "/topics/{slug}/history/{span}/text", version);
}

}  // namespace sayso::pages
