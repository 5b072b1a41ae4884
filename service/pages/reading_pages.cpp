#include "service/pages/frame.hpp"
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

http::Response home(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    return frame.cached(request, turn, [&] {
        const present::Language language = turn.visit.language;
        Data data = frame.data(turn, std::string(word("home_page_title", language)), "/");
        data["description"] = Data(std::string(word("home_description", language)));
        show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", nullptr);
        List cards;
        const book::Line* line = nullptr;
        for (const auto& document : turn.book->documents()) {
            cards.push_back(topic_card(document->topic, language));
            for (const auto& campaign : document->campaigns) {
                if (!line) line = turn.book->line_for(campaign.slug);
            }
        }
        show_hotline(data, line);
        data["topic_cards"] = Data(cards);
        return frame.page(turn, "home", data, 200);
    });
}

http::Response topic(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const book::Document* document = turn.book->topic(request.captures.at("slug"));
    if (!document) return http::refuse(404);
    return frame.cached(request, turn, [&] {
        const present::Language language = turn.visit.language;
        const std::string title = present::spoken(document->topic.title, language).text;
        Data data =
            frame.data(turn, say("topic_page_title", language, {{"topic", title}}), "/topics/" + document->topic.slug);
        const std::string summary = present::spoken(document->topic.summary, language).text;
        if (!summary.empty()) data["description"] = Data(shortened(summary));
        show_topic(data, turn.scene, document->topic);
        return frame.page(turn, "topic", data, 200);
    });
}

}  // namespace

void add_reading_pages(http::Router& router, const std::shared_ptr<Frame>& frame) {
    add_page(router, frame, http::Method::get, "/", home);
    add_page(router, frame, http::Method::get, "/topics/{slug}", topic);
}

}  // namespace sayso::pages
