#pragma once
#include <optional>
#include <set>
#include <vector>

#include "service/store/store.hpp"

namespace sayso::tests {

// A store of directories without a database.
class DirectoriesInMemory : public store::Directories {
  public:
    store::InstalledDirectory install(const directory::DirectoryData& data,
                                      const std::vector<store::FetchedFile>& files, store::Instant at) override {
        std::set<directory::Zip> zips;
        for (const auto& row : data.zip_districts) zips.insert(row.zip);
        current_ = {++installs,
                    at,
                    data.dated,
                    data.source,
                    files,
                    static_cast<int>(data.officials.size()),
                    static_cast<int>(zips.size())};
        data_ = data;
        return *current_;
    }
    std::optional<store::InstalledDirectory> current() override { return current_; }
    std::optional<directory::DirectoryData> load() override { return data_; }

    int installs = 0;

  private:
    std::optional<store::InstalledDirectory> current_;
    std::optional<directory::DirectoryData> data_;
};

}  // namespace sayso::tests
