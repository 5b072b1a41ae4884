#include "service/live/tally.hpp"

#include <catch2/catch.hpp>

#include "service/observe/observe.hpp"
#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store::test;
using live::Done;

namespace {

// A store with two campaigns' calls on the web, a letter, a call on the line, and the clocks of one test.
struct Fixture {
    Folder folder;
    std::unique_ptr<store::Store> store = store::sqlite::open(folder.file());
    std::chrono::steady_clock::time_point clock{std::chrono::hours(1)};

    Fixture() {
        observe::set_steady_clock([this] { return clock; });
    }
    ~Fixture() { observe::set_steady_clock(nullptr); }

    void tell(const std::string& visitor, std::int64_t action, std::int64_t campaign, const std::string& outcome,
              int seconds = 0, const std::string& group = "") {
        const store::VisitOutcome told{visitor, action, campaign, "T", "", "", outcome, "web", group, at(seconds)};
        run(store->visits().record(told));
    }
};

}  // namespace

TEST_CASE("counts are of offices spoken with, on the line and on the web") {
    Fixture it;
    it.tell("a", 4, 7, "reached");
    it.tell("b", 4, 7, "left-message", 0, "indivisible");
    it.tell("c", 4, 7, "not-reached");
    it.tell("d", 4, 7, "skipped");
    it.tell("e", 5, 0, "written");
    it.tell("f", 6, 8, "reached", -3 * 86400);
    it.tell("g", 6, 8, "reached", -30 * 86400);
    store::NewCall call = new_call("CA1", 0);
    call.campaign = 7;
    call.revision = 1;
    store::StepTaken taken = step(run(it.store->calls().begin(call)).current.key, 1, 10);
    taken.outcomes.push_back({0, "T", "connected-unconfirmed"});
    REQUIRE(run(it.store->calls().advance(taken)).applied);

    live::Tally tally(*it.store);
    const auto counts = run(tally.counts(at(100)));
    CHECK(counts->ever.all == Done{5, 6, 1});
    CHECK(counts->ever.by_campaign.at(7) == Done{3, 4, 0});
    CHECK(counts->ever.by_action.at(5) == Done{0, 0, 1});
    CHECK(counts->ever.by_group.at("indivisible") == Done{1, 1, 0});
    CHECK(counts->ever.by_group_and_action.at("indivisible").at(4) == Done{1, 1, 0});
    CHECK(counts->week.all == Done{4, 5, 1});
    CHECK(counts->today.all == Done{3, 4, 1});

    book::Document document;
    document.topic.actions.resize(2);
    document.topic.actions[0].id = 4;
    document.topic.actions[0].campaign_slug = "practice";
    document.topic.actions[1].id = 5;
    document.campaigns.resize(1);
    document.campaigns[0].slug = "practice";
    document.campaigns[0].ref = {7, 1};
    CHECK(counts->ever.of_action(document, document.topic.actions[0]) == Done{3, 4, 0});
    CHECK(counts->ever.of_action(document, document.topic.actions[1]) == Done{0, 0, 1});
}

TEST_CASE("counts are read anew only when they are a few seconds old") {
    Fixture it;
    live::Tally tally(*it.store);
    CHECK(run(tally.counts(at(0)))->ever.all.calls == 0);
    it.tell("a", 4, 7, "reached");
    CHECK(run(tally.counts(at(0)))->ever.all.calls == 0);
    it.clock += std::chrono::seconds(5);
    CHECK(run(tally.counts(at(0)))->ever.all.calls == 1);
}

TEST_CASE("counts survive a store that cannot be read") {
    Fixture it;
    it.tell("a", 4, 7, "reached");
    live::Tally tally(*it.store);
    CHECK(run(tally.counts(at(0)))->ever.all.calls == 1);
    it.store->close();
    it.clock += std::chrono::seconds(5);
    CHECK(run(tally.counts(at(0)))->ever.all.calls == 1);
}
