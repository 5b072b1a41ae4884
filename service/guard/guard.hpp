#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sayso::guard {

// A token bucket per key (a caller's hash, an address, a line), bounded in memory; on the steady clock.
class Limiter {
  public:
    Limiter(double per_second, double burst, std::size_t most_keys = 100000);
    struct Verdict {
        bool allowed = true;
        std::chrono::seconds retry_after{0};
    };
    Verdict ask(std::string_view key, std::chrono::steady_clock::time_point now);

  private:
    struct Bucket { double tokens; std::chrono::steady_clock::time_point filled; };
    double rate_, burst_;
    std::size_t most_keys_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace sayso::guard
