#include "tests/support/store.hpp"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <mutex>
#include <vector>

namespace sayso::store::test {

namespace {

void check(int result, sqlite3* db, const std::string& sql) {
    if (result != SQLITE_OK) throw std::runtime_error(sql + ": " + sqlite3_errmsg(db));
}

}  // namespace

Folder::Folder() {
    // In memory where there is such a place: these tests flush thousands of times and cut no power.
    const bool memory = ::access("/dev/shm", W_OK | X_OK) == 0;
    const std::filesystem::path base = memory ? "/dev/shm" : std::filesystem::temp_directory_path();
    std::string pattern = (base / "sayso-store-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

namespace {
std::mutex executors_mutex;
std::vector<std::unique_ptr<boost::asio::io_context>> executors;
}  // namespace

Lent::Lent() {
    const std::lock_guard lock(executors_mutex);
    if (executors.empty()) {
        io_ = std::make_unique<boost::asio::io_context>();
    } else {
        io_ = std::move(executors.back());
        executors.pop_back();
        io_->restart();
    }
}

Lent::~Lent() {
    const std::lock_guard lock(executors_mutex);
    executors.push_back(std::move(io_));
}

Instant at(int seconds) {
    return Instant(std::chrono::seconds(1'790'856'000 + seconds));
}

NewCall new_call(const std::string& id, int seconds) {
    return {"twilio", id, "0123abcd", "+12025550142", 0, 0, at(seconds), "answer", "state 0 of " + id};
}

StepTaken step(CallKey call, int n, int seconds) {
    StepTaken taken;
    taken.call = call;
    taken.n = n;
    taken.at = at(seconds);
    taken.event = "key";
    taken.state = "state " + std::to_string(n) + " of " + std::to_string(call);
    return taken;
}

std::vector<std::string> rows(const std::string& file, const std::string& sql) {
    sqlite3* db = nullptr;
    check(sqlite3_open(file.c_str(), &db), db, "open");
    sqlite3_busy_timeout(db, 5000);
    std::vector<std::string> all;
    const auto take = [](void* out, int columns, char** values, char**) {
        std::string line;
        for (int i = 0; i < columns; ++i) {
            if (i > 0) line += '|';
            if (values[i] != nullptr) line += values[i];
        }
        static_cast<std::vector<std::string>*>(out)->push_back(line);
        return 0;
    };
    const int result = sqlite3_exec(db, sql.c_str(), take, &all, nullptr);
    const std::string problem = sqlite3_errmsg(db);
    sqlite3_close(db);
    if (result != SQLITE_OK) throw std::runtime_error(sql + ": " + problem);
    return all;
}

std::string row(const std::string& file, const std::string& sql) {
    const auto all = rows(file, sql);
    if (all.size() != 1) throw std::runtime_error(sql + " gave " + std::to_string(all.size()) + " rows");
    return all.front();
}

void change(const std::string& file, const std::string& sql) {
    rows(file, sql);
}

Lock::Lock(const std::string& file) {
    check(sqlite3_open(file.c_str(), &db_), db_, "open");
    sqlite3_busy_timeout(db_, 5000);
    check(sqlite3_exec(db_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), db_, "lock");
}

Lock::~Lock() {
    sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_close(db_);
}

}  // namespace sayso::store::test
