#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sayso::directory {

// A moment in UTC with one-second resolution. The pure half never reads a clock: instants arrive as data.
using Instant = std::chrono::sys_seconds;

// Noon Eastern on a calendar date, the moment terms begin and end. The daylight-saving rule is the one of 15 U.S.C.
// 260a as in force since 2007, for every year.
Instant noon_eastern(std::chrono::year_month_day date);

// The calendar date in Washington at a moment, by the same rule.
std::chrono::year_month_day eastern_date(Instant at);

// The end of the Congress in session at a moment: noon Eastern of 3 January of an odd year (20th Amendment). At that
// very noon the next Congress is in session.
Instant congress_end(Instant at);

// "2027-01-04" is noon Eastern of that day; "2027-01-03T17:00:00Z" and "2027-01-03T12:00:00-05:00" (RFC 3339) are what
// they say, fractions of a second cut off. Nothing else is understood.
std::optional<Instant> parse_instant(std::string_view text);

// "2027-01-03T17:00:00Z"
std::string rfc3339(Instant at);

// "2027-01-03", the date in Washington
std::string eastern_date_text(Instant at);

}  // namespace sayso::directory
