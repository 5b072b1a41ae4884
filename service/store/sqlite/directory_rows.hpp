#pragma once
#include <span>

#include "scripts/directory/directory.hpp"
#include "service/store/sqlite/connection.hpp"

// The rows of one install: values of the directory in, values out. `index` is the place in the data's list.
namespace sayso::store::sqlite {

void insert(Connection& db, std::int64_t install, std::size_t index, const FetchedFile& file);
void insert(Connection& db, std::int64_t install, std::size_t index, const directory::Official& official);
void insert(Connection& db, std::int64_t install, std::size_t index, const directory::Committee& committee);
void insert(Connection& db, std::int64_t install, std::size_t index, const directory::ZipDistrict& row);
void insert(Connection& db, std::int64_t install, std::size_t index, const directory::ZipPlace& row);
void insert(Connection& db, std::int64_t install, std::size_t index, const directory::Boundary& boundary);
void read_boundaries(Connection& db, std::int64_t install, std::vector<directory::Boundary>& boundaries);

// The install in force.
std::optional<InstalledDirectory> read_install(Connection& db);
directory::DirectoryData read_directory(Connection& db, const InstalledDirectory& install);

// How an install's rows are deleted: by windows of the second column of each table's key.
struct DirectoryTable {
    const char* last_row;       // SQL: the largest value of that column; parameter install
    const char* delete_window;  // SQL: parameters install, from, up to but not with
    int window;
};
std::span<const DirectoryTable> directory_tables();

}  // namespace sayso::store::sqlite
