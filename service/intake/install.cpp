// From checked rows into the store.
#include <cmath>
#include <set>

#include "service/intake/raw_file.hpp"

namespace sayso::intake {

namespace {

constexpr double coarse_threshold = 0.5;

std::size_t zips_of(const directory::DirectoryData& data) {
    std::set<std::uint32_t> zips;
    for (const auto& row : data.zip_districts) zips.insert(row.zip.number());
    return zips.size();
}

std::size_t local_offices_of(const directory::DirectoryData& data) {
    std::size_t count = 0;
    for (const auto& official : data.officials) count += official.local_offices.size();
    return count;
}

std::string shrunk(const char* what, std::size_t before, std::size_t after, double threshold) {
    if (after >= before || static_cast<double>(before - after) <= threshold * static_cast<double>(before)) return {};
    return grouped(before) + " " + what + " would become " + grouped(after) + " (more than " + std::to_string(std::lround(threshold * 100)) + " % less). ";
}

}  // namespace

std::string shrinkage(const directory::DirectoryData& before, const directory::DirectoryData& after, const InstallOptions& options) {
    if (options.force) return {};
    std::string text;
    text += shrunk("officials", before.officials.size(), after.officials.size(), options.shrink_threshold);
    text += shrunk("ZIPs of the crosswalk", zips_of(before), zips_of(after), options.shrink_threshold);
    text += shrunk("ZIPs with a place", before.zip_places.size(), after.zip_places.size(), options.shrink_threshold);
    text += shrunk("committees", before.committees.size(), after.committees.size(), coarse_threshold);
    text += shrunk("local offices", local_offices_of(before), local_offices_of(after), coarse_threshold);
    if (!text.empty()) text += "If that is right, say --force.";
    return text;
}

Installation install(store::Directories& directories, const Parsed& parsed, const InstallOptions& options, directory::Instant now) {
    Installation result;
    if (!parsed.ok()) {
        result.refused = "The data has errors. Nothing was installed; what was there stays in force.";
        return result;
    }
    const auto before = directories.load();
    result.first = !before;
    if (before) {
        result.difference = directory::compare(*before, parsed.data, now);
        if (const auto reason = shrinkage(*before, parsed.data, options); !reason.empty()) {
            result.refused = reason + " Nothing was installed; what was there stays in force.";
            return result;
        }
    }
    result.record = directories.install(parsed.data, parsed.files, now);
    return result;
}

Filled fill_if_empty(store::Directories& directories, const FillOptions& options, const std::function<void(const std::string& line)>& say) {
    if (directories.current()) return Filled::had_one;
    if (options.source.empty()) return Filled::no_source;
    Parsed parsed;
    if (options.source == "public") {
        say("No directory is installed yet; fetching the public files.");
        PullOptions pull_options = options.pull;
        pull_options.progress = say;
        parsed = pull(pull_options, std::nullopt).parsed;
    } else {
        say("No directory is installed yet; reading " + options.source + ".");
        parsed = read_folder(options.source, options.pull.dated, options.now);
    }
    check(parsed, options.now);
    for (const auto& finding : parsed.findings) say((finding.error ? "error: " : "warning: ") + describe(finding));
    const auto installation = install(directories, parsed, {}, options.now);
    if (installation.refused.empty()) {
        say("The directory is installed: " + std::to_string(parsed.data.officials.size()) + " officials, " + grouped(zips_of(parsed.data)) + " ZIPs.");
        return Filled::installed;
    }
    say("No directory was installed. The built-in fallback (the state of a ZIP and the Capitol switchboard) answers until 'sayso directory pull' or 'sayso directory import FOLDER' succeeds.");
    return Filled::failed;
}

}  // namespace sayso::intake
