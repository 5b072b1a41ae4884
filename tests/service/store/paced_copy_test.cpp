#include "service/store/sqlite/paced_copy.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <vector>

#include "service/store/sqlite/connection.hpp"
#include "tests/service/store/faulty_disk.hpp"
#include "tests/support/store.hpp"

using namespace sayso::store::sqlite;
using namespace sayso::store::test;
using sayso::store::Unavailable;

namespace {

constexpr std::chrono::seconds patience{5};
constexpr int rows = 200;  // of a page of 2 kB each

struct Rests final : Pace {
    bool hurry = false;
    std::vector<int> flushes;  // before each
    bool hurried() const override { return hurry; }
    void rest() override { flushes.push_back(faulty_disk::flushes()); }
};

struct Fixture {
    Folder folder;
    Rests rests;
    std::unique_ptr<Connection> writer, copier;

    Fixture() {
        { std::ofstream(folder.file()); }
        writer = std::make_unique<Connection>(folder.file(), Access::read_write, "", patience);
        writer->run_script("CREATE TABLE t (v INTEGER PRIMARY KEY, filler TEXT)");
        Transaction transaction(*writer, Transaction::Kind::write);
        for (int i = 0; i < rows; ++i) execute(*writer, "INSERT INTO t VALUES (?, ?)", i, std::string(1500, 'f'));
        transaction.commit();
        copier = std::make_unique<Connection>(folder.file(), Access::checkpoint, faulty_disk::name(), patience);
    }
    void copy() { copier->run_script("PRAGMA wal_checkpoint(PASSIVE)"); }
    void check_whole() {
        copier.reset();
        writer.reset();
        CHECK(row(folder.file(), "SELECT count(*) FROM t WHERE length(filler) = 1500") == std::to_string(rows));
        CHECK(row(folder.file(), "PRAGMA integrity_check") == "ok");
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "what is copied is flushed piece by piece, with a rest after each") {
    keep_pace(copier->handle(), rests);
    const int before = faulty_disk::flushes();
    copy();
    REQUIRE(rests.flushes.size() == 6);  // 400 kB
    for (std::size_t i = 1; i < rests.flushes.size(); ++i) CHECK(rests.flushes[i] == rests.flushes[i - 1] + 1);
    CHECK(rests.flushes.front() == before + 2);  // the log is flushed first
    check_whole();
}

TEST_CASE_METHOD(Fixture, "who is in a hurry, or was told nothing, copies without resting") {
    rests.hurry = GENERATE(true, false);
    if (rests.hurry) keep_pace(copier->handle(), rests);
    const int before = faulty_disk::flushes();
    copy();
    CHECK(rests.flushes.empty());
    CHECK(faulty_disk::flushes() <= before + 2);
    check_whole();
}

TEST_CASE_METHOD(Fixture, "a piece that cannot be flushed stops the copying, and the next goes on") {
    keep_pace(copier->handle(), rests);
    constexpr int flush_of_the_log = 1, pages_of_a_piece = 32;
    faulty_disk::fail_at(flush_of_the_log + pages_of_a_piece + 1, faulty_disk::Fault::io_error);
    CHECK_THROWS_AS(copy(), Unavailable);
    CHECK(faulty_disk::heal());
    CHECK(rests.flushes.empty());
    copy();
    CHECK(rests.flushes.size() == 6);
    check_whole();
}

TEST_CASE("copying over a layer that is not there is refused") {
    CHECK_THROWS_AS(paced_over("no such layer"), Unavailable);
}
