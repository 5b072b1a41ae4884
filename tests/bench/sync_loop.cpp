// What the disk itself takes: 4 kB written and fdatasync, again and again.   bench_sync FILE SECONDS
// Prints one line of JSON with times in microseconds. FILE decides the disk and is removed.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "tests/bench/load/histogram.hpp"

int main(int count, char** values) {
    if (count != 3) {
        std::fprintf(stderr, "bench_sync FILE SECONDS\n");
        return 2;
    }
    using Clock = std::chrono::steady_clock;
    const int file = open(values[1], O_CREAT | O_TRUNC | O_WRONLY, 0600);
    if (file < 0) {
        std::perror(values[1]);
        return 1;
    }
    std::array<char, 4096> block;
    block.fill('s');
    constexpr long most_blocks = 4096;  // as long as a log grows before it is copied into the database
    sayso::bench::Histogram times;
    const auto until = Clock::now() + std::chrono::duration<double>(std::atof(values[2]));
    for (long i = 0; Clock::now() < until; ++i) {
        const auto before = Clock::now();
        if (pwrite(file, block.data(), block.size(), (i % most_blocks) * 4096L) != 4096 || fdatasync(file) != 0) {
            std::perror(values[1]);
            return 1;
        }
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - before);
        times.add(static_cast<std::uint64_t>(took.count()));
    }
    close(file);
    unlink(values[1]);
    std::printf("{\"count\": %llu, \"p50_us\": %llu, \"p99_us\": %llu, \"p999_us\": %llu, \"max_us\": %llu}\n",
                static_cast<unsigned long long>(times.count()), static_cast<unsigned long long>(times.at(0.5)),
                static_cast<unsigned long long>(times.at(0.99)), static_cast<unsigned long long>(times.at(0.999)),
                static_cast<unsigned long long>(times.most()));
}
