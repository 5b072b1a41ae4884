#pragma once
#include <sqlite3.h>

#include <string>

// What the layers between SQLite and the file system have in common: files that hand everything on to the layer below,
// for each to change what it is there for.
namespace sayso::store::sqlite {

// Every file of a layer: the file of the layer below follows the object, of whatever kind, in the memory that SQLite
// gives for both.
struct LayerFile : sqlite3_file {
    sqlite3_file* below = nullptr;
};
sqlite3_file* below(sqlite3_file* file);

// Methods that hand everything on: of a log, or (with the shared memory) of a database.
sqlite3_io_methods handing_on_log();
sqlite3_io_methods handing_on_database();

// Opens the file of the layer below in the memory behind `file`. When that fails and nothing need be closed, the file
// has no methods.
template <class Kind>
int open_below(Kind& file, const sqlite3_io_methods& methods, sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    file.below = reinterpret_cast<sqlite3_file*>(&file + 1);
    file.below->pMethods = nullptr;
    const int result = vfs->xOpen(vfs, path, file.below, flags, out);
    file.pMethods = file.below->pMethods != nullptr ? &methods : nullptr;
    return result;
}

// How a layer opens a file, given the layer below it.
using OpenFile = int (*)(sqlite3_vfs* below, const char* path, sqlite3_file* file, int flags, int* out);

// SQLite's name of the layer called `kind` over another one (empty: the system's), made when it is first asked for.
// `size` is that of its largest file object. Throws Failure when there is no layer of that name to put it over.
std::string layer_over(const std::string& vfs, const std::string& kind, std::size_t size, OpenFile open);

}  // namespace sayso::store::sqlite
