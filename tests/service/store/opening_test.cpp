#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "service/store/sqlite/migrations.hpp"
#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::test;
namespace fs = std::filesystem;

namespace {

std::string read_text(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

// Every table, column and index, however it came to be.
std::vector<std::string> shape(const std::string& file) {
    return rows(file, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
}

}  // namespace

TEST_CASE("a new database is for its owner alone, and folders are made") {
    const Folder folder;
    const auto file = (folder.path() / "state" / "deep" / "sayso.db").string();
    const auto store = sqlite::open(file);
    CHECK((fs::status(file).permissions() & static_cast<fs::perms>(077)) == fs::perms::none);
    CHECK((fs::status(file + "-wal").permissions() & static_cast<fs::perms>(077)) == fs::perms::none);
    CHECK(row(file, "PRAGMA journal_mode") == "wal");
    CHECK(row(file, "PRAGMA application_id") == std::to_string(0x53617973));
    CHECK(row(file, "PRAGMA user_version") == std::to_string(sqlite::migrations().back().version));
    CHECK(store->health().writable);
}

TEST_CASE("a database of every earlier version is brought up to date with what it holds") {
    const Folder folder;
    sqlite::open(folder.file("new.db"));
    int version = 0;
    for (const sqlite::Migration& migration : sqlite::migrations()) {
        CHECK(migration.version == ++version);
        const fs::path dump =
            fs::path(SAYSO_SOURCE_DIR) / "tests/service/store/versions" / ("000" + std::to_string(version) + ".sql");
        INFO(dump);
        REQUIRE(fs::exists(dump));
        const auto file = folder.file(std::to_string(version) + ".db");
        change(file, read_text(dump));
        REQUIRE(row(file, "PRAGMA user_version") == std::to_string(version));
        {
            const auto store = sqlite::open(file);
            const std::string provider = "twilio", id = "CA1";
            const auto call = run(store->calls().find(provider, id));
            REQUIRE(call);
            CHECK(call->n == 1);
            CHECK(call->state == "second state");
            CHECK(run(store->calls().state_after(call->key, 0)) == "first state");
            CHECK(store->calls().record(call->key)->steps.at(1).event == "key");
            CHECK(store->calls().total_calls() == 2);
            if (version >= 2) CHECK(store->contents().current().at(0).text == "kept text");
            if (version >= 3) CHECK(store->directories().load()->zip_districts.size() == 1);
            if (version >= 5) CHECK(store->visits().reported_numbers().at(0).reports == 1);
            if (version >= 4) CHECK(store->directories().load()->boundaries.at(0).loops.at(0).size() == 5);
            CHECK(run(store->calls().advance(step(call->key, 2, 100))).applied);
            CHECK(store->contents().book_version() >= 1);
        }
        CHECK(row(file, "PRAGMA user_version") == std::to_string(sqlite::migrations().back().version));
        CHECK(row(file, "SELECT campaign, revision, last FROM pins") == "7|3|1790856000");
        CHECK(row(file, "PRAGMA integrity_check") == "ok");
        CHECK(rows(file, "PRAGMA foreign_key_check").empty());
        CHECK(shape(file) == shape(folder.file("new.db")));
    }
}

TEST_CASE("a database of a newer version is refused and left as it is") {
    const Folder folder;
    sqlite::open(folder.file());
    change(folder.file(), "PRAGMA user_version = 999");
    CHECK_THROWS_WITH(sqlite::open(folder.file()), Catch::Contains("newer version") && Catch::Contains("999"));
    CHECK(row(folder.file(), "PRAGMA user_version") == "999");
}

TEST_CASE("another program's database is refused and left as it is") {
    const Folder folder;
    change(folder.file(), "CREATE TABLE theirs (x)");
    const auto before = read_text(folder.file());
    CHECK_THROWS_WITH(sqlite::open(folder.file()), Catch::Contains("another program") && Catch::Contains("store.path"));
    CHECK(read_text(folder.file()) == before);
    change(folder.file("claimed.db"), "PRAGMA application_id = 42; CREATE TABLE theirs (x)");
    CHECK_THROWS_WITH(sqlite::open(folder.file("claimed.db")), Catch::Contains("another program"));
}

TEST_CASE("what is no database, or cannot be opened, is refused") {
    const Folder folder;
    std::ofstream(folder.file("text")) << std::string(5000, 'x');
    CHECK_THROWS_AS(sqlite::open(folder.file("text")), Unavailable);
    CHECK_THROWS_WITH(sqlite::open("/proc/nowhere/sayso.db"), Catch::Contains("/proc/nowhere/sayso.db"));
    CHECK_THROWS_AS(sqlite::open(folder.path().string()), Unavailable);
}

TEST_CASE("after closing everything is in one file and later calls are refused") {
    const Folder folder;
    const auto store = sqlite::open(folder.file());
    run(store->calls().begin(new_call("CA1")));
    store->close();
    CHECK_FALSE(fs::exists(folder.file("sayso.db-wal")));
    CHECK_THROWS_AS(run(store->calls().begin(new_call("CA2"))), Unavailable);
    CHECK_THROWS_AS(store->calls().total_calls(), Unavailable);
    CHECK_THROWS_AS(run(store->calls().state_after(1, 0)), Unavailable);
    CHECK_FALSE(store->health().writable);
    CHECK(row(folder.file(), "SELECT count(*) FROM calls") == "1");
}
