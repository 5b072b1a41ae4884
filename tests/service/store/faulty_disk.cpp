#include "tests/service/store/faulty_disk.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <new>

namespace sayso::store::test::faulty_disk {

namespace {

std::mutex mutex;
int until_failure = 0;  // operations left until one fails; 0 is never
Fault kind = Fault::io_error;
std::atomic<int> writes_done{0}, flushes_done{0};
bool goes_on = false, failing = false, happened = false;

enum class Operation { takes_space, other };

// What an operation returns instead of being done, or SQLITE_OK.
int failure(Operation operation, int io_error) {
    const std::lock_guard lock(mutex);
    if (kind == Fault::full && operation == Operation::other) return SQLITE_OK;
    if (!failing) {
        if (until_failure == 0 || --until_failure > 0) return SQLITE_OK;
        failing = goes_on;
    }
    happened = true;
    return kind == Fault::full ? SQLITE_FULL : io_error;
}

struct File {
    sqlite3_file base;
    sqlite3_file* real;
};

sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real;
}
const sqlite3_io_methods* methods(sqlite3_file* file) {
    return real(file)->pMethods;
}

int close_file(sqlite3_file* f) {
    return methods(f)->xClose(real(f));
}
int read_file(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
    return methods(f)->xRead(real(f), to, size, at);
}
int write_file(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
    ++writes_done;
    const int result = failure(Operation::takes_space, SQLITE_IOERR_WRITE);
    if (result == SQLITE_OK) return methods(f)->xWrite(real(f), from, size, at);
    // A failing write may well have written a part.
    methods(f)->xWrite(real(f), from, size / 2, at);
    return result;
}
int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
    const int result = failure(Operation::other, SQLITE_IOERR_TRUNCATE);
    return result != SQLITE_OK ? result : methods(f)->xTruncate(real(f), size);
}
int sync_file(sqlite3_file* f, int flags) {
    ++flushes_done;
    const int result = failure(Operation::takes_space, SQLITE_IOERR_FSYNC);
    return result != SQLITE_OK ? result : methods(f)->xSync(real(f), flags);
}
int size_of(sqlite3_file* f, sqlite3_int64* size) {
    return methods(f)->xFileSize(real(f), size);
}
int lock_file(sqlite3_file* f, int level) {
    return methods(f)->xLock(real(f), level);
}
int unlock_file(sqlite3_file* f, int level) {
    return methods(f)->xUnlock(real(f), level);
}
int reserved(sqlite3_file* f, int* out) {
    return methods(f)->xCheckReservedLock(real(f), out);
}
int control(sqlite3_file* f, int what, void* value) {
    return methods(f)->xFileControl(real(f), what, value);
}
int sector(sqlite3_file* f) {
    return methods(f)->xSectorSize(real(f));
}
int characteristics(sqlite3_file* f) {
    return methods(f)->xDeviceCharacteristics(real(f));
}
int map_shared(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    const int result = extend != 0 ? failure(Operation::takes_space, SQLITE_IOERR_SHMSIZE) : SQLITE_OK;
    return result != SQLITE_OK ? result : methods(f)->xShmMap(real(f), page, size, extend, out);
}
int lock_shared(sqlite3_file* f, int at, int count, int flags) {
    return methods(f)->xShmLock(real(f), at, count, flags);
}
void barrier(sqlite3_file* f) {
    methods(f)->xShmBarrier(real(f));
}
int unmap_shared(sqlite3_file* f, int remove) {
    return methods(f)->xShmUnmap(real(f), remove);
}

sqlite3_io_methods io_methods() {
    sqlite3_io_methods io{};
    io.iVersion = 2;
    io.xClose = close_file;
    io.xRead = read_file;
    io.xWrite = write_file;
    io.xTruncate = truncate_file;
    io.xSync = sync_file;
    io.xFileSize = size_of;
    io.xLock = lock_file;
    io.xUnlock = unlock_file;
    io.xCheckReservedLock = reserved;
    io.xFileControl = control;
    io.xSectorSize = sector;
    io.xDeviceCharacteristics = characteristics;
    io.xShmMap = map_shared;
    io.xShmLock = lock_shared;
    io.xShmBarrier = barrier;
    io.xShmUnmap = unmap_shared;
    return io;
}

sqlite3_vfs* underneath() {
    static sqlite3_vfs* const system = sqlite3_vfs_find(nullptr);
    return system;
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* f, int flags, int* flags_out) {
    static const sqlite3_io_methods ours = io_methods();
    f->pMethods = nullptr;
    // A full disk still opens what is there.
    const bool makes = (flags & SQLITE_OPEN_CREATE) != 0 && (path == nullptr || ::access(path, F_OK) != 0);
    if (failure(makes ? Operation::takes_space : Operation::other, SQLITE_CANTOPEN) != SQLITE_OK)
        return SQLITE_CANTOPEN;
    auto* file = reinterpret_cast<File*>(f);
    file->real = reinterpret_cast<sqlite3_file*>(file + 1);
    const int result = underneath()->xOpen(underneath(), path, file->real, flags, flags_out);
    if (file->real->pMethods != nullptr) f->pMethods = &ours;
    return result;
}
int delete_file(sqlite3_vfs*, const char* path, int sync) {
    const int result = failure(Operation::other, SQLITE_IOERR_DELETE);
    return result != SQLITE_OK ? result : underneath()->xDelete(underneath(), path, sync);
}

sqlite3_vfs* make() {
    static sqlite3_vfs layer = *underneath();
    layer.pNext = nullptr;
    layer.zName = "sayso-faulty-disk";
    layer.szOsFile = static_cast<int>(sizeof(File)) + underneath()->szOsFile;
    layer.xOpen = open_file;
    layer.xDelete = delete_file;
    sqlite3_vfs_register(&layer, 0);
    return &layer;
}

}  // namespace

std::string name() {
    static sqlite3_vfs* const layer = make();
    return layer->zName;
}

void fail_at(int nth, Fault fault, bool lasting) {
    const std::lock_guard lock(mutex);
    until_failure = nth;
    kind = fault;
    goes_on = lasting;
    failing = happened = false;
}

bool heal() {
    const std::lock_guard lock(mutex);
    until_failure = 0;
    failing = false;
    return happened;
}

int flushes() {
    return flushes_done;
}

int writes() {
    return writes_done;
}

}  // namespace sayso::store::test::faulty_disk
