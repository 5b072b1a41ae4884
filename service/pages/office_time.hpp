#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scripts/directory/instant.hpp"
#include "scripts/directory/official.hpp"

// What time it is at an office, and whether somebody is likely to answer there.
namespace sayso::pages {

// The IANA time zone of a place in a state ("CA"): by the state, and in a state with two by the coordinates (without
// them the zone of most of its people). Empty for what is no state. Near the line between two zones it may be the
// other one.
std::string zone_of(std::string_view state, std::optional<directory::Coordinates> at);

// From minute to minute since midnight.
struct DayHours {
    int from = 0, to = 0;
    bool operator==(const DayHours&) const = default;
};
// Reads "M-F 9am-5pm" and the like: the same hours on every day from Monday to Friday. Nothing for whatever says more
// or something else. Times without am or pm are taken as those of a working day.
std::optional<DayHours> weekday_hours(std::string_view text);

// The holidays of 5 U.S.C. 6103(a), on the day they are observed (6103(b)).
bool is_federal_holiday(std::chrono::local_days day);

// The office's own clock, and whether it is outside of the hours.
struct OfficeTime {
    std::chrono::minutes clock{0};  // since midnight
    bool likely_closed = false;
};
// Offices of Congress answer from about 9 to 17 on weekdays that are no federal holidays; `hours` wins where it can be
// read. Nothing when the zone is not known, or the hours say something that cannot be read.
std::optional<OfficeTime> office_time(std::string_view state, std::optional<directory::Coordinates> at,
                                      std::string_view hours, directory::Instant now);

}  // namespace sayso::pages
