#pragma once
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "service/store/sqlite/job.hpp"
#include "service/store/sqlite/sqlite.hpp"

namespace sayso::store::sqlite {

// Read-only connections: some on threads of their own for coroutines, and spare ones for threads that may block. Each
// read is one transaction, so it sees one moment of the database.
class Readers {
  public:
    Readers(std::string file, const Options& options);
    ~Readers();
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;

    // For coroutines. A read still running at the deadline is stopped and throws Unavailable.
    template <class Work>
    boost::asio::awaitable<std::invoke_result_t<Work&, Connection&>> read(Work& work) {
        return await_job(queue_, work, options_.read_deadline);
    }
    template <class Work>
    void read(const Work&& work) = delete;

    // On the calling thread, for as long as it takes.
    template <class Work>
    std::invoke_result_t<Work&, Connection&> read_here(Work&& work) {
        Spare spare(*this);
        Transaction transaction(*spare.db, Transaction::Kind::read);
        auto result = work(*spare.db);
        transaction.commit();
        return result;
    }

    // Drains and closes. Later reads throw Unavailable.
    void close();

  private:
    // A spare connection while it is lent.
    struct Spare {
        explicit Spare(Readers& owner);
        ~Spare();
        Spare(const Spare&) = delete;
        Spare& operator=(const Spare&) = delete;
        Readers& readers;
        std::unique_ptr<Connection> db;
        const int exceptions = std::uncaught_exceptions();  // more of them at the end: the read failed
    };
    void work();
    std::unique_ptr<Connection> connect() const;

    const std::string file_;
    const Options options_;
    JobQueue queue_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> spares_;
    int lent_ = 0;
    bool closed_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace sayso::store::sqlite
