#pragma once
#include "service/store/sqlite/readers.hpp"
#include "service/store/sqlite/writer.hpp"

namespace sayso::store::sqlite {

class SqliteVisits final : public Visits {
  public:
    SqliteVisits(Writer& writer, Readers& readers) : writer_(writer), readers_(readers) {}

    boost::asio::awaitable<bool> record(const VisitOutcome& outcome) override;
    boost::asio::awaitable<bool> take_back(const VisitOutcome& which) override;
    boost::asio::awaitable<bool> report_number(const NumberReport& report) override;
    boost::asio::awaitable<std::vector<VisitCount>> counts(std::optional<Instant> since) override;
    boost::asio::awaitable<std::vector<DailyCount>> line_counts(std::optional<Instant> since) override;
    std::vector<ReportedNumber> reported_numbers() override;
    int settle_number(const std::string& number) override;
    boost::asio::awaitable<bool> take_back_report(const NumberReport& report) override;
    boost::asio::awaitable<int> forget_visitors(Instant before) override;

  private:
    Writer& writer_;
    Readers& readers_;
};

}  // namespace sayso::store::sqlite
