#include "service/store/sqlite/writer.hpp"

#include <sqlite3.h>

#include "service/observe/observe.hpp"
#include "service/store/sqlite/rollups.hpp"

namespace sayso::store::sqlite {

namespace {

// While another process keeps its lock, each group waits only so long for it: a caller's turn must not add up.
constexpr std::chrono::milliseconds busy_timeout_when_locked{50};
constexpr std::chrono::seconds between_probes{1};
// A commit writes the whole of each page that it touches, and costs as much as some steps: when one follows another,
// steps gather meanwhile. Who comes alone never waits.
constexpr std::chrono::microseconds between_groups{1000};
// A log that is too long waits for readers, but not so long or so often that callers notice.
constexpr std::chrono::milliseconds wait_for_readers{50};
constexpr std::chrono::seconds wait_for_copy{1};  // it goes on as fast as the disk lets the writer, too
constexpr std::chrono::seconds between_waits{2};

// Failures after which the connection itself is not to be trusted, unlike a full disk or a lock.
bool needs_opening_again(const Failure& failure) {
    switch (failure.code) {
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return true;
        default:
            return false;
    }
}

void roll_back(Connection& db) {
    if (db.in_transaction()) sqlite3_exec(db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

// What the log holds when it is opened may never have reached the disk (a flush that failed before a crash); copying it
// into the database flushes it before anything new is built on it.
void settle_log(Connection& db) {
    sqlite3_wal_checkpoint_v2(db.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

int pages_of_log(Connection& db, std::int64_t bytes) {
    constexpr std::int64_t before_each = 24;
    const Query page_size(db, "PRAGMA page_size");
    return static_cast<int>(bytes / (page_size.integer(0) + before_each));
}

}  // namespace

Writer::Writer(std::string file, const Options& options, std::unique_ptr<Connection> db)
    : file_(std::move(file)),
      options_(options),
      db_(std::move(db)),
      queue_(options.queue),
      bounds_(pages_of_log(*db_, options.log_bytes)),
      checkpointer_(file_, options_.vfs, bounds_) {
    settle_log(*db_);
    watch_log();
    thread_ = std::thread([this] { work(); });
}

Writer::~Writer() {
    close();
}

void Writer::close() {
    const std::lock_guard lock(close_mutex_);
    queue_.close();
    if (thread_.joinable()) thread_.join();
}

Health Writer::health() const {
    Health health;
    const std::lock_guard lock(problem_mutex_);
    health.problem = queue_.closed() ? "the database is closed" : problem_;
    health.writable = health.problem.empty();
    health.queued = static_cast<std::int64_t>(queue_.size());
    health.commits = commits_;
    health.jobs = jobs_;
    return health;
}

void Writer::work() {
    for (;;) {
        std::optional<Clock::time_point> until;
        if (troubled_) until = Clock::now() + between_probes;
        std::vector<Job*> jobs = insist([&] { return queue_.take(options_.group, until, begun_ + between_groups); });
        begun_ = Clock::now();
        if (jobs.empty() && queue_.finished()) break;
        jobs = drop_late(jobs);
        if (!jobs.empty() || troubled_) work_on(jobs);
    }
    checkpointer_.close();
    if (db_) sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    db_.reset();
}

std::vector<Job*> Writer::drop_late(const std::vector<Job*>& jobs) {
    std::vector<Job*> timely, late;
    insist([&] {
        timely.clear();
        late.clear();
        const auto now = Clock::now();
        for (Job* job : jobs) {
            if (job->deadline < now) job->error = std::make_exception_ptr(Full("the database is too busy"));
            (job->deadline < now ? late : timely).push_back(job);
        }
    });
    hand_back(late);
    return timely;
}

void Writer::work_on(std::vector<Job*>& jobs) {
    try {
        if (!db_) open_again();
        commit_group(jobs);
        recovered();
    } catch (const Failure& failure) {
        insist([&] { fail_group(jobs, failure); });
        return;
    } catch (const std::exception& breakdown) {  // no memory, for one
        insist([&] { fail_group(jobs, Failure(SQLITE_ERROR, breakdown.what())); });
        return;
    }
    ++commits_;
    jobs_ += static_cast<std::int64_t>(jobs.size());
    for (Job* job : jobs) {
        if (!job->error) job->committed();
    }
    hand_back(jobs);
    tend_log();
}

void Writer::watch_log() {
    const auto note = [](void* pages, sqlite3*, const char*, int now) {
        *static_cast<int*>(pages) = now;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(db_->handle(), note, &log_pages_);
}

// Between two commits, when those who waited for the last have been told.
void Writer::tend_log() {
    if (checkpointer_.nearly_through()) {
        // Few pages: then nothing of the log is needed any more, and the next commit begins it anew.
        sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    } else if (log_pages_ >= bounds_.longest && Clock::now() >= no_wait_until_) {
        // SQLite waits for readers, not for another who copies.
        const bool alone = checkpointer_.wait_until_done(wait_for_copy);
        db_->busy_timeout(wait_for_readers);
        const int result =
            sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
        db_->busy_timeout(options_.busy_timeout);
        if (!alone || result != SQLITE_OK) no_wait_until_ = Clock::now() + between_waits;
    }
    checkpointer_.log_is(log_pages_);
}

void Writer::fail_group(std::vector<Job*>& jobs, const Failure& failure) {
    if (db_) roll_back(*db_);
    if (db_ && (needs_opening_again(failure) || db_->in_transaction())) db_.reset();
    trouble(failure);
    give_up(jobs, failure);
}

// A job that fails by its own fault leaves no trace and spoils nobody else's; a sick database fails the whole group.
// Savepoints see to that, at a copy of every page they touch: so they are set only once a job has failed half-way.
void Writer::commit_group(std::vector<Job*>& jobs) {
    if (!commit_plainly(jobs)) commit_with_savepoints(jobs);
}

void Writer::begin_group() {
    db_->daily.clear();
    // Jobs may find nothing to write: after trouble only a write shows that it is over.
    if (troubled_) execute(*db_, "UPDATE probe SET at = at + 1");
}

// False, with nothing done, when a job failed after it had changed something.
bool Writer::commit_plainly(const std::vector<Job*>& jobs) {
    Transaction transaction(*db_, Transaction::Kind::write);
    begin_group();
    for (Job* job : jobs) {
        const auto changes = db_->changes_in_all();
        run_job(*job);
        // Nothing is counted of what was not written first.
        if (job->error && (db_->changes_in_all() != changes || !db_->in_transaction())) return false;
    }
    write_daily(*db_);
    transaction.commit();
    return true;
}

void Writer::commit_with_savepoints(const std::vector<Job*>& jobs) {
    Transaction transaction(*db_, Transaction::Kind::write);
    begin_group();
    for (Job* job : jobs) {
        execute(*db_, "SAVEPOINT job");
        run_job(*job);
        if (job->error) {
            db_->daily.clear();
            execute(*db_, "ROLLBACK TO job");
        }
        write_daily(*db_);
        execute(*db_, "RELEASE job");
    }
    transaction.commit();
}

void Writer::run_job(Job& job) {
    job.error = nullptr;
    try {
        job.run(*db_);
    } catch (const Failure& failure) {
        if (failure.sick() || !db_->in_transaction()) throw;
        job.error = std::current_exception();
    } catch (...) {
        job.error = std::current_exception();
    }
}

void Writer::open_again() {
    db_ = std::make_unique<Connection>(file_, Access::read_write, options_.vfs, options_.busy_timeout);
    settle_log(*db_);
    watch_log();
}

void Writer::trouble(const Failure& failure) {
    if (failure.locked() && db_) db_->busy_timeout(busy_timeout_when_locked);
    const bool news = !troubled_;
    troubled_ = true;
    {
        const std::lock_guard lock(problem_mutex_);
        problem_ = failure.what();
    }
    if (news) observe::log(observe::Level::error, "store-not-writable", {{"problem", failure.what()}});
}

void Writer::recovered() {
    if (!troubled_) return;
    troubled_ = false;
    db_->busy_timeout(options_.busy_timeout);
    {
        const std::lock_guard lock(problem_mutex_);
        problem_.clear();
    }
    observe::log(observe::Level::info, "store-writable-again");
}

void Writer::give_up(std::vector<Job*>& jobs, const Failure& failure) {
    std::vector<Job*> done, again;
    const bool closing = queue_.closed();
    for (Job* job : jobs) {
        if (failure.locked() && job->patient && !closing && Clock::now() < job->deadline) {
            again.push_back(job);
        } else {
            job->error = std::make_exception_ptr(Unavailable(failure.what()));
            done.push_back(job);
        }
    }
    queue_.put_back(again);
    hand_back(done);
}

}  // namespace sayso::store::sqlite
