#include "service/store/sqlite/readers.hpp"

#include <algorithm>

namespace sayso::store::sqlite {

namespace {
constexpr std::size_t most_spares_kept = 2;
}

Readers::Readers(std::string file, const Options& options)
    : file_(std::move(file)), options_(options), queue_(options.queue) {
    for (std::size_t i = 0; i < std::max<std::size_t>(options.readers, 1); ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

Readers::~Readers() {
    close();
}

void Readers::close() {
    std::unique_lock lock(mutex_);
    closed_ = true;
    queue_.close();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
    returned_.wait(lock, [this] { return lent_ == 0; });
    spares_.clear();
}

std::unique_ptr<Connection> Readers::connect() const {
    return std::make_unique<Connection>(file_, Access::read_only, options_.vfs, options_.busy_timeout);
}

void Readers::work() {
    std::unique_ptr<Connection> db;
    try {
        // At once, so that a later want of descriptors does not stop the reads.
        db = connect();
    } catch (const std::exception&) {  // the first read tries again, and is told
    }
    for (;;) {
        std::vector<Job*> jobs = insist([this] { return queue_.take(1, std::nullopt); });
        if (jobs.empty()) {
            if (queue_.finished()) return;
            continue;
        }
        Job& job = *jobs.front();
        bool sick = false;
        try {
            if (Clock::now() > job.deadline) throw Full("the database is too busy");
            if (!db) db = connect();
            db->deadline(job.deadline);
            Transaction transaction(*db, Transaction::Kind::read);
            job.run(*db);
            transaction.commit();
        } catch (const Failure& failure) {
            job.error = std::current_exception();
            sick = failure.sick();
        } catch (...) {
            job.error = std::current_exception();
        }
        // What a connection met may outlast the fault (a file replaced, a broken map): the next read gets a new one.
        if (sick) db.reset();
        hand_back(jobs);
    }
}

Readers::Spare::Spare(Readers& owner) : readers(owner) {
    const std::lock_guard lock(readers.mutex_);
    if (readers.closed_) throw Unavailable("the database is closed");
    if (!readers.spares_.empty()) {
        db = std::move(readers.spares_.back());
        readers.spares_.pop_back();
    } else {
        db = readers.connect();
    }
    ++readers.lent_;
}

Readers::Spare::~Spare() {
    const std::lock_guard lock(readers.mutex_);
    if (std::uncaught_exceptions() == exceptions && readers.spares_.size() < most_spares_kept) {
        readers.spares_.push_back(std::move(db));
    }
    db.reset();
    --readers.lent_;
    readers.returned_.notify_all();
}

}  // namespace sayso::store::sqlite
