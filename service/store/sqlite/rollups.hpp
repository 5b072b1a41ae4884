#pragma once
#include <string_view>

#include "service/store/sqlite/connection.hpp"

// The numbers kept beside the calls: daily counts, pinned revisions, failing numbers. All in the transaction of what
// they count.
namespace sayso::store::sqlite {

// Where a call counts: its UTC day of answer and its campaign.
struct CountedUnder {
    std::int64_t day = 0, campaign = 0;
};
std::int64_t day_of(Instant answered);

// Written with the group's other counts, just before its commit.
void add_to_daily(Connection& db, CountedUnder under, std::string_view kind, std::string_view name, int by);
void write_daily(Connection& db);
// Counts all that is known of a call under another campaign.
void move_daily(Connection& db, CallKey call, CountedUnder from, std::int64_t to_campaign);

// Remembers that a call answered then uses this revision; exact to a minute.
constexpr std::int64_t pin_slack_seconds = 60;
void pin(Connection& db, std::int64_t campaign, int revision, Instant answered);

// What a finished leg says of the number it dialled (decisions 8: failures are counted once for each call, a success
// clears them, the switchboard is never suspect).
void judge_number(Connection& db, CallKey call, const LegRecord& leg, Instant at);

}  // namespace sayso::store::sqlite
