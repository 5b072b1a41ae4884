#include <catch2/catch.hpp>

#include "tests/service/intake/findings.hpp"
#include "tests/support/made_up_folder.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {
const std::string members = "legislators-current.yaml";
}

TEST_CASE("two holders of one House seat are refused, both named") {
    const MadeUpFolder folder;
    folder.replace(members, "district: 27", "district: 28", "P900004");
    const auto parsed = read_and_check(folder.path());
    INFO(all_findings(parsed));
    CHECK(refuses(parsed, members, 0, "two people hold CA-28 on 2026-06-15"));
    CHECK(refuses(parsed, members, 0, "Oscar Penhaligon"));
    CHECK(refuses(parsed, members, 0, "June Okafor"));
}

TEST_CASE("two senators of one class are refused, as is a class that is not the state's") {
    const MadeUpFolder same;
    same.replace(members, "class: 3", "class: 1", "N900002");
    CHECK(refuses(read_and_check(same.path()), members, 0, "two people hold CA class 1"));
    const MadeUpFolder other;
    const int line = other.replace(members, "class: 3", "class: 2", "N900002");
    const auto parsed = read_and_check(other.path());
    INFO(all_findings(parsed));
    CHECK(refuses(parsed, members, line - 4, "the classes of California are 1 and 3"));
}

TEST_CASE("a senator of a place that has none is refused") {
    const MadeUpFolder folder;
    folder.replace(members, "state: CA\n    class: 3", "state: DC\n    class: 3", "N900002");
    CHECK(refuses(read_and_check(folder.path()), members, 0, "which has none"));
}

TEST_CASE("a seat that does not exist is refused for a term in force, and is history for one that is over") {
    const MadeUpFolder now;
    now.replace(members, "district: 27", "district: 53", "P900004");
    CHECK(refuses(read_and_check(now.path()), members, 0, "CA-53, a seat that does not exist"));
    const MadeUpFolder past;
    past.replace(members, "district: 28", "district: 53", "R900001");
    const auto parsed = read_and_check(past.path());
    INFO(all_findings(parsed));
    CHECK(parsed.ok());
}

TEST_CASE("a seat handed over at one noon has one holder at any moment") {
    const MadeUpFolder folder;
    // Penhaligon's successor is in the file already: terms that touch do not overlap.
    folder.replace(members, "start: '2025-01-03'\n    end: '2027-01-03'\n    state: CA\n    district: 28",
                   "start: '2027-01-03'\n    end: '2029-01-03'\n    state: CA\n    district: 27", "O900005");
    const auto parsed = read_and_check(folder.path());
    INFO(all_findings(parsed));
    CHECK(parsed.ok());
    folder.replace(members, "start: '2027-01-03'", "start: '2026-12-03'", "O900005");
    CHECK(refuses(read_and_check(folder.path()), members, 0, "two people hold CA-27 on 2026-12-03"));
}

TEST_CASE("vacancies and what is missing are reported and not refused") {
    const auto parsed = read_and_check(MadeUpFolder().path());
    INFO(all_findings(parsed));
    CHECK(parsed.ok());
    // 441 seats, of which the made-up file fills 17.
    CHECK(warns(parsed, members, 0, "424 House seats have no holder on 2026-06-15"));
    CHECK(warns(parsed, members, 0, "84 Senate seats have no holder"));
    CHECK(warns(parsed, members, 0, "may be cut off"));
    CHECK(warns(parsed, members, 0,
                "no Washington telephone, the switchboard will be called instead: Si Brandt, Jr. (CA-30)"));
    CHECK(warns(parsed, members, 0, "no web address: Si Brandt, Jr. (CA-30)"));
    CHECK(warns(parsed, "zccd.csv", 0, "no ZIP touches"));
}

TEST_CASE("a member with no term left, and a data date to come, are remarked") {
    const MadeUpFolder folder;
    folder.replace(members, "start: '2025-01-03'\n    end: '2027-01-03'", "start: '2023-01-03'\n    end: '2025-01-03'",
                   "P900004");
    CHECK(warns(read_and_check(folder.path()), members, 0,
                "Oscar Penhaligon (P900004) has no term in force on 2026-06-15"));
    auto later = intake::read_folder(folder.path(), noon(2026, 8, 1), today());
    intake::check(later, today());
    CHECK(warns(later, members, 0, "still to come"));
}
