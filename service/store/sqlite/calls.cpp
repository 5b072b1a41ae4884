#include "service/store/sqlite/calls.hpp"

#include "service/store/sqlite/call_jobs.hpp"
#include "service/store/sqlite/rollups.hpp"
#include "service/store/sqlite/states.hpp"

namespace sayso::store::sqlite {

namespace {

constexpr int failures_of_a_suspect = 2;  // decisions 8

LegRecord leg(const Query& q) {
    LegRecord leg;
    leg.number = q.small(0);
    leg.target = q.small(1);
    leg.target_id = q.text(2);
    leg.office_id = q.text(3);
    leg.dialled = q.text(4);
    leg.switchboard = q.integer(5) != 0;
    if (!q.null(6)) leg.result = q.text(6);
    leg.seconds = q.small(7);
    return leg;
}

std::optional<CallRecord> read_record(Connection& db, CallKey call) {
    CallRecord record;
    {
        const Query q(
            db,
            "SELECT caller_hash, line, campaign, revision, answered, ended, how_ended, state, districts, city,"
            " status, reached FROM calls WHERE call = ?",
            call);
        if (!q.row()) return std::nullopt;
        record = {call,         q.text(0),   q.text(1),
                  q.integer(2), q.small(3),  q.instant(4),
                  {},           q.text(6),   {q.text(7), q.text(8), q.text(9)},
                  q.text(10),   q.small(11), {},
                  {},           {}};
        if (!q.null(5)) record.ended = q.instant(5);
    }
    for (Query q(db,
                 "WITH RECURSIVE back (n, at, event, before) AS ("
                 "SELECT s.n, s.at, s.event, s.before FROM calls_in_progress p JOIN steps_recent s ON s.step = p.step"
                 " WHERE p.call = ?1 UNION ALL SELECT s.n, s.at, s.event, s.before FROM back b"
                 " JOIN steps_recent s ON s.step = b.before)"
                 "SELECT n, at, event FROM steps_past WHERE call = ?1"
                 " UNION ALL SELECT n, at, event FROM back ORDER BY n",
                 call);
         q.row(); q.next()) {
        record.steps.push_back({q.small(0), q.instant(1), q.text(2)});
    }
    for (Query q(db,
                 "SELECT number, target, target_id, office_id, dialled, switchboard, result, seconds FROM legs"
                 " WHERE call = ? ORDER BY number",
                 call);
         q.row(); q.next()) {
        record.legs.push_back(leg(q));
    }
    for (Query q(db, "SELECT target, target_id, outcome FROM outcomes WHERE call = ? ORDER BY target", call); q.row();
         q.next()) {
        record.outcomes.push_back({q.small(0), q.text(1), q.text(2)});
    }
    return record;
}

struct FindCall {
    const std::string& provider;
    const std::string& id;
    std::optional<CallInProgress> operator()(Connection& db) const {
        std::optional<FoundCall> found = read_call(db, provider, id);
        if (!found) return std::nullopt;
        return std::move(found->call);
    }
};

struct StateAfter {
    CallKey call;
    int n;
    std::optional<std::string> operator()(Connection& db) const {
        if (n < 0 || n >= most_steps) return std::nullopt;
        const Query q(db,
                      "WITH RECURSIVE back (step, n, before) AS ("
                      "SELECT s.step, s.n, s.before FROM calls_in_progress p JOIN steps_recent s ON s.step = p.step"
                      " WHERE p.call = ?1 UNION ALL SELECT s.step, s.n, s.before FROM back b"
                      " JOIN steps_recent s ON s.step = b.before WHERE b.n > ?2)"
                      "SELECT step FROM back WHERE n = ?2",
                      call, n);
        if (!q.row()) return std::nullopt;
        return state_at(db, q.integer(0));
    }
};

struct SilentSince {
    Instant before;
    int most;
    std::vector<CallInProgress> operator()(Connection& db) const {
        std::vector<CallInProgress> calls;
        for (Query q(db,
                     "SELECT p.call, p.n, p.step, p.answered, s.at FROM calls_in_progress p"
                     " JOIN steps_recent s ON s.step = p.step"
                     " WHERE p.ended IS NULL AND p.seen < ? ORDER BY p.answered LIMIT ?",
                     before, most);
             q.row(); q.next()) {
            calls.push_back({q.integer(0), q.small(1), state_at(db, q.integer(2)), q.instant(3),
                             begun(q.instant(3), q.instant(4))});
        }
        return calls;
    }
};

}  // namespace

SqliteCalls::SqliteCalls(Writer& writer, Readers& readers) : writer_(writer), readers_(readers) {
    readers_.read_here([this](Connection& db) {
        for (Query q(db,
                     "SELECT p.provider, p.id, p.call, p.n, p.answered, s.at, p.step FROM calls_in_progress p"
                     " JOIN steps_recent s ON s.step = p.step WHERE p.ended IS NULL");
             q.row(); q.next()) {
            const StepRow row = q.integer(6);
            in_progress_.put(
                q.text(0), q.text(1),
                {q.integer(2), q.small(3), state_at(db, row), q.instant(4), begun(q.instant(4), q.instant(5))}, row);
        }
        return true;
    });
}

boost::asio::awaitable<StepResult> SqliteCalls::begin(const NewCall& call) {
    if (std::optional<CallInProgress> known = in_progress_.find(call.provider, call.id)) {
        StepResult result;
        result.current = std::move(*known);
        co_return result;
    }
    BeginCall work{call, in_progress_};
    co_return co_await writer_.write(work);
}

boost::asio::awaitable<StepResult> SqliteCalls::advance(const StepTaken& step) {
    AdvanceCall work{step, in_progress_};
    co_return co_await writer_.write(work);
}

boost::asio::awaitable<std::optional<CallInProgress>> SqliteCalls::find(const std::string& provider,
                                                                        const std::string& id) {
    std::optional<CallInProgress> known = in_progress_.find(provider, id);
    if (known) co_return known;
    FindCall work{provider, id};
    co_return co_await readers_.read(work);
}

boost::asio::awaitable<std::optional<std::string>> SqliteCalls::state_after(CallKey call, int n) {
    StateAfter work{call, n};
    co_return co_await readers_.read(work);
}

boost::asio::awaitable<Noted> SqliteCalls::note_status(const StatusNote& note) {
    NoteStatus work{note};
    co_return co_await writer_.write(work);
}

boost::asio::awaitable<std::vector<CallInProgress>> SqliteCalls::silent_since(Instant before, int most) {
    SilentSince work{before, most};
    co_return co_await readers_.read(work);
}

boost::asio::awaitable<int> SqliteCalls::forget_states(Instant before) {
    ForgetStates work{before};
    int calls = 0;
    for (;;) {
        // Some at a time, so that callers' steps are committed in between.
        const ForgetStates::Forgotten forgotten = co_await writer_.write(work);
        calls += forgotten.calls;
        if (!forgotten.more) break;
    }
    in_progress_.erase_answered_before(before);
    co_return calls;
}

std::vector<SuspectNumber> SqliteCalls::suspect_numbers() {
    return readers_.read_here([](Connection& db) {
        std::vector<SuspectNumber> numbers;
        for (Query q(db,
                     "SELECT number, office_id, failures, last FROM failing_numbers WHERE failures >= ?"
                     " ORDER BY last DESC, number",
                     failures_of_a_suspect);
             q.row(); q.next()) {
            numbers.push_back({q.text(0), q.text(1), q.small(2), q.instant(3)});
        }
        return numbers;
    });
}

std::int64_t SqliteCalls::total_calls() {
    return readers_.read_here([](Connection& db) {
        return Query(db, "SELECT coalesce(sum(count), 0) FROM daily WHERE kind = 'calls'").integer(0);
    });
}

std::vector<DailyCount> SqliteCalls::daily_counts(Instant from, Instant to) {
    return readers_.read_here([from, to](Connection& db) {
        std::vector<DailyCount> counts;
        for (Query q(db,
                     "SELECT day, campaign, kind, name, count FROM daily WHERE day BETWEEN ? AND ? AND count <> 0"
                     " ORDER BY day, campaign, kind, name",
                     day_of(from), day_of(to));
             q.row(); q.next()) {
            counts.push_back({std::chrono::sys_days(std::chrono::days(q.integer(0))), q.integer(1), q.text(2),
                              q.text(3), q.integer(4)});
        }
        return counts;
    });
}

std::optional<CallRecord> SqliteCalls::record(CallKey call) {
    return readers_.read_here([call](Connection& db) { return read_record(db, call); });
}

}  // namespace sayso::store::sqlite
