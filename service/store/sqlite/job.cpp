#include "service/store/sqlite/job.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <memory>

namespace sayso::store::sqlite {

namespace {

// More than a few in one message would keep them on one thread while others idle.
constexpr std::size_t most_in_one_message = 16;

// A post that fails for want of memory is tried again: what it drops on this thread meanwhile abandons nobody.
thread_local bool posting = false;

// Up to 16 jobs of one executor, as a function to post. Jobs that were never resumed are abandoned with it.
class Resumption {
  public:
    explicit Resumption(Job& first) : executor_(*first.executor()) { add(first); }
    Resumption(Resumption&& other) noexcept
        : executor_(other.executor_), jobs_(other.jobs_), begin_(other.begin_), end_(std::exchange(other.end_, 0)) {
        other.begin_ = 0;
    }
    Resumption& operator=(const Resumption&) = delete;
    Resumption& operator=(Resumption&&) = delete;
    ~Resumption() {
        while (!posting && begin_ != end_) jobs_[begin_++]->abandon();
    }

    // Consumes itself.
    void post() {
        insist([this] {
            posting = true;
            try {
                Resumption message(*this);
                boost::asio::post(executor_, std::move(message));
            } catch (...) {
                posting = false;
                throw;
            }
            posting = false;
        });
        begin_ = end_ = 0;
    }

    bool takes(const Job& job) const { return end_ < most_in_one_message && *job.executor() == executor_; }
    void add(Job& job) { jobs_[end_++] = &job; }

    void operator()() {
        while (begin_ != end_) {
            try {
                jobs_[begin_++]->resume();
            } catch (...) {
                // One coroutine's exception is its executor's business; the others still go on.
                if (begin_ != end_) post();
                throw;
            }
        }
    }

  private:
    Resumption(const Resumption&) = default;

    boost::asio::any_io_executor executor_;
    std::array<Job*, most_in_one_message> jobs_{};
    std::size_t begin_ = 0, end_ = 0;
};

}  // namespace

void hand_back(const std::vector<Job*>& jobs) {
    std::vector<Resumption> resumptions;
    insist([&] { resumptions.reserve(jobs.size()); });
    for (Job* job : jobs) {
        if (job->executor() == nullptr) {
            job->resume();
            continue;
        }
        // Only the newest message to a loop may have room.
        const auto fitting = std::find_if(resumptions.rbegin(), resumptions.rend(),
                                          [job](const Resumption& resumption) { return resumption.takes(*job); });
        if (fitting != resumptions.rend()) {
            fitting->add(*job);
        } else {
            resumptions.emplace_back(*job);
        }
    }
    for (Resumption& resumption : resumptions) resumption.post();
}

void JobQueue::reserve() {
    const std::lock_guard lock(mutex_);
    if (closed_) throw Unavailable("the database is closed");
    if (places_ >= bound_) throw Full("too much is waiting for the database");
    ++places_;
}

void JobQueue::put(Job& job) {
    // Notified under the lock: a job put as the queue closes may be the last thing before the queue itself goes.
    const std::lock_guard lock(mutex_);
    job.next = nullptr;
    (last_ != nullptr ? last_->next : first_) = &job;
    last_ = &job;
    if (++put_ >= awaited_) arrived_.notify_one();
}

void JobQueue::put_back(const std::vector<Job*>& jobs) {
    const std::lock_guard lock(mutex_);
    for (auto job = jobs.rbegin(); job != jobs.rend(); ++job) {
        (*job)->next = first_;
        first_ = *job;
        if (last_ == nullptr) last_ = *job;
        ++places_;
        ++put_;
    }
}

std::vector<Job*> JobQueue::take(std::size_t most, std::optional<Clock::time_point> until, Clock::time_point gather) {
    std::vector<Job*> taken;
    taken.reserve(most);
    std::unique_lock lock(mutex_);
    if (gather > Clock::now()) {
        awaited_ = most;
        arrived_.wait_until(lock, gather, [this, most] { return put_ >= most || closed_; });
        awaited_ = 1;
    }
    const auto ready = [this] { return first_ != nullptr || (closed_ && places_ == 0); };
    if (until) {
        arrived_.wait_until(lock, *until, ready);
    } else {
        arrived_.wait(lock, ready);
    }
    while (first_ != nullptr && taken.size() < most) {
        taken.push_back(first_);
        first_ = first_->next;
        --places_;
        --put_;
    }
    if (first_ == nullptr) last_ = nullptr;
    // Several threads may take from one queue: the last one in tells the others to go home.
    if (closed_ && places_ == 0) arrived_.notify_all();
    return taken;
}

void JobQueue::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    arrived_.notify_all();
}

bool JobQueue::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

bool JobQueue::finished() const {
    const std::lock_guard lock(mutex_);
    return closed_ && places_ == 0;
}

std::size_t JobQueue::size() const {
    const std::lock_guard lock(mutex_);
    return places_;
}

}  // namespace sayso::store::sqlite
