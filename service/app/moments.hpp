#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scripts/directory/instant.hpp"

namespace sayso::app {

// A moment as people write it: a bare date ("2027-01-04", noon Eastern of that day) or RFC 3339 ("2027-01-04T17:00:00Z",
// also with an offset). Nothing when it is neither.
std::optional<directory::Instant> parse_instant(std::string_view text);
// RFC 3339 in UTC: "2027-01-04T17:00:00Z".
std::string rfc3339(directory::Instant at);

}  // namespace sayso::app
