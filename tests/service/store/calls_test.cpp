#include <catch2/catch.hpp>

#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::test;

namespace {

struct Fixture {
    Folder folder;
    std::unique_ptr<Store> store = sqlite::open(folder.file());
    Calls& calls() { return store->calls(); }

    StepResult begin(const NewCall& call) { return run(calls().begin(call)); }
    StepResult advance(const StepTaken& taken) { return run(calls().advance(taken)); }
    std::optional<CallInProgress> find(const std::string& id) {
        const std::string provider = "twilio";
        return run(calls().find(provider, id));
    }
    void reopen() {
        store.reset();
        store = sqlite::open(folder.file());
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a call begins once, and its answer again gives the same call") {
    const auto first = begin(new_call("CA1"));
    CHECK(first.applied);
    CHECK(first.current.n == 0);
    CHECK(first.current.state == "state 0 of CA1");
    CHECK(first.current.answered == at(0));
    NewCall again = new_call("CA1", 5);
    again.state = "another state";
    const auto second = begin(again);
    CHECK_FALSE(second.applied);
    CHECK(second.current.key == first.current.key);
    CHECK(second.current.state == "state 0 of CA1");
    CHECK(calls().total_calls() == 1);
    const NewCall elsewhere{"telnyx", "CA1", "", "+12025550142", 0, 0, at(0), "answer", "s"};
    CHECK(begin(elsewhere).applied);
}

TEST_CASE_METHOD(Fixture, "a step is taken only from the one before it") {
    const CallKey call = begin(new_call("CA1")).current.key;
    const auto first = advance(step(call, 1, 4));
    CHECK(first.applied);
    CHECK(first.current.n == 1);
    CHECK(first.current.answered == at(0));

    auto late = step(call, 1, 5);
    late.state = "what a repeat would make";
    const auto repeated = advance(late);
    CHECK_FALSE(repeated.applied);
    CHECK(repeated.current.n == 1);
    CHECK(repeated.current.state == step(call, 1).state);

    const auto ahead = advance(step(call, 3, 6));
    CHECK_FALSE(ahead.applied);
    CHECK(ahead.current.n == 1);
    CHECK(advance(step(call, 2, 7)).applied);
    CHECK(run(calls().state_after(call, 0)) == "state 0 of CA1");
    CHECK(run(calls().state_after(call, 1)) == step(call, 1).state);
    CHECK(run(calls().state_after(call, 3)) == std::nullopt);
    CHECK(find("CA1")->n == 2);
    CHECK(rows(folder.file(), "SELECT n, event FROM steps ORDER BY n") ==
          std::vector<std::string>{"0|answer", "1|key", "2|key"});
}

TEST_CASE_METHOD(Fixture, "the database decides a step, whatever this process remembers") {
    const CallKey call = begin(new_call("CA1")).current.key;
    change(folder.file(),
           "INSERT INTO steps_recent VALUES (2, 1, 1, 1790856001, 'key', 1, CAST('other' AS BLOB), NULL);"
           "UPDATE calls_in_progress SET n = 1, step = 2");
    const auto result = advance(step(call, 1, 4));
    CHECK_FALSE(result.applied);
    CHECK(result.current.n == 1);
    CHECK(result.current.state == "other");
    CHECK(find("CA1")->state == "other");
    CHECK(row(folder.file(), "SELECT count(*) FROM steps") == "2");  // what was tried in vain is gone
}

TEST_CASE_METHOD(Fixture, "a call that another process ended is let go with the forgotten ones") {
    const CallKey call = begin(new_call("CA1")).current.key;
    {
        const auto elsewhere = sqlite::open(folder.file());
        auto last = step(call, 1, 60);
        last.ended = "hung-up";
        run(elsewhere->calls().advance(last));
    }
    CHECK(find("CA1")->n == 0);  // behind, which the next step would show
    CHECK(run(calls().forget_states(at(3700))) == 1);
    CHECK_FALSE(find("CA1"));
}

TEST_CASE_METHOD(Fixture, "a step of no call or beyond the last number is refused and nothing is kept") {
    CHECK_THROWS_AS(advance(step(77, 1)), std::invalid_argument);
    const CallKey call = begin(new_call("CA1")).current.key;
    CHECK_THROWS_AS(advance(step(call, 0)), std::invalid_argument);
    CHECK_THROWS_AS(advance(step(call, 1024)), std::invalid_argument);
    CHECK(row(folder.file(), "SELECT count(*) FROM steps") == "1");
}

TEST_CASE_METHOD(Fixture, "calls in progress come back after a restart") {
    const CallKey call = begin(new_call("CA1")).current.key;
    begin(new_call("CA2"));
    advance(step(call, 1, 4));
    reopen();
    const auto known = find("CA1");
    REQUIRE(known);
    CHECK(known->key == call);
    CHECK(known->n == 1);
    CHECK(known->state == step(call, 1).state);
    CHECK(known->answered == at(0));
    CHECK(advance(step(call, 2, 9)).applied);
    CHECK(find("CA2")->n == 0);
    CHECK_FALSE(find("CA3"));
}

TEST_CASE_METHOD(Fixture, "an ended call still answers until its states are forgotten") {
    const CallKey call = begin(new_call("CA1")).current.key;
    auto last = step(call, 1, 60);
    last.ended = "hung-up";
    CHECK(advance(last).applied);
    CHECK(find("CA1")->n == 1);
    CHECK(begin(new_call("CA1", 61)).applied == false);
    CHECK(run(calls().silent_since(at(10'000), 10)).empty());

    CHECK(run(calls().forget_states(at(60))) == 0);
    CHECK(find("CA1"));
    CHECK(run(calls().forget_states(at(61))) == 1);
    CHECK_FALSE(find("CA1"));
    CHECK(run(calls().state_after(call, 1)) == std::nullopt);
    const auto record = calls().record(call);
    REQUIRE(record);
    CHECK(record->how_ended == "hung-up");
    CHECK(record->ended == at(60));
    CHECK(record->steps.size() == 2);
}

TEST_CASE_METHOD(Fixture, "states of hundreds of ended calls are forgotten in one go, and of no other") {
    for (int i = 0; i < 230; ++i) {
        const CallKey call = begin(new_call("CA" + std::to_string(i))).current.key;
        auto last = step(call, 1, i);
        if (i < 220) last.ended = "done";
        advance(last);
    }
    CHECK(run(calls().forget_states(at(3600))) == 220);
    CHECK(row(folder.file(), "SELECT count(*) FROM calls_in_progress") == "10");
    CHECK(row(folder.file(), "SELECT count(*) FROM steps_recent") == "20");
    CHECK(row(folder.file(), "SELECT count(*) FROM steps_past") == "440");
    const auto record = calls().record(7);
    REQUIRE(record);
    CHECK(record->steps.size() == 2);
    CHECK(record->steps.at(1).event == "key");
    CHECK(row(folder.file(), "SELECT count(*) FROM calls") == "230");
}

TEST_CASE_METHOD(Fixture, "calls without a webhook are found, oldest first") {
    const CallKey older = begin(new_call("CA1", 0)).current.key;
    const CallKey newer = begin(new_call("CA2", 10)).current.key;
    const CallKey alive = begin(new_call("CA3", 5)).current.key;
    advance(step(alive, 1, 500));
    const auto silent = run(calls().silent_since(at(100), 10));
    REQUIRE(silent.size() == 2);
    CHECK(silent[0].key == older);
    CHECK(silent[0].state == "state 0 of CA1");
    CHECK(silent[1].key == newer);
    CHECK(run(calls().silent_since(at(100), 1)).size() == 1);
}

TEST_CASE_METHOD(Fixture, "a status is stored once and the most advanced one stays") {
    const CallKey call = begin(new_call("CA1")).current.key;
    const auto note = [&](const std::string& status, int sequence, bool final, const std::string& leg = "") {
        const StatusNote said{"twilio", "CA1", leg, status, sequence, 12, final, at(3)};
        return run(calls().note_status(said));
    };
    CHECK(note("in-progress", 2, false));
    CHECK(note("ringing", 1, false));
    CHECK_FALSE(note("in-progress", 2, false));
    CHECK(calls().record(call)->status == "in-progress");
    CHECK(note("completed", 3, true));
    CHECK(note("initiated", 9, false));
    CHECK_FALSE(note("completed", 3, true));
    CHECK(calls().record(call)->status == "completed");
    CHECK(note("busy", 1, true, "CAleg"));
    CHECK(calls().record(call)->status == "completed");
}

TEST_CASE_METHOD(Fixture, "a status that comes before the answer, or for no call at all, is kept") {
    const StatusNote early{"twilio", "CA9", "", "completed", 4, 0, true, at(1)};
    CHECK(run(calls().note_status(early)));
    CHECK_FALSE(run(calls().note_status(early)));
    const CallKey call = begin(new_call("CA9", 2)).current.key;
    CHECK(calls().record(call)->status == "completed");
    run(calls().forget_states(at(5000)));
    CHECK(row(folder.file(), "SELECT count(*) FROM status_notes") == "0");
}

TEST_CASE_METHOD(Fixture, "a status says whether its call still has to be closed") {
    const auto going_on = [&] {
        return run(calls().note_status({"twilio", "CA1", "", "completed", 0, 30, true, at(30)})).going_on;
    };
    CHECK_FALSE(going_on());  // nobody knows the call yet
    const CallKey call = begin(new_call("CA1")).current.key;
    CHECK(going_on());
    CHECK(going_on());  // a repeat says so too: the first may have been cut off before the call was closed
    auto last = step(call, 1, 40);
    last.ended = "caller";
    advance(last);
    CHECK_FALSE(going_on());
}

TEST_CASE_METHOD(Fixture, "place, legs and outcomes of a call are kept") {
    const CallKey call = begin(new_call("CA1")).current.key;
    auto placed = step(call, 1, 5);
    placed.place = PlaceRecord{"CA", "CA-11", "San Francisco"};
    advance(placed);
    auto dialled = step(call, 2, 10);
    dialled.legs.push_back({0, 0, "P000197", "P000197-capitol", "+12022254965", false, std::nullopt, 0});
    advance(dialled);
    auto over = step(call, 3, 90);
    over.legs.push_back({0, 0, "P000197", "P000197-capitol", "+12022254965", false, "answered", 73});
    over.outcomes.push_back({0, "P000197", "connected-unconfirmed"});
    advance(over);
    auto confirmed = step(call, 4, 95);
    confirmed.outcomes.push_back({0, "P000197", "reached"});
    advance(confirmed);
    const auto record = calls().record(call);
    REQUIRE(record);
    CHECK(record->place.districts == "CA-11");
    CHECK(record->place.city == "San Francisco");
    REQUIRE(record->legs.size() == 1);
    CHECK(record->legs[0].result == "answered");
    CHECK(record->legs[0].seconds == 73);
    REQUIRE(record->outcomes.size() == 1);
    CHECK(record->outcomes[0].outcome == "reached");
    CHECK(record->reached == 1);
    CHECK(record->line == "+12025550142");
    CHECK_FALSE(calls().record(call + 1));
}

TEST_CASE_METHOD(
    Fixture, "a number is suspect after failures in two calls, and cleared by a success; the switchboard never is") {
    const auto leg = [&](const std::string& id, const std::string& number, const std::string& result,
                         bool switchboard = false) {
        const auto begun = begin(new_call(id));
        auto taken = step(begun.current.key, begun.current.n + 1, 5);
        taken.legs.push_back({begun.current.n, 0, "X", "X-capitol", number, switchboard, result, 0});
        advance(taken);
    };
    leg("CA1", "+12022254965", "failed");
    leg("CA1", "+12022254965", "failed");
    CHECK(calls().suspect_numbers().empty());
    leg("CA2", "+12022254965", "busy");
    leg("CA2", "+12022254965", "no-answer");
    CHECK(calls().suspect_numbers().empty());
    leg("CA3", "+12022254965", "failed");
    const auto suspects = calls().suspect_numbers();
    REQUIRE(suspects.size() == 1);
    CHECK(suspects[0].number == "+12022254965");
    CHECK(suspects[0].office_id == "X-capitol");
    CHECK(suspects[0].failures == 2);
    leg("CA4", "+12022254965", "answered");
    CHECK(calls().suspect_numbers().empty());
    leg("CA5", "+12022243121", "failed");
    leg("CA6", "+12022243121", "failed");
    leg("CA5", "+12025550199", "failed", true);
    leg("CA6", "+12025550199", "failed", true);
    CHECK(calls().suspect_numbers().empty());
}
