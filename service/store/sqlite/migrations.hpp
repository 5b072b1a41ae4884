#pragma once
#include <span>
#include <string>

#include "service/store/sqlite/connection.hpp"

// The steps from one version of the database to the next: migrations/NNNN_name.sql, built into the program. They go
// forward only.
namespace sayso::store::sqlite {

struct Migration {
    int version = 0;  // of the database once it has run
    const char* sql = "";
};
// In order, from version 1 on.
std::span<const Migration> migrations();

// Throws std::runtime_error with what to do when the file is another program's database or a newer version's.
void check_ours(Connection& db, const std::string& file);

// Brings the database to the newest version, each step in a transaction of its own. Throws Failure when the database
// cannot do it now.
void migrate(Connection& db);

}  // namespace sayso::store::sqlite
