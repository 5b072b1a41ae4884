#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::test;
namespace asio = boost::asio;

namespace {

constexpr int callers = 24;  // at once, so that commits are of groups
constexpr int steps_in_a_call = 5;

// One acknowledgement, as it goes through the pipe.
struct Acknowledged {
    CallKey call = 0;
    int n = 0;
    int round = 0;
    auto operator<=>(const Acknowledged&) const = default;
};

void tell(int pipe, const Acknowledged& what) {
    if (::write(pipe, &what, sizeof what) != static_cast<ssize_t>(sizeof what)) ::_exit(3);
}

// A caller who dials again and again until the process dies.
asio::awaitable<void> caller(Calls& calls, int pipe, int round, int who) {
    for (int turn = 0;; ++turn) {
        const NewCall call =
            new_call("CA-" + std::to_string(round) + "-" + std::to_string(who) + "-" + std::to_string(turn));
        const StepResult begun = co_await calls.begin(call);
        tell(pipe, {begun.current.key, 0, round});
        for (int n = 1; n <= steps_in_a_call; ++n) {
            StepTaken taken = step(begun.current.key, n, n);
            taken.state = taken.state.text() + std::string(1500, 's');
            if (n == steps_in_a_call) taken.ended = "done";
            const StepResult result = co_await calls.advance(taken);
            if (!result.applied) ::_exit(4);
            tell(pipe, {begun.current.key, n, round});
        }
    }
}

[[noreturn]] void be_the_service(const std::string& file, int pipe, int round) {
    sqlite::Options options;
    options.log_bytes = 300'000;  // copied and begun anew again and again
    const auto store = sqlite::open(file, options);
    asio::io_context io;
    for (int who = 0; who < callers; ++who)
        asio::co_spawn(io, caller(store->calls(), pipe, round, who), asio::detached);
    io.run();
    ::_exit(5);
}

// Runs the service in a child and kills it hard after so many acknowledgements. Returns all that it had acknowledged.
std::set<Acknowledged> run_and_kill(const std::string& file, int round, int after) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::alarm(60);  // the last resort against waiting for ever
        ::close(ends[0]);
        be_the_service(file, ends[1], round);
    }
    ::close(ends[1]);
    std::set<Acknowledged> ledger;
    Acknowledged next;
    for (int count = 0; ::read(ends[0], &next, sizeof next) == static_cast<ssize_t>(sizeof next); ++count) {
        ledger.insert(next);
        if (count == after) ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    REQUIRE(WTERMSIG(status) == SIGKILL);
    return ledger;
}

int rounds() {
    const char* wanted = ::getenv("SAYSO_KILLS");
    return wanted != nullptr ? ::atoi(wanted) : 25;
}

}  // namespace

TEST_CASE("killed hard at any moment, the store has every acknowledged step once, and its calls go on") {
    const Folder folder;
    std::mt19937 random(20261122);
    std::set<Acknowledged> ledger;
    for (int round = 0; round < rounds(); ++round) {
        INFO("round " << round);
        const auto acknowledged = run_and_kill(folder.file(), round, static_cast<int>(random() % 400));
        ledger.insert(acknowledged.begin(), acknowledged.end());

        const auto store = sqlite::open(folder.file());
        std::set<std::string> kept;
        for (auto& stored : rows(folder.file(), "SELECT call, n FROM steps")) kept.insert(std::move(stored));
        int lost = 0;
        for (const auto& step_told : ledger) {
            lost += kept.contains(std::to_string(step_told.call) + "|" + std::to_string(step_told.n)) ? 0 : 1;
        }
        CHECK(lost == 0);
        CHECK(row(folder.file(), "PRAGMA integrity_check") == "ok");
        CHECK(rows(folder.file(), "PRAGMA foreign_key_check").empty());
        CHECK(row(folder.file(), "SELECT count(*) FROM calls") == std::to_string(store->calls().total_calls()));
        // Every call that was going on goes on with the step it stood at, and is ended so that the next round has its
        // own.
        for (const CallInProgress& call : run(store->calls().silent_since(at(1'000'000), 10'000))) {
            CHECK(run(store->calls().state_after(call.key, call.n)) == call.state);
            StepTaken last = step(call.key, call.n + 1, 99);
            last.ended = "went on";
            CHECK(run(store->calls().advance(last)).applied);
        }
        store->close();
    }
    CHECK(ledger.size() > 100);
    CHECK(row(folder.file(), "SELECT count(*) FROM calls WHERE ended IS NULL") == "0");
    CHECK(row(folder.file(), "SELECT count(*) FROM calls WHERE how_ended = 'done'") != "0");
}
