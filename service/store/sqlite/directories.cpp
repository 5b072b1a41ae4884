#include "service/store/sqlite/directories.hpp"

#include <algorithm>
#include <set>

#include "service/observe/observe.hpp"
#include "service/store/sqlite/contents.hpp"
#include "service/store/sqlite/directory_rows.hpp"

namespace sayso::store::sqlite {

namespace {

int different_zips(const directory::DirectoryData& data) {
    std::set<directory::Zip> zips;
    for (const auto& row : data.zip_districts) zips.insert(row.zip);
    for (const auto& row : data.zip_places) zips.insert(row.zip);
    return static_cast<int>(zips.size());
}

}  // namespace

// Some rows in each job, so that callers' steps are committed in between.
template <class Rows, class Insert>
void SqliteDirectories::write_aside(const Rows& rows, std::size_t at_once, Insert insert_row) {
    for (std::size_t begin = 0; begin < rows.size(); begin += at_once) {
        auto work = [&](Connection& db) {
            const std::size_t end = std::min(begin + at_once, rows.size());
            for (std::size_t i = begin; i < end; ++i) insert_row(db, i, rows[i]);
            return true;
        };
        writer_.write_blocking(work);
    }
}

InstalledDirectory SqliteDirectories::install(const directory::DirectoryData& data,
                                              const std::vector<FetchedFile>& files, Instant at) {
    InstalledDirectory installed{
        0, at, data.dated, data.source, files, static_cast<int>(data.officials.size()), different_zips(data)};
    auto announce = [&](Connection& db) {
        execute(db, "INSERT INTO installs (installed, dated, source, officials, zips) VALUES (?, ?, ?, ?, ?)",
                installed.installed, installed.dated, installed.source, installed.officials, installed.zips);
        return db.last_row();
    };
    installed.id = writer_.write_blocking(announce);
    const auto row = [&installed](Connection& db, std::size_t index, const auto& value) {
        insert(db, installed.id, index, value);
    };
    write_aside(files, 100, row);
    write_aside(data.officials, 50, row);
    write_aside(data.committees, 50, row);
    write_aside(data.zip_districts, 1000, row);
    write_aside(data.zip_places, 1000, row);
    write_aside(data.boundaries, 50, row);
    put_in_force(installed.id);
    try {
        delete_installs_before(installed.id);
    } catch (const Unavailable& problem) {
        // The new one is in force; what is left of the old ones goes with the next install.
        observe::log(observe::Level::warning, "directory-rows-left", {{"problem", problem.what()}});
    }
    return installed;
}

void SqliteDirectories::put_in_force(std::int64_t install) {
    auto work = [install](Connection& db) {
        const bool switched = execute(db,
                                      "UPDATE directory_in_force SET install = ?1"
                                      " WHERE install IS NULL OR install < ?1",
                                      install) == 1;
        if (switched) bump_book_version(db);
        return switched;
    };
    if (writer_.write_blocking(work)) return;
    delete_rows(install);
    throw std::runtime_error("another directory was installed meanwhile: compare again, then install again");
}

void SqliteDirectories::delete_rows(std::int64_t install) {
    for (const DirectoryTable& table : directory_tables()) {
        const std::int64_t last = readers_.read_here([&](Connection& db) {
            const Query q(db, table.last_row, install);
            return q.null(0) ? std::int64_t{-1} : q.integer(0);
        });
        for (std::int64_t from = 0; from <= last; from += table.window) {
            auto work = [&](Connection& db) {
                return execute(db, table.delete_window, install, from, from + table.window);
            };
            writer_.write_blocking(work);
        }
    }
    auto forget = [install](Connection& db) { return execute(db, "DELETE FROM installs WHERE install = ?", install); };
    writer_.write_blocking(forget);
}

void SqliteDirectories::delete_installs_before(std::int64_t install) {
    const auto old = readers_.read_here([install](Connection& db) {
        std::vector<std::int64_t> ids;
        for (Query q(db, "SELECT install FROM installs WHERE install < ?", install); q.row(); q.next()) {
            ids.push_back(q.integer(0));
        }
        return ids;
    });
    for (const std::int64_t id : old) delete_rows(id);
}

std::optional<InstalledDirectory> SqliteDirectories::current() {
    return readers_.read_here([](Connection& db) { return read_install(db); });
}

std::optional<directory::DirectoryData> SqliteDirectories::load() {
    return readers_.read_here([](Connection& db) -> std::optional<directory::DirectoryData> {
        const auto install = read_install(db);
        if (!install) return std::nullopt;
        return read_directory(db, *install);
    });
}

}  // namespace sayso::store::sqlite
