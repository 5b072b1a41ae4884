#include "service/store/sqlite/visits.hpp"

#include "service/store/sqlite/rollups.hpp"

namespace sayso::store::sqlite {

namespace {

constexpr int visitors_forgotten_at_once = 500;

// What a visitor told of a target before, that day.
struct Told {
    std::int64_t campaign = 0;
    std::string outcome, via, group;
};

std::optional<Told> told_before(Connection& db, const VisitOutcome& which) {
    const Query q(db,
                  "SELECT campaign, outcome, via, grp FROM visit_outcomes"
                  " WHERE day = ? AND visitor = ? AND action = ? AND target_id = ?",
                  day_of(which.at), which.visitor, which.action, which.target_id);
    if (!q.row()) return std::nullopt;
    return Told{q.integer(0), q.text(1), q.text(2), q.text(3)};
}

void count_told(Connection& db, const VisitOutcome& which, const Told& told, int by) {
    execute(db,
            "INSERT INTO visit_daily (day, action, campaign, via, grp, outcome, count) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET count = count + excluded.count",
            day_of(which.at), which.action, told.campaign, told.via, told.group, told.outcome, by);
}

struct RecordVisit {
    const VisitOutcome& outcome;

    bool operator()(Connection& db) const {
        const auto before = told_before(db, outcome);
        if (before) count_told(db, outcome, *before, -1);
        execute(db,
                "INSERT OR REPLACE INTO visit_outcomes"
                " (day, visitor, action, target_id, campaign, office_id, dialled, outcome, via, grp, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                day_of(outcome.at), outcome.visitor, outcome.action, outcome.target_id, outcome.campaign,
                outcome.office_id, outcome.dialled, outcome.outcome, outcome.via, outcome.group, outcome.at);
        count_told(db, outcome, {outcome.campaign, outcome.outcome, outcome.via, outcome.group}, 1);
        return !before;
    }
};

struct TakeBackVisit {
    const VisitOutcome& which;

    bool operator()(Connection& db) const {
        const auto before = told_before(db, which);
        if (!before) return false;
        count_told(db, which, *before, -1);
        execute(db, "DELETE FROM visit_outcomes WHERE day = ? AND visitor = ? AND action = ? AND target_id = ?",
                day_of(which.at), which.visitor, which.action, which.target_id);
        return true;
    }
};

struct ReportNumber {
    const NumberReport& report;

    bool operator()(Connection& db) const {
        return execute(db,
                       "INSERT INTO number_reports (number, day, visitor, office_id, target_id, at)"
                       " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                       report.number, day_of(report.at), report.visitor, report.office_id, report.target_id,
                       report.at) == 1;
    }
};

struct TakeBackReport {
    const NumberReport& report;

    bool operator()(Connection& db) const {
        return execute(db, "DELETE FROM number_reports WHERE number = ? AND day = ? AND visitor = ?", report.number,
                       day_of(report.at), report.visitor) > 0;
    }
};

struct ReadCounts {
    std::optional<Instant> since;

    std::vector<VisitCount> operator()(Connection& db) const {
        std::vector<VisitCount> counts;
        for (Query q(db,
                     "SELECT CASE WHEN ?1 IS NULL THEN 0 ELSE day END AS on_day, action, campaign, via, grp, outcome,"
                     " sum(count) FROM visit_daily WHERE ?1 IS NULL OR day >= ?1"
                     " GROUP BY on_day, action, campaign, via, grp, outcome HAVING sum(count) <> 0"
                     " ORDER BY on_day, action, via, grp, outcome",
                     since ? std::optional(day_of(*since)) : std::nullopt);
             q.row(); q.next()) {
            counts.push_back({std::chrono::sys_days(std::chrono::days(q.integer(0))), q.integer(1), q.integer(2),
                              q.text(3), q.text(4), q.text(5), q.integer(6)});
        }
        return counts;
    }
};

struct ReadLineCounts {
    std::optional<Instant> since;

    std::vector<DailyCount> operator()(Connection& db) const {
        std::vector<DailyCount> counts;
        for (Query q(db,
                     "SELECT CASE WHEN ?1 IS NULL THEN 0 ELSE day END AS on_day, campaign, kind, name, sum(count)"
                     " FROM daily WHERE kind IN ('calls', 'outcome') AND (?1 IS NULL OR day >= ?1)"
                     " GROUP BY on_day, campaign, kind, name HAVING sum(count) <> 0"
                     " ORDER BY on_day, campaign, kind, name",
                     since ? std::optional(day_of(*since)) : std::nullopt);
             q.row(); q.next()) {
            counts.push_back({std::chrono::sys_days(std::chrono::days(q.integer(0))), q.integer(1), q.text(2),
                              q.text(3), q.integer(4)});
        }
        return counts;
    }
};

struct ForgetVisitors {
    Instant before;

    int operator()(Connection& db) const {
        return execute(db,
                       "DELETE FROM visit_outcomes WHERE (day, visitor, action, target_id) IN"
                       " (SELECT day, visitor, action, target_id FROM visit_outcomes WHERE day < ? LIMIT ?)",
                       day_of(before), visitors_forgotten_at_once);
    }
};

}  // namespace

boost::asio::awaitable<bool> SqliteVisits::record(const VisitOutcome& outcome) {
    RecordVisit work{outcome};
    co_return co_await writer_.write(work);
}

boost::asio::awaitable<bool> SqliteVisits::take_back(const VisitOutcome& which) {
    TakeBackVisit work{which};
    co_return co_await writer_.write(work);
}

boost::asio::awaitable<bool> SqliteVisits::take_back_report(const NumberReport& report) {
    TakeBackReport work{report};
    co_return co_await writer_.write(work);
}

boost::asio::awaitable<bool> SqliteVisits::report_number(const NumberReport& report) {
    ReportNumber work{report};
    co_return co_await writer_.write(work);
}

boost::asio::awaitable<std::vector<VisitCount>> SqliteVisits::counts(std::optional<Instant> since) {
    ReadCounts work{since};
    co_return co_await readers_.read(work);
}

boost::asio::awaitable<std::vector<DailyCount>> SqliteVisits::line_counts(std::optional<Instant> since) {
    ReadLineCounts work{since};
    co_return co_await readers_.read(work);
}

std::vector<ReportedNumber> SqliteVisits::reported_numbers() {
    return readers_.read_here([](Connection& db) {
        std::vector<ReportedNumber> numbers;
        for (Query q(db,
                     "SELECT number, max(office_id), max(target_id), count(*), min(at), max(at) FROM number_reports"
                     " GROUP BY number ORDER BY count(*) DESC, number");
             q.row(); q.next()) {
            numbers.push_back({q.text(0), q.text(1), q.text(2), q.small(3), q.instant(4), q.instant(5)});
        }
        return numbers;
    });
}

int SqliteVisits::settle_number(const std::string& number) {
    auto work = [&number](Connection& db) {
        return execute(db, "DELETE FROM number_reports WHERE number = ?", number);
    };
    return writer_.write_blocking(work);
}

boost::asio::awaitable<int> SqliteVisits::forget_visitors(Instant before) {
    ForgetVisitors work{before};
    int forgotten = 0;
    for (;;) {
        // Some at a time, so that callers' steps are committed in between.
        const int now = co_await writer_.write(work);
        forgotten += now;
        if (now < visitors_forgotten_at_once) break;
    }
    co_return forgotten;
}

}  // namespace sayso::store::sqlite
