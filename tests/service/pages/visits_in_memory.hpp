#pragma once
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "service/store/store.hpp"

namespace sayso::test {

// A store that keeps what visitors told, and nothing else; it fails when told to.
class VisitsInMemory : public store::Store, public store::Visits {
  public:
    enum class Trouble { none, unavailable, full } trouble = Trouble::none;
    using Key = std::tuple<std::string, std::int64_t, std::string>;  // visitor, action, target
    std::map<Key, store::VisitOutcome> told;
    std::vector<store::NumberReport> reports;

    boost::asio::awaitable<bool> record(const store::VisitOutcome& outcome) override {
        fail();
        const Key key{outcome.visitor, outcome.action, outcome.target_id};
        const bool first = told.count(key) == 0;
        told[key] = outcome;
        co_return first;
    }
    boost::asio::awaitable<bool> take_back(const store::VisitOutcome& which) override {
        fail();
        co_return told.erase({which.visitor, which.action, which.target_id}) > 0;
    }
    boost::asio::awaitable<bool> report_number(const store::NumberReport& report) override {
        fail();
        reports.push_back(report);
        co_return true;
    }
    boost::asio::awaitable<bool> take_back_report(const store::NumberReport& report) override {
        fail();
        const auto before = reports.size();
        std::erase_if(reports, [&](const store::NumberReport& each) {
            return each.visitor == report.visitor && each.number == report.number;
        });
        co_return reports.size() < before;
    }
    boost::asio::awaitable<std::vector<store::VisitCount>> counts(std::optional<store::Instant>) override {
        co_return std::vector<store::VisitCount>();
    }
    boost::asio::awaitable<std::vector<store::DailyCount>> line_counts(std::optional<store::Instant>) override {
        co_return std::vector<store::DailyCount>();
    }
    std::vector<store::ReportedNumber> reported_numbers() override { return {}; }
    int settle_number(const std::string&) override { return 0; }
    boost::asio::awaitable<int> forget_visitors(store::Instant) override { co_return 0; }

    store::Calls& calls() override { throw store::Unavailable("no calls here"); }
    store::Visits& visits() override { return *this; }
    store::Contents& contents() override { throw store::Unavailable("no contents here"); }
    store::Directories& directories() override { throw store::Unavailable("no directories here"); }
    store::Health health() override { return {}; }
    void backup(const std::string&, bool) override {}
    void close() override {}

  private:
    void fail() const {
        if (trouble == Trouble::unavailable) throw store::Unavailable("the disk is full");
        if (trouble == Trouble::full) throw store::Full("try again");
    }
};

}  // namespace sayso::test
