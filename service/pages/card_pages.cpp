#include "service/pages/card_pages.hpp"

#include <charconv>
#include <deque>

#include "service/pages/frame.hpp"
#include "service/pages/topic_view.hpp"
#include "service/present/card_picture.hpp"
#include "service/present/words.hpp"

// The pictures of shared links. Drawn when first asked for, off the threads that answer, and kept while the book stays
// the same.
namespace sayso::pages {
namespace {

using present::CardPicture;
using present::say;
using present::word;

constexpr std::size_t most_pictures = 64;  // of some 40 kB each

class Shelf {
  public:
    using Picture = std::shared_ptr<const KeptAnswer>;

    Picture find(const std::string& key, std::int64_t version) {
        const std::lock_guard lock(mutex_);
        forget_unless(version);
        const auto found = pictures_.find(key);
        return found == pictures_.end() ? nullptr : found->second;
    }

    void keep(const std::string& key, std::int64_t version, Picture picture) {
        const std::lock_guard lock(mutex_);
        forget_unless(version);
        if (pictures_.emplace(key, std::move(picture)).second) oldest_first_.push_back(key);
        if (oldest_first_.size() <= most_pictures) return;
        pictures_.erase(oldest_first_.front());
        oldest_first_.pop_front();
    }

  private:
    void forget_unless(std::int64_t version) {
        if (version_ == version) return;
        pictures_.clear();
        oldest_first_.clear();
        version_ = version;
    }

    std::mutex mutex_;
    std::int64_t version_ = 0;
    std::map<std::string, Picture> pictures_;
    std::deque<std::string> oldest_first_;
};

// "sayso.example" of "https://sayso.example/".
std::string host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    return std::string(url.substr(0, url.find('/')));
}

std::string hotline_of(const book::Line* line, Language language) {
    return line ? say("card_hotline", language, {{"number", line->number.display()}}) : std::string();
}

const book::Line* any_line(const book::Book& book) {
    for (const auto& document : book.documents())
        for (const auto& campaign : document->campaigns)
            if (const book::Line* line = book.line_for(campaign.slug)) return line;
    return nullptr;
}

CardPicture home_card(const book::Book& book, Language language) {
    CardPicture card;
    card.title = word("home_title", language);
    card.title_language = present::tag(language);
    card.below = hotline_of(any_line(book), language);
    return card;
}

CardPicture topic_card_of(const book::Book& book, const book::Document& document, Language language) {
    CardPicture card;
    const present::Spoken title = present::spoken(document.topic.title, language);
    card.above = present::date_in_words(document.topic.date, language);
    card.title = title.text;
    card.title_language = title.language;
    for (const auto& tag : document.topic.tags) card.tags.push_back(present::spoken(tag.label, language).text);
    const book::Line* line = nullptr;
    for (const auto& campaign : document.campaigns)
        if (!line) line = book.line_for(campaign.slug);
    card.below = hotline_of(line, language);
    return card;
}

CardPicture action_card(const book::Book& book, const book::Document& document, const topics::Action& action,
                        Language language) {
    CardPicture card = topic_card_of(book, document, language);
    const present::Spoken title = present::spoken(action.title, language);
    card.above = present::spoken(document.topic.title, language).text;
    card.title = title.text;
    card.title_language = title.language;
    card.below = action.written ? std::string(word("card_letter", language))
                                : hotline_of(book.line_for(action.campaign_slug), language);
    return card;
}

// "clean-water" of "clean-water.png".
std::optional<std::string> name_of_png(const std::string& file) {
    constexpr std::string_view end = ".png";
    if (file.size() <= end.size() || file.compare(file.size() - end.size(), end.size(), end) != 0) return std::nullopt;
    return file.substr(0, file.size() - end.size());
}

// What the request asks a picture of; nothing for what is not there.
std::optional<CardPicture> card_for(const http::Request& request, const book::Book& book) {
    const auto& captures = request.captures;
    const auto language = present::parse_language(captures.at("language"));
    if (!language || captures.at("language") != present::tag(*language)) return std::nullopt;
    const auto file = captures.find("file");
    if (file == captures.end()) return home_card(book, *language);
    const auto name = name_of_png(file->second);
    if (!name) return std::nullopt;
    const auto slug = captures.find("slug");
    const book::Document* document = book.topic(slug == captures.end() ? *name : slug->second);
    if (!document) return std::nullopt;
    if (slug == captures.end()) return topic_card_of(book, *document, *language);
    const topics::Action* action = numbered_action(document->topic, *name);
    if (!action) return std::nullopt;
    return action_card(book, *document, *action, *language);
}

http::Response picture(std::string png) {
    http::Response response;
    response.headers.add("Content-Type", "image/png");
    response.headers.add("Cache-Control", "public, max-age=3600");
    response.body = std::move(png);
    return response;
}

boost::asio::awaitable<http::Response> card(std::shared_ptr<Frame> frame, std::shared_ptr<Shelf> shelf,
                                            const http::Request& request) {
    const Turn turn = frame->turn(request);
    const std::int64_t version = turn.book->version();
    if (const auto kept = shelf->find(request.path, version)) co_return kept->to(request);
    const auto found = card_for(request, *turn.book);
    if (!found) co_return http::refuse(404);
    CardPicture wanted = *found;
    wanted.site = host_of(frame->settings().public_url);
    std::function<std::string()> draw = [&] {
        // Whoever waited for the same picture finds it drawn.
        return shelf->find(request.path, version) ? std::string() : present::card_png(wanted);
    };
    std::optional<std::string> png = co_await frame->workshop().make(draw);
    if (!png) co_return http::refuse(503);
    if (!png->empty()) shelf->keep(request.path, version, std::make_shared<const KeptAnswer>(picture(std::move(*png))));
    const auto kept = shelf->find(request.path, version);
    // Swept away by a newer book in between: the next request draws it anew.
    co_return kept ? kept->to(request) : http::refuse(503);
}

}  // namespace

std::string card_address(std::string_view path, present::Language language) {
    const std::string begin = "/share/" + std::string(present::tag(language));
    constexpr std::string_view topics = "/topics/", actions = "/actions/";
    if (path.substr(0, topics.size()) != topics) return begin + "/home.png";
    const std::string_view rest = path.substr(topics.size());
    const auto slug_end = rest.find('/');
    const std::string of_topic = begin + "/topics/" + std::string(rest.substr(0, slug_end));
    if (slug_end == std::string_view::npos || rest.substr(slug_end, actions.size()) != actions)
        return of_topic + ".png";
    const std::string_view number = rest.substr(slug_end + actions.size());
    return of_topic + "/" + std::string(number.substr(0, number.find('/'))) + ".png";
}

void add_cards(http::Router& router, const std::shared_ptr<Frame>& frame) {
    const auto shelf = std::make_shared<Shelf>();
    for (const char* pattern :
         {"/share/{language}/home.png", "/share/{language}/topics/{file}", "/share/{language}/topics/{slug}/{file}"}) {
        router.add(http::Method::get, pattern, http::HeaderSet::shared,
                   [frame, shelf](const http::Request& request) { return card(frame, shelf, request); });
    }
}

}  // namespace sayso::pages
