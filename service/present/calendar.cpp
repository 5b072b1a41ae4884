#include "service/present/calendar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "service/present/escape.hpp"

namespace sayso::present {
namespace {

using namespace std::chrono;

// RFC 5545 3.3.11: backslash, semicolon, comma and line ends.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : clean(text)) {
        if (c == '\n') {
            out += "\\n";
        } else if (c != '\r') {
            if (c == '\\' || c == ';' || c == ',') out += '\\';
            out += c == '\t' ? ' ' : c;
        }
    }
    return out;
}

// RFC 5545 3.1: at most 75 bytes a line, none cut inside a character; a longer one goes on after CRLF and a blank.
std::string folded(const std::string& line) {
    constexpr std::size_t widest = 75;
    std::string out;
    std::size_t begin = 0, room = widest;
    while (line.size() - begin > room) {
        std::size_t end = begin + room;
        while (end > begin && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
        out.append(line, begin, end - begin).append("\r\n ");
        begin = end;
        room = widest - 1;
    }
    return out.append(line, begin).append("\r\n");
}

std::string digits(year_month_day day) {
    char text[32];
    std::snprintf(text, sizeof text, "%04d%02u%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
    return text;
}

std::string utc(sys_seconds at) {
    const auto day = floor<days>(at);
    const hh_mm_ss time(at - day);
    char text[32];
    std::snprintf(text, sizeof text, "T%02d%02d%02dZ", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    return digits(day) + text;
}

// A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after.
sys_days kept_on(sys_days day) {
    const weekday on{day};
    return on == Saturday ? day - days(1) : on == Sunday ? day + days(1) : day;
}

bool is_holiday(sys_days day) {
    const year_month_day date{day};
    const auto of_year = [&](year y) {
        const std::array<sys_days, 11> all{kept_on(y / January / 1),
                                           sys_days(y / January / Monday[3]),
                                           sys_days(y / February / Monday[3]),
                                           sys_days(y / May / Monday[last]),
                                           kept_on(y / June / 19),
                                           kept_on(y / July / 4),
                                           sys_days(y / September / Monday[1]),
                                           sys_days(y / October / Monday[2]),
                                           kept_on(y / November / 11),
                                           sys_days(y / November / Thursday[4]),
                                           kept_on(y / December / 25)};
        return std::find(all.begin(), all.end(), day) != all.end();
    };
    // New Year's Day may be kept on the last day of the year before.
    return of_year(date.year()) || of_year(date.year() + years(1));
}

}  // namespace

std::string calendar_of(const Reminder& reminder) {
    const std::string in = ";LANGUAGE=" + reminder.language + ":";
    std::string out;
    const auto add = [&out](const std::string& line) { out += folded(line); };
    add("BEGIN:VCALENDAR");
    add("VERSION:2.0");
    add("PRODID:-//Sayso//Reminder//EN");
    add("CALSCALE:GREGORIAN");
    add("METHOD:PUBLISH");
    add("BEGIN:VEVENT");
    add("UID:" + escaped(reminder.uid));
    add("DTSTAMP:" + utc(reminder.written));
    add("DTSTART:" + digits(reminder.day) + "T100000");
    add("DURATION:PT15M");
    add("SUMMARY" + in + escaped(reminder.summary));
    add("DESCRIPTION" + in + escaped(reminder.description));
    if (!reminder.url.empty()) add("URL:" + clean(reminder.url));
    add("BEGIN:VALARM");
    add("ACTION:DISPLAY");
    add("TRIGGER:PT0S");
    add("DESCRIPTION" + in + escaped(reminder.summary));
    add("END:VALARM");
    add("END:VEVENT");
    add("END:VCALENDAR");
    return out;
}

year_month_day next_workday(year_month_day day) {
    sys_days next = sys_days(day) + days(1);
    while (weekday(next) == Saturday || weekday(next) == Sunday || is_holiday(next)) next += days(1);
    return next;
}

}  // namespace sayso::present
