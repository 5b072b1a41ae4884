#include <catch2/catch.hpp>
#include <random>

#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::test;

TEST_CASE("the daily roll-ups equal a scan of everything") {
    const Folder folder;
    auto store = sqlite::open(folder.file());
    std::mt19937 random(20261001);
    const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    const std::vector<std::string> results{"answered", "busy", "no-answer", "failed"};
    const std::vector<std::string> outcomes{"reached", "left-message", "not-reached", "skipped"};
    for (int i = 0; i < 120; ++i) {
        NewCall call = new_call("CA" + std::to_string(i), pick(3 * 86400));
        call.campaign = pick(2) * 5;
        call.revision = call.campaign == 0 ? 0 : 1;
        CallInProgress current = run(store->calls().begin(call)).current;
        const int steps = pick(6);
        for (int n = 1; n <= steps; ++n) {
            StepTaken taken = step(current.key, n, 100 + n);
            if (pick(3) == 0) {
                taken.campaign = 5 + pick(3);
                taken.revision = 1 + pick(2);
            }
            const int leg = pick(2), target = pick(2);
            if (pick(2) == 0)
                taken.legs.push_back(
                    {leg, target, "T", "O", "+12022254965", false, results[static_cast<std::size_t>(pick(4))], n});
            if (pick(2) == 0) taken.outcomes.push_back({target, "T", outcomes[static_cast<std::size_t>(pick(4))]});
            if (n == steps && pick(2) == 0) taken.ended = pick(2) == 0 ? "done" : "hung-up";
            REQUIRE(run(store->calls().advance(taken)).applied);
        }
    }
    const std::string scan =
        "SELECT answered / 86400, campaign, 'calls', '', count(*) FROM calls GROUP BY 1, 2"
        " UNION ALL SELECT answered / 86400, campaign, 'ended', how_ended, count(*) FROM calls WHERE ended IS NOT NULL "
        "GROUP BY 1, 2, 4"
        " UNION ALL SELECT answered / 86400, campaign, 'leg', result, count(*) FROM legs JOIN calls USING (call)"
        " WHERE result IS NOT NULL GROUP BY 1, 2, 4"
        " UNION ALL SELECT answered / 86400, campaign, 'outcome', outcome, count(*) FROM outcomes JOIN calls USING "
        "(call) GROUP BY 1, 2, 4"
        " ORDER BY 1, 2, 3, 4";
    const auto scanned = rows(folder.file(), scan);
    std::vector<std::string> counted;
    std::int64_t total = 0;
    for (const DailyCount& count : store->calls().daily_counts(at(0), at(3 * 86400))) {
        counted.push_back(std::to_string(count.day.time_since_epoch().count()) + "|" + std::to_string(count.campaign) +
                          "|" + count.kind + "|" + count.name + "|" + std::to_string(count.count));
        if (count.kind == "calls") total += count.count;
    }
    CHECK(scanned.size() > 20);
    CHECK(counted == scanned);
    CHECK(total == 120);
    CHECK(store->calls().total_calls() == 120);
    CHECK(row(folder.file(),
              "SELECT count(*) FROM calls WHERE reached <> (SELECT count(*) FROM outcomes o"
              " WHERE o.call = calls.call AND outcome = 'reached')") == "0");
}

TEST_CASE("reports of some days leave out the others") {
    const Folder folder;
    auto store = sqlite::open(folder.file());
    run(store->calls().begin(new_call("CA1", 0)));
    run(store->calls().begin(new_call("CA2", 86400)));
    run(store->calls().begin(new_call("CA3", 2 * 86400)));
    const auto counts = store->calls().daily_counts(at(86400), at(86401));
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].count == 1);
    CHECK(counts[0].day == std::chrono::floor<std::chrono::days>(at(86400)));
}
