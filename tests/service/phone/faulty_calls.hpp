#pragma once
#include <string>

#include "service/store/store.hpp"

namespace sayso::tests {

// The store's calls with faults to order.
class FaultyCalls : public store::Calls {
  public:
    enum class Fault { none, full, unavailable, broken };

    explicit FaultyCalls(store::Calls& real) : real_(real) {}
    Fault on_write = Fault::none, on_read = Fault::none;

    boost::asio::awaitable<store::StepResult> begin(const store::NewCall& call) override {
        fail(on_write);
        co_return co_await real_.begin(call);
    }
    boost::asio::awaitable<store::StepResult> advance(const store::StepTaken& step) override {
        fail(on_write);
        co_return co_await real_.advance(step);
    }
    boost::asio::awaitable<std::optional<store::CallInProgress>> find(const std::string& provider,
                                                                      const std::string& id) override {
        fail(on_read);
        co_return co_await real_.find(provider, id);
    }
    boost::asio::awaitable<std::optional<std::string>> state_after(store::CallKey call, int n) override {
        fail(on_read);
        co_return co_await real_.state_after(call, n);
    }
    boost::asio::awaitable<store::Noted> note_status(const store::StatusNote& note) override {
        fail(on_write);
        co_return co_await real_.note_status(note);
    }
    boost::asio::awaitable<std::vector<store::CallInProgress>> silent_since(store::Instant before, int most) override {
        fail(on_read);
        co_return co_await real_.silent_since(before, most);
    }
    boost::asio::awaitable<int> forget_states(store::Instant before) override {
        fail(on_write);
        co_return co_await real_.forget_states(before);
    }
    std::vector<store::SuspectNumber> suspect_numbers() override { return real_.suspect_numbers(); }
    std::int64_t total_calls() override { return real_.total_calls(); }
    std::vector<store::DailyCount> daily_counts(store::Instant from, store::Instant to) override {
        return real_.daily_counts(from, to);
    }
    std::optional<store::CallRecord> record(store::CallKey call) override { return real_.record(call); }

  private:
    static void fail(Fault fault) {
        if (fault == Fault::full) throw store::Full("the queue is full");
        if (fault == Fault::unavailable) throw store::Unavailable("the disk is full");
        if (fault == Fault::broken) throw std::logic_error("a mistake of ours");
    }
    store::Calls& real_;
};

}  // namespace sayso::tests
