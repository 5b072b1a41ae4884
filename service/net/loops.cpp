#include "service/net/loops.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <exception>
#include <thread>

#include "service/observe/observe.hpp"

namespace sayso::net {

namespace {

void run_one(boost::asio::io_context& io) {
    for (;;) {
        try {
            io.run();
            return;
        } catch (const std::exception& problem) {
            observe::log(observe::Level::error, "handler_failed", {{"problem", problem.what()}});
        }
    }
}

}  // namespace

Loops::Loops(int threads) {
    for (int i = 0; i < threads; ++i) loops_.push_back(std::make_unique<Loop>());
}

// What waits in one loop may hold what belongs to another: all let go of it before any of them goes.
Loops::~Loops() {
    for (int round = 0; round < 2; ++round)
        for (const auto& loop : loops_) loop->shutdown();
}

Loops::Executor Loops::next() {
    return loops_[turn_.fetch_add(1, std::memory_order_relaxed) % loops_.size()]->get_executor();
}

void Loops::run() {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < loops_.size(); ++i)
        threads.emplace_back([loop = loops_[i].get()] {
            const auto work = boost::asio::make_work_guard(*loop);
            run_one(*loop);
        });
    run_one(first());
    stop();
    for (auto& thread : threads) thread.join();
}

void Loops::stop() {
    for (const auto& loop : loops_) loop->stop();
}

}  // namespace sayso::net
