#pragma once
#include "service/store/sqlite/readers.hpp"
#include "service/store/sqlite/writer.hpp"

namespace sayso::store::sqlite {

class SqliteDirectories final : public Directories {
  public:
    SqliteDirectories(Writer& writer, Readers& readers) : writer_(writer), readers_(readers) {}

    InstalledDirectory install(const directory::DirectoryData& data, const std::vector<FetchedFile>& files,
                               Instant at) override;
    std::optional<InstalledDirectory> current() override;
    std::optional<directory::DirectoryData> load() override;

  private:
    template <class Rows, class Insert>
    void write_aside(const Rows& rows, std::size_t at_once, Insert insert);
    void put_in_force(std::int64_t install);
    void delete_rows(std::int64_t install);
    void delete_installs_before(std::int64_t install);

    Writer& writer_;
    Readers& readers_;
};

}  // namespace sayso::store::sqlite
