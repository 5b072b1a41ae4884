#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <catch2/catch.hpp>
#include <future>
#include <thread>

#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::test;
namespace asio = boost::asio;

// g++ 12 takes the frames of coroutines it inlines for memory from elsewhere.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace {

asio::awaitable<bool> take(Calls& calls, StepTaken taken) {
    const StepResult result = co_await calls.advance(taken);
    if (!result.applied && result.current.n != taken.n) throw std::logic_error("neither first nor told what holds");
    co_return result.applied;
}

// A whole call as webhooks make it: each step twice, and the state asked for in between.
asio::awaitable<int> whole_call(Calls& calls, std::string id, int steps) {
    const NewCall call = new_call(id);
    const StepResult begun = co_await calls.begin(call);
    int applied = begun.applied ? 1 : 0;
    for (int n = 1; n <= steps; ++n) {
        StepTaken taken = step(begun.current.key, n, n);
        if (n == steps) taken.ended = "done";
        const StepResult first = co_await calls.advance(taken);
        const StepResult second = co_await calls.advance(taken);
        applied += (first.applied ? 1 : 0) + (second.applied ? 1 : 0);
        const auto found = co_await calls.find(call.provider, call.id);
        const auto state = co_await calls.state_after(begun.current.key, n);
        if (!found || found->n != n || state != taken.state) throw std::logic_error("the call went astray");
    }
    co_return applied;
}

}  // namespace

TEST_CASE("of many who take the same step at once, one does") {
    const Folder folder;
    const auto store = sqlite::open(folder.file());
    const CallKey call = run(store->calls().begin(new_call("CA1"))).current.key;
    asio::thread_pool pool(4);
    for (int n = 1; n <= 10; ++n) {
        std::vector<std::future<bool>> results;
        for (int i = 0; i < 20; ++i) {
            StepTaken taken = step(call, n, n);
            taken.state = "of " + std::to_string(i);
            results.push_back(asio::co_spawn(pool, take(store->calls(), std::move(taken)), asio::use_future));
        }
        int applied = 0;
        for (auto& result : results) applied += result.get() ? 1 : 0;
        CHECK(applied == 1);
    }
    pool.join();
    CHECK(row(folder.file(), "SELECT count(*) FROM steps") == "11");
    store->close();
}

TEST_CASE("many calls go on at once on several threads, and so do reports and publishing") {
    const Folder folder;
    const auto store = sqlite::open(folder.file());
    asio::thread_pool pool(3);
    constexpr int calls = 60, steps = 5;
    std::vector<std::future<int>> results;
    for (int i = 0; i < calls; ++i) {
        results.push_back(
            asio::co_spawn(pool, whole_call(store->calls(), "CA" + std::to_string(i), steps), asio::use_future));
    }
    std::atomic<bool> stop{false};
    std::thread reports([&] {
        while (!stop) {
            store->calls().total_calls();
            store->calls().suspect_numbers();
            store->health();
        }
    });
    std::thread publishing([&] {
        const auto topic = store->contents().id_of("topic", "t");
        for (int i = 0; i < 10; ++i) store->contents().save(topic, "t", topics::Status::live, std::to_string(i), at(i));
    });
    int applied = 0;
    for (auto& result : results) applied += result.get();
    stop = true;
    reports.join();
    publishing.join();
    pool.join();
    CHECK(applied == calls * (steps + 1));
    CHECK(store->calls().total_calls() == calls);
    CHECK(run(store->calls().forget_states(at(3600))) == calls);
    CHECK(store->contents().current().at(0).revision == 10);
    CHECK(row(folder.file(), "PRAGMA integrity_check") == "ok");
    store->close();
}

TEST_CASE("two processes' stores on one file never take the same step twice") {
    const Folder folder;
    const auto here = sqlite::open(folder.file());
    const auto there = sqlite::open(folder.file());
    const CallKey call = run(here->calls().begin(new_call("CA1"))).current.key;
    asio::thread_pool pool(2);
    for (int n = 1; n <= 20; ++n) {
        auto a = asio::co_spawn(pool, take(here->calls(), step(call, n, n)), asio::use_future);
        auto b = asio::co_spawn(pool, take(there->calls(), step(call, n, n)), asio::use_future);
        CHECK(int{a.get()} + int{b.get()} == 1);
    }
    pool.join();
    here->close();
    there->close();
}
