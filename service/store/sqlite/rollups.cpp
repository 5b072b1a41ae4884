#include "service/store/sqlite/rollups.hpp"

#include <vector>

namespace sayso::store::sqlite {

std::int64_t day_of(Instant answered) {
    return std::chrono::floor<std::chrono::days>(answered).time_since_epoch().count();
}

void add_to_daily(Connection& db, CountedUnder under, std::string_view kind, std::string_view name, int by) {
    db.daily.add(under.day, under.campaign, kind, name, by);
}

void write_daily(Connection& db) {
    for (const DailySums::Sum& sum : db.daily.all()) {
        if (sum.by == 0) continue;
        execute(db,
                "INSERT INTO daily (day, campaign, kind, name, count) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET count = count + excluded.count",
                sum.day, sum.campaign, sum.kind, sum.name, sum.by);
    }
    db.daily.clear();
}

void move_daily(Connection& db, CallKey call, CountedUnder from, std::int64_t to_campaign) {
    struct Count {
        std::string kind, name;
        int count;
    };
    std::vector<Count> counts;
    for (Query q(db,
                 "SELECT 'calls', '', 1"
                 " UNION ALL SELECT 'ended', how_ended, 1 FROM calls WHERE call = ?1 AND ended IS NOT NULL"
                 " UNION ALL SELECT 'leg', result, count(*) FROM legs WHERE call = ?1 AND result IS NOT NULL GROUP BY 2"
                 " UNION ALL SELECT 'outcome', outcome, count(*) FROM outcomes WHERE call = ?1 GROUP BY 2",
                 call);
         q.row(); q.next()) {
        counts.push_back({q.text(0), q.text(1), q.small(2)});
    }
    for (const Count& count : counts) {
        add_to_daily(db, from, count.kind, count.name, -count.count);
        add_to_daily(db, {from.day, to_campaign}, count.kind, count.name, count.count);
    }
}

void pin(Connection& db, std::int64_t campaign, int revision, Instant answered) {
    execute(db,
            "INSERT INTO pins (campaign, revision, last) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET last = excluded.last WHERE excluded.last >= last + ?",
            campaign, revision, answered, pin_slack_seconds);
}

void judge_number(Connection& db, CallKey call, const LegRecord& leg, Instant at) {
    if (leg.switchboard || leg.dialled == directory::capitol_switchboard().e164()) return;
    if (leg.result == "answered") {
        execute(db, "DELETE FROM failing_numbers WHERE number = ?", leg.dialled);
    } else if (leg.result == "failed") {
        execute(db,
                "INSERT INTO failing_numbers (number, office_id, failures, last_call, last) VALUES (?, ?, 1, ?, ?)"
                " ON CONFLICT DO UPDATE SET office_id = excluded.office_id,"
                " failures = failures + (last_call <> excluded.last_call), last_call = excluded.last_call,"
                " last = max(last, excluded.last)",
                leg.dialled, leg.office_id, call, at);
    }
}

}  // namespace sayso::store::sqlite
