#include "service/store/sqlite/writer.hpp"

#include <atomic>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <catch2/catch.hpp>
#include <fstream>
#include <future>
#include <thread>

#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::sqlite;
using namespace sayso::store::test;
namespace asio = boost::asio;

namespace {

// Holds the writer inside a job until it is let go.
struct Gate {
    std::promise<void> entered, open;
    std::future<void> opened = open.get_future();
    bool operator()(Connection&) {
        entered.set_value();
        return opened.wait_for(std::chrono::seconds(30)) == std::future_status::ready;
    }
};

struct Insert {
    std::int64_t value;
    bool after_commit = false;
    bool operator()(Connection& db) {
        execute(db, "INSERT INTO t VALUES (?)", value);
        if (value < 0) throw std::domain_error("a job's own fault");
        return true;
    }
    void committed() noexcept { after_commit = true; }
};

struct Fixture {
    Folder folder;
    Options options;
    asio::io_context io;  // outlives the writer, which posts to it
    std::unique_ptr<Writer> writer;

    void open() {
        { std::ofstream(folder.file()); }
        auto db = std::make_unique<Connection>(folder.file(), Access::read_write, "", std::chrono::seconds(5));
        db->run_script(
            "CREATE TABLE IF NOT EXISTS t (v INTEGER UNIQUE); CREATE TABLE IF NOT EXISTS probe (at INTEGER);"
            "INSERT INTO probe VALUES (0)");
        db->busy_timeout(options.busy_timeout);
        writer = std::make_unique<Writer>(folder.file(), options, std::move(db));
    }
    std::string values() {
        return row(folder.file(), "SELECT coalesce(group_concat(v), '') FROM (SELECT v FROM t ORDER BY v)");
    }
};

asio::awaitable<bool> insert(Writer& writer, Insert& job) {
    co_return co_await writer.write(job);
}

// Starts inserts of 1..count on an executor; each future has the job's result or exception.
std::vector<std::future<bool>> start(asio::io_context& io, Writer& writer, std::vector<Insert>& jobs) {
    std::vector<std::future<bool>> results;
    for (Insert& job : jobs) results.push_back(asio::co_spawn(io, insert(writer, job), asio::use_future));
    return results;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "jobs that wait together are committed together") {
    open();
    Gate gate;
    std::thread holder([&] { writer->write_blocking(gate); });
    gate.entered.get_future().wait();
    std::vector<Insert> jobs;
    for (int i = 0; i < 300; ++i) jobs.push_back({i});
    auto results = start(io, *writer, jobs);
    io.poll();
    CHECK(writer->health().queued == 300);
    CHECK(values().empty());
    const auto commits = writer->health().commits;
    gate.open.set_value();
    holder.join();
    io.run_for(std::chrono::seconds(30));
    for (auto& result : results) CHECK(result.get());
    for (const Insert& job : jobs) CHECK(job.after_commit);
    // The gate's own, then 256 and 44.
    CHECK(writer->health().commits - commits == 3);
    CHECK(writer->health().jobs == 301);
    CHECK(row(folder.file(), "SELECT count(*) FROM t") == "300");
}

TEST_CASE_METHOD(Fixture, "a failing job leaves no trace and spoils nobody else's") {
    open();
    std::vector<Insert> jobs{{1}, {-5}, {2}, {2}, {3}};
    auto results = start(io, *writer, jobs);
    io.run_for(std::chrono::seconds(30));
    CHECK(results[0].get());
    CHECK_THROWS_AS(results[1].get(), std::domain_error);
    CHECK(results[2].get());
    CHECK_THROWS_AS(results[3].get(), Failure);  // the value is there already
    CHECK(results[4].get());
    CHECK(values() == "1,2,3");
    CHECK_FALSE(jobs[1].after_commit);
    CHECK_FALSE(jobs[3].after_commit);
    CHECK(writer->health().writable);
}

TEST_CASE_METHOD(Fixture, "one job more than the queue holds is refused at once") {
    options.queue = 5;
    open();
    Gate gate;
    std::thread holder([&] { writer->write_blocking(gate); });
    gate.entered.get_future().wait();
    std::vector<Insert> jobs;
    for (int i = 0; i < 7; ++i) jobs.push_back({i});
    auto results = start(io, *writer, jobs);
    io.poll();
    CHECK_THROWS_AS(results[5].get(), Full);
    CHECK_THROWS_AS(results[6].get(), Full);
    gate.open.set_value();
    holder.join();
    io.restart();
    io.run_for(std::chrono::seconds(30));
    for (std::size_t i = 0; i < 5; ++i) CHECK(results[i].get());
    CHECK(values() == "0,1,2,3,4");
}

TEST_CASE_METHOD(Fixture, "a job whose deadline passed before its turn is not run") {
    options.job_deadline = std::chrono::milliseconds(0);
    open();
    Gate gate;
    std::thread holder([&] { writer->write_blocking(gate); });
    gate.entered.get_future().wait();
    std::vector<Insert> jobs{{1}, {2}};
    auto results = start(io, *writer, jobs);
    io.poll();
    const auto later = Clock::now() + std::chrono::milliseconds(1);
    while (Clock::now() <= later) std::this_thread::yield();
    gate.open.set_value();
    holder.join();
    io.run_for(std::chrono::seconds(30));
    for (auto& result : results) CHECK_THROWS_AS(result.get(), Full);
    CHECK(values().empty());
}

TEST_CASE_METHOD(Fixture, "another process's lock makes requests fail soon, is told, and goes by itself") {
    options.busy_timeout = std::chrono::milliseconds(60);
    open();
    std::optional<Lock> lock(folder.file());
    std::vector<Insert> jobs{{1}, {2}};
    auto results = start(io, *writer, jobs);
    const auto begin = Clock::now();
    io.run_for(std::chrono::seconds(30));
    CHECK(Clock::now() - begin < std::chrono::seconds(5));
    for (auto& result : results) CHECK_THROWS_AS(result.get(), Unavailable);
    CHECK_FALSE(writer->health().writable);
    CHECK_FALSE(writer->health().problem.empty());

    // A command waits it out.
    Insert patient{7};
    auto command = std::async(std::launch::async, [&] { return writer->write_blocking(patient); });
    CHECK(command.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout);
    lock.reset();
    CHECK(command.get());
    CHECK(writer->health().writable);
    CHECK(values() == "7");
}

TEST_CASE_METHOD(Fixture, "health comes back without a job, once the lock is gone") {
    options.busy_timeout = std::chrono::milliseconds(20);
    options.patience = std::chrono::milliseconds(20);
    open();
    {
        const Lock lock(folder.file());
        Insert job{1};
        CHECK_THROWS_AS(writer->write_blocking(job), Unavailable);
        CHECK_FALSE(writer->health().writable);
    }
    const auto deadline = Clock::now() + std::chrono::seconds(20);
    while (!writer->health().writable && Clock::now() < deadline) std::this_thread::yield();
    CHECK(writer->health().writable);
}

TEST_CASE_METHOD(Fixture, "the log is copied beside the writes and does not outgrow its bound") {
    options.log_bytes = 580'000;
    open();
    std::uintmax_t longest = 0;
    for (std::int64_t i = 0; i < 3000; ++i) {
        Insert job{i};
        REQUIRE(writer->write_blocking(job));
        longest = std::max(longest, std::filesystem::file_size(folder.file("sayso.db-wal")));
    }
    // A commit may pass the bound by its own pages.
    CHECK(longest < 740'000);
    CHECK(row(folder.file(), "SELECT count(*) FROM t") == "3000");
}

TEST_CASE_METHOD(Fixture, "a reader that stays makes the log grow, not the writes fail, until it goes") {
    options.log_bytes = 580'000;
    open();
    const auto log_size = [&] { return std::filesystem::file_size(folder.file("sayso.db-wal")); };
    const auto write = [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i < to; ++i) {
            Insert job{i};
            REQUIRE(writer->write_blocking(job));
        }
    };
    {
        Connection reader(folder.file(), Access::read_only, "", std::chrono::seconds(5));
        const Transaction reading(reader, Transaction::Kind::read);
        Query(reader, "SELECT count(*) FROM t");
        write(0, 600);
        CHECK(log_size() > 1'200'000);
        CHECK(Query(reader, "SELECT count(*) FROM t").integer(0) == 0);
    }
    // From now on the log starts anew again: the file keeps its size, what was appended no longer does.
    const auto size = log_size();
    write(600, 3000);
    CHECK(log_size() <= size + 820'000);
    CHECK(row(folder.file(), "SELECT count(*) FROM t") == "3000");
}

TEST_CASE_METHOD(Fixture, "closing finishes what waits and refuses what comes later") {
    open();
    Gate gate;
    std::thread holder([&] { writer->write_blocking(gate); });
    gate.entered.get_future().wait();
    std::vector<Insert> jobs{{1}, {2}, {3}};
    auto results = start(io, *writer, jobs);
    io.poll();
    gate.open.set_value();
    writer->close();
    holder.join();
    io.run_for(std::chrono::seconds(30));
    for (auto& result : results) CHECK(result.get());
    CHECK(values() == "1,2,3");
    CHECK_FALSE(std::filesystem::exists(folder.file("sayso.db-wal")));
    Insert late{4};
    CHECK_THROWS_AS(writer->write_blocking(late), Unavailable);
    CHECK_FALSE(writer->health().writable);
    writer->close();
}

TEST_CASE_METHOD(Fixture, "coroutines whose executor goes away are dropped, not run") {
    open();
    Gate gate;
    std::thread holder([&] { writer->write_blocking(gate); });
    gate.entered.get_future().wait();
    std::vector<Insert> jobs{{1}, {2}};
    {
        asio::io_context short_lived;
        auto results = start(short_lived, *writer, jobs);
        short_lived.poll();
        gate.open.set_value();
        holder.join();
        writer->close();  // hands the results to an executor that never runs again
    }
    CHECK(values() == "1,2");
}

TEST_CASE_METHOD(Fixture, "one coroutine's exception does not keep the others of its batch from going on") {
    open();
    Gate gate;
    std::thread holder([&] { writer->write_blocking(gate); });
    gate.entered.get_future().wait();
    std::vector<Insert> jobs{{1}, {2}, {3}};
    int went_on = 0;
    for (Insert& job : jobs) {
        asio::co_spawn(io, insert(*writer, job), [&, value = job.value](std::exception_ptr, bool) {
            ++went_on;
            if (value == 1) throw std::runtime_error("from a completion");
        });
    }
    io.poll();
    gate.open.set_value();
    holder.join();
    CHECK_THROWS_WITH(io.run_for(std::chrono::seconds(30)), "from a completion");
    io.run_for(std::chrono::seconds(30));
    CHECK(went_on == 3);
}

TEST_CASE("what others wait for is tried again until there is memory for it") {
    int attempts = 0;
    const int told = sqlite::insist([&attempts] {
        if (++attempts < 3) throw std::bad_alloc();
        return attempts;
    });
    CHECK(told == 3);
    CHECK_THROWS_AS(sqlite::insist([]() -> int { throw std::logic_error("not for want of memory"); }),
                    std::logic_error);
}

TEST_CASE("a temporary callable does not compile") {
    const auto accepts = [](auto&& job) {
        return requires(JobQueue & queue) {
            await_job(queue, std::forward<decltype(job)>(job), std::chrono::milliseconds(1));
        };
    };
    Insert named{1};
    CHECK(accepts(named));
    CHECK_FALSE(accepts(Insert{1}));
}
