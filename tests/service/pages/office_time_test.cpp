#include "service/pages/office_time.hpp"

#include <catch2/catch.hpp>

using namespace sayso;
using namespace std::chrono;
using namespace std::chrono_literals;
using directory::Coordinates;
using pages::is_federal_holiday;
using pages::office_time;
using pages::weekday_hours;
using pages::zone_of;

namespace {

directory::Instant utc(year_month_day day, minutes clock) {
    return sys_days(day) + clock;
}

bool closed(std::string_view state, directory::Instant at, std::string_view hours = "") {
    const auto time = office_time(state, std::nullopt, hours, at);
    REQUIRE(time);
    return time->likely_closed;
}

}  // namespace

TEST_CASE("an office keeps the clock of its place") {
    CHECK(zone_of("CA", std::nullopt) == "America/Los_Angeles");
    CHECK(zone_of("TX", std::nullopt) == "America/Chicago");
    CHECK(zone_of("TX", Coordinates{31.76, -106.49}) == "America/Denver");   // El Paso
    CHECK(zone_of("FL", Coordinates{30.42, -87.22}) == "America/Chicago");   // Pensacola
    CHECK(zone_of("FL", Coordinates{30.44, -84.28}) == "America/New_York");  // Tallahassee
    CHECK(zone_of("TN", Coordinates{35.96, -83.92}) == "America/New_York");  // Knoxville
    CHECK(zone_of("TN", Coordinates{36.16, -86.78}) == "America/Chicago");   // Nashville
    CHECK(zone_of("IN", Coordinates{41.59, -87.35}) == "America/Chicago");   // Gary
    CHECK(zone_of("IN", Coordinates{39.77, -86.16}) == "America/Indiana/Indianapolis");
    CHECK(zone_of("SD", Coordinates{44.08, -103.22}) == "America/Denver");       // Rapid City
    CHECK(zone_of("ID", Coordinates{47.68, -116.78}) == "America/Los_Angeles");  // Coeur d'Alene
    CHECK(zone_of("KY", Coordinates{38.25, -85.76}) == "America/New_York");      // Louisville
    CHECK(zone_of("PR", std::nullopt) == "America/Puerto_Rico");
    CHECK(zone_of("XX", std::nullopt).empty());
    CHECK(zone_of("", std::nullopt).empty());
}

TEST_CASE("offices are likely open from nine to five on weekdays, by their own clock") {
    // A Tuesday in summer: New York is four hours behind Greenwich, Los Angeles seven, Phoenix too.
    const auto tuesday = 2026y / June / 16;
    CHECK(closed("DC", utc(tuesday, 12h + 59min)));
    CHECK_FALSE(closed("DC", utc(tuesday, 13h)));
    CHECK_FALSE(closed("DC", utc(tuesday, 20h + 59min)));
    CHECK(closed("DC", utc(tuesday, 21h)));
    CHECK_FALSE(closed("CA", utc(tuesday, 21h)));
    CHECK(closed("CA", utc(tuesday, 15h)));
    CHECK(office_time("CA", std::nullopt, "", utc(tuesday, 15h))->clock == 8h);
    CHECK(office_time("AZ", std::nullopt, "", utc(tuesday, 15h))->clock == 8h);
    CHECK(office_time("HI", std::nullopt, "", utc(tuesday, 5h))->clock == 19h);  // Monday evening there
    // In winter an hour later.
    const auto january = 2026y / January / 13;
    CHECK(closed("DC", utc(january, 13h + 59min)));
    CHECK_FALSE(closed("DC", utc(january, 14h)));
    CHECK(closed("DC", utc(2026y / June / 13, 16h)));  // a Saturday
    CHECK(closed("DC", utc(2026y / June / 19, 16h)));  // Juneteenth
    CHECK_FALSE(office_time("XX", std::nullopt, "", utc(tuesday, 15h)));
}

TEST_CASE("hours that can be read win, and hours that say something else are not guessed at") {
    const auto read = [](std::string_view text) {
        const auto hours = weekday_hours(text);
        return hours ? std::to_string(hours->from) + "-" + std::to_string(hours->to) : std::string("no");
    };
    for (const char* text : {"M-F 9-5", "Mon-Fri 9am-5pm", "Monday-Friday 9:00AM-5:00PM", "9AM-5PM", "M-F 9 am-5 pm",
                             "Monday through Friday, 9 a.m. to 5 p.m.",
                             "Mon\xE2\x80\x93"
                             "Fri, 9am\xE2\x80\x93"
                             "5pm",
                             "9:00am - 5:00pm (M-F)", "M-F 9AM-5PM CST", "9am-5pm, M-F", "Mon-Fri 9:00-17:00"}) {
        INFO(text);
        CHECK(read(text) == "540-1020");
    }
    CHECK(read("M-F 8:30am-430pm") == "510-990");
    CHECK(read("8am-5pm CT") == "480-1020");
    CHECK(read("M-F 9-5:30pm") == "540-1050");
    CHECK(read("10AM-12PM") == "600-720");
    for (const char* text : {"", "By appointment only", "Tuesday 9AM-5PM", "M,W,F 9AM-5PM", "9AM-1PM and 2:30PM-5PM",
                             "2nd and 4th Mondays 10:00AM-4:00PM", "Only open Tuesdays", "5pm-9am", "99-5", "9-", "-5",
                             "9am-5pm call ahead", "9:00:00-5", "9am-25", "00000-5", "M-F", "am-pm"}) {
        INFO(text);
        CHECK(read(text) == "no");
    }
    CHECK(read(std::string(5000, '9')) == "no");
    const auto tuesday = 2026y / June / 16;
    CHECK_FALSE(closed("DC", utc(tuesday, 12h + 30min), "M-F 8am-6pm"));
    CHECK_FALSE(closed("DC", utc(tuesday, 15h), "By appointment only"));  // the telephone is answered all the same
    CHECK_FALSE(office_time("DC", std::nullopt, "Tuesday 9AM-5PM", utc(tuesday, 15h)));
}

TEST_CASE("federal holidays are kept on the day they are observed") {
    for (const auto day : {2026y / January / 1, 2026y / January / 19, 2026y / February / 16, 2026y / May / 25,
                           2026y / June / 19, 2026y / July / 3 /* the Fourth is a Saturday */, 2026y / September / 7,
                           2026y / October / 12, 2026y / November / 11, 2026y / November / 26, 2026y / December / 25,
                           2021y / December / 31 /* New Year 2022 was a Saturday */, 2023y / January / 2}) {
        INFO(static_cast<unsigned>(day.month()) << "/" << static_cast<unsigned>(day.day()));
        CHECK(is_federal_holiday(local_days(day)));
    }
    for (const auto day : {2026y / January / 2, 2026y / May / 18, 2026y / July / 6, 2026y / November / 27,
                           2026y / December / 24, 2026y / November / 3})
        CHECK_FALSE(is_federal_holiday(local_days(day)));
}
