#include "service/store/sqlite/gathered_log.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <new>

#include "service/store/sqlite/connection.hpp"

// SQLite appends each page to the log with two writes, and reads nobody's log but by the index in shared memory, which
// it brings up to date only after the flush: so the bytes may wait here until then. They belong to the transaction
// that holds the lock for writing, and are gone with it: after a rollback another process may write where they would
// have gone.
namespace sayso::store::sqlite {

namespace {

constexpr std::size_t room = 512 * 1024;          // a full group of steps takes some 370 kB; more goes out in parts
constexpr std::size_t most_at_once = 120 * 1024;  // SQLite's own layer writes less than 128 kB at a time
constexpr int lock_for_writing = 0;  // the first of the locks in shared memory (SQLite's WAL-mode file format)

// Every file of ours: the file of the layer below follows the object in the memory that SQLite gives for both.
struct File : sqlite3_file {
    sqlite3_file* below = nullptr;
};

class Log;
struct Database : File {
    Log* log = nullptr;
};

class Log : public File {
  public:
    Log(std::unique_ptr<char[]> bytes, Database& database) : bytes_(std::move(bytes)), database_(database) {
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
    Database& database_;
    std::size_t size_ = 0;
    sqlite3_int64 at_ = 0;
};

sqlite3_file* below(sqlite3_file* file) {
    return static_cast<File*>(file)->below;
}
const sqlite3_io_methods& methods(sqlite3_file* file) {
    return *below(file)->pMethods;
}
Log& log_of(sqlite3_file* file) {
    return *static_cast<Log*>(static_cast<File*>(file));
}

// ---- what is handed on as it is

int close_file(sqlite3_file* f) {
    return methods(f).xClose(below(f));
}
int read_file(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
    return methods(f).xRead(below(f), to, size, at);
}
int write_file(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
    return methods(f).xWrite(below(f), from, size, at);
}
int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
    return methods(f).xTruncate(below(f), size);
}
int sync_file(sqlite3_file* f, int flags) {
    return methods(f).xSync(below(f), flags);
}
int size_of_file(sqlite3_file* f, sqlite3_int64* size) {
    return methods(f).xFileSize(below(f), size);
}
int lock_file(sqlite3_file* f, int level) {
    return methods(f).xLock(below(f), level);
}
int unlock_file(sqlite3_file* f, int level) {
    return methods(f).xUnlock(below(f), level);
}
int is_reserved(sqlite3_file* f, int* out) {
    return methods(f).xCheckReservedLock(below(f), out);
}
int control(sqlite3_file* f, int what, void* value) {
    return methods(f).xFileControl(below(f), what, value);
}
int sector_size(sqlite3_file* f) {
    return methods(f).xSectorSize(below(f));
}
int characteristics(sqlite3_file* f) {
    return methods(f).xDeviceCharacteristics(below(f));
}

sqlite3_io_methods handing_on(int version) {
    sqlite3_io_methods io{};
    io.iVersion = version;
    io.xClose = close_file;
    io.xRead = read_file;
    io.xWrite = write_file;
    io.xTruncate = truncate_file;
    io.xSync = sync_file;
    io.xFileSize = size_of_file;
    io.xLock = lock_file;
    io.xUnlock = unlock_file;
    io.xCheckReservedLock = is_reserved;
    io.xFileControl = control;
    io.xSectorSize = sector_size;
    io.xDeviceCharacteristics = characteristics;
    return io;
}

// ---- the log

int close_log(sqlite3_file* f) {
    const int result = close_file(f);
    log_of(f).~Log();
    return result;
}
int read_log(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
    const int given = log_of(f).give_out();
    return given != SQLITE_OK ? given : read_file(f, to, size, at);
}
int write_log(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
    return log_of(f).add(from, static_cast<std::size_t>(size), at);
}
int truncate_log(sqlite3_file* f, sqlite3_int64 size) {
    const int given = log_of(f).give_out();
    return given != SQLITE_OK ? given : truncate_file(f, size);
}
int sync_log(sqlite3_file* f, int flags) {
    const int given = log_of(f).give_out();
    return given != SQLITE_OK ? given : sync_file(f, flags);
}
int size_of_log(sqlite3_file* f, sqlite3_int64* size) {
    const int given = log_of(f).give_out();
    return given != SQLITE_OK ? given : size_of_file(f, size);
}

const sqlite3_io_methods& methods_of_log() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods io = handing_on(1);
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

int map_shared(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    return methods(f).xShmMap(below(f), page, size, extend, out);
}
int lock_shared(sqlite3_file* f, int first, int count, int flags) {
    Log* const log = static_cast<Database*>(static_cast<File*>(f))->log;
    if (first == lock_for_writing && (flags & SQLITE_SHM_UNLOCK) != 0 && log != nullptr) log->drop();
    return methods(f).xShmLock(below(f), first, count, flags);
}
void barrier(sqlite3_file* f) {
    methods(f).xShmBarrier(below(f));
}
int unmap_shared(sqlite3_file* f, int remove) {
    return methods(f).xShmUnmap(below(f), remove);
}

const sqlite3_io_methods& methods_of_database() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods io = handing_on(2);
        io.xShmMap = map_shared;
        io.xShmLock = lock_shared;
        io.xShmBarrier = barrier;
        io.xShmUnmap = unmap_shared;
        return io;
    }();
    return methods;
}

// ---- the layer

struct Layer : sqlite3_vfs {
    sqlite3_vfs* below = nullptr;
    std::string name;
};

// Opens in the memory behind the object.
template <class Kind>
int open_below(Kind& file, const sqlite3_io_methods& methods, sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    file.below = reinterpret_cast<sqlite3_file*>(&file + 1);
    file.below->pMethods = nullptr;
    const int result = vfs->xOpen(vfs, path, file.below, flags, out);
    file.pMethods = file.below->pMethods != nullptr ? &methods : nullptr;
    return result;
}

int open_log(sqlite3_vfs* vfs, const char* path, sqlite3_file* f, int flags, int* out) {
    std::unique_ptr<char[]> bytes(new (std::nothrow) char[room]);
    f->pMethods = nullptr;
    if (!bytes) return SQLITE_NOMEM;
    auto* const database = static_cast<Database*>(static_cast<File*>(sqlite3_database_file_object(path)));
    Log* const log = new (f) Log(std::move(bytes), *database);
    const int result = open_below(*log, methods_of_log(), vfs, path, flags, out);
    if (log->pMethods == nullptr) log->~Log();
    return result;
}

int open_file(sqlite3_vfs* self, const char* path, sqlite3_file* f, int flags, int* out) {
    sqlite3_vfs* const vfs = static_cast<Layer*>(self)->below;
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0)
        return open_below(*new (f) Database, methods_of_database(), vfs, path, flags, out);
    if ((flags & SQLITE_OPEN_WAL) != 0) return open_log(vfs, path, f, flags, out);
    return vfs->xOpen(vfs, path, f, flags, out);
}

std::unique_ptr<Layer> layer_over(sqlite3_vfs* vfs) {
    auto layer = std::make_unique<Layer>();
    static_cast<sqlite3_vfs&>(*layer) = *vfs;  // what is not of files is the layer's below
    layer->below = vfs;
    layer->name = std::string(vfs->zName) + "-gathered";
    layer->zName = layer->name.c_str();
    layer->pNext = nullptr;
    layer->szOsFile = static_cast<int>(std::max(sizeof(Log), sizeof(Database))) + vfs->szOsFile;
    layer->xOpen = open_file;
    return layer;
}

}  // namespace

std::string gathered_over(const std::string& vfs) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<Layer>> layers;
    const std::lock_guard lock(mutex);
    std::unique_ptr<Layer>& layer = layers[vfs];
    if (!layer) {
        sqlite3_vfs* const found = sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
        if (found == nullptr) throw Failure(SQLITE_CANTOPEN, "there is no way to the files called '" + vfs + "'");
        layer = layer_over(found);
        sqlite3_vfs_register(layer.get(), 0);
    }
    return layer->name;
}

}  // namespace sayso::store::sqlite
