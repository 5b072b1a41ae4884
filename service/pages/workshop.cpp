#include "service/pages/workshop.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace sayso::pages {
namespace {

boost::asio::awaitable<std::string> done(std::function<std::string()>& work) {
    co_return work();
}

// A place in the queue, given back at the end.
class Place {
  public:
    explicit Place(std::atomic<int>& waiting) : waiting_(waiting), number_(++waiting) {}
    ~Place() { --waiting_; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    int number() const { return number_; }

  private:
    std::atomic<int>& waiting_;
    int number_;
};

}  // namespace

boost::asio::awaitable<std::optional<std::string>> Workshop::make(std::function<std::string()>& work) {
    const Place place(waiting_);
    if (place.number() > most_waiting) co_return std::nullopt;
    auto there = done(work);
    std::string made =
        co_await boost::asio::co_spawn(thread_.get_executor(), std::move(there), boost::asio::use_awaitable);
    co_return std::optional<std::string>(std::move(made));
}

}  // namespace sayso::pages
