#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "service/store/store.hpp"

// The engine behind the repositories: SQLite in WAL mode with full durability. One thread owns the only read-write
// connection and commits up to `group` queued jobs at a time; readers have connections of their own.
namespace sayso::store::sqlite {

struct Options {
    std::size_t queue = 4096;                       // jobs that may wait; one more gets Full at once
    std::size_t group = 256;                        // jobs in one transaction
    std::chrono::milliseconds busy_timeout{400};    // how long a transaction waits for another process's lock
    std::chrono::milliseconds job_deadline{1000};   // of a request's job: not begun by then gets Full
    std::chrono::milliseconds patience{30'000};     // of a command's job, which also waits out locks until then
    std::chrono::milliseconds read_deadline{1000};  // of a request's read, stopped in its midst
    std::size_t readers = 2;                        // threads for requests' reads
    std::int64_t log_bytes = 56'000'000;            // that the log holds at most while no reader needs it longer
    std::string vfs;                                // SQLite's name of a file layer; empty is the system's
};

// Opens the database, makes it when there is none (mode 0600, folders too), and brings an older one up to date. Throws
// Unavailable when it cannot be opened, and std::runtime_error with what to do when the file is not ours, or is newer
// than this program. Close the store before the executors whose coroutines wait for it go.
std::unique_ptr<Store> open(const std::string& file, Options options = {});

}  // namespace sayso::store::sqlite
