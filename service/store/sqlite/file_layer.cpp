#include "service/store/sqlite/file_layer.hpp"

#include <map>
#include <memory>
#include <mutex>

#include "service/store/sqlite/connection.hpp"

namespace sayso::store::sqlite {

namespace {

const sqlite3_io_methods& methods(sqlite3_file* file) {
    return *below(file)->pMethods;
}

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
int map_shared(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    return methods(f).xShmMap(below(f), page, size, extend, out);
}
int lock_shared(sqlite3_file* f, int first, int count, int flags) {
    return methods(f).xShmLock(below(f), first, count, flags);
}
void barrier(sqlite3_file* f) {
    methods(f).xShmBarrier(below(f));
}
int unmap_shared(sqlite3_file* f, int remove) {
    return methods(f).xShmUnmap(below(f), remove);
}

struct Layer : sqlite3_vfs {
    sqlite3_vfs* below = nullptr;
    OpenFile open_file = nullptr;
    std::string name;
};

int open_through(sqlite3_vfs* self, const char* path, sqlite3_file* file, int flags, int* out) {
    const auto& layer = static_cast<const Layer&>(*self);
    return layer.open_file(layer.below, path, file, flags, out);
}

}  // namespace

sqlite3_file* below(sqlite3_file* file) {
    return static_cast<LayerFile*>(file)->below;
}

sqlite3_io_methods handing_on_log() {
    sqlite3_io_methods io{};
    io.iVersion = 1;
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

sqlite3_io_methods handing_on_database() {
    sqlite3_io_methods io = handing_on_log();
    io.iVersion = 2;
    io.xShmMap = map_shared;
    io.xShmLock = lock_shared;
    io.xShmBarrier = barrier;
    io.xShmUnmap = unmap_shared;
    return io;
}

std::string layer_over(const std::string& vfs, const std::string& kind, std::size_t size, OpenFile open) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<Layer>> layers;
    const std::lock_guard lock(mutex);
    std::unique_ptr<Layer>& known = layers[vfs + '-' + kind];
    if (known) return known->name;
    sqlite3_vfs* const found = sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
    if (found == nullptr) throw Failure(SQLITE_CANTOPEN, "there is no way to the files called '" + vfs + "'");
    auto layer = std::make_unique<Layer>();
    static_cast<sqlite3_vfs&>(*layer) = *found;  // what is not of files is the layer's below
    layer->below = found;
    layer->open_file = open;
    layer->name = std::string(found->zName) + '-' + kind;
    layer->zName = layer->name.c_str();
    layer->pNext = nullptr;
    layer->szOsFile = static_cast<int>(size) + found->szOsFile;
    layer->xOpen = open_through;
    sqlite3_vfs_register(layer.get(), 0);
    known = std::move(layer);
    return known->name;
}

}  // namespace sayso::store::sqlite
