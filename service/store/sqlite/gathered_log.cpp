#include "service/store/sqlite/gathered_log.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

#include "service/store/sqlite/file_layer.hpp"

// SQLite appends each page to the log with two writes, and reads nobody's log but by the index in shared memory, which
// it brings up to date only after the flush: so the bytes may wait here until then. They belong to the transaction
// that holds the lock for writing, and are gone with it: after a rollback another process may write where they would
// have gone.
namespace sayso::store::sqlite {

namespace {

constexpr std::size_t room = 512 * 1024;          // a full group of steps takes some 370 kB; more goes out in parts
constexpr std::size_t most_at_once = 120 * 1024;  // SQLite's own layer writes less than 128 kB at a time
constexpr int lock_for_writing = 0;  // the first of the locks in shared memory (SQLite's WAL-mode file format)

class Log;
struct Watched : LayerFile {
    Log* log = nullptr;
};

class Log : public LayerFile {
  public:
    Log(std::unique_ptr<char[]> bytes, Watched& database) : bytes_(std::move(bytes)), database_(database) {
        database_.log = this;
    }
    ~Log() { database_.log = nullptr; }
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    int add(const void* from, std::size_t size, sqlite3_int64 at) {
        const bool follows = size_ == 0 || at == at_ + static_cast<sqlite3_int64>(size_);
        if (!follows || size > room - size_) {
            if (const int result = give_out(); result != SQLITE_OK) return result;
        }
        if (size > room) return below->pMethods->xWrite(below, from, static_cast<int>(size), at);
        if (size_ == 0) at_ = at;
        std::memcpy(bytes_.get() + size_, from, size);
        size_ += size;
        return SQLITE_OK;
    }
    // Keeps what the layer below refused: SQLite was told that it is written, and may ask again.
    int give_out() {
        for (std::size_t done = 0; done < size_; done += most_at_once) {
            const int size = static_cast<int>(std::min(most_at_once, size_ - done));
            const int result =
                below->pMethods->xWrite(below, bytes_.get() + done, size, at_ + static_cast<sqlite3_int64>(done));
            if (result != SQLITE_OK) return result;
        }
        size_ = 0;
        return SQLITE_OK;
    }
    void drop() { size_ = 0; }

  private:
    const std::unique_ptr<char[]> bytes_;
    Watched& database_;
    std::size_t size_ = 0;
    sqlite3_int64 at_ = 0;
};

Log& log_of(sqlite3_file* file) {
    return *static_cast<Log*>(static_cast<LayerFile*>(file));
}
const sqlite3_io_methods& handed_on() {
    static const sqlite3_io_methods methods = handing_on_log();
    return methods;
}

// ---- the log

int close_log(sqlite3_file* f) {
    const int result = handed_on().xClose(f);
    log_of(f).~Log();
    return result;
}
int read_log(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
    const int given = log_of(f).give_out();
    return given != SQLITE_OK ? given : handed_on().xRead(f, to, size, at);
}
int write_log(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
    return log_of(f).add(from, static_cast<std::size_t>(size), at);
}
int truncate_log(sqlite3_file* f, sqlite3_int64 size) {
    const int given = log_of(f).give_out();
    return given != SQLITE_OK ? given : handed_on().xTruncate(f, size);
}
int sync_log(sqlite3_file* f, int flags) {
    const int given = log_of(f).give_out();
    return given != SQLITE_OK ? given : handed_on().xSync(f, flags);
}
int size_of_log(sqlite3_file* f, sqlite3_int64* size) {
    const int given = log_of(f).give_out();
    return given != SQLITE_OK ? given : handed_on().xFileSize(f, size);
}

const sqlite3_io_methods& methods_of_log() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods io = handing_on_log();
        io.xClose = close_log;
        io.xRead = read_log;
        io.xWrite = write_log;
        io.xTruncate = truncate_log;
        io.xSync = sync_log;
        io.xFileSize = size_of_log;
        return io;
    }();
    return methods;
}

// ---- the database: watched for the end of transactions only

int lock_watched(sqlite3_file* f, int first, int count, int flags) {
    Log* const log = static_cast<Watched*>(static_cast<LayerFile*>(f))->log;
    if (first == lock_for_writing && (flags & SQLITE_SHM_UNLOCK) != 0 && log != nullptr) log->drop();
    return below(f)->pMethods->xShmLock(below(f), first, count, flags);
}

const sqlite3_io_methods& methods_of_watched() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods io = handing_on_database();
        io.xShmLock = lock_watched;
        return io;
    }();
    return methods;
}

int open_log(sqlite3_vfs* vfs, const char* path, sqlite3_file* f, int flags, int* out) {
    std::unique_ptr<char[]> bytes(new (std::nothrow) char[room]);
    f->pMethods = nullptr;
    if (!bytes) return SQLITE_NOMEM;
    auto* const database = static_cast<Watched*>(static_cast<LayerFile*>(sqlite3_database_file_object(path)));
    Log* const log = new (f) Log(std::move(bytes), *database);
    const int result = open_below(*log, methods_of_log(), vfs, path, flags, out);
    if (log->pMethods == nullptr) log->~Log();
    return result;
}

int open_gathered(sqlite3_vfs* vfs, const char* path, sqlite3_file* f, int flags, int* out) {
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0)
        return open_below(*new (f) Watched, methods_of_watched(), vfs, path, flags, out);
    if ((flags & SQLITE_OPEN_WAL) != 0) return open_log(vfs, path, f, flags, out);
    return vfs->xOpen(vfs, path, f, flags, out);
}

}  // namespace

std::string gathered_over(const std::string& vfs) {
    return layer_over(vfs, "gathered", std::max(sizeof(Log), sizeof(Watched)), open_gathered);
}

}  // namespace sayso::store::sqlite
