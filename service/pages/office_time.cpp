#include "service/pages/office_time.hpp"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <vector>

#include "service/observe/observe.hpp"

namespace sayso::pages {
namespace {

using directory::Coordinates;
namespace chrono = std::chrono;

struct StateZone {
    std::string_view state, zone;
};
// 49 CFR 71 draws the zones; a state's is the one most of its people live in.
constexpr StateZone zones[] = {
    {"AK", "America/Anchorage"},   {"AL", "America/Chicago"},     {"AR", "America/Chicago"},
    {"AS", "Pacific/Pago_Pago"},   {"AZ", "America/Phoenix"},     {"CA", "America/Los_Angeles"},
    {"CO", "America/Denver"},      {"CT", "America/New_York"},    {"DC", "America/New_York"},
    {"DE", "America/New_York"},    {"FL", "America/New_York"},    {"GA", "America/New_York"},
    {"GU", "Pacific/Guam"},        {"HI", "Pacific/Honolulu"},    {"IA", "America/Chicago"},
    {"ID", "America/Boise"},       {"IL", "America/Chicago"},     {"IN", "America/Indiana/Indianapolis"},
    {"KS", "America/Chicago"},     {"KY", "America/New_York"},    {"LA", "America/Chicago"},
    {"MA", "America/New_York"},    {"MD", "America/New_York"},    {"ME", "America/New_York"},
    {"MI", "America/Detroit"},     {"MN", "America/Chicago"},     {"MO", "America/Chicago"},
    {"MP", "Pacific/Saipan"},      {"MS", "America/Chicago"},     {"MT", "America/Denver"},
    {"NC", "America/New_York"},    {"ND", "America/Chicago"},     {"NE", "America/Chicago"},
    {"NH", "America/New_York"},    {"NJ", "America/New_York"},    {"NM", "America/Denver"},
    {"NV", "America/Los_Angeles"}, {"NY", "America/New_York"},    {"OH", "America/New_York"},
    {"OK", "America/Chicago"},     {"OR", "America/Los_Angeles"}, {"PA", "America/New_York"},
    {"PR", "America/Puerto_Rico"}, {"RI", "America/New_York"},    {"SC", "America/New_York"},
    {"SD", "America/Chicago"},     {"TN", "America/Chicago"},     {"TX", "America/Chicago"},
    {"UT", "America/Denver"},      {"VA", "America/New_York"},    {"VI", "America/St_Thomas"},
    {"VT", "America/New_York"},    {"WA", "America/Los_Angeles"}, {"WI", "America/Chicago"},
    {"WV", "America/New_York"},    {"WY", "America/Denver"},
};

// The other zone of a state with two, as a box on the map.
struct OtherZone {
    std::string_view state, zone;
    double south, north, west, east;
};
constexpr OtherZone others[] = {
    {"FL", "America/Chicago", 24, 31.1, -88, -85.0},        // the panhandle west of the Apalachicola
    {"ID", "America/Los_Angeles", 45.5, 49.1, -118, -113},  // north of the Salmon River
    {"IN", "America/Chicago", 40.7, 42, -88.2, -86.75},     // around Gary
    {"IN", "America/Chicago", 37.7, 38.6, -88.2, -86.8},    // around Evansville
    {"KS", "America/Denver", 36.9, 40.1, -102.1, -101.4},
    {"KY", "America/Chicago", 36.4, 38.2, -89.7, -86.0},
    {"MI", "America/Menominee", 45, 46.7, -90.5, -87.6},
    {"ND", "America/Denver", 45.9, 47.5, -104.1, -101.5},
    {"NE", "America/Denver", 40.9, 43.1, -104.1, -101.2},
    {"OR", "America/Boise", 42.4, 44.5, -118.3, -116.9},  // Malheur County
    {"SD", "America/Denver", 42.9, 46, -104.1, -100.6},
    {"TN", "America/New_York", 34.9, 36.7, -85.4, -81.6},
    {"TX", "America/Denver", 31, 32.1, -106.7, -104.9},  // El Paso
};

constexpr DayHours usual{9 * 60, 17 * 60};

// ---- hours as people write them

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// In lower case, dashes as '-', without blanks and dots: "m-f9am-5pm".
std::string squeezed(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (text.substr(i, 2) == "\xE2\x80") {  // en dash and em dash, and nothing else of theirs is expected here
            out += '-';
            i += 2;
        } else if (c >= 'A' && c <= 'Z') {
            out += static_cast<char>(c | 0x20);
        } else if (c != ' ' && c != '.') {
            out += c;
        }
    }
    return out;
}

void erase_all(std::string& text, std::string_view what) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) text.erase(at, what.size());
}

// One time at the beginning of `text`, which is taken off: hours, minutes, and "am" or "pm" or nothing.
struct ClockTime {
    int hour = 0, minute = 0;
    char half = ' ';  // 'a', 'p' or ' '
};
std::optional<ClockTime> take_time(std::string_view& text) {
    ClockTime time;
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > 4) return std::nullopt;
    int number = 0;
    for (std::size_t i = 0; i < digits; ++i) number = number * 10 + (text[i] - '0');
    time.hour = digits > 2 ? number / 100 : number;
    time.minute = digits > 2 ? number % 100 : 0;
    text.remove_prefix(digits);
    if (digits <= 2 && text.size() >= 3 && text[0] == ':' && is_digit(text[1]) && is_digit(text[2])) {
        time.minute = (text[1] - '0') * 10 + (text[2] - '0');
        text.remove_prefix(3);
    }
    if (text.size() >= 2 && (text[0] == 'a' || text[0] == 'p') && text[1] == 'm') {
        time.half = text[0];
        text.remove_prefix(2);
    }
    if (time.hour > 24 || time.minute > 59 || (time.half != ' ' && (time.hour < 1 || time.hour > 12)))
        return std::nullopt;
    return time;
}

int minutes_of(const ClockTime& time, bool in_the_afternoon) {
    const bool afternoon = time.half == 'p' || (time.half == ' ' && in_the_afternoon && time.hour < 12);
    const int hour = time.half == ' ' ? time.hour : time.hour % 12;
    return (hour + (afternoon ? 12 : 0)) * 60 + time.minute;
}

chrono::local_days day_of(chrono::year_month_weekday day) {
    return chrono::local_days(day);
}

// A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after.
chrono::local_days observed(chrono::year_month_day date) {
    const chrono::local_days day(date);
    const chrono::weekday weekday(day);
    if (weekday == chrono::Saturday) return day - chrono::days(1);
    return weekday == chrono::Sunday ? day + chrono::days(1) : day;
}

// Seconds east of Greenwich, or nothing when this machine does not know the zone.
std::optional<chrono::seconds> offset_at(const std::string& zone, directory::Instant now) {
    try {
        return date::locate_zone(zone)->get_info(now).offset;
    } catch (const std::exception& problem) {
        observe::log(observe::Level::warning, "time_zone_unknown", {{"zone", zone}, {"problem", problem.what()}});
        return std::nullopt;
    }
}

}  // namespace

std::string zone_of(std::string_view state, std::optional<Coordinates> at) {
    const auto inside = [&](const OtherZone& other) {
        return other.state == state && at && at->latitude >= other.south && at->latitude <= other.north &&
               at->longitude >= other.west && at->longitude <= other.east;
    };
    const auto other = std::find_if(std::begin(others), std::end(others), inside);
    if (other != std::end(others)) return std::string(other->zone);
    const auto found = std::find_if(std::begin(zones), std::end(zones),
                                    [&](const StateZone& candidate) { return candidate.state == state; });
    return found == std::end(zones) ? std::string() : std::string(found->zone);
}

std::optional<DayHours> weekday_hours(std::string_view written) {
    if (written.size() > 80) return std::nullopt;
    std::string text = squeezed(written);
    for (const std::string_view days : {"mondaythroughfriday", "mondaytofriday", "monday-friday", "mon-fri", "m-f"})
        erase_all(text, days);
    for (const std::string_view zone : {"cst", "cdt", "est", "edt", "mst", "mdt", "pst", "pdt"}) erase_all(text, zone);
    for (const char mark : {'(', ')', ',', ';'}) text.erase(std::remove(text.begin(), text.end(), mark), text.end());
    std::string_view rest = text;
    const auto from = take_time(rest);
    if (!from || rest.empty()) return std::nullopt;
    if (rest[0] == '-')
        rest.remove_prefix(1);
    else if (rest.substr(0, 2) == "to")
        rest.remove_prefix(2);
    else
        return std::nullopt;
    const auto to = take_time(rest);
    const bool only_a_zone = rest.size() == 2 && is_letter(rest[0]) && rest[1] == 't';  // "ct"
    if (!to || !(rest.empty() || only_a_zone)) return std::nullopt;
    const DayHours hours{minutes_of(*from, false), minutes_of(*to, true)};
    if (hours.from >= hours.to) return std::nullopt;
    return hours;
}

bool is_federal_holiday(chrono::local_days day) {
    using namespace std::chrono;
    const year year = year_month_day(day).year();
    const std::array monday_or_thursday{
        day_of(year / January / Monday[3]),    // Martin Luther King, Jr.
        day_of(year / February / Monday[3]),   // Washington
        day_of(year / September / Monday[1]),  // Labor Day
        day_of(year / October / Monday[2]),    // Columbus
        day_of(year / November / Thursday[4])  // Thanksgiving
    };
    const local_days memorial(year / May / Monday[last]);
    const std::array dated{observed(year / January / 1),   observed((year + years(1)) / January / 1),
                           observed(year / June / 19),     observed(year / July / 4),
                           observed(year / November / 11), observed(year / December / 25)};
    return day == memorial || std::count(monday_or_thursday.begin(), monday_or_thursday.end(), day) > 0 ||
           std::count(dated.begin(), dated.end(), day) > 0;
}

std::optional<OfficeTime> office_time(std::string_view state, std::optional<Coordinates> at, std::string_view hours,
                                      directory::Instant now) {
    std::optional<DayHours> open = weekday_hours(hours);
    const bool says_days = !hours.empty() && squeezed(hours).find("appointment") == std::string::npos;
    if (!open && says_days) return std::nullopt;
    const std::string zone = zone_of(state, at);
    const auto offset = zone.empty() ? std::nullopt : offset_at(zone, now);
    if (!offset) return std::nullopt;
    const chrono::local_seconds local((now + *offset).time_since_epoch());
    const auto day = chrono::floor<chrono::days>(local);
    OfficeTime time;
    time.clock = chrono::floor<chrono::minutes>(local - day);
    const chrono::weekday weekday(day);
    const DayHours& within = open ? *open : usual;
    const auto minute = time.clock.count();
    time.likely_closed = weekday == chrono::Saturday || weekday == chrono::Sunday || is_federal_holiday(day) ||
                         minute < within.from || minute >= within.to;
    return time;
}

}  // namespace sayso::pages
