#pragma once
#include <array>
#include <boost/asio/awaitable.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "service/pages/changes.hpp"
#include "service/pages/frame.hpp"
#include "service/pages/search.hpp"

namespace sayso::pages {

// One revision of a topic that was live.
struct Revision {
    int number = 0;
    store::Instant saved{};
    std::shared_ptr<const book::Document> document;
};

// What the pages for reading keep from one request to the next. Safe to use on several threads.
class Reading {
  public:
    explicit Reading(Frame& frame);

    using Found = std::vector<const book::Document*>;
    // The book's topics that hold every one of these words, best first; nothing when too many search already. The
    // index is made at the first search of a book.
    boost::asio::awaitable<std::optional<Found>> search(std::shared_ptr<const book::Book> book,
                                                        present::Language language, std::vector<std::string> asked);

    // Whether old revisions can be had at all.
    bool remembers() const;
    // When a later revision last changed the topic; nothing when none did, or while the store does not answer.
    boost::asio::awaitable<std::optional<store::Instant>> updated(std::int64_t topic, int revision);

    struct Step {  // from one live revision to the next
        Revision revision;
        std::vector<Change> changes;
        bool first = false;  // there is none before
    };
    // The topic's newest live revisions, oldest first, each with what it changed. Nothing when too many ask already;
    // throws what the store throws.
    boost::asio::awaitable<std::optional<std::vector<Step>>> history(std::int64_t topic, present::Language language);
    // From one of these revisions to another; `older` 0 is the one before `newer`. An empty Step without a document
    // when one of them is none that was live.
    boost::asio::awaitable<std::optional<Step>> compare(std::int64_t topic, int older, int newer,
                                                        present::Language language);
    // One of these revisions with all its texts, each as a change from none; an empty Step when there is none.
    boost::asio::awaitable<std::optional<Step>> whole(std::int64_t topic, int number, present::Language language);

    static constexpr int most_revisions = 50;

  private:
    std::shared_ptr<const SearchIndex> index_of(std::shared_ptr<const book::Book> book, present::Language language);
    std::shared_ptr<const book::Document> read(const store::StoredDocument& stored);
    // `before` null: all texts.
    boost::asio::awaitable<std::optional<Step>> step(const store::StoredDocument* before,
                                                     const store::StoredDocument& after, present::Language language);

    Frame& frame_;
    std::mutex mutex_;
    std::array<std::shared_ptr<const SearchIndex>, present::all_languages.size()> indexes_;
    using Key = std::pair<std::int64_t, int>;  // topic, revision: neither of these ever changes
    std::map<Key, std::optional<store::Instant>> updated_;
    std::map<Key, std::shared_ptr<const book::Document>> documents_;
};

// The routes for reading that need it.
using ReadingPage = boost::asio::awaitable<http::Response> (*)(Frame&, Reading&, const http::Request&);
void add_page(http::Router& router, const std::shared_ptr<Frame>& frame, const std::shared_ptr<Reading>& reading,
              http::Method method, const char* pattern, ReadingPage page);

}  // namespace sayso::pages
