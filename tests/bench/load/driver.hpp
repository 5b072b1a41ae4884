#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/load/conversation.hpp"
#include "tests/bench/load/histogram.hpp"

namespace sayso::bench {

struct Plan {
    std::string address = "127.0.0.1";
    int port = 0;
    std::string get;  // not calls but GETs of this target, with a body of get_bytes
    std::size_t get_bytes = 0;
    std::string form;  // sent as the body of a POST instead
    int connections = 64;
    double rate = 0;         // requests a second whatever the answers take; 0: the next as soon as the last is answered
    bool skip_late = false;  // with a rate: what is due while no connection is free is left out, not sent late
    double warm_up = 1, seconds = 5;
    std::int64_t calls = 0;  // stop after so many whole calls instead of after the seconds
    std::uint64_t seed = 1;
};

struct Result {
    double seconds = 0, busy = 0;  // busy: the part of the time that this program computed
    std::uint64_t requests = 0;    // answered in the measured time, refusals apart
    std::uint64_t holds = 0, problems = 0, reconnects = 0, unsent = 0;
    std::uint64_t calls = 0, steps = 0, legs = 0;  // of the whole run: calls that came to their end
    std::map<int, std::uint64_t> calls_by_steps;
    Histogram times, hold_times;  // from when a request was due to the last byte of its answer
    std::vector<std::string> first_problems;
};

// Runs the load on this thread. Throws std::runtime_error when nobody listens.
Result drive(const Plan& plan, const Hotline& hotline, const std::string& token);

}  // namespace sayso::bench
