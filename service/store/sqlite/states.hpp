#pragma once
#include <optional>
#include <string>

#include "service/store/sqlite/calls_in_progress.hpp"
#include "service/store/sqlite/connection.hpp"

// How the states of a call's steps lie in `steps_recent`: mostly as what changed since the step before, which is a
// tenth of the bytes to the disk.
namespace sayso::store::sqlite {

// A state as a row of the table has it.
struct StoredState {
    std::string bytes;
    std::optional<int> size;  // of the whole state, where `bytes` is only what changed
};

// The state of step `n` as it is to be stored, after the one before it. Whole where that is no longer, and now and
// then, so that reading one never goes back far.
StoredState stored(int n, const std::string& before, const std::string& state);

// The state at a row of the table; empty when it, or one that it is the change to, is not there or damaged.
std::string state_at(Connection& db, StepRow row);

}  // namespace sayso::store::sqlite
