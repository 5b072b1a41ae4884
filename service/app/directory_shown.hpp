#pragma once
#include <iosfwd>

#include "scripts/directory/directory.hpp"
#include "service/intake/intake.hpp"
#include "service/store/store.hpp"

namespace sayso::app {

// What `directory show` prints: what is installed, which seats are vacant or not known at `now`, and which will be
// within six weeks. Without an installed directory: that the built-in fallback answers, and which command fills it.
void show_directory(std::ostream& out, const std::optional<store::InstalledDirectory>& installed,
                    const directory::Directory& directory, directory::Instant now);

// Errors and warnings, a line each.
void show_findings(std::ostream& out, const std::vector<intake::Finding>& findings);

// Who came, went, moved, changed number.
void show_difference(std::ostream& out, const directory::DirectoryDifference& difference);

// "537 officials, 1,312 local offices, 49 committees, 33,774 ZIPs with districts, 41,488 ZIPs with a place"
std::string counted(const directory::DirectoryData& data);

}  // namespace sayso::app
