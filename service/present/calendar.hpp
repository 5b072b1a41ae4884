#pragma once
#include <chrono>
#include <string>

#include "service/present/language.hpp"

namespace sayso::present {

// One entry for a calendar.
struct Reminder {
    std::string uid;  // the same for the same reminder, "river-2-2026-06-17@sayso.example"
    std::string summary, description, url;
    std::chrono::sys_seconds written{};  // when this was made
    std::chrono::year_month_day day{};   // at ten in the morning, wherever the reader is, for a quarter of an hour
    std::string language;                // of summary and description
};

// The reminder as an iCalendar file (RFC 5545): escaped, folded, with CRLF.
std::string calendar_of(const Reminder& reminder);

// The first day after that one on which offices of the federal government are open: no Saturday, Sunday or holiday of
// 5 U.S.C. 6103(a) (on its own day, or the one it is kept on).
std::chrono::year_month_day next_workday(std::chrono::year_month_day day);

}  // namespace sayso::present
