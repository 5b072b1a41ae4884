#include "service/store/sqlite/checkpointer.hpp"

#include <sqlite3.h>

#include "service/observe/observe.hpp"

namespace sayso::store::sqlite {

namespace {

constexpr int most_rounds = 6;  // each leaves what the writer added meanwhile, a fraction of the last
constexpr std::chrono::seconds busy_timeout{0};
constexpr std::chrono::milliseconds between_pieces{1};  // some commits of the writer

// Flushes the database by the connection's own file, since closing another descriptor would drop this process's locks.
// SQLite itself flushes it only at the end of the log, when the writer would have to wait for all that was copied.
int flush(sqlite3* db) {
    sqlite3_file* file = nullptr;
    const int found = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (found != SQLITE_OK || file == nullptr || file->pMethods == nullptr) return found;
    return file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

}  // namespace

Checkpointer::Checkpointer(std::string file, std::string vfs, LogBounds bounds)
    : file_(std::move(file)), vfs_(std::move(vfs)), bounds_(bounds) {
    thread_ = std::thread([this] { work(); });
}

Checkpointer::~Checkpointer() {
    close();
}

void Checkpointer::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    wanted_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Checkpointer::log_is(int pages) {
    // Shorter than what was copied: it started anew.
    if (pages < copied_.load(std::memory_order_relaxed)) copied_.store(0, std::memory_order_relaxed);
    log_.store(pages, std::memory_order_relaxed);
    if (left() < bounds_.at_once) return;
    {
        const std::lock_guard lock(mutex_);
        if (asked_) return;
        asked_ = true;
    }
    wanted_.notify_one();
}

void Checkpointer::work() {
    // At the others' priority: one that waits long for its turn on a busy machine may hold a lock inside SQLite
    // meanwhile.
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            wanted_.wait(lock, [this] { return asked_ || closed_; });
            if (closed_) break;
        }
        try {
            copy();
        } catch (const std::exception& problem) {
            // The steps stay in the log; what is wrong with the disk the writer will find out by itself.
            db_.reset();
            observe::log(observe::Level::warning, "log_not_copied", {{"problem", problem.what()}});
        }
        {
            const std::lock_guard lock(mutex_);
            asked_ = false;
        }
        done_.notify_one();
    }
    db_.reset();
}

bool Checkpointer::wait_until_done(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    return done_.wait_for(lock, most, [this] { return !asked_; });
}

// On a busy core each rest lasts until the others have had their turns, and the writer adds more than is copied.
bool Checkpointer::hurried() const {
    return nearing_the_end_ || left() >= bounds_.behind || log_.load(std::memory_order_relaxed) >= bounds_.too_long;
}

// The writer's commits have the disk meanwhile.
void Checkpointer::rest() {
    std::unique_lock lock(mutex_);
    wanted_.wait_for(lock, between_pieces, [this] { return closed_; });
}

void Checkpointer::copy() {
    if (!db_) {
        db_ = std::make_unique<Connection>(file_, Access::checkpoint, vfs_, busy_timeout);
        keep_pace(db_->handle(), *this);
    }
    for (int round = 0; round < most_rounds; ++round) {
        nearing_the_end_ = round > 0;
        int pages = 0, copied = 0;
        const int result =
            sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
        if ((result & 0xff) == SQLITE_BUSY) return;  // another process is at it
        if (result != SQLITE_OK) db_->fail(result, "copying the log");
        if (const int flushed = flush(db_->handle()); flushed != SQLITE_OK) db_->fail(flushed, "flushing");
        copied_.store(copied, std::memory_order_relaxed);
        if (log_.load(std::memory_order_relaxed) < bounds_.is_long) return;
        if (left() <= bounds_.few) {
            nearly_.store(true, std::memory_order_release);
            return;
        }
        if (pages > copied) return;  // a reader needs the rest as it was
    }
}

}  // namespace sayso::store::sqlite
