#pragma once
// Says who asks too often. Knows keys and times only: what a key stands for is its owner's business (never a raw
// number).
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sayso::guard {

// A token bucket per key (a caller's hash, an address, a line), bounded in memory; on the steady clock. Safe to share
// between threads. When there are too many keys the one not seen for longest goes: its bucket had most time to fill up.
class Limiter {
  public:
    // `per_second` tokens come back each second, up to `burst`; a key starts with a full bucket.
    Limiter(double per_second, double burst, std::size_t most_keys = 100000);
    struct Verdict {
        bool allowed = true;
        std::chrono::seconds retry_after{0};  // when refused: until there is a token again, at least 1, at most an hour
        int left = 0;                         // whole tokens that the key still has
        std::chrono::seconds full_after{0};   // until it has all of them again, at most an hour
    };
    // Takes a token of that key if there is one. A refusal takes nothing.
    Verdict ask(std::string_view key, std::chrono::steady_clock::time_point now);
    std::size_t keys() const;

  private:
    struct Bucket {
        std::string key;
        double tokens;
        std::chrono::steady_clock::time_point filled;
    };
    std::list<Bucket>::iterator bucket_of(std::string_view key, std::chrono::steady_clock::time_point now);

    double rate_, burst_;
    std::size_t most_keys_;
    mutable std::mutex mutex_;
    std::list<Bucket> buckets_;  // seen last, first
    std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;
};

}  // namespace sayso::guard
