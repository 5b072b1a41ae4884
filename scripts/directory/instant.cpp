#include "scripts/directory/instant.hpp"

namespace sayso::directory {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

// Daylight saving time runs from 2:00 standard time of the second Sunday in March to 2:00 daylight time of the first
// Sunday in November, both UTC here.
Instant daylight_begins(year in) {
    return sys_days{in / std::chrono::March / std::chrono::Sunday[2]} + hours{7};
}
Instant daylight_ends(year in) {
    return sys_days{in / std::chrono::November / std::chrono::Sunday[1]} + hours{6};
}

hours eastern_offset(Instant at) {
    const year_month_day date{std::chrono::floor<days>(at)};
    const bool daylight = at >= daylight_begins(date.year()) && at < daylight_ends(date.year());
    return daylight ? hours{-4} : hours{-5};
}

// Reads exactly `count` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::optional<year_month_day> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
    if (y < 0 || m < 0 || d < 0) return std::nullopt;
    const year_month_day date{year{y}, std::chrono::month{static_cast<unsigned>(m)},
                              std::chrono::day{static_cast<unsigned>(d)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

// "Z" or "+hh:mm"; nothing for anything else.
std::optional<seconds> parse_offset(std::string_view text) {
    if (text == "Z" || text == "z") return seconds{0};
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const int h = digits(text, 1, 2), m = digits(text, 4, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59) return std::nullopt;
    const seconds offset = hours{h} + minutes{m};
    return text[0] == '-' ? -offset : offset;
}

std::string padded(int value, std::size_t width) {
    std::string text = std::to_string(value);
    if (text.size() < width) text.insert(0, width - text.size(), '0');
    return text;
}

std::string date_text(year_month_day date) {
    return padded(static_cast<int>(date.year()), 4) + "-" +
           padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
           padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

}  // namespace

Instant noon_eastern(year_month_day date) {
    const Instant in_standard_time = sys_days{date} + hours{17};
    return eastern_offset(in_standard_time) == hours{-4} ? in_standard_time - hours{1} : in_standard_time;
}

year_month_day eastern_date(Instant at) {
    return std::chrono::floor<days>(at + eastern_offset(at));
}

Instant congress_end(Instant at) {
    int in = static_cast<int>(eastern_date(at).year());
    if (in % 2 == 0) ++in;
    const auto end_in = [](int y) { return noon_eastern(year{y} / std::chrono::January / 3); };
    return at < end_in(in) ? end_in(in) : end_in(in + 2);
}

std::optional<Instant> parse_instant(std::string_view text) {
    const auto date = parse_date(text.substr(0, 10));
    if (!date) return std::nullopt;
    if (text.size() == 10) return noon_eastern(*date);
    // 0123456789 123456789
    // 2027-01-03T12:00:00-05:00
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) return std::nullopt;
    if (text[13] != ':' || text[16] != ':') return std::nullopt;
    const int h = digits(text, 11, 2), m = digits(text, 14, 2), s = digits(text, 17, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60) return std::nullopt;
    std::size_t end = 19;
    if (text[end] == '.') {
        ++end;
        const std::size_t first = end;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
        if (end == first) return std::nullopt;
    }
    const auto offset = parse_offset(text.substr(end));
    if (!offset) return std::nullopt;
    return sys_days{*date} + hours{h} + minutes{m} + seconds{s} - *offset;
}

std::string rfc3339(Instant at) {
    const auto day = std::chrono::floor<days>(at);
    const std::chrono::hh_mm_ss time{at - day};
    return date_text(day) + "T" + padded(static_cast<int>(time.hours().count()), 2) + ":" +
           padded(static_cast<int>(time.minutes().count()), 2) + ":" +
           padded(static_cast<int>(time.seconds().count()), 2) + "Z";
}

std::string eastern_date_text(Instant at) {
    return date_text(eastern_date(at));
}

}  // namespace sayso::directory
