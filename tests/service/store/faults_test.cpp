#include <catch2/catch.hpp>
#include <thread>

#include "service/observe/observe.hpp"
#include "tests/service/store/faulty_disk.hpp"
#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::test;
namespace disk = faulty_disk;

namespace {

struct QuietLog {
    QuietLog() {
        observe::set_log_sink([](std::string_view) {});
    }
    ~QuietLog() { observe::set_log_sink(nullptr); }
};

sqlite::Options options() {
    sqlite::Options chosen;
    chosen.vfs = disk::name();
    chosen.readers = 1;
    return chosen;
}

// What was acknowledged, as queries that must each give one row.
using Ledger = std::vector<std::string>;

// Does one thing; a thing that the store refuses for want of its disk is left out of the ledger.
template <class Thing>
void attempt(Ledger& ledger, const std::string& proof, Thing thing) {
    try {
        thing();
        ledger.push_back(proof);
    } catch (const Unavailable&) {
    }
}

// A call's life and an organizer's, each step once.
void live(Store& store, Ledger& ledger) {
    attempt(ledger, "SELECT 1 FROM slugs WHERE slug = 'topic'", [&] {
        const auto topic = store.contents().id_of("topic", "topic");
        attempt(ledger, "SELECT 1 FROM documents WHERE text = 'text'",
                [&] { store.contents().save(topic, "topic", topics::Status::live, "text", at(0)); });
    });
    attempt(ledger, "SELECT 1 FROM lines", [&] {
        store.contents().set_line({directory::capitol_switchboard(), {"practice"}, {"en"}});
    });
    std::optional<CallInProgress> call;
    attempt(ledger, "SELECT 1 FROM calls_in_progress WHERE id = 'CA1'",
            [&] { call = run(store.calls().begin(new_call("CA1"))).current; });
    for (int i = 0; call && i < 4; ++i) {
        StepTaken taken = step(call->key, call->n + 1, i);
        taken.state = taken.state.text() + std::string(3000, 'x');
        taken.legs.push_back({i, 0, "T", "O", "+12022254965", false, "failed", 0});
        if (i == 3) taken.ended = "done";
        attempt(ledger, "SELECT 1 FROM steps WHERE call = 1 AND n = " + std::to_string(taken.n), [&] {
            const StepResult result = run(store.calls().advance(taken));
            call = result.current;
            // A step that failed may be there all the same, when only its flush failed; one that is told is there for
            // sure.
            if (!result.applied && result.current.n < taken.n)
                throw std::logic_error("neither first nor told what holds");
        });
    }
    const StatusNote note{"twilio", "CA1", "", "completed", 1, 0, true, at(9)};
    attempt(ledger, "SELECT 1 FROM status_notes", [&] { run(store.calls().note_status(note)); });
}

void check_ledger(const std::string& file, const Ledger& ledger) {
    for (const std::string& proof : ledger) {
        INFO(proof);
        CHECK(rows(file, proof).size() == 1);
    }
    CHECK(row(file, "PRAGMA integrity_check") == "ok");
    CHECK(rows(file, "PRAGMA foreign_key_check").empty());
}

// One life with the nth operation failing. Returns whether it came to that.
bool life_with_fault(int nth, disk::Fault fault) {
    const Folder folder;
    Ledger ledger;
    disk::fail_at(nth, fault);
    std::unique_ptr<Store> store;
    try {
        store = sqlite::open(folder.file(), options());
        live(*store, ledger);
    } catch (const Unavailable&) {
        REQUIRE_FALSE(store);
    }
    const bool happened = disk::heal();
    if (!store) store = sqlite::open(folder.file(), options());
    // It goes on without a restart.
    CHECK(run(store->calls().begin(new_call("CA2"))).applied);
    CHECK(store->health().writable);
    ledger.push_back("SELECT 1 FROM calls_in_progress WHERE id = 'CA2'");
    store->close();
    store = sqlite::open(folder.file());
    check_ledger(folder.file(), ledger);
    return happened;
}

}  // namespace

TEST_CASE("whichever operation of the disk fails, nothing acknowledged is lost and all goes on") {
    const QuietLog quiet;
    int nth = 1;
    for (; nth < 5000; ++nth) {
        INFO("operation " << nth);
        if (!life_with_fault(nth, disk::Fault::io_error)) break;
    }
    CHECK(nth > 40);
    CHECK(nth < 5000);
}

TEST_CASE("whichever write finds the disk full, nothing acknowledged is lost and all goes on") {
    const QuietLog quiet;
    int nth = 1;
    for (; nth < 5000; ++nth) {
        INFO("operation " << nth);
        if (!life_with_fault(nth, disk::Fault::full)) break;
    }
    CHECK(nth > 40);
    CHECK(nth < 5000);
}

TEST_CASE("while the disk is full the store says so and still reads; afterwards it recovers by itself") {
    const QuietLog quiet;
    const Folder folder;
    const auto store = sqlite::open(folder.file(), options());
    const CallKey call = run(store->calls().begin(new_call("CA1"))).current.key;
    disk::fail_at(1, disk::Fault::full, true);
    for (int i = 0; i < 3; ++i) {
        CHECK_THROWS_AS(run(store->calls().advance(step(call, 1, 4))), Unavailable);
        CHECK_THROWS_AS(run(store->calls().begin(new_call("CA2"))), Unavailable);
    }
    CHECK_FALSE(store->health().writable);
    CHECK(store->health().problem.find("full") != std::string::npos);
    const std::string provider = "twilio", id = "CA1";
    CHECK(run(store->calls().find(provider, id))->n == 0);
    CHECK(run(store->calls().state_after(call, 0)) == "state 0 of CA1");
    CHECK(run(store->calls().begin(new_call("CA1", 9))).current.key == call);
    CHECK(store->calls().total_calls() == 1);
    disk::heal();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!store->health().writable && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    CHECK(store->health().writable);
    CHECK(run(store->calls().advance(step(call, 1, 4))).applied);
    CHECK(rows(folder.file(), "SELECT id FROM calls_in_progress") == std::vector<std::string>{"CA1"});
}
