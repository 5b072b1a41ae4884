#include "service/store/sqlite/states.hpp"

#include <catch2/catch.hpp>

#include "tests/support/store.hpp"

using namespace sayso::store;
using namespace sayso::store::test;
using sayso::store::sqlite::stored;

namespace {

// Long, and different from the step before in a few places, as the states of calls are.
std::string long_state(int n) {
    std::string state = "sayso1 " + std::to_string(n);
    for (int office = 0; office < 12; ++office)
        state += " 7:R" + std::to_string(100000 + office * 7919) + " 12:+12022" + std::to_string(25000 + office * 131) +
                 (office < n % 12 ? " 1" : " 0");
    return state;
}

struct Fixture {
    Folder folder;
    std::unique_ptr<Store> store = sqlite::open(folder.file());
    Calls& calls() { return store->calls(); }
    void reopen() {
        store.reset();
        store = sqlite::open(folder.file());
    }
    void advance(CallKey call, int n, const std::string& state) {
        StepTaken taken = step(call, n, n);
        taken.state = state;
        REQUIRE(run(calls().advance(taken)).applied);
    }
    CallKey call_of_steps(int last) {
        NewCall call = new_call("CA1");
        call.state = long_state(0);
        const CallKey key = run(calls().begin(call)).current.key;
        for (int n = 1; n <= last; ++n) advance(key, n, long_state(n));
        return key;
    }
    std::string current() {
        const std::string provider = "twilio", id = "CA1";
        return run(calls().find(provider, id))->state;
    }
    void check_all(CallKey call, int last) {
        for (int n = 0; n <= last; ++n) CHECK(run(calls().state_after(call, n)) == long_state(n));
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "states are stored as what changed, now and then whole, and each is read back as it was") {
    const CallKey call = call_of_steps(40);
    check_all(call, 40);
    CHECK(rows(folder.file(), "SELECT n FROM steps_recent WHERE size IS NULL") ==
          std::vector<std::string>{"0", "16", "32"});
    CHECK(row(folder.file(),
              "SELECT max(length(state)) < 100 AND min(size) > 300 FROM steps_recent"
              " WHERE size IS NOT NULL") == "1");
    reopen();
    CHECK(current() == long_state(40));
    advance(call, 41, long_state(41));
    reopen();
    check_all(call, 41);
    CHECK(run(calls().silent_since(at(100), 10)).at(0).state == long_state(41));
}

TEST_CASE_METHOD(Fixture, "a step that this process does not remember is stored as a change, too") {
    const CallKey call = call_of_steps(2);
    {
        const auto elsewhere = sqlite::open(folder.file());
        StepTaken taken = step(call, 3, 3);
        taken.state = long_state(3);
        CHECK(run(elsewhere->calls().advance(taken)).applied);
    }
    advance(call, 4, long_state(4));
    check_all(call, 4);
    CHECK(row(folder.file(), "SELECT length(state) < 100 FROM steps_recent WHERE n = 4") == "1");
}

TEST_CASE_METHOD(Fixture, "states short, empty and of any bytes are read back as they were") {
    const CallKey call = call_of_steps(1);
    std::string bytes;
    for (int i = 0; i < 3000; ++i) bytes += static_cast<char>(i * i % 251);
    const std::vector<std::string> states{"", "x", bytes, bytes + "more", std::string(70'000, '\0'), "end"};
    for (int i = 0; i < 6; ++i) advance(call, i + 2, states[static_cast<std::size_t>(i)]);
    reopen();
    for (int i = 0; i < 6; ++i) CHECK(run(calls().state_after(call, i + 2)) == states[static_cast<std::size_t>(i)]);
}

TEST_CASE_METHOD(Fixture, "a state whose change is damaged, or that it is the change to, is read as none") {
    const CallKey call = call_of_steps(5);
    const std::string damage =
        GENERATE("UPDATE steps_recent SET state = x'ff' WHERE n = 3", "UPDATE steps_recent SET state = x'' WHERE n = 3",
                 "UPDATE steps_recent SET size = size + 1 WHERE n = 3", "UPDATE steps_recent SET size = -1 WHERE n = 3",
                 "UPDATE steps_recent SET size = 1e15 WHERE n = 3", "UPDATE steps_recent SET size = 0 WHERE n = 3",
                 "DELETE FROM steps_recent WHERE n = 3", "UPDATE steps_recent SET before = NULL WHERE n = 3",
                 "UPDATE steps_recent SET before = step + 1 WHERE n = 3");
    change(folder.file(), damage);
    reopen();
    INFO(damage);
    CHECK(current().empty());
    advance(call, 6, long_state(6));  // and the call goes on
    CHECK(run(calls().state_after(call, 6)) == long_state(6));
}

TEST_CASE("a change that would be no shorter is stored whole") {
    CHECK_FALSE(stored(1, "abcdefghijklmnop", "0123456789").size);
    CHECK(stored(1, long_state(1), long_state(2)).size == static_cast<int>(long_state(2).size()));
    CHECK_FALSE(stored(16, long_state(15), long_state(16)).size);
}
