#include "service/store/sqlite/gathered_log.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "service/store/sqlite/connection.hpp"
#include "tests/service/store/faulty_disk.hpp"
#include "tests/support/store.hpp"

using namespace sayso::store::sqlite;
using namespace sayso::store::test;
using sayso::store::Unavailable;

namespace {

constexpr std::chrono::seconds patience{5};

struct Fixture {
    Folder folder;
    std::unique_ptr<Connection> db;

    void open(const std::string& vfs = "") {
        { std::ofstream(folder.file()); }
        db = std::make_unique<Connection>(folder.file(), Access::read_write, vfs, patience);
        db->run_script("CREATE TABLE t (v INTEGER PRIMARY KEY, filler TEXT)");
    }
    // A page for each row.
    void insert(int from, int to) {
        const std::string filler(1500, 'f');
        for (int i = from; i < to; ++i) execute(*db, "INSERT INTO t VALUES (?, ?)", i, filler);
    }
    // Pages leave the cache, for the log, in the midst of transactions.
    void keep_little_in_the_cache() { db->run_script("PRAGMA cache_size = 10"); }
    std::string count_beside() { return row(folder.file(), "SELECT count(*) FROM t WHERE length(filler) = 1500"); }
    void check_whole() {
        db.reset();
        CHECK(row(folder.file(), "PRAGMA integrity_check") == "ok");
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a transaction of many pages is one write to the log") {
    open(faulty_disk::name());
    const int before = faulty_disk::writes();
    Transaction transaction(*db, Transaction::Kind::write);
    insert(0, 40);
    transaction.commit();
    CHECK(faulty_disk::writes() == before + 1);
    CHECK(count_beside() == "40");
    check_whole();
}

TEST_CASE_METHOD(Fixture, "a transaction longer than what is gathered goes out in parts, and reads what it wrote") {
    open();
    keep_little_in_the_cache();
    Transaction transaction(*db, Transaction::Kind::write);
    insert(0, 2000);
    CHECK(Query(*db, "SELECT count(*) FROM t WHERE length(filler) = 1500").integer(0) == 2000);
    execute(*db, "UPDATE t SET filler = replace(filler, 'f', 'g') WHERE v % 3 = 0");
    CHECK(count_beside() == "0");
    transaction.commit();
    CHECK(count_beside() == "2000");
    CHECK(row(folder.file(), "SELECT count(*) FROM t WHERE filler LIKE 'g%'") == "667");
    check_whole();
}

TEST_CASE_METHOD(Fixture, "what a transaction left that was rolled back never comes over another's pages") {
    open();
    keep_little_in_the_cache();
    // Nothing is in the log: to roll back, nothing need be read from it.
    db->run_script("PRAGMA wal_checkpoint(TRUNCATE)");
    {
        const Transaction given_up(*db, Transaction::Kind::write);
        insert(0, 60);
    }
    change(folder.file(), "INSERT INTO t VALUES (1000, hex(zeroblob(750)))");
    CHECK(Query(*db, "SELECT count(*) FROM t").integer(0) == 1);
    insert(0, 3);
    CHECK(count_beside() == "4");
    check_whole();
}

TEST_CASE_METHOD(Fixture, "a savepoint rolled back in the midst leaves what was before and after it") {
    open();
    keep_little_in_the_cache();
    Transaction transaction(*db, Transaction::Kind::write);
    insert(0, 50);
    db->run_script("SAVEPOINT part");
    insert(100, 150);
    db->run_script("ROLLBACK TO part");
    insert(200, 250);
    transaction.commit();
    CHECK(row(folder.file(), "SELECT group_concat(v / 100, '') FROM t") == std::string(50, '0') + std::string(50, '2'));
    check_whole();
}

TEST_CASE_METHOD(Fixture, "a disk that was full for a while costs the transactions of that while, and no more") {
    open(faulty_disk::name());
    keep_little_in_the_cache();
    insert(0, 10);
    faulty_disk::fail_at(1, faulty_disk::Fault::full, true);
    const auto write_much = [&] {
        Transaction transaction(*db, Transaction::Kind::write);
        insert(100, 1000);
        transaction.commit();
    };
    CHECK_THROWS_AS(write_much(), Unavailable);
    CHECK_THROWS_AS(insert(100, 101), Unavailable);
    CHECK(faulty_disk::heal());
    CHECK(count_beside() == "10");
    insert(10, 20);
    CHECK(count_beside() == "20");
    check_whole();
}

TEST_CASE("a layer over one that is not there is refused") {
    CHECK_THROWS_AS(gathered_over("no such layer"), Unavailable);
}
