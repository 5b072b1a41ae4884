#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "service/store/sqlite/checkpointer.hpp"
#include "service/store/sqlite/job.hpp"
#include "service/store/sqlite/sqlite.hpp"

namespace sayso::store::sqlite {

// The one thread with the one read-write connection. It takes up to `group` waiting jobs into one transaction, where a
// job that fails undoes nobody else's, and tells nobody anything before the commit is on the disk.
class Writer {
  public:
    Writer(std::string file, const Options& options, std::unique_ptr<Connection> db);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // For coroutines: the job begins within the deadline or throws Full.
    template <class Work>
    boost::asio::awaitable<std::invoke_result_t<Work&, Connection&>> write(Work& work) {
        return await_job(queue_, work, options_.job_deadline);
    }
    template <class Work>
    void write(const Work&& work) = delete;
    // For commands and start-up: waits out locks, up to the patience. Never on a thread that serves requests.
    template <class Work>
    std::invoke_result_t<Work&, Connection&> write_blocking(Work& work) {
        return block_on_job(queue_, work, options_.patience);
    }
    template <class Work>
    void write_blocking(const Work&& work) = delete;

    Health health() const;
    // Drains, checkpoints, closes the connection. Later jobs throw Unavailable.
    void close();

  private:
    void work();
    void work_on(std::vector<Job*>& jobs);
    std::vector<Job*> drop_late(const std::vector<Job*>& jobs);
    void commit_group(std::vector<Job*>& jobs);
    void fail_group(std::vector<Job*>& jobs, const Failure& failure);
    void begin_group();
    bool commit_plainly(const std::vector<Job*>& jobs);
    void commit_with_savepoints(const std::vector<Job*>& jobs);
    void run_job(Job& job);
    void open_again();
    void watch_log();
    void tend_log();
    void trouble(const Failure& failure);
    void recovered();
    void give_up(std::vector<Job*>& jobs, const Failure& failure);

    const std::string file_;
    const Options options_;
    std::unique_ptr<Connection> db_;  // null after a failure that only opening anew can cure
    JobQueue queue_;
    const LogBounds bounds_;
    Checkpointer checkpointer_;
    Clock::time_point begun_{};          // the last group
    int log_pages_ = 0;                  // after the last commit
    Clock::time_point no_wait_until_{};  // for readers of a log that is too long
    std::atomic<std::int64_t> commits_{0}, jobs_{0};
    mutable std::mutex problem_mutex_;
    std::string problem_;
    bool troubled_ = false;  // the writer's own copy of !problem_.empty()
    std::mutex close_mutex_;
    std::thread thread_;
};

}  // namespace sayso::store::sqlite
