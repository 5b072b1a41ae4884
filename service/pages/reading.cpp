#include "service/pages/reading.hpp"

namespace sayso::pages {
namespace {

struct SearchWork {
    Reading::Found operator()() { return index()->find(asked); }
    std::function<std::shared_ptr<const SearchIndex>()> index;
    std::vector<std::string> asked;
};

}  // namespace

std::shared_ptr<const SearchIndex> Reading::index_of(std::shared_ptr<const book::Book> book,
                                                     present::Language language) {
    const auto place = static_cast<std::size_t>(language);
    {
        const std::lock_guard lock(mutex_);
        if (indexes_[place] && &indexes_[place]->book() == book.get()) return indexes_[place];
    }
    auto made = std::make_shared<const SearchIndex>(std::move(book), language);
    const std::lock_guard lock(mutex_);
    return indexes_[place] = std::move(made);
}

boost::asio::awaitable<Reading::Found> Reading::search(std::shared_ptr<const book::Book> book,
                                                       present::Language language, std::vector<std::string> asked) {
    SearchWork work;
    work.index = [this, book, language] { return index_of(book, language); };
    work.asked = std::move(asked);
    auto found = worker_.run(work);
    co_return co_await std::move(found);
}

void add_page(http::Router& router, const std::shared_ptr<Frame>& frame, const std::shared_ptr<Reading>& reading,
              http::Method method, const char* pattern, ReadingPage page) {
    router.add(method, pattern, http::HeaderSet::page,
               [frame, reading, page](const http::Request& request) { return page(*frame, *reading, request); });
}

}  // namespace sayso::pages
