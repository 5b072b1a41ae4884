#pragma once
#include "service/store/sqlite/calls_in_progress.hpp"
#include "service/store/sqlite/connection.hpp"

// The writes of calls, each the body of one job. They name their caller's values and are awaited before those go.
namespace sayso::store::sqlite {

// A call that asks for more has gone round in circles.
constexpr int most_steps = 1024;

struct BeginCall {
    const NewCall& call;
    CallsInProgress& in_progress;
    CallInProgress current{};
    StepRow row = 0;
    bool ended = false;

    StepResult operator()(Connection& db);
    void committed() noexcept;
};

struct AdvanceCall {
    const StepTaken& step;
    CallsInProgress& in_progress;
    CallInProgress current{};
    StepRow row = 0;
    bool ended = false;

    StepResult operator()(Connection& db);
    void committed() noexcept;

  private:
    struct Before {
        Instant answered;
        StepRow row;
        bool ended;
        std::string state;
    };
    std::optional<Before> before(Connection& db) const;
    StepResult already(Connection& db);
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
    StepRow row = 0;
};
std::optional<FoundCall> read_call(Connection& db, CallKey key);
std::optional<FoundCall> read_call(Connection& db, const std::string& provider, const std::string& id);

}  // namespace sayso::store::sqlite
