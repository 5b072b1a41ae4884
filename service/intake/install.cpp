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
    return grouped(before) + " " + what + " would become " + grouped(after) + " (more than " +
           std::to_string(std::lround(threshold * 100)) + " % less). ";
}

}  // namespace

std::string shrinkage(const directory::DirectoryData& before, const directory::DirectoryData& after,
                      const InstallOptions& options) {
    if (options.force) return {};
    std::string text;
    text += shrunk("officials", before.officials.size(), after.officials.size(), options.shrink_threshold);
    text += shrunk("ZIPs of the crosswalk", zips_of(before), zips_of(after), options.shrink_threshold);
    text += shrunk("ZIPs with a place", before.zip_places.size(), after.zip_places.size(), options.shrink_threshold);
    text += shrunk("districts with lines", before.boundaries.size(), after.boundaries.size(), options.shrink_threshold);
    text += shrunk("committees", before.committees.size(), after.committees.size(), coarse_threshold);
    text += shrunk("local offices", local_offices_of(before), local_offices_of(after), coarse_threshold);
    if (!text.empty()) text += "If that is right, say --force.";
    return text;
}

Installation install(store::Directories& directories, const Parsed& parsed, const InstallOptions& options,
                     directory::Instant now) {
    Installation result;
    if (!parsed.ok()) {
        result.refused = "With errors nothing is installed; what was there stays in force.";
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

}  // namespace sayso::intake
