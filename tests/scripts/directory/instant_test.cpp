#include "scripts/directory/instant.hpp"

#include <catch2/catch.hpp>

using namespace sayso::directory;
using namespace std::chrono_literals;

namespace {

std::string noon(int year, unsigned month, unsigned day) {
    return rfc3339(noon_eastern(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}));
}

}  // namespace

TEST_CASE("noon Eastern follows daylight saving time from the second Sunday of March to the first of November") {
    CHECK(noon(2027, 1, 3) == "2027-01-03T17:00:00Z");
    CHECK(noon(2026, 3, 7) == "2026-03-07T17:00:00Z");
    CHECK(noon(2026, 3, 8) == "2026-03-08T16:00:00Z");
    CHECK(noon(2026, 6, 15) == "2026-06-15T16:00:00Z");
    CHECK(noon(2026, 10, 31) == "2026-10-31T16:00:00Z");
    CHECK(noon(2026, 11, 1) == "2026-11-01T17:00:00Z");
    CHECK(noon(2024, 2, 29) == "2024-02-29T17:00:00Z");
    CHECK(noon(2028, 3, 12) == "2028-03-12T16:00:00Z");
    CHECK(noon(2025, 11, 2) == "2025-11-02T17:00:00Z");
}

TEST_CASE("the date in Washington changes at its own midnight") {
    CHECK(eastern_date_text(*parse_instant("2026-06-15T03:59:59Z")) == "2026-06-14");
    CHECK(eastern_date_text(*parse_instant("2026-06-15T04:00:00Z")) == "2026-06-15");
    CHECK(eastern_date_text(*parse_instant("2027-01-01T04:59:59Z")) == "2026-12-31");
    CHECK(eastern_date_text(*parse_instant("2027-01-01T05:00:00Z")) == "2027-01-01");
}

TEST_CASE("a Congress ends at noon Eastern of 3 January of an odd year, and the next is in session at that noon") {
    const Instant end = *parse_instant("2027-01-03");
    CHECK(congress_end(*parse_instant("2026-06-15")) == end);
    CHECK(congress_end(*parse_instant("2025-01-03")) == end);
    CHECK(congress_end(end - 1s) == end);
    CHECK(congress_end(end) == *parse_instant("2029-01-03"));
    CHECK(congress_end(*parse_instant("2027-01-01")) == end);
    CHECK(congress_end(*parse_instant("2027-01-04")) == *parse_instant("2029-01-03"));
}

TEST_CASE("a moment is read from a date or from RFC 3339") {
    CHECK(rfc3339(*parse_instant("2027-01-04")) == "2027-01-04T17:00:00Z");
    CHECK(rfc3339(*parse_instant("2026-07-04")) == "2026-07-04T16:00:00Z");
    for (const char* text : {"2027-01-03T17:00:00Z", "2027-01-03t17:00:00z", "2027-01-03T12:00:00-05:00",
                             "2027-01-03 17:00:00.999Z", "2027-01-03T22:30:00+05:30"}) {
        CAPTURE(text);
        REQUIRE(parse_instant(text));
        CHECK(rfc3339(*parse_instant(text)) == "2027-01-03T17:00:00Z");
    }
}

TEST_CASE("what is not a moment is refused") {
    for (const char* text : {"", "2027", "2027-1-4", "2027-02-29", "2026-13-01", "2026-00-01", "2026-06-31", "today",
                             "2027-01-03T17:00:00", "2027-01-03T17:00Z", "2027-01-03T24:00:00Z", "2027-01-03T17:60:00Z",
                             "2027-01-03T17:00:00.Z", "2027-01-03T17:00:00+5", "2027-01-03T17:00:00+25:00",
                             "2027-01-03T17:00:00Zx", "2027/01/03", "-027-01-03", "2027-01-03Z"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_instant(text));
    }
}
