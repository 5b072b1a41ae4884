#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scripts/directory/directory.hpp"
#include "service/store/store.hpp"

// Public data files -> directory: pull, parse, check, compare, install. Knows the formats of the public files and
// nothing of calls, pages or campaigns. Blocking: for commands and for the start of the service, never on a request's
// thread.
namespace sayso::intake {

// One public file: what it is called in a folder, where it is published, and what it is good for.
struct Source {
    std::string_view name;  // "legislators-current.yaml"
    std::string_view
        other_names;              // published forms also read, separated by blanks, after `name` in order of preference
    std::string_view config_key;  // the key that may name another home
    std::string_view url;         // its public home
    std::string_view holds;       // for messages: "the members of Congress"
    bool required;
    std::size_t most_bytes;  // a larger file is refused
};
std::span<const Source> sources();

struct Finding {
    bool error = true;  // errors refuse the install; the others are reported
    std::string file;
    int line = 0;  // from 1; 0 when it is about the file as a whole
    std::string message;
};
// "zccd.csv:12: there is no district 9 in Iowa ..."
std::string describe(const Finding& finding);

struct Parsed {
    directory::DirectoryData data;
    std::vector<Finding> findings;
    std::vector<store::FetchedFile> files;
    // Where each term stands in the members' file: term_lines[i][j] for data.officials[i].terms[j]. May be empty.
    std::vector<std::vector<int>> term_lines;

    bool ok() const;  // no finding is an error
};

// Reads the public files in a folder (the names of `sources`, or their published forms). `dated` wins over everything
// else as data date (decisions 10); without it the latest term start not after `now` is taken, and a warning says so. A
// file's own time of change is not used: it tells when the file was copied. `now` not given is the clock's.
Parsed read_folder(const std::string& folder, std::optional<directory::Instant> dated,
                   std::optional<directory::Instant> now = std::nullopt);

// Fetches the public files into bounded memory and reads them; conditional on what is installed. A file that answers
// "not modified" while another changed is fetched again without conditions, since the database keeps rows and not
// files. Whatever goes wrong with any file is a finding that is an error: what was fetched is then not worth
// installing.
struct PullOptions {
    std::vector<std::pair<std::string, std::string>>
        urls;  // file name -> URL; an optional file with no URL is left out
    std::optional<directory::Instant> dated;
    std::function<void(const std::string& line)> progress;
    int connect_milliseconds = 5000;
    std::chrono::seconds file_time{120};                    // for one whole file
    std::optional<std::chrono::seconds> first_answer_time;  // set: the first home is asked for a sign of life within it
    bool unconditional = false;
    std::optional<directory::Instant> now;  // not given: the clock's
};
// The default public homes, ready for PullOptions::urls.
std::vector<std::pair<std::string, std::string>> public_homes();
struct Pulled {
    bool unchanged = false;  // every file answered "not modified", or has the checksums of what is installed
    Parsed parsed;
};
Pulled pull(const PullOptions& options, const std::optional<store::InstalledDirectory>& installed);

// The checks of decisions 11 and of the issue: seats that exist and have one holder, phones, the data date; reports
// vacancies and what is missing. Findings are added to those of reading.
void check(Parsed& parsed, directory::Instant now);

struct InstallOptions {
    bool force = false;              // install in spite of a shrinkage
    double shrink_threshold = 0.05;  // share of officials or ZIPs that may go
};
// Why it may not be installed over what is there; empty when it may. Officials, ZIPs of the crosswalk and ZIPs with a
// place may shrink by the threshold; committees and local offices, which come and go with a new Congress, by half.
std::string shrinkage(const directory::DirectoryData& before, const directory::DirectoryData& after,
                      const InstallOptions& options);

struct Installation {
    std::string refused;  // why nothing was installed; empty when it was
    std::optional<store::InstalledDirectory> record;
    directory::DirectoryDifference difference;  // from what was installed before; empty when there was nothing
    bool first = false;                         // nothing was installed before
};
// Compares what was read and checked with what is installed and installs it in one transaction, or says why not.
// Throws what the store throws.
Installation install(store::Directories& directories, const Parsed& parsed, const InstallOptions& options,
                     directory::Instant now);

// For the start of the service: fills an empty store from `source`, a folder or "public". Does nothing when the store
// has a directory or the source is empty. `say` hears progress, findings and what to do when it fails.
enum class Filled { had_one, no_source, installed, failed };
struct FillOptions {
    std::string source;
    PullOptions pull;
    directory::Instant now{};
};
Filled fill_if_empty(store::Directories& directories, const FillOptions& options,
                     const std::function<void(const std::string& line)>& say);

}  // namespace sayso::intake
