#include <catch2/catch.hpp>
#include <random>

#include "service/store/visitor.hpp"
#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::test;

namespace {

VisitOutcome told(const std::string& visitor, const std::string& target, const std::string& outcome, int seconds = 0) {
    return {visitor, 4, 7, target, target + "-capitol", "+12022254965", outcome, "web", "", at(seconds)};
}

std::string shown(const std::vector<VisitCount>& counts) {
    std::string text;
    for (const auto& count : counts)
        text += count.group + count.via + ":" + count.outcome + "=" + std::to_string(count.count) + " ";
    return text;
}

}  // namespace

TEST_CASE("an outcome counts once for a visitor, a target and a day; the last word holds") {
    const Folder folder;
    auto store = sqlite::open(folder.file());
    auto& visits = store->visits();
    const auto first = told("a", "P000197", "left-message"), changed = told("a", "P000197", "reached", 60);
    const auto other = told("a", "P000145", "reached"), another = told("b", "P000197", "reached");
    const auto tomorrow = told("a", "P000197", "reached", 86400);
    CHECK(run(visits.record(first)));
    CHECK(shown(run(visits.counts(std::nullopt))) == "web:left-message=1 ");
    CHECK_FALSE(run(visits.record(changed)));
    CHECK(shown(run(visits.counts(std::nullopt))) == "web:reached=1 ");
    CHECK(run(visits.record(other)));
    CHECK(run(visits.record(another)));
    CHECK(run(visits.record(tomorrow)));
    CHECK(shown(run(visits.counts(std::nullopt))) == "web:reached=4 ");
    CHECK(shown(run(visits.counts(at(86400)))) == "web:reached=1 ");
    CHECK(row(folder.file(), "SELECT office_id, dialled FROM visit_outcomes LIMIT 1") ==
          "P000145-capitol|+12022254965");
}

TEST_CASE("an outcome can be taken back, and told anew") {
    const Folder folder;
    auto store = sqlite::open(folder.file());
    auto& visits = store->visits();
    const auto outcome = told("a", "P000197", "reached");
    CHECK_FALSE(run(visits.take_back(outcome)));
    CHECK(run(visits.record(outcome)));
    CHECK(run(visits.take_back(outcome)));
    CHECK(run(visits.counts(std::nullopt)).empty());
    CHECK_FALSE(run(visits.take_back(outcome)));
    CHECK(run(visits.record(outcome)));
    CHECK(shown(run(visits.counts(std::nullopt))) == "web:reached=1 ");
}

TEST_CASE("the roll-ups of visits equal a scan of everything") {
    const Folder folder;
    auto store = sqlite::open(folder.file());
    std::mt19937 random(20261123);
    const auto pick = [&](unsigned below) { return random() % below; };
    const std::vector<std::string> outcomes{"reached", "left-message", "not-reached", "wrong-number", "skipped"};
    for (int i = 0; i < 400; ++i) {
        VisitOutcome outcome = told("v" + std::to_string(pick(9)), "T" + std::to_string(pick(3)), outcomes[pick(5)],
                                    static_cast<int>(pick(3)) * 86400);
        outcome.via = pick(2) == 0 ? "web" : "api";
        outcome.group = pick(3) == 0 ? "indivisible" : "";
        if (pick(5) == 0)
            run(store->visits().take_back(outcome));
        else
            run(store->visits().record(outcome));
    }
    const auto scan = rows(folder.file(),
                           "SELECT day, via, grp, outcome, count(*) FROM visit_outcomes GROUP BY 1, 2, 3, 4"
                           " ORDER BY 1, 2, 3, 4");
    const auto rolled = rows(folder.file(),
                             "SELECT day, via, grp, outcome, count FROM visit_daily WHERE count <> 0"
                             " ORDER BY 1, 2, 3, 4");
    CHECK(scan.size() > 10);
    CHECK(scan == rolled);
}

TEST_CASE("who told what is forgotten, the counts are not") {
    const Folder folder;
    auto store = sqlite::open(folder.file());
    for (int i = 0; i < 1200; ++i) {
        const auto outcome = told("v" + std::to_string(i), "T", "reached");
        run(store->visits().record(outcome));
    }
    const auto late = told("late", "T", "reached", 86400);
    run(store->visits().record(late));
    CHECK(run(store->visits().forget_visitors(at(86400))) == 1200);
    CHECK(row(folder.file(), "SELECT count(*) FROM visit_outcomes") == "1");
    CHECK(shown(run(store->visits().counts(std::nullopt))) == "web:reached=1201 ");
}

TEST_CASE("a wrong number is reported once by a visitor and a day, until it is settled") {
    const Folder folder;
    auto store = sqlite::open(folder.file());
    auto& visits = store->visits();
    const NumberReport report{"a", "+12022254965", "P000197-capitol", "P000197", at(0)};
    NumberReport second = report, tomorrow = report;
    second.visitor = "b";
    tomorrow.at = at(86400);
    CHECK(run(visits.report_number(report)));
    CHECK_FALSE(run(visits.report_number(report)));
    CHECK(run(visits.report_number(second)));
    CHECK(run(visits.take_back_report(second)));
    CHECK_FALSE(run(visits.take_back_report(second)));
    CHECK(run(visits.report_number(second)));
    CHECK(run(visits.report_number(tomorrow)));
    const auto reported = visits.reported_numbers();
    REQUIRE(reported.size() == 1);
    CHECK(reported[0].reports == 3);
    CHECK(reported[0].first == at(0));
    CHECK(reported[0].last == at(86400));
    CHECK(visits.settle_number("+12022254965") == 3);
    CHECK(visits.reported_numbers().empty());
    CHECK(visits.settle_number("+12022254965") == 0);
}

TEST_CASE("the line's calls are counted beside the visits") {
    const Folder folder;
    auto store = sqlite::open(folder.file());
    NewCall call = new_call("CA1", 0);
    call.campaign = 5;
    call.revision = 1;
    const auto begun = run(store->calls().begin(call)).current;
    StepTaken taken = step(begun.key, 1, 10);
    taken.outcomes.push_back({0, "T", "reached"});
    REQUIRE(run(store->calls().advance(taken)).applied);
    const auto all = run(store->visits().line_counts(std::nullopt));
    REQUIRE(all.size() == 2);
    CHECK((all[0].kind == "calls" && all[0].campaign == 5 && all[0].count == 1));
    CHECK((all[1].kind == "outcome" && all[1].name == "reached"));
    CHECK(run(store->visits().line_counts(at(2 * 86400))).empty());
}

TEST_CASE("a visitor is a device, or else an address with a browser, and somebody else each day") {
    const auto name = visitor_name("d1", "192.0.2.1", "Browser", at(0));
    CHECK(name == visitor_name("d1", "192.0.2.99", "Another", at(3600)));
    CHECK(name != visitor_name("d2", "192.0.2.1", "Browser", at(0)));
    CHECK(name != visitor_name("d1", "192.0.2.1", "Browser", at(86400)));
    const auto address = visitor_name("", "192.0.2.1", "Browser", at(0));
    CHECK(address == visitor_name("", "192.0.2.1", "Browser", at(3600)));
    CHECK(address != visitor_name("", "192.0.2.2", "Browser", at(0)));
    CHECK(address != visitor_name("", "192.0.2.1", "Another", at(0)));
    CHECK(address != visitor_name("", "192.0.2.1", "Browser", at(86400)));
    CHECK(address != visitor_name("192.0.2.1\nBrowser", "", "", at(0)));
}
