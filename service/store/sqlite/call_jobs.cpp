#include "service/store/sqlite/call_jobs.hpp"

#include <stdexcept>
#include <vector>

#include "service/observe/observe.hpp"
#include "service/store/sqlite/rollups.hpp"
#include "service/store/sqlite/states.hpp"

namespace sayso::store::sqlite {

namespace {

constexpr int calls_forgotten_at_once = 100;
constexpr int notes_forgotten_at_once = 500;

FoundCall found(Connection& db, const Query& q) {
    const StepRow row = q.integer(5);
    return {{q.integer(0), q.small(1), state_at(db, row), q.instant(2), begun(q.instant(2), q.instant(4))},
            !q.null(3),
            row};
}

// Returns the row it is kept in.
StepRow keep_step(Connection& db, CallKey call, int n, Instant at, const std::string& event,
                  std::optional<StepRow> before, const StoredState& state) {
    execute(db, "INSERT INTO steps_recent (call, n, at, event, before, state, size) VALUES (?, ?, ?, ?, ?, ?, ?)", call,
            n, at, event, before, Bytes{state.bytes}, state.size);
    return db.last_row();
}

void choose_campaign(Connection& db, const StepTaken& step, CountedUnder& under, Instant answered) {
    const int changed = execute(
        db, "UPDATE calls SET campaign = ?2, revision = ?3 WHERE call = ?1 AND (campaign <> ?2 OR revision <> ?3)",
        step.call, step.campaign, step.revision);
    if (changed == 0) return;
    if (under.campaign != step.campaign) move_daily(db, step.call, under, step.campaign);
    under.campaign = step.campaign;
    pin(db, step.campaign, step.revision, answered);
}

void keep_leg(Connection& db, const StepTaken& step, const LegRecord& leg, CountedUnder under) {
    std::optional<std::string> before;
    {
        const Query q(db, "SELECT result FROM legs WHERE call = ? AND number = ?", step.call, leg.number);
        if (q.row() && !q.null(0)) before = q.text(0);
    }
    execute(db,
            "INSERT INTO legs (call, number, target, target_id, office_id, dialled, switchboard, result, seconds)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET target = excluded.target,"
            " target_id = excluded.target_id, office_id = excluded.office_id, dialled = excluded.dialled,"
            " switchboard = excluded.switchboard, result = coalesce(excluded.result, result),"
            " seconds = max(seconds, excluded.seconds)",
            step.call, leg.number, leg.target, leg.target_id, leg.office_id, leg.dialled, leg.switchboard, leg.result,
            leg.seconds);
    if (!leg.result || leg.result == before) return;
    if (before) add_to_daily(db, under, "leg", *before, -1);
    add_to_daily(db, under, "leg", *leg.result, 1);
    judge_number(db, step.call, leg, step.at);
}

void keep_outcome(Connection& db, CallKey call, const OutcomeRecord& outcome, CountedUnder under) {
    std::optional<std::string> before;
    {
        const Query q(db, "SELECT outcome FROM outcomes WHERE call = ? AND target = ?", call, outcome.target);
        if (q.row()) before = q.text(0);
    }
    execute(db,
            "INSERT INTO outcomes (call, target, target_id, outcome) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET target_id = excluded.target_id, outcome = excluded.outcome",
            call, outcome.target, outcome.target_id, outcome.outcome);
    if (before == outcome.outcome) return;
    if (before) add_to_daily(db, under, "outcome", *before, -1);
    add_to_daily(db, under, "outcome", outcome.outcome, 1);
    const int reached = (outcome.outcome == "reached" ? 1 : 0) - (before == "reached" ? 1 : 0);
    if (reached != 0) execute(db, "UPDATE calls SET reached = reached + ? WHERE call = ?", reached, call);
}

void keep_end(Connection& db, const StepTaken& step, CountedUnder under) {
    const int changed = execute(db, "UPDATE calls SET ended = ?2, how_ended = ?3 WHERE call = ?1 AND ended IS NULL",
                                step.call, step.at, *step.ended);
    if (changed == 1) add_to_daily(db, under, "ended", *step.ended, 1);
}

// What a step found out, beside the state itself.
void keep_findings(Connection& db, const StepTaken& step, Instant answered) {
    if (step.place) {
        execute(db, "UPDATE calls SET state = ?2, districts = ?3, city = ?4 WHERE call = ?1", step.call,
                step.place->state, step.place->districts, step.place->city);
    }
    if (step.campaign == 0 && step.legs.empty() && step.outcomes.empty() && !step.ended) return;
    CountedUnder under{day_of(answered), 0};
    {
        const Query q(db, "SELECT campaign FROM calls WHERE call = ?", step.call);
        under.campaign = q.integer(0);
    }
    if (step.campaign != 0) choose_campaign(db, step, under, answered);
    for (const LegRecord& leg : step.legs) keep_leg(db, step, leg, under);
    for (const OutcomeRecord& outcome : step.outcomes) keep_outcome(db, step.call, outcome, under);
    if (step.ended) keep_end(db, step, under);
}

// The most advanced status wins: a final one over one on the way, then the higher sequence.
void keep_call_status(Connection& db, CallKey call, const std::string& status, int sequence, bool final) {
    execute(db,
            "UPDATE calls SET status = ?2, status_sequence = ?3, status_final = ?4 WHERE call = ?1"
            " AND (status_final < ?4 OR (status_final = ?4 AND status_sequence < ?3))",
            call, status, sequence, final);
}

void keep_earlier_status(Connection& db, CallKey call, const NewCall& begun) {
    std::string status;
    int sequence = 0;
    bool final = false;
    {
        const Query q(db,
                      "SELECT status, sequence, final FROM status_notes WHERE id = ? AND provider = ? AND leg = ''"
                      " ORDER BY final DESC, sequence DESC LIMIT 1",
                      begun.id, begun.provider);
        if (!q.row()) return;
        status = q.text(0);
        sequence = q.small(1);
        final = q.integer(2) != 0;
    }
    keep_call_status(db, call, status, sequence, final);
}

}  // namespace

std::optional<FoundCall> read_call(Connection& db, CallKey key) {
    const Query q(db,
                  "SELECT p.call, p.n, p.answered, p.ended, s.at, p.step FROM calls_in_progress p"
                  " LEFT JOIN steps_recent s ON s.step = p.step WHERE p.call = ?",
                  key);
    if (!q.row()) return std::nullopt;
    return found(db, q);
}

std::optional<FoundCall> read_call(Connection& db, const std::string& provider, const std::string& id) {
    const Query q(db,
                  "SELECT p.call, p.n, p.answered, p.ended, s.at, p.step FROM calls_in_progress p"
                  " LEFT JOIN steps_recent s ON s.step = p.step WHERE p.id = ? AND p.provider = ?",
                  id, provider);
    if (!q.row()) return std::nullopt;
    return found(db, q);
}

StepResult BeginCall::operator()(Connection& db) {
    if (std::optional<FoundCall> known = read_call(db, call.provider, call.id)) {
        current = known->call;
        ended = known->ended;
        row = known->row;
        return {false, current};
    }
    execute(db, "INSERT INTO calls (caller_hash, line, campaign, revision, answered) VALUES (?, ?, ?, ?, ?)",
            call.caller_hash, call.line, call.campaign, call.revision, call.at);
    const CallKey key = db.last_row();
    row = keep_step(db, key, 0, call.at, call.event, std::nullopt, {call.state, std::nullopt});
    execute(db,
            "INSERT INTO calls_in_progress (call, provider, id, n, answered, seen, step)"
            " VALUES (?1, ?2, ?3, 0, ?4, ?4, ?5)",
            key, call.provider, call.id, call.at, row);
    add_to_daily(db, {day_of(call.at), call.campaign}, "calls", "", 1);
    if (call.campaign != 0) pin(db, call.campaign, call.revision, call.at);
    keep_earlier_status(db, key, call);
    current = {key, 0, call.state, call.at, observe::steady_now()};
    ended = false;
    return {true, current};
}

void BeginCall::committed() noexcept {
    if (ended) return;
    try {
        in_progress.put(call.provider, call.id, current, row);
    } catch (...) {  // no memory: the next webhook reads the database
    }
}

StepResult AdvanceCall::already(Connection& db) {
    std::optional<FoundCall> known = read_call(db, step.call);
    if (!known) throw std::invalid_argument("this call is not in progress");
    current = known->call;
    ended = known->ended;
    row = known->row;
    return {false, current};
}

// What the step goes on from: from memory, where a call goes on, else from the table.
std::optional<AdvanceCall::Before> AdvanceCall::before(Connection& db) const {
    if (auto known = in_progress.step_of(step.call); known && known->n == step.n - 1)
        return Before{known->answered, known->row, false, std::move(known->state)};
    const Query q(db, "SELECT answered, step, ended FROM calls_in_progress WHERE call = ? AND n = ?", step.call,
                  step.n - 1);
    if (!q.row()) return std::nullopt;
    return Before{q.instant(0), q.integer(1), !q.null(2), state_at(db, q.integer(1))};
}

StepResult AdvanceCall::operator()(Connection& db) {
    if (step.n < 1 || step.n >= most_steps) throw std::invalid_argument("a step's number is from 1 to 1023");
    const auto from = before(db);
    if (!from) return already(db);
    row = keep_step(db, step.call, step.n, step.at, step.event, from->row, stored(step.n, from->state, step.state));
    // Compare and set: only the step after the current one is taken, whoever else tries; the state is the change to
    // that one's.
    // `ended` is named only where it changes: naming it rewrites two indexes.
    const char* const going_on =
        "UPDATE calls_in_progress SET n = ?2, seen = max(seen, ?3), step = ?4"
        " WHERE call = ?1 AND n = ?2 - 1 AND step = ?5";
    const char* const ending =
        "UPDATE calls_in_progress SET n = ?2, seen = max(seen, ?3), step = ?4, ended = coalesce(ended, ?3)"
        " WHERE call = ?1 AND n = ?2 - 1 AND step = ?5";
    if (execute(db, step.ended ? ending : going_on, step.call, step.n, step.at, row, from->row) != 1) {
        execute(db, "DELETE FROM steps_recent WHERE step = ?", row);
        return already(db);
    }
    ended = from->ended || step.ended.has_value();
    keep_findings(db, step, from->answered);
    current = {step.call, step.n, step.state, from->answered, begun(from->answered, step.at)};
    return {true, current};
}

void AdvanceCall::committed() noexcept {
    if (ended) {
        in_progress.erase(step.call);
        return;
    }
    in_progress.update(current, row);
}

Noted NoteStatus::operator()(Connection& db) const {
    const int added =
        execute(db,
                "INSERT INTO status_notes (id, provider, leg, status, sequence, seconds, final, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                note.id, note.provider, note.leg, note.status, note.sequence, note.seconds, note.final, note.at);
    Noted noted{added == 1, false};
    // Asked first and told then: RETURNING makes a table of its own for each use, at the cost of several statements.
    std::optional<CallKey> call;
    {
        const Query q(db, "SELECT call, ended FROM calls_in_progress WHERE id = ? AND provider = ?", note.id,
                      note.provider);
        if (q.row()) {
            call = q.integer(0);
            noted.going_on = q.null(1);
        }
    }
    if (!noted.is_new || !call) return noted;
    execute(db, "UPDATE calls_in_progress SET seen = max(seen, ?2) WHERE call = ?1", *call, note.at);
    if (note.leg.empty()) keep_call_status(db, *call, note.status, note.sequence, note.final);
    return noted;
}

ForgetStates::Forgotten ForgetStates::operator()(Connection& db) const {
    std::vector<StepRow> last_steps;
    for (Query q(db,
                 "DELETE FROM calls_in_progress WHERE call IN (SELECT call FROM calls_in_progress"
                 " WHERE ended IS NOT NULL AND ended < ? LIMIT ?) RETURNING step",
                 before, calls_forgotten_at_once);
         q.row(); q.next()) {
        last_steps.push_back(q.integer(0));
    }
    for (const StepRow last : last_steps) {
        execute(db,
                "WITH RECURSIVE back (step, call, n, at, event, before) AS ("
                "SELECT step, call, n, at, event, before FROM steps_recent WHERE step = ?"
                " UNION ALL SELECT s.step, s.call, s.n, s.at, s.event, s.before"
                " FROM back b JOIN steps_recent s ON s.step = b.before)"
                "INSERT INTO steps_past (call, n, at, event) SELECT call, n, at, event FROM back ORDER BY n",
                last);
        execute(db,
                "WITH RECURSIVE back (step) AS (SELECT ?"
                " UNION ALL SELECT s.before FROM back b JOIN steps_recent s ON s.step = b.step"
                " WHERE s.before IS NOT NULL)"
                "DELETE FROM steps_recent WHERE step IN (SELECT step FROM back)",
                last);
    }
    const int notes = execute(db,
                              "DELETE FROM status_notes WHERE (id, provider, leg, status, sequence) IN"
                              " (SELECT id, provider, leg, status, sequence FROM status_notes WHERE at < ? LIMIT ?)",
                              before, notes_forgotten_at_once);
    const int count = static_cast<int>(last_steps.size());
    return {count, count == calls_forgotten_at_once || notes == notes_forgotten_at_once};
}

}  // namespace sayso::store::sqlite
