// What the reports cost:   bench_report DATABASE
// Prints one line of JSON: the milliseconds of the counts of 30 days, of all calls, of the failing numbers and of one
// call's record.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "service/observe/observe.hpp"
#include "service/store/sqlite/sqlite.hpp"

using namespace sayso;

namespace {

template <class Work>
double median_ms(Work work) {
    std::vector<double> times;
    for (int i = 0; i < 21; ++i) {
        const auto before = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
    }
    std::nth_element(times.begin(), times.begin() + 10, times.end());
    return times[10];
}

}  // namespace

int main(int count, char** values) {
    if (count != 2) {
        std::fprintf(stderr, "bench_report DATABASE\n");
        return 2;
    }
    const auto store = store::sqlite::open(values[1]);
    auto& calls = store->calls();
    const auto now = observe::now();
    const auto all = calls.total_calls();
    std::printf(
        "{\"calls\": %lld, \"daily_ms\": %.4f, \"total_ms\": %.4f, \"suspects_ms\": %.4f, \"record_ms\": %.4f}\n",
        static_cast<long long>(all), median_ms([&] { calls.daily_counts(now - std::chrono::hours(24 * 30), now); }),
        median_ms([&] { calls.total_calls(); }), median_ms([&] { calls.suspect_numbers(); }),
        median_ms([&] { calls.record(all / 2 + 1); }));
}
