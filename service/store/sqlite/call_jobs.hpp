#pragma once
#include "service/store/sqlite/calls_in_progress.hpp"
#include "service/store/sqlite/connection.hpp"

// The writes of calls, each the body of one job. They name their caller's values and are awaited before those go.
namespace sayso::store::sqlite {

// The row of `states` for a step.
constexpr int most_steps = 1024;
constexpr std::int64_t state_row(CallKey call, int n) {
    return call * most_steps + n;
}

struct BeginCall {
    const NewCall& call;
    CallsInProgress& in_progress;
    CallInProgress current{};
    bool ended = false;

    StepResult operator()(Connection& db);
    void committed() noexcept;
};

struct AdvanceCall {
    const StepTaken& step;
    CallsInProgress& in_progress;
    CallInProgress current{};
    bool ended = false;

    StepResult operator()(Connection& db);
    void committed() noexcept;
};

struct NoteStatus {
    const StatusNote& note;
    Noted operator()(Connection& db) const;
};

// Forgets the states of some calls that ended before, and old status notes.
struct ForgetStates {
    Instant before;
    struct Forgotten {
        int calls = 0;
        bool more = false;
    };
    Forgotten operator()(Connection& db) const;
};

// The call in progress with that key or that id, from the tables.
struct FoundCall {
    CallInProgress call;
    bool ended = false;
};
std::optional<FoundCall> read_call(Connection& db, CallKey key);
std::optional<FoundCall> read_call(Connection& db, const std::string& provider, const std::string& id);

}  // namespace sayso::store::sqlite
