// How many steps of calls a second the store makes durable:  bench_store [FILE] [CALLERS] [SECONDS]
// FILE decides the disk; callers step at once, each waiting for its acknowledgement before the next step.
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "service/store/sqlite/sqlite.hpp"

using namespace sayso;
namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

struct Tally {
    Clock::time_point until;
    std::vector<double> milliseconds;  // of each step
    std::int64_t refused = 0;
};

asio::awaitable<void> caller(store::Calls& calls, Tally& tally, int who) {
    constexpr int steps = 8;
    const std::string state(700, 's');
    for (int turn = 0; Clock::now() < tally.until; ++turn) {
        const store::NewCall call{
            "twilio", "CA" + std::to_string(who) + "-" + std::to_string(turn), "hash",   "+12025550142", 1,
            1,        store::Instant(std::chrono::seconds(1'790'856'000)),     "answer", state};
        const store::StepResult begun = co_await calls.begin(call);
        for (int n = 1; n <= steps; ++n) {
            store::StepTaken taken;
            taken.call = begun.current.key;
            taken.n = n;
            taken.at = call.at;
            taken.event = "key 1";
            taken.state = state;
            if (n == steps) taken.ended = "done";
            const auto start = Clock::now();
            try {
                co_await calls.advance(taken);
            } catch (const store::Full&) {
                ++tally.refused;
                co_return;
            }
            tally.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        }
    }
}

}  // namespace

int main(int count, char** values) {
    const std::string file = count > 1 ? values[1] : "store-rate.db";
    const int callers = count > 2 ? std::atoi(values[2]) : 256;
    const int seconds = count > 3 ? std::atoi(values[3]) : 5;
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(file + tail);
    const auto store = store::sqlite::open(file);
    asio::io_context io;
    const auto start = Clock::now();
    Tally tally{start + std::chrono::seconds(seconds), {}, 0};
    for (int who = 0; who < callers; ++who) asio::co_spawn(io, caller(store->calls(), tally, who), asio::detached);
    io.run();
    const double took = std::chrono::duration<double>(Clock::now() - start).count();
    const store::Health health = store->health();
    auto& all = tally.milliseconds;
    std::sort(all.begin(), all.end());
    const auto at = [&](double part) {
        return all.empty()
                   ? 0.0
                   : all[std::min(all.size() - 1, static_cast<std::size_t>(part * static_cast<double>(all.size())))];
    };
    std::printf(
        "%zu steps in %.2f s: %.0f/s, %.1f jobs in a commit, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, %lld callers "
        "refused\n",
        all.size(), took, static_cast<double>(all.size()) / took,
        static_cast<double>(health.jobs) / static_cast<double>(std::max<std::int64_t>(health.commits, 1)), at(0.5),
        at(0.99), at(0.999), static_cast<long long>(tally.refused));
}
