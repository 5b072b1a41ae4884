#include <boost/asio/awaitable.hpp>

#include "service/pages/finding_view.hpp"
#include "service/pages/reading.hpp"
#include "service/pages/topic_view.hpp"
#include "service/present/words.hpp"

// Home and the topics: what is read before anybody says where they live.
namespace sayso::pages {
namespace {

using present::say;
using present::word;

constexpr std::size_t description_length = 160;

// Cut at a blank, for a description that search engines show.
std::string shortened(std::string text) {
    if (text.size() <= description_length) return text;
    text.resize(text.rfind(' ', description_length) == std::string::npos ? description_length
                                                                         : text.rfind(' ', description_length));
    return text + "…";
}

constexpr std::size_t tags_at_home = 10;

// "1,234 calls made so far ...": what the line's callers and the web's visitors told.
std::string tally_line(const live::Counts& counts, present::Language language) {
    const std::int64_t calls = counts.ever.all.calls;
    if (calls == 0) return std::string(word("no_calls_yet", language));
    if (calls == 1) return std::string(word("one_call", language));
    return say("many_calls", language,
               {{"count", present::number(calls)}, {"week", present::number(counts.week.all.calls)}});
}

// The first line that offers one of the live campaigns.
const book::Line* a_line(const book::Book& book) {
    for (const auto& document : book.documents()) {
        for (const auto& campaign : document->campaigns) {
            if (const book::Line* line = book.line_for(campaign.slug)) return line;
        }
    }
    return nullptr;
}

http::Response home_page(Frame& frame, const Turn& turn, const std::string& tally) {
    const present::Language language = turn.visit.language;
    Data data = frame.data(turn, std::string(word("home_page_title", language)), "/");
    data["description"] = Data(std::string(word("home_description", language)));
    data["tally"] = tally.empty() ? Data(false) : Data(tally);
    show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", nullptr);
    frame.add_script(data, "place.js");
    show_hotline(data, a_line(*turn.book));
    const TopicList topics = live_topics(*turn.book);
    show_topic_list(data, turn, topics, 1, "/", "/page/", 3);
    show_tags_in_use(data, *turn.book, language, tags_at_home);
    if (!topics.empty()) show_search_form(data, turn.visit, "");
    return frame.page(turn, "home", data, 200);
}

boost::asio::awaitable<http::Response> home(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    std::string tally;
    if (live::Tally* kept = frame.settings().tally) {
        auto counting = kept->counts(turn.scene.at);
        const auto counts = co_await std::move(counting);
        tally = tally_line(*counts, turn.visit.language);
    }
    // As live as the count is: another count is another page.
    co_return frame.cached(
        request, turn, [&] { return home_page(frame, turn, tally); }, tally);
}

http::Response topic_page(Frame& frame, const Turn& turn, const topics::Topic& topic, const TopicFacts& facts) {
    const present::Language language = turn.visit.language;
    const std::string title = present::spoken(topic.title, language).text;
    Data data = frame.data(turn, say("topic_page_title", language, {{"topic", title}}), "/topics/" + topic.slug);
    const std::string summary = present::spoken(topic.summary, language).text;
    if (!summary.empty()) data["description"] = Data(shortened(summary));
    show_topic(data, turn.scene, topic, facts);
    frame.add_script(data, "place.js");
    if (!topic.people.empty() || !topic.quiz.empty()) frame.add_script(data, "reading.js");
    return frame.page(turn, "topic", data, 200);
}

boost::asio::awaitable<http::Response> topic(Frame& frame, Reading& reading, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const book::Document* document = turn.book->topic(request.captures.at("slug"));
    if (!document) co_return http::refuse(404);
    const topics::Topic& shown_topic = document->topic;
    TopicFacts facts;
    facts.has_history = reading.remembers();
    auto asking = reading.updated(shown_topic.id, shown_topic.revision);
    facts.updated = co_await std::move(asking);
    co_return frame.cached(request, turn, [&] { return topic_page(frame, turn, shown_topic, facts); });
}

}  // namespace

void add_reading_pages(http::Router& router, const std::shared_ptr<Frame>& frame,
                       const std::shared_ptr<Reading>& reading) {
    add_page(router, frame, http::Method::get, "/", home);
    add_page(router, frame, reading, http::Method::get, "/topics/{slug}", topic);
}

}  // namespace sayso::pages
