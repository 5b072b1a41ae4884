#include <catch2/catch.hpp>
#include <thread>

#include "service/guard/guard.hpp"

using sayso::guard::Limiter;
using namespace std::chrono_literals;

namespace {
const std::chrono::steady_clock::time_point start{1000s};
}

TEST_CASE("a key may spend its burst and is then told when to come back") {
    Limiter limiter(0.5, 3);
    for (int i = 0; i < 3; ++i) CHECK(limiter.ask("a", start).allowed);
    const auto refused = limiter.ask("a", start);
    CHECK_FALSE(refused.allowed);
    CHECK(refused.retry_after == 2s);
    CHECK(limiter.ask("b", start).allowed);
}

TEST_CASE("tokens come back with time, up to the burst") {
    Limiter limiter(1, 2);
    CHECK(limiter.ask("a", start).allowed);
    CHECK(limiter.ask("a", start).allowed);
    CHECK_FALSE(limiter.ask("a", start + 900ms).allowed);
    CHECK(limiter.ask("a", start + 1s).allowed);
    CHECK_FALSE(limiter.ask("a", start + 1s).allowed);
    CHECK(limiter.ask("a", start + 1h).allowed);
    CHECK(limiter.ask("a", start + 1h).allowed);
    CHECK_FALSE(limiter.ask("a", start + 1h).allowed);
}

TEST_CASE("whoever waits as long as told is let in, however odd the rate") {
    for (const double rate : {0.1, 1.0 / 3, 3.0 / 7, 0.7}) {
        Limiter limiter(rate, 1);
        auto at = start;
        for (int i = 0; i < 50; ++i) {
            CHECK(limiter.ask("a", at).allowed);
            const auto refused = limiter.ask("a", at);
            REQUIRE_FALSE(refused.allowed);
            at += refused.retry_after;
        }
    }
}

TEST_CASE("a time before the last one gives nothing and takes nothing") {
    Limiter limiter(1, 1);
    CHECK(limiter.ask("a", start).allowed);
    CHECK_FALSE(limiter.ask("a", start - 1h).allowed);
    CHECK_FALSE(limiter.ask("a", start + 500ms).allowed);
    CHECK(limiter.ask("a", start + 1s).allowed);
}

TEST_CASE("a limiter without a rate lets each key in as often as its burst, and says an hour") {
    Limiter limiter(0, 1);
    CHECK(limiter.ask("a", start).allowed);
    const auto refused = limiter.ask("a", start + 24h);
    CHECK_FALSE(refused.allowed);
    CHECK(refused.retry_after == 3600s);
}

TEST_CASE("keys are bounded and the one not seen for longest is forgotten") {
    Limiter limiter(0, 1, 3);
    for (const char* key : {"a", "b", "c"}) CHECK(limiter.ask(key, start).allowed);
    CHECK_FALSE(limiter.ask("a", start).allowed);  // seen again: now b is the oldest
    CHECK(limiter.ask("d", start).allowed);
    CHECK(limiter.keys() == 3);
    CHECK_FALSE(limiter.ask("a", start).allowed);
    CHECK_FALSE(limiter.ask("c", start).allowed);
    CHECK(limiter.ask("b", start).allowed);
    for (int i = 0; i < 10000; ++i) limiter.ask(std::to_string(i), start);
    CHECK(limiter.keys() == 3);
}

TEST_CASE("threads that share a limiter spend one burst between them") {
    Limiter limiter(0, 500);
    std::atomic<int> allowed{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 400; ++i) allowed += limiter.ask("a", start).allowed ? 1 : 0;
        });
    for (auto& thread : threads) thread.join();
    CHECK(allowed == 500);
}

TEST_CASE("a verdict says what is left, and when all of it is back") {
    Limiter limiter(0.5, 3);
    const auto first = limiter.ask("a", start);
    CHECK(first.left == 2);
    CHECK(first.full_after == 2s);
    CHECK(limiter.ask("a", start).left == 1);
    CHECK(limiter.ask("a", start).left == 0);
    const auto refused = limiter.ask("a", start);
    CHECK_FALSE(refused.allowed);
    CHECK(refused.left == 0);
    CHECK(refused.retry_after == 2s);
    CHECK(refused.full_after == 6s);
    CHECK(limiter.ask("a", start + 2s).left == 0);
    CHECK(limiter.ask("a", start + 1h).left == 2);
}
