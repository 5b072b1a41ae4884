#pragma once
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "service/store/store.hpp"

namespace sayso::store::sqlite {

using StepRow = std::int64_t;  // of `steps_recent`

// When a call that was answered at `answered` was answered on the clock that nobody sets. `last` is when its latest
// step was taken: where the clock on the wall says less than that, or more than any call lasts, it was set meanwhile,
// and only the steps count.
std::chrono::steady_clock::time_point begun(Instant answered, Instant last);

// The calls in progress in memory, so that a webhook finds its call without a read. Changed only after a commit; the
// database decides every step all the same, so an entry that is behind (another process was first) does no harm.
class CallsInProgress {
  public:
    std::optional<CallInProgress> find(const std::string& provider, const std::string& id) const;
    // Where a call stands.
    struct Step {
        int n = 0;
        Instant answered{};
        StepRow row = 0;
        std::string state;
    };
    std::optional<Step> step_of(CallKey call) const;
    void put(const std::string& provider, const std::string& id, const CallInProgress& call, StepRow row);
    // Takes over what holds now, but for when the call began; nothing when the call is not here.
    void update(const CallInProgress& call, StepRow row) noexcept;
    void erase(CallKey call);
    // Lets go of calls that another process ended: none goes on for so long.
    void erase_answered_before(Instant before);

  private:
    struct Entry {
        std::string id;  // as in by_id_
        CallInProgress call;
        StepRow row = 0;
    };
    static std::string joined(const std::string& provider, const std::string& id);

    mutable std::mutex mutex_;
    std::unordered_map<CallKey, Entry> by_key_;
    std::unordered_map<std::string, CallKey> by_id_;
};

}  // namespace sayso::store::sqlite
