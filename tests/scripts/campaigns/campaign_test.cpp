#include "scripts/campaigns/campaign.hpp"

#include <catch2/catch.hpp>

using namespace sayso;
using namespace sayso::campaigns;
using namespace std::chrono;

namespace {

directory::Instant utc(int y, unsigned m, unsigned d, int hour, int minute) {
    return sys_days(year{y} / static_cast<int>(m) / static_cast<int>(d)) + hours(hour) + minutes(minute);
}

Script parse(std::string_view source) {
    std::vector<ScriptProblem> problems;
    return Script::parse(source, problems);
}

}  // namespace

TEST_CASE("Hours are those of Washington, in winter and in summer") {
    Hours weekdays;
    for (int day = 1; day <= 5; ++day) weekdays.spans.push_back({day, 9 * 60, 17 * 60});
    // Wednesday, 26 November 2025: Eastern Standard Time.
    CHECK_FALSE(open_at(weekdays, utc(2025, 11, 26, 13, 59)));
    CHECK(open_at(weekdays, utc(2025, 11, 26, 14, 0)));
    CHECK(open_at(weekdays, utc(2025, 11, 26, 21, 59)));
    CHECK_FALSE(open_at(weekdays, utc(2025, 11, 26, 22, 0)));
    // Wednesday, 16 July 2025: daylight time.
    CHECK(open_at(weekdays, utc(2025, 7, 16, 13, 0)));
    CHECK_FALSE(open_at(weekdays, utc(2025, 7, 16, 12, 59)));
    // Saturday.
    CHECK_FALSE(open_at(weekdays, utc(2025, 11, 29, 16, 0)));
    CHECK(open_at(Hours{}, utc(2025, 11, 29, 16, 0)));
}

TEST_CASE("Late evening in Washington is still that day, though UTC has the next") {
    Hours evening{{{3, 20 * 60, 24 * 60}}};
    CHECK(open_at(evening, utc(2025, 11, 27, 3, 30)));       // Wednesday 22:30
    CHECK_FALSE(open_at(evening, utc(2025, 11, 27, 5, 0)));  // Thursday 00:00
}

TEST_CASE("The hour that comes twice and the hour that never comes are right") {
    Hours sunday{{{0, 60, 120}}};
    // 2 November 2025: 01:00 to 02:00 comes twice, from 05:00 and from 06:00 UTC.
    CHECK_FALSE(open_at(sunday, utc(2025, 11, 2, 4, 59)));
    CHECK(open_at(sunday, utc(2025, 11, 2, 5, 30)));
    CHECK(open_at(sunday, utc(2025, 11, 2, 6, 30)));
    CHECK_FALSE(open_at(sunday, utc(2025, 11, 2, 7, 0)));
    // 9 March 2025: 02:00 never comes.
    Hours lost{{{0, 120, 180}}};
    CHECK_FALSE(open_at(lost, utc(2025, 3, 9, 6, 59)));
    CHECK_FALSE(open_at(lost, utc(2025, 3, 9, 7, 0)));
    CHECK(open_at(sunday, utc(2025, 3, 9, 6, 30)));
}

TEST_CASE("A campaign's script is the one of the language, else English, else any") {
    Campaign campaign;
    CHECK(campaign.script("en").empty());
    campaign.scripts["es"] = parse("Hola.");
    CHECK(campaign.script("en").source() == "Hola.");
    campaign.scripts["en"] = parse("Hello.");
    CHECK(campaign.script("fr").source() == "Hello.");
    CHECK(campaign.script("es").source() == "Hola.");
}
