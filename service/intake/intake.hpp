#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scripts/directory/directory.hpp"
#include "service/store/store.hpp"

namespace sayso::intake {

struct Finding {
    bool error = true;   // errors refuse the install; the others are reported
    std::string file;
    int line = 0;
    std::string message;
};

struct Parsed {
    directory::DirectoryData data;
    std::vector<Finding> findings;
    std::vector<store::FetchedFile> files;
    bool ok() const;
};

// Reads the public files in a folder (the names of the data README, or their published forms). `dated` wins over everything else
// as data date (decisions 10).
Parsed read_folder(const std::string& folder, std::optional<directory::Instant> dated);

// Fetches the public files into memory-bounded temporary files and reads them; conditional on what is installed.
struct PullOptions {
    std::vector<std::pair<std::string, std::string>> urls;  // file name -> URL
    std::optional<directory::Instant> dated;
    std::function<void(const std::string& line)> progress;
    int connect_milliseconds = 5000;
};
struct Pulled {
    bool unchanged = false;  // every file answered "not modified"
    Parsed parsed;
};
Pulled pull(const PullOptions& options, const std::optional<store::InstalledDirectory>& installed);

// The checks of decisions 11 and of the issue.
void check(Parsed& parsed, directory::Instant now);

struct InstallOptions {
    bool force = false;              // install in spite of a shrinkage
    double shrink_threshold = 0.05;  // share of officials or ZIPs that may go
};
// Why it may not be installed over what is there; empty when it may.
std::string shrinkage(const directory::DirectoryData& before, const directory::DirectoryData& after, const InstallOptions& options);

}  // namespace sayso::intake
