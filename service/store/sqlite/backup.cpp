#include "service/store/sqlite/backup.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "service/store/sqlite/connection.hpp"

namespace sayso::store::sqlite {

namespace {

constexpr int pages_at_once = 512;
constexpr std::chrono::milliseconds pause{1};  // leaves the disk to the callers between two steps

[[noreturn]] void cannot(const std::string& what, const std::string& file, int error) {
    throw std::runtime_error("cannot " + what + " " + file + ": " + std::strerror(error));
}

// A file beside the final one that goes away unless it is renamed.
class Partial {
  public:
    explicit Partial(const std::string& final_name) : name_(final_name + ".partial-" + std::to_string(::getpid())) {
        const int fd = ::open(name_.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
        if (fd < 0) cannot("write", name_, errno);
        ::close(fd);
    }
    ~Partial() {
        ::unlink(name_.c_str());
        ::unlink((name_ + "-journal").c_str());
    }
    Partial(const Partial&) = delete;
    Partial& operator=(const Partial&) = delete;
    const std::string& name() const { return name_; }

    // A hard link fails where the name is taken; a rename replaces it.
    void become(const std::string& file, bool overwrite) {
        const int result = overwrite ? ::rename(name_.c_str(), file.c_str()) : ::link(name_.c_str(), file.c_str());
        if (result != 0) cannot("write", file, errno);
    }

  private:
    std::string name_;
};

void flush(const std::string& name, int flags) {
    const int fd = ::open(name.c_str(), flags | O_CLOEXEC);
    if (fd < 0) cannot("open", name, errno);
    const int result = ::fsync(fd);
    const int error = errno;
    ::close(fd);
    if (result != 0) cannot("flush", name, error);
}

class Target {
  public:
    explicit Target(const std::string& file) {
        if (sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
            const std::string problem = sqlite3_errmsg(db_);
            sqlite3_close(db_);
            throw std::runtime_error("cannot write " + file + ": " + problem);
        }
    }
    ~Target() { sqlite3_close(db_); }
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;

    // The source's read transaction fixes what is copied, so no write restarts the copying.
    void copy_from(Connection& source) {
        sqlite3_backup* backup = sqlite3_backup_init(db_, "main", source.handle(), "main");
        if (backup == nullptr) throw std::runtime_error(std::string("the backup failed: ") + sqlite3_errmsg(db_));
        int result = SQLITE_OK;
        while ((result = sqlite3_backup_step(backup, pages_at_once)) == SQLITE_OK) std::this_thread::sleep_for(pause);
        sqlite3_backup_finish(backup);
        if (result != SQLITE_DONE)
            throw std::runtime_error(std::string("the backup failed: ") + sqlite3_errstr(result));
    }

    // One file, complete by itself.
    void finish() {
        run("PRAGMA journal_mode = DELETE");
        if (run("PRAGMA integrity_check") != "ok") throw std::runtime_error("the backup failed its integrity check");
    }

  private:
    std::string run(const char* sql) {
        std::string first;
        const auto take = [](void* out, int columns, char** values, char**) {
            auto& text = *static_cast<std::string*>(out);
            if (text.empty() && columns > 0 && values[0] != nullptr) text = values[0];
            return 0;
        };
        if (sqlite3_exec(db_, sql, take, &first, nullptr) != SQLITE_OK) {
            throw std::runtime_error(std::string("the backup failed: ") + sqlite3_errmsg(db_));
        }
        return first;
    }

    sqlite3* db_ = nullptr;
};

}  // namespace

void back_up(const std::string& from, const std::string& vfs, const std::string& to, bool overwrite) {
    if (!overwrite && std::filesystem::exists(to)) {
        throw std::runtime_error(to + " is there already: give another name, or --force to replace it");
    }
    Partial partial(to);
    {
        Connection source(from, Access::read_only, vfs, std::chrono::seconds(5));
        Transaction transaction(source, Transaction::Kind::read);
        Query(source, "SELECT count(*) FROM sqlite_schema");  // begins the read
        Target target(partial.name());
        target.copy_from(source);
        target.finish();
    }
    flush(partial.name(), O_RDONLY);
    partial.become(to, overwrite);
    const auto folder = std::filesystem::absolute(to).parent_path();
    flush(folder.string(), O_RDONLY | O_DIRECTORY);
}

}  // namespace sayso::store::sqlite
