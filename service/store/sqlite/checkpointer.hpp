#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "service/store/sqlite/connection.hpp"
#include "service/store/sqlite/log_bounds.hpp"
#include "service/store/sqlite/paced_copy.hpp"

namespace sayso::store::sqlite {

// Copies the log into the database on a thread and a connection of its own, so that no step waits for it. Only the
// last few pages are left to the writer, between two of its commits: while it goes on writing the log can never be
// copied to its end, and only then does it start anew.
class Checkpointer final : Pace {
  public:
    Checkpointer(std::string file, std::string vfs, LogBounds bounds);
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    // From the writer, after a commit: how long the log is now.
    void log_is(int pages);
    // Whether little enough is left, of a log that has become long, for the writer to copy it. True once for each time.
    bool nearly_through() { return nearly_.exchange(false, std::memory_order_acq_rel); }
    // Waits for the copying that goes on, if any; false when it takes longer.
    bool wait_until_done(std::chrono::milliseconds most);
    // Ends the thread and closes its connection.
    void close();

  private:
    void work();
    void copy();
    bool hurried() const override;
    void rest() override;
    int left() const { return log_.load(std::memory_order_relaxed) - copied_.load(std::memory_order_relaxed); }

    const std::string file_, vfs_;
    const LogBounds bounds_;
    std::unique_ptr<Connection> db_;
    bool nearing_the_end_ = false;  // of the log: what the writer adds meanwhile is to become less with each round
    std::atomic<int> log_{0}, copied_{0};  // in pages
    std::atomic<bool> nearly_{false};
    std::mutex mutex_;
    std::condition_variable wanted_, done_;
    bool asked_ = false, closed_ = false;
    std::thread thread_;
};

}  // namespace sayso::store::sqlite
