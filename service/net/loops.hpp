#pragma once
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

namespace sayso::net {

// One loop for each thread. What belongs to a loop runs on its thread alone and needs no lock against the rest of that
// loop; and what is waited for elsewhere comes back to a loop in one message, however many connections wait for it.
class Loops {
  public:
    using Executor = boost::asio::io_context::executor_type;
    explicit Loops(int threads);  // at least one
    ~Loops();
    Loops(const Loops&) = delete;
    Loops& operator=(const Loops&) = delete;

    // The one that everything is at home in but connections.
    boost::asio::io_context& first() { return *loops_.front(); }
    // Where the next connection goes: each in turn.
    Executor next();

    // Runs all of them, the first on the calling thread, until stop() or until the first has nothing left to wait for.
    // A handler that throws, for want of memory, is logged and lost; the others are not.
    void run();
    void stop();

  private:
    struct Loop : boost::asio::io_context {
        Loop() : io_context(1) {}
        using io_context::shutdown;
    };
    std::vector<std::unique_ptr<Loop>> loops_;
    std::atomic<unsigned> turn_{0};
};

}  // namespace sayso::net
