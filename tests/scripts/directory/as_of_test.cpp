#include <catch2/catch.hpp>

#include "tests/scripts/directory/made_up.hpp"

using namespace made_up;
using namespace std::chrono_literals;

namespace {

// Made on 2026-06-15, in the 119th Congress (to 2027-01-03): CA-1 held to its end, CA-2 held and then by another, CA-3
// by a member whose term ends early, CA-4 by nobody. Ohio's class 3 senator is appointed until 2026-11-03, class 1 runs
// on.
DirectoryData data() {
    DirectoryData made;
    made.dated = noon("2026-06-15");
    made.officials = {
        official(
            "H000001", "Ann One",
            {term(house("CA", 1), 0, "2023-01-03", "2025-01-03"), term(house("CA", 1), 0, "2025-01-03", "2027-01-03")}),
        official("H000002", "Ben Two", {term(house("CA", 2), 0, "2025-01-03", "2027-01-03")}),
        official("H000012", "Bea Next", {term(house("CA", 2), 0, "2027-01-03", "2029-01-03")}),
        official("H000003", "Cas Three", {term(house("CA", 3), 0, "2025-01-03", "2026-09-01")}),
        official(
            "S000001", "Oda Senator",
            {term(house("OH", 5), 0, "2019-01-03", "2025-01-03"), term(senate("OH"), 1, "2025-01-03", "2031-01-03")}),
        official("S000003", "Apo Inted", {term(senate("OH"), 3, "2025-01-21", "2026-11-03")}),
    };
    return made;
}

std::string seat_text(const Seat& seat) {
    if (seat.occupancy == Occupancy::held) return seat.official->full_name;
    CHECK(seat.official == nullptr);
    CHECK(seat.term == nullptr);
    return seat.occupancy == Occupancy::vacant ? "vacant" : "unknown";
}

std::string holder(const Directory& directory, const char* code, int number, Instant at) {
    return seat_text(directory.house_seat(state(code), number, at));
}

std::string senator(const Directory& directory, int senate_class, Instant at) {
    for (const Seat& seat : directory.senate_seats(state("OH"), at)) {
        if (seat.senate_class == senate_class) return seat_text(seat);
    }
    return "no such seat";
}

}  // namespace

TEST_CASE("a term runs from noon Eastern of its first day to noon Eastern of its last") {
    const Directory directory(data());
    const Instant change = noon("2027-01-03");
    CHECK(holder(directory, "CA", 2, change - 1s) == "Ben Two");
    CHECK(holder(directory, "CA", 2, change) == "Bea Next");
    CHECK(holder(directory, "CA", 2, noon("2028-06-01")) == "Bea Next");
    CHECK(holder(directory, "CA", 2, noon("2029-01-03") - 1s) == "Bea Next");
    CHECK(holder(directory, "CA", 2, noon("2029-01-03")) == "unknown");
    CHECK(holder(directory, "CA", 1, noon("2025-01-03") - 1s) == "Ann One");
    CHECK(holder(directory, "CA", 1, noon("2023-01-03") - 1s) == "unknown");
}

TEST_CASE("a seat is vacant only from the data's date to the end of its Congress") {
    const Directory directory(data());
    CHECK(holder(directory, "CA", 4, noon("2026-06-15") - 1s) == "unknown");
    CHECK(holder(directory, "CA", 4, noon("2026-06-15")) == "vacant");
    CHECK(holder(directory, "CA", 4, noon("2027-01-03") - 1s) == "vacant");
    CHECK(holder(directory, "CA", 4, noon("2027-01-03")) == "unknown");
    CHECK(holder(directory, "CA", 4, noon("2025-02-01")) == "unknown");
}

TEST_CASE("a seat whose last known term ended after the data was made is not known yet, not vacant") {
    const Directory directory(data());
    CHECK(holder(directory, "CA", 3, noon("2026-09-01") - 1s) == "Cas Three");
    CHECK(holder(directory, "CA", 3, noon("2026-09-01")) == "unknown");
    CHECK(holder(directory, "CA", 3, noon("2026-12-01")) == "unknown");
}

TEST_CASE("data made at the very moment a term ends says vacant: it was known then") {
    DirectoryData made = data();
    made.dated = noon("2026-09-01");
    CHECK(holder(Directory(std::move(made)), "CA", 3, noon("2026-09-02")) == "vacant");
}

TEST_CASE("data made on the day a Congress begins belongs to that Congress from noon on") {
    DirectoryData made = data();
    made.dated = noon("2027-01-03");
    const Directory after(std::move(made));
    CHECK(holder(after, "CA", 4, noon("2028-12-01")) == "vacant");
    made = data();
    made.dated = noon("2027-01-03") - 1s;
    const Directory before(std::move(made));
    CHECK(holder(before, "CA", 4, noon("2028-12-01")) == "unknown");
}

TEST_CASE("an appointed senator's seat is unknown after the appointment, and the other senator's runs on") {
    const Directory directory(data());
    CHECK(senator(directory, 3, noon("2026-11-03") - 1s) == "Apo Inted");
    CHECK(senator(directory, 3, noon("2026-11-03")) == "unknown");
    CHECK(senator(directory, 1, noon("2027-01-04")) == "Oda Senator");
    CHECK(senator(directory, 1, noon("2031-01-03")) == "unknown");
    CHECK(senator(directory, 3, noon("2025-01-10")) == "unknown");
    CHECK(senator(directory, 2, noon("2026-07-01")) == "no such seat");
    CHECK(directory.senate_seats(state("DC"), noon("2026-07-01")).empty());
}

TEST_CASE("a Senate seat with no holder is vacant within the data and unknown after its Congress") {
    DirectoryData made = data();
    made.officials.pop_back();
    const Directory directory(std::move(made));
    CHECK(senator(directory, 3, noon("2026-06-14")) == "unknown");
    CHECK(senator(directory, 3, noon("2026-07-01")) == "vacant");
    CHECK(senator(directory, 3, noon("2027-01-03")) == "unknown");
}

TEST_CASE("without any data every seat is unknown at every moment") {
    const Directory directory{DirectoryData{}};
    CHECK(directory.built_in());
    for (const char* date : {"1970-02-01", "1970-06-01", "2026-07-01", "2027-01-04"}) {
        for (const Seat& seat : directory.all_seats(noon(date))) CHECK(seat.occupancy == Occupancy::unknown);
    }
    CHECK(directory.seats_running_out(noon("2026-12-01"), std::chrono::weeks{6}).empty());
}

TEST_CASE("a number no district has is unknown, never somebody else's seat") {
    const Directory directory(data());
    for (const int number : {-1, 0, 53, 60, 61, 64, 100000}) {
        CAPTURE(number);
        CHECK(directory.house_seat(state("AK"), number, noon("2026-07-01")).official == nullptr);
        CHECK(directory.house_seat(state("CA"), number == 0 ? -5 : number, noon("2026-07-01")).official == nullptr);
    }
}

TEST_CASE("all seats are the 441 of the House and the 100 of the Senate") {
    const Directory directory(data());
    int house_seats = 0, senate_seats = 0;
    for (const Seat& seat : directory.all_seats(noon("2026-07-01"))) {
        ++(seat.district.chamber == Chamber::house ? house_seats : senate_seats);
    }
    CHECK(house_seats == 441);
    CHECK(senate_seats == 100);
}

TEST_CASE("an official's term is the one in force, whichever chamber it is in") {
    const Directory directory(data());
    const Official* oda = directory.official("S000001");
    REQUIRE(oda != nullptr);
    CHECK(directory.term_at(*oda, noon("2020-01-01"))->district == house("OH", 5));
    CHECK(directory.term_at(*oda, noon("2026-01-01"))->district == senate("OH"));
    CHECK(directory.term_at(*oda, noon("2031-01-03")) == nullptr);
    CHECK(directory.official("X999999") == nullptr);
    CHECK(directory.official("") == nullptr);
}

TEST_CASE("operators hear of a seat from six weeks before nobody is known for it, once and with the moment") {
    const Directory directory(data());
    const auto when = [&](Instant now, const char* code, int number, int senate_class) -> std::string {
        for (const SeatWarning& warning : directory.seats_running_out(now, std::chrono::weeks{6})) {
            const District& district = warning.seat.district;
            if (district.state == state(code) && district.number == number &&
                warning.seat.senate_class == senate_class) {
                CHECK(warning.seat.occupancy == Occupancy::unknown);
                return rfc3339(warning.when);
            }
        }
        return "";
    };
    const Instant appointed_until = noon("2026-11-03");
    CHECK(when(appointed_until - std::chrono::weeks{6} - 1s, "OH", 0, 3).empty());
    CHECK(when(appointed_until - std::chrono::weeks{6}, "OH", 0, 3) == "2026-11-03T17:00:00Z");
    CHECK(when(appointed_until - 1s, "OH", 0, 3) == "2026-11-03T17:00:00Z");
    CHECK(when(appointed_until, "OH", 0, 3).empty());
    CHECK(when(appointed_until - 1s, "OH", 0, 1).empty());
    CHECK(when(noon("2026-12-20"), "CA", 1, 0) == "2027-01-03T17:00:00Z");
    // Its successor is in the data.
    CHECK(when(noon("2026-12-20"), "CA", 2, 0).empty());
    // Unknown already; and a vacancy that the Congress takes with it.
    CHECK(when(noon("2026-12-20"), "CA", 3, 0).empty());
    CHECK(when(noon("2026-12-20"), "CA", 4, 0) == "2027-01-03T17:00:00Z");
}
