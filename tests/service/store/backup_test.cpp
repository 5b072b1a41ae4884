#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::test;
namespace fs = std::filesystem;

TEST_CASE("a backup under writing holds all that was acknowledged before it, and opens as a database") {
    const Folder folder;
    const auto store = sqlite::open(folder.file());
    std::atomic<int> acknowledged{0};
    std::atomic<bool> stop{false};
    std::thread writing([&] {
        for (int i = 0; !stop; ++i) {
            run(store->calls().begin(new_call("CA" + std::to_string(i), i)));
            acknowledged = i + 1;
        }
    });
    while (acknowledged < 50) std::this_thread::yield();
    const int before = acknowledged;
    store->backup(folder.file("copy.db"));
    const int after_backup = acknowledged;
    while (acknowledged == after_backup) std::this_thread::yield();  // writing went on
    stop = true;
    writing.join();
    CHECK((fs::status(folder.file("copy.db")).permissions() & static_cast<fs::perms>(077)) == fs::perms::none);
    CHECK_FALSE(fs::exists(folder.file("copy.db-wal")));
    const auto copy = sqlite::open(folder.file("copy.db"));
    CHECK(copy->calls().total_calls() >= before);
    CHECK(copy->calls().total_calls() <= acknowledged);
    const std::string provider = "twilio", id = "CA" + std::to_string(before - 1);
    CHECK(run(copy->calls().find(provider, id)));
}

TEST_CASE("a backup replaces a file only when told to, and leaves nothing half made") {
    const Folder folder;
    const auto store = sqlite::open(folder.file());
    run(store->calls().begin(new_call("CA1")));
    std::ofstream(folder.file("copy.db")) << "precious";
    CHECK_THROWS_WITH(store->backup(folder.file("copy.db")), Catch::Contains("--force"));
    std::string text;
    std::ifstream(folder.file("copy.db")) >> text;
    CHECK(text == "precious");
    store->backup(folder.file("copy.db"), true);
    CHECK(row(folder.file("copy.db"), "SELECT count(*) FROM calls") == "1");
    CHECK_THROWS_WITH(store->backup("/proc/nowhere/copy.db"), Catch::Contains("/proc/nowhere"));
    for (const auto& entry : fs::directory_iterator(folder.path())) {
        CHECK(entry.path().string().find("partial") == std::string::npos);
    }
}
