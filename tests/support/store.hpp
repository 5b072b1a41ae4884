#pragma once
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "service/store/sqlite/sqlite.hpp"

struct sqlite3;

namespace sayso::store::test {

using directory::Instant;

// A folder of its own for one test, gone afterwards.
class Folder {
  public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string file(const std::string& name = "sayso.db") const { return (path_ / name).string(); }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// An executor lent until this goes. It lives on until the program ends: the store's thread may still be on its way out
// of the hand-over when the result is here already.
class Lent {
  public:
    Lent();
    ~Lent();
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    boost::asio::io_context& io() { return *io_; }

  private:
    std::unique_ptr<boost::asio::io_context> io_;
};

// Runs one awaitable to its end on an executor of its own, for at most 30 seconds.
template <class T>
T run(boost::asio::awaitable<T> what) {
    Lent lent;
    boost::asio::io_context& io = lent.io();
    std::optional<T> result;
    std::exception_ptr error;
    boost::asio::co_spawn(io, std::move(what), [&](std::exception_ptr problem, T value) {
        error = problem;
        if (!problem) result = std::move(value);
    });
    io.run_for(std::chrono::seconds(30));
    if (error) std::rethrow_exception(error);
    if (!result) throw std::logic_error("the store never answered");
    return std::move(*result);
}

// A moment so many seconds after noon UTC, 1 October 2026.
Instant at(int seconds);
NewCall new_call(const std::string& id, int seconds = 0);
StepTaken step(CallKey call, int n, int seconds = 0);

// The rows of a query, columns joined by '|', by a connection beside the store.
std::vector<std::string> rows(const std::string& file, const std::string& sql);
std::string row(const std::string& file, const std::string& sql);  // the one row
void change(const std::string& file, const std::string& sql);

// Another process's lock: begins a write transaction and holds it until it goes.
class Lock {
  public:
    explicit Lock(const std::string& file);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

  private:
    sqlite3* db_ = nullptr;
};

}  // namespace sayso::store::test
