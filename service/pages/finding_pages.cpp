#include <algorithm>

#include "service/http/form.hpp"
#include "service/pages/finding_view.hpp"
#include "service/pages/reading.hpp"
#include "service/pages/topic_view.hpp"
#include "service/present/fold.hpp"
#include "service/present/markdown.hpp"
#include "service/present/words.hpp"

// Ways to a topic: the list in pages, tags, search. A query stands in the address since it is not about the visitor;
// it is never logged, and a ZIP code in it is led to its own box.
namespace sayso::pages {
namespace {

using present::say;
using present::word;

constexpr std::size_t most_characters = 100;
constexpr std::size_t most_found = 50;
constexpr std::size_t excerpt_bytes = 240;
constexpr std::size_t all_of_them = 1000;

// ---- lists
// ----------------------------------------------------------------------------------------------------------

http::Response list_page(Frame& frame, const Turn& turn, const TopicList& topics, int page, Data data,
                         const std::string& first, const std::string& others) {
    if (!show_topic_list(data, turn, topics, page, first, others, 2)) return http::refuse(404);
    show_search_form(data, turn.visit, "");
    return frame.page(turn, "topics", data);
}

http::Response older_topics(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const auto page = page_number(request.captures.at("page"));
    if (!page) return http::refuse(404);
    return frame.cached(request, turn, [&] {
        const std::string number = present::number(*page);
        Data data =
            frame.data(turn, say("topics_page_title", turn.visit.language, {{"page", number}}), "/page/" + number);
        data["heading"] = Data(std::string(word("topics_title", turn.visit.language)));
        show_tags_in_use(data, *turn.book, turn.visit.language, all_of_them);
        return list_page(frame, turn, live_topics(*turn.book), *page, std::move(data), "/", "/page/");
    });
}

http::Response tagged(Frame& frame, const http::Request& request, int page) {
    const Turn turn = frame.turn(request);
    return frame.cached(request, turn, [&] {
        const present::Language language = turn.visit.language;
        const auto uses = tags_in_use(*turn.book);
        const auto use = std::find_if(uses.begin(), uses.end(),
                                      [&](const TagUse& each) { return each.slug == request.captures.at("tag"); });
        if (use == uses.end()) return frame.error(turn.visit, 404, std::string(word("no_such_tag", language)));
        const std::string label = present::spoken(use->tag->label, language).text;
        const std::string path = "/tags/" + use->slug;
        Data data = frame.data(turn, say("tag_page_title", language, {{"tag", label}}),
                               page == 1 ? path : path + "/" + std::to_string(page));
        data["heading"] = Data(label);
        data["heading_lang"] = Data(*shown(use->tag->label, language).get("lang"));
        data["emoji"] = use->tag->emoji.empty() ? Data(false) : Data(use->tag->emoji);
        data["description"] = Data(say("tag_description", language, {{"tag", label}}));
        data["back_to_tags"] = Data(true);
        return list_page(frame, turn, use->topics, page, std::move(data), path, path + "/");
    });
}

http::Response tag(Frame& frame, const http::Request& request) {
    return tagged(frame, request, 1);
}

http::Response tag_page(Frame& frame, const http::Request& request) {
    const auto page = page_number(request.captures.at("page"));
    return page ? tagged(frame, request, *page) : http::refuse(404);
}

http::Response all_tags(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    return frame.cached(request, turn, [&] {
        Data data = frame.data(turn, std::string(word("tags_page_title", turn.visit.language)), "/tags");
        show_tags_in_use(data, *turn.book, turn.visit.language, all_of_them);
        show_search_form(data, turn.visit, "");
        return frame.page(turn, "tag_list", data);
    });
}

// ---- search
// ---------------------------------------------------------------------------------------------------------

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Five digits, with or without four more: somebody looks for their representatives.
bool looks_like_zip(std::string_view query) {
    std::string digits;
    for (const char c : query) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != ' ' && c != '-')
            return false;
    }
    return digits.size() == 5 || digits.size() == 9;
}

List pieces_of(const std::string& text, const std::vector<std::string>& asked) {
    List list;
    for (const Piece& piece : marked(text, asked)) {
        Data data;
        data["piece"] = Data(piece.text);
        data["marked"] = Data(piece.marked);
        list.push_back(std::move(data));
    }
    return list;
}

// The text of a topic that shows best why it was found: the summary, else the first of the others with one of the
// words.
Data found_in(const topics::Topic& topic, const std::vector<std::string>& asked, Language language) {
    std::vector<std::pair<topics::LocalText, bool>> places{{topic.summary, false}, {topic.body, true}};
    for (const auto& action : topic.actions) places.emplace_back(action.title, false);
    for (const auto& person : topic.people) places.emplace_back(topics::LocalText(person.name), false);
    for (const auto& action : topic.actions) places.emplace_back(action.description, false);
    for (const auto& [local, markdown] : places) {
        const present::Spoken spoken = present::spoken(local, language);
        const std::string text =
            excerpt(markdown ? present::markdown_text(spoken.text) : spoken.text, asked, excerpt_bytes);
        const auto pieces = marked(text, asked);
        if (std::none_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.marked; })) continue;
        Data data;
        data["pieces"] = listed(pieces_of(text, asked));
        data["lang"] = Data(*shown(local, language).get("lang"));
        return data;
    }
    return Data(false);
}

Data found_card(const topics::Topic& topic, const std::vector<std::string>& asked, Language language) {
    Data card = topic_card(topic, language);
    card["title_pieces"] = listed(pieces_of(present::spoken(topic.title, language).text, asked));
    Data found = found_in(topic, asked, language);
    if (!found.is_false()) {
        card["summary"] = Data(false);
        card["found_in"] = std::move(found);
    }
    return card;
}

std::string how_many(std::size_t count, const std::string& query, Language language) {
    if (count == 0) return say("found_none", language, {{"query", query}});
    if (count == 1) return say("found_one", language, {{"query", query}});
    const std::string number = present::number(static_cast<std::int64_t>(count));
    return say(count > most_found ? "found_first" : "found_many", language,
               {{"query", query}, {"count", number}, {"most", std::to_string(most_found)}});
}

void show_found(Data& into, const Turn& turn, const Reading::Found& found, const std::string& query,
                const std::vector<std::string>& asked) {
    const present::Language language = turn.visit.language;
    into["result_line"] = Data(how_many(found.size(), query, language));
    List cards;
    for (const book::Document* document : found) {
        if (cards.size() == most_found) break;
        cards.push_back(found_card(document->topic, asked, language));
    }
    into["topic_cards"] = listed(std::move(cards));
    into["nothing_found"] = Data(found.empty());
}

Data search_data(Frame& frame, const Turn& turn, const std::string& query) {
    const present::Language language = turn.visit.language;
    const std::string title = query.empty() ? std::string(word("search_page_title", language))
                                            : say("search_page_title_for", language, {{"query", query}});
    Data data = frame.data(turn, title, "/search");
    const auto other = language == present::Language::en ? present::Language::es : present::Language::en;
    data["switch_link"] =
        Data("href", Data("/search" + turn.visit.query_in(other) + "&q=" + http::percent_encode(query)));
    data["canonical"] = Data(false);
    data["hide_from_search"] = Data(true);
    data["level"] = Data("2");
    show_search_form(data, turn.visit, query);
    show_tags_in_use(data, *turn.book, language, all_of_them);
    return data;
}

std::string query_of(const http::Request& request) {
    const auto fields = http::parse_form(request.query, 8);
    if (!fields) return {};
    return std::string(http::only_field(*fields, "q").value_or(""));
}

boost::asio::awaitable<http::Response> search(Frame& frame, Reading& reading, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const std::string query = query_of(request);
    Data data = search_data(frame, turn, query);
    const auto problem = [&](std::string_view key) {
        data["find_problem"] = Data(std::string(word(key, turn.visit.language)));
        return frame.page(turn, "search", data, 422);
    };
    if (looks_like_zip(query)) {
        data["zip_instead"] = Data(true);
        show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", nullptr);
        co_return frame.page(turn, "search", data);
    }
    if (characters(query) > most_characters) co_return problem("search_too_long");
    auto asked = query_words(query);
    if (asked.empty()) {
        if (!query.empty()) co_return problem("search_no_words");
        co_return frame.page(turn, "search", data);
    }
    auto searching = reading.search(turn.book, turn.visit.language, asked);
    const auto found = co_await std::move(searching);
    if (!found) co_return http::refuse(503);
    show_found(data, turn, *found, query, asked);
    co_return frame.page(turn, "search", data);
}

}  // namespace

void add_finding_pages(http::Router& router, const std::shared_ptr<Frame>& frame,
                       const std::shared_ptr<Reading>& reading) {
    using http::Method;
    add_page(router, frame, Method::get, "/page/{page}", older_topics);
    add_page(router, frame, Method::get, "/tags", all_tags);
    add_page(router, frame, Method::get, "/tags/{tag}", tag);
    add_page(router, frame, Method::get, "/tags/{tag}/{page}", tag_page);
    add_page(router, frame, reading, Method::get, "/search", search);
}

}  // namespace sayso::pages
