#include "service/store/sqlite/migrations.hpp"

#include <stdexcept>

namespace sayso::store::sqlite {

namespace {

constexpr std::int64_t our_application_id = 0x53617973;  // "Says"

std::int64_t number(Connection& db, const char* pragma) {
    const Query query(db, pragma);
    return query.row() ? query.integer(0) : 0;
}

// Empty and unclaimed is a new one.
void check_owner(Connection& db, const std::string& file) {
    const std::int64_t owner = number(db, "PRAGMA application_id");
    if (owner == our_application_id) return;
    if (owner == 0 && number(db, "SELECT count(*) FROM sqlite_schema") == 0) return;
    throw std::runtime_error(file + " is the database of another program: set store.path to a file of its own");
}

void check_version(std::int64_t version, const std::string& file) {
    const int newest = migrations().back().version;
    if (version <= newest) return;
    throw std::runtime_error(file + " was written by a newer version of sayso (its database version is " +
                             std::to_string(version) + ", this program knows up to " + std::to_string(newest) +
                             "): start that version, or restore a backup made before the upgrade");
}

}  // namespace

void check_ours(Connection& db, const std::string& file) {
    check_owner(db, file);
    check_version(number(db, "PRAGMA user_version"), file);
}

void migrate(Connection& db) {
    for (const Migration& migration : migrations()) {
        if (number(db, "PRAGMA user_version") >= migration.version) continue;
        Transaction transaction(db, Transaction::Kind::write);
        // Another process may have been first while this one waited for the lock.
        if (number(db, "PRAGMA user_version") >= migration.version) continue;
        db.run_script(migration.sql);
        db.run_script(("PRAGMA application_id = " + std::to_string(our_application_id)).c_str());
        db.run_script(("PRAGMA user_version = " + std::to_string(migration.version)).c_str());
        transaction.commit();
    }
}

}  // namespace sayso::store::sqlite
