#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <type_traits>
#include <utility>

namespace sayso::pages {

// A thread beside those that answer, for what would keep calls and other readers waiting: searching, reading old
// revisions, comparing them.
class Worker {
  public:
    // What `work()` gives, or throws. The caller goes on on its own executor.
    template <typename Work>
    boost::asio::awaitable<std::invoke_result_t<Work&>> run(Work& work) {
        auto job = carry_out(work);
        co_return co_await boost::asio::co_spawn(pool_.get_executor(), std::move(job), boost::asio::use_awaitable);
    }
    template <typename Work>
    void run(const Work&& work) = delete;

  private:
    template <typename Work>
    static boost::asio::awaitable<std::invoke_result_t<Work&>> carry_out(Work& work) {
        co_return work();
    }

    boost::asio::thread_pool pool_{1};
};

}  // namespace sayso::pages
