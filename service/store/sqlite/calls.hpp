#pragma once
#include "service/store/sqlite/calls_in_progress.hpp"
#include "service/store/sqlite/readers.hpp"
#include "service/store/sqlite/writer.hpp"

namespace sayso::store::sqlite {

class SqliteCalls final : public Calls {
  public:
    // Reads the calls in progress into memory.
    SqliteCalls(Writer& writer, Readers& readers);

    boost::asio::awaitable<StepResult> begin(const NewCall& call) override;
    boost::asio::awaitable<StepResult> advance(const StepTaken& step) override;
    boost::asio::awaitable<std::optional<CallInProgress>> find(const std::string& provider,
                                                               const std::string& id) override;
    boost::asio::awaitable<std::optional<std::string>> state_after(CallKey call, int n) override;
    boost::asio::awaitable<Noted> note_status(const StatusNote& note) override;
    boost::asio::awaitable<std::vector<CallInProgress>> silent_since(Instant before, int most) override;
    boost::asio::awaitable<int> forget_states(Instant before) override;
    std::vector<SuspectNumber> suspect_numbers() override;
    std::int64_t total_calls() override;
    std::vector<DailyCount> daily_counts(Instant from, Instant to) override;
    std::optional<CallRecord> record(CallKey call) override;

  private:
    Writer& writer_;
    Readers& readers_;
    CallsInProgress in_progress_;
};

}  // namespace sayso::store::sqlite
