#pragma once
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <optional>
#include <string>

namespace sayso::pages {

// One thread of its own for what takes too long between two requests: pictures, printed letters. What waits is bounded.
class Workshop {
  public:
    Workshop() : thread_(1) {}

    // Does the work there and resumes on the caller's executor with what it made; nothing when too many wait already.
    // Throws what the work throws.
    boost::asio::awaitable<std::optional<std::string>> make(std::function<std::string()>& work);

    static constexpr int most_waiting = 16;

  private:
    std::atomic<int> waiting_ = 0;
    boost::asio::thread_pool thread_;
};

}  // namespace sayso::pages
