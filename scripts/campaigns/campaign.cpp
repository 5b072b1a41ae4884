#include "scripts/campaigns/campaign.hpp"

#include <algorithm>
#include <chrono>

namespace sayso::campaigns {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::seconds;

// How far Eastern time is behind UTC at noon Eastern of a date: 4 or 5 hours.
seconds behind_utc(std::chrono::sys_days date) {
    return directory::noon_eastern(std::chrono::year_month_day(date)) - (date + hours(12));
}

// The wall clock of Washington, as an instant read off as if it were UTC.
directory::Instant eastern(directory::Instant at) {
    // Clocks change at two in the morning, long before that day's noon: until then the day before decides.
    const auto today = floor<days>(at - hours(5));
    const auto yesterday = at - behind_utc(today - days(1));
    const auto changes = today + hours(2);
    return yesterday < changes ? yesterday : at - behind_utc(today);
}

}  // namespace

bool open_at(const Hours& times, directory::Instant at) {
    if (times.spans.empty()) return true;
    const auto local = eastern(at);
    const auto midnight = floor<days>(local);
    const auto weekday = static_cast<int>(std::chrono::weekday(midnight).c_encoding());
    const auto minute = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(local - midnight).count());
    return std::any_of(times.spans.begin(), times.spans.end(), [weekday, minute](const Hours::Span& span) {
        return span.weekday == weekday && span.from <= minute && minute < span.to;
    });
}

const Script& Campaign::script(std::string_view wanted) const {
    static const Script nothing;
    if (const auto found = scripts.find(std::string(wanted)); found != scripts.end()) return found->second;
    if (const auto english = scripts.find("en"); english != scripts.end()) return english->second;
    return scripts.empty() ? nothing : scripts.begin()->second;
}

}  // namespace sayso::campaigns
