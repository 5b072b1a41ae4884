#pragma once
#include "service/store/sqlite/readers.hpp"
#include "service/store/sqlite/writer.hpp"

namespace sayso::store::sqlite {

class SqliteContents final : public Contents {
  public:
    SqliteContents(Writer& writer, Readers& readers) : writer_(writer), readers_(readers) {}

    std::int64_t id_of(std::string_view kind, std::string_view slug) override;
    int save(std::int64_t topic, std::string_view slug, topics::Status status, std::string_view text, Instant at,
             const std::vector<std::int64_t>& campaigns) override;
    std::vector<StoredDocument> current() override;
    std::optional<StoredDocument> revision(std::int64_t topic, int revision) override;
    std::optional<StoredDocument> revision_of_campaign(std::int64_t campaign, int revision) override;
    std::vector<StoredDocument> pinned_since(Instant since) override;
    boost::asio::awaitable<std::vector<StoredDocument>> history(std::int64_t topic, int most) override;
    std::vector<book::Line> lines() override;
    void set_line(const book::Line& line) override;
    std::int64_t book_version() override;

  private:
    Writer& writer_;
    Readers& readers_;
};

// Tells every process that the book changed; in the transaction of the change.
void bump_book_version(Connection& db);

}  // namespace sayso::store::sqlite
