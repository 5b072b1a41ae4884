#pragma once
#include <array>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "service/pages/frame.hpp"
#include "service/pages/search.hpp"
#include "service/pages/worker.hpp"

namespace sayso::pages {

// What the pages for reading keep from one request to the next. Safe to use on several threads.
class Reading {
  public:
    using Found = std::vector<const book::Document*>;
    // The book's topics that hold every one of these words, best first. The index is made at the first search of a
    // book.
    boost::asio::awaitable<Found> search(std::shared_ptr<const book::Book> book, present::Language language,
                                         std::vector<std::string> asked);

  private:
    std::shared_ptr<const SearchIndex> index_of(std::shared_ptr<const book::Book> book, present::Language language);

    std::mutex mutex_;
    std::array<std::shared_ptr<const SearchIndex>, present::all_languages.size()> indexes_;
    Worker worker_;  // last, so that it is through before what it uses goes
};

// The routes for reading that need it.
using ReadingPage = boost::asio::awaitable<http::Response> (*)(Frame&, Reading&, const http::Request&);
void add_page(http::Router& router, const std::shared_ptr<Frame>& frame, const std::shared_ptr<Reading>& reading,
              http::Method method, const char* pattern, ReadingPage page);

}  // namespace sayso::pages
