#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "service/store/sqlite/connection.hpp"

// Work for a thread that owns a connection, and the way back to whoever waits for it. A job lives where its waiter
// stands (a coroutine's frame or a blocked thread's stack), so handing one over allocates nothing.
namespace sayso::store::sqlite {

using Clock = std::chrono::steady_clock;

class Job {
  public:
    virtual ~Job() = default;
    // On the connection's thread, inside the group's transaction. Runs again when another job spoiled the first try.
    virtual void run(Connection& db) = 0;
    // After the commit, before anybody is told: for what must follow the database.
    virtual void committed() noexcept {}
    // Null for a blocked thread.
    virtual const boost::asio::any_io_executor* executor() const { return nullptr; }
    // Goes on with the waiter, on this very thread. The job is gone afterwards.
    virtual void resume() = 0;
    // Drops the waiter without going on: its executor is gone.
    virtual void abandon() noexcept {}

    Clock::time_point deadline{};
    bool patient = false;      // waits out another process's lock until its deadline
    std::exception_ptr error;  // why there is no result
    Job* next = nullptr;       // in a queue

  protected:
    Job() = default;
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
};

// A job around a callable `result work(Connection&)`; a member `committed()` of the callable is called after the
// commit.
template <class Work, class Base>
class WorkJob final : public Base {
  public:
    using Result = std::invoke_result_t<Work&, Connection&>;
    explicit WorkJob(Work& work) : work_(work) {}

    void run(Connection& db) override {
        result_.reset();
        result_.emplace(work_(db));
    }
    void committed() noexcept override {
        if constexpr (requires { work_.committed(); }) work_.committed();
    }
    Result take() {
        if (this->error) std::rethrow_exception(this->error);
        return std::move(*result_);
    }

  private:
    Work& work_;
    std::optional<Result> result_;
};

// A coroutine waits.
class AwaitedJob : public Job {
  public:
    using Handler = boost::asio::async_result<boost::asio::use_awaitable_t<>, void()>::handler_type;

    void waits(Handler&& handler) {
        executor_ = boost::asio::get_associated_executor(handler);
        handler_.emplace(std::move(handler));
    }
    const boost::asio::any_io_executor* executor() const override { return &executor_; }
    void resume() override {
        // The frame that holds this job ends while the coroutine runs.
        Handler handler = std::move(*handler_);
        handler_.reset();
        std::move(handler)();
    }
    void abandon() noexcept override {
        const Handler handler = std::move(*handler_);
        handler_.reset();
    }

  private:
    std::optional<Handler> handler_;
    boost::asio::any_io_executor executor_;
};

// A thread waits.
class BlockedJob : public Job {
  public:
    void resume() override {
        // Under the lock: the waiter may not go before this is through.
        const std::lock_guard lock(mutex_);
        done_ = true;
        changed_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return done_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool done_ = false;
};

// Gives finished jobs back: blocked threads at once, coroutines by one message for up to 16 of the same executor.
// Somebody waits for each of them, so without memory for the messages it waits for some.
void hand_back(const std::vector<Job*>& jobs);

// Does what needs memory and may be begun anew, until there is enough of it: for threads that others wait for.
template <class Attempt>
auto insist(Attempt attempt) {
    constexpr std::chrono::milliseconds pause{1};
    for (;;) {
        try {
            return attempt();
        } catch (const std::bad_alloc&) {
            std::this_thread::sleep_for(pause);
        }
    }
}

// A bounded queue of jobs, first come, first served.
class JobQueue {
  public:
    explicit JobQueue(std::size_t bound) : bound_(bound) {}

    // Takes a place for one job, which must then be put. Throws Full, or Unavailable once closed.
    void reserve();
    void put(Job& job);
    // Puts jobs back in front, in their order; they keep the places they had.
    void put_back(const std::vector<Job*>& jobs);
    // Waits for jobs until `until`, then takes up to `most`. Their places are free from then on.
    // Empty after the wait, or when closed and drained. Until `gather` fewer than `most` are left to become more.
    std::vector<Job*> take(std::size_t most, std::optional<Clock::time_point> until, Clock::time_point gather = {});
    void close();
    bool closed() const;
    bool finished() const;  // closed and drained
    std::size_t size() const;

  private:
    const std::size_t bound_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    Job* first_ = nullptr;
    Job* last_ = nullptr;
    std::size_t places_ = 0;   // reserved, whether put already or not
    std::size_t put_ = 0;      // of them put
    std::size_t awaited_ = 1;  // nobody need be woken for fewer
    bool closed_ = false;
};

// Runs `work` by way of the queue and waits for it. The callable is a named variable of the awaiting coroutine: g++ 12
// destroys a temporary one twice.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work&, Connection&>> await_job(JobQueue& queue, Work& work,
                                                                           std::chrono::milliseconds deadline) {
    WorkJob<Work, AwaitedJob> job(work);
    job.deadline = Clock::now() + deadline;
    queue.reserve();
    auto start = [&queue, &job](AwaitedJob::Handler handler) {
        job.waits(std::move(handler));
        queue.put(job);
    };
    const boost::asio::use_awaitable_t<> token;
    co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&, void()>(start, token);
    co_return job.take();
}
template <class Work>
void await_job(JobQueue& queue, const Work&& work, std::chrono::milliseconds deadline) = delete;

template <class Work>
std::invoke_result_t<Work&, Connection&> block_on_job(JobQueue& queue, Work& work, std::chrono::milliseconds patience) {
    WorkJob<Work, BlockedJob> job(work);
    job.deadline = Clock::now() + patience;
    job.patient = true;
    queue.reserve();
    queue.put(job);
    job.wait();
    return job.take();
}

}  // namespace sayso::store::sqlite
