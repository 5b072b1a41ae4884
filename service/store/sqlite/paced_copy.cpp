#include "service/store/sqlite/paced_copy.hpp"

#include <new>

#include "service/store/sqlite/file_layer.hpp"

namespace sayso::store::sqlite {

namespace {

// Larger ones are noticed by the commits beside, smaller ones cost more flushes.
constexpr int piece = 64 * 1024;

struct Paced : LayerFile {
    int unflushed = 0;  // bytes
    Pace* pace = nullptr;
};

int write_paced(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
    auto& database = *static_cast<Paced*>(static_cast<LayerFile*>(f));
    sqlite3_file* const file = database.below;
    const int written = file->pMethods->xWrite(file, from, size, at);
    if (written != SQLITE_OK || database.pace == nullptr) return written;
    database.unflushed += size;
    if (database.unflushed < piece || database.pace->hurried()) return SQLITE_OK;
    database.unflushed = 0;
    const int flushed = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
    if (flushed == SQLITE_OK) database.pace->rest();
    return flushed;
}

const sqlite3_io_methods& methods_of_paced() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods io = handing_on_database();
        io.xWrite = write_paced;
        return io;
    }();
    return methods;
}

int open_paced(sqlite3_vfs* vfs, const char* path, sqlite3_file* f, int flags, int* out) {
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return vfs->xOpen(vfs, path, f, flags, out);
    return open_below(*new (f) Paced, methods_of_paced(), vfs, path, flags, out);
}

}  // namespace

std::string paced_over(const std::string& vfs) {
    return layer_over(vfs, "paced", sizeof(Paced), open_paced);
}

void keep_pace(sqlite3* db, Pace& pace) {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (file == nullptr || file->pMethods != &methods_of_paced()) return;  // not open, or not through this layer
    static_cast<Paced*>(static_cast<LayerFile*>(file))->pace = &pace;
}

}  // namespace sayso::store::sqlite
