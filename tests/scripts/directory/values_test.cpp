#include <catch2/catch.hpp>

#include "scripts/directory/district.hpp"
#include "scripts/directory/phone_number.hpp"
#include "scripts/directory/state.hpp"
#include "scripts/directory/zip.hpp"

using namespace sayso::directory;

TEST_CASE("a ZIP is five digits, and ZIP+4 counts as its ZIP") {
    for (const char* text : {"94110", " 94110\r\n", "94110-1234", "94110 1234", "941101234"}) {
        CAPTURE(text);
        REQUIRE(Zip::parse(text));
        CHECK(Zip::parse(text)->number() == 94110);
        CHECK(Zip::parse(text)->prefix() == 941);
    }
    REQUIRE(Zip::parse("00501"));
    CHECK(Zip::parse("00501")->text() == "00501");
    CHECK(Zip::parse("00501")->prefix() == 5);
    CHECK(*Zip::parse("00501") < *Zip::parse("94110"));
}

TEST_CASE("what is not a ZIP is refused") {
    for (const char* text :
         {"", "9411", "941100", "94110-", "94110-123", "94110-12345", "94110 123", "94110  1234", "94110 12a4",
          "9411012345", "941a0", "+9411", "94110-12a4", "94110123a", "-4110", "９４１１０"}) {
        CAPTURE(text);
        CHECK_FALSE(Zip::parse(text));
    }
}

TEST_CASE("a phone number is read in the usual spellings and written in three") {
    for (const char* text : {"+12022243121", "202-224-3121", "(202) 224-3121", "1.202.224.3121", "2022243121",
                             "1-202-224-3121", "202/224-3121", "+1 (202) 224-3121", " 202 224 3121 "}) {
        CAPTURE(text);
        REQUIRE(PhoneNumber::parse(text));
        CHECK(*PhoneNumber::parse(text) == capitol_switchboard());
    }
    CHECK(capitol_switchboard().e164() == "+12022243121");
    CHECK(capitol_switchboard().display() == "(202) 224-3121");
    CHECK(capitol_switchboard().dashed() == "202-224-3121");
    CHECK(capitol_switchboard().digits() == 2022243121U);
}

TEST_CASE("a number outside the numbering plan is refused") {
    for (const char* text :
         {"", "911", "224-3121", "102-224-3121", "002-224-3121", "202-124-3121", "202-024-3121", "911-224-3121",
          "202-411-3121", "202-224-3121 x12", "202-224-3121 ext. 5", "202-224-31210", "+442079460000", "+2022243121",
          "2-202-224-3121", "202-224-312l", "202+2243121", "+12022243121\n"}) {
        CAPTURE(text);
        CHECK_FALSE(PhoneNumber::parse(text));
    }
    CHECK_FALSE(PhoneNumber::parse(std::string(100000, ' ') + "2022243121"));
    // 211 as the last digits of an exchange is not a service code.
    CHECK(PhoneNumber::parse("202-221-1311"));
}

TEST_CASE("the table of states has every seat of the House and two Senate classes a state") {
    int voting = 0, delegates = 0, states = 0;
    std::array<int, 4> seats_of_class{};
    for (const State& state : all_states()) {
        CAPTURE(state.code.text());
        CHECK(&facts(state.code) == &state);
        CHECK_FALSE(state.name.empty());
        CHECK_FALSE(state.spanish_name.empty());
        if (state.kind == StateKind::state) {
            ++states;
            voting += state.house_seats;
            CHECK(state.has_senators());
            CHECK(state.senate_classes[0] < state.senate_classes[1]);
            for (const int senate_class : state.senate_classes)
                ++seats_of_class.at(static_cast<std::size_t>(senate_class));
        } else {
            delegates += state.house_seats;
            CHECK_FALSE(state.has_senators());
        }
    }
    CHECK(states == 50);
    CHECK(voting == 435);
    CHECK(delegates == 6);
    CHECK(seats_of_class == std::array<int, 4>{0, 33, 33, 34});
}

TEST_CASE("states are in order of their codes, which is their order as values") {
    const auto states = all_states();
    for (std::size_t i = 1; i < states.size(); ++i) {
        CHECK(states[i - 1].code < states[i].code);
        CHECK(states[i].code.index() == i);
    }
}

TEST_CASE("a state code is one of the table, in either case") {
    CHECK(StateCode::parse("ca") == StateCode::parse("CA"));
    CHECK(StateCode::parse("CA")->text() == "CA");
    CHECK(facts(*StateCode::parse("NY")).spanish_name == "Nueva York");
    for (const char* text : {"", "C", "CAL", "XX", "A1", "AA", "c\xC3"}) {
        CAPTURE(text);
        CHECK_FALSE(StateCode::parse(text));
    }
}

TEST_CASE("districts and those who hold them have names for people") {
    const auto house = [](const char* state, int number) {
        return District{*StateCode::parse(state), Chamber::house, number};
    };
    CHECK(label(house("CA", 14)) == "CA-14");
    CHECK(label(house("WY", 0)) == "WY at large");
    CHECK(label(house("DC", 0)) == "DC");
    CHECK(label({*StateCode::parse("OH"), Chamber::senate, 0}) == "OH");
    CHECK(title_of(house("WY", 0)) == "Representative");
    CHECK(title_of(house("GU", 0)) == "Delegate");
    CHECK(title_of(house("DC", 0)) == "Delegate");
    CHECK(title_of(house("PR", 0)) == "Resident Commissioner");
    CHECK(title_of({*StateCode::parse("OH"), Chamber::senate, 0}) == "Senator");
}
