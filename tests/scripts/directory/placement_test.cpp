#include <catch2/catch.hpp>

#include "tests/scripts/directory/made_up.hpp"

using namespace made_up;

namespace {

ZipPlace place_row(const char* text, const char* city, const char* code) {
    return {zip(text), city, StateCode::parse(code), {40, -100}};
}

DirectoryData data() {
    DirectoryData made;
    made.dated = noon("2026-06-15");
    made.officials = {official("H000001", "Ann One", {term(house("CA", 11), 0, "2025-01-03", "2027-01-03")})};
    const auto touches = [&](const char* text, const char* code, int number) {
        made.zip_districts.push_back({zip(text), state(code), number});
    };
    // In no order, and one row twice.
    for (const int number : {35, 27, 28, 31, 29, 30, 28}) touches("91711", "CA", number);
    touches("94110", "CA", 11);
    touches("42223", "TN", 7);
    touches("42223", "KY", 1);
    touches("20001", "DC", 0);
    touches("00901", "PR", 0);
    touches("57717", "WY", 0);
    touches("57717", "MT", 2);
    touches("81120", "NM", 3);
    touches("96863", "HI", 1);
    made.zip_places = {
        place_row("94110", "San Francisco", "CA"),    place_row("42223", "Fort Campbell", "KY"),
        place_row("57717", "Belle Fourche", "SD"),    place_row("81120", "Antonito", "CO"),
        place_row("12345", "Schenectady", "NY"),      place_row("20500", "Washington", "DC"),
        place_row("82003", "Cheyenne", "WY"),         place_row("96863", "FPO AA", ""),
        place_row("96863", "Mcbh Kaneohe Bay", "HI"), place_row("09012", "APO AE", ""),
        place_row("96960", "Marshall Islands", "MH"), place_row("96899", "FPO AP", ""),
    };
    return made;
}

std::string words(const Placement& placement) {
    std::string text;
    for (const District& district : placement.districts)
        text += district.state.text() + "-" + std::to_string(district.number) + " ";
    text += "|";
    for (const StateCode code : placement.states) text += " " + code.text();
    return text + (placement.approximate ? " approximate" : "");
}

std::string placed(const Directory& directory, const char* text) {
    return words(directory.place(zip(text)));
}

}  // namespace

TEST_CASE("the crosswalk gives every district a ZIP touches, by state and number, each once") {
    const Directory directory(data());
    CHECK(placed(directory, "94110") == "CA-11 | CA");
    CHECK(placed(directory, "91711") == "CA-27 CA-28 CA-29 CA-30 CA-31 CA-35 | CA");
    CHECK(placed(directory, "42223") == "KY-1 TN-7 | KY TN");
    CHECK(placed(directory, "20001") == "DC-0 | DC");
    CHECK(placed(directory, "00901") == "PR-0 | PR");
    CHECK(directory.place(zip("94110")).by == PlacedBy::crosswalk);
    CHECK_FALSE(directory.place(zip("94110")).split());
    CHECK(directory.place(zip("91711")).split());
    CHECK(directory.place(zip("42223")).split());
    CHECK(directory.place(zip("42223")).place->city == "Fort Campbell");
    CHECK_FALSE(directory.place(zip("91711")).place);
}

TEST_CASE("a state that only the place's row names completes the crosswalk, with its seat at large when it has one") {
    const Directory directory(data());
    CHECK(placed(directory, "57717") == "MT-2 SD-0 WY-0 | MT SD WY approximate");
    CHECK(directory.place(zip("57717")).states_without_district().empty());
    const Placement antonito = directory.place(zip("81120"));
    CHECK(words(antonito) == "NM-3 | CO NM approximate");
    CHECK(antonito.states_without_district() == std::vector<StateCode>{state("CO")});
    CHECK(antonito.split());
    CHECK(antonito.by == PlacedBy::crosswalk);
}

TEST_CASE("a ZIP the crosswalk lacks is placed by its post office, a district only where it is certain") {
    const Directory directory(data());
    const Placement schenectady = directory.place(zip("12345"));
    CHECK(words(schenectady) == "| NY approximate");
    CHECK(schenectady.by == PlacedBy::geonames);
    CHECK(schenectady.place->city == "Schenectady");
    CHECK(schenectady.states_without_district() == std::vector<StateCode>{state("NY")});
    CHECK_FALSE(schenectady.split());
    CHECK(placed(directory, "20500") == "DC-0 | DC approximate");
    CHECK(placed(directory, "82003") == "WY-0 | WY approximate");
}

TEST_CASE("of several rows of a ZIP the one with a state names the place") {
    const Placement kaneohe = Directory(data()).place(zip("96863"));
    CHECK(words(kaneohe) == "HI-1 | HI");
    CHECK(kaneohe.place->city == "Mcbh Kaneohe Bay");
}

TEST_CASE("military mail has no place of its own, by its row or by its prefix") {
    const Directory directory(data());
    for (const char* text : {"09012", "96899", "34001", "09899", "96201", "96699"}) {
        CAPTURE(text);
        const Placement placement = directory.place(zip(text));
        CHECK(placement.by == PlacedBy::military);
        CHECK_FALSE(placement.found());
        CHECK(placement.approximate);
        CHECK(placement.districts.empty());
        CHECK_FALSE(placement.place);
    }
}

TEST_CASE("the territories and the freely associated states are known by their ranges") {
    const Directory full(data());
    const Directory none{DirectoryData{}};
    for (const Directory* directory : {&full, &none}) {
        CHECK(placed(*directory, "96799") == "AS-0 | AS approximate");
        CHECK(placed(*directory, "96798") == "| HI approximate");
        for (const char* text : {"96910", "96932"}) CHECK(placed(*directory, text) == "GU-0 | GU approximate");
        for (const char* text : {"96950", "96952"}) CHECK(placed(*directory, text) == "MP-0 | MP approximate");
        for (const char* text : {"00601", "00799", "00926"}) CHECK(placed(*directory, text) == "PR-0 | PR approximate");
        CHECK(placed(*directory, "00802") == "VI-0 | VI approximate");
        for (const char* text : {"96939", "96940", "96941", "96944", "96960", "96970"}) {
            CAPTURE(text);
            const Placement placement = directory->place(zip(text));
            CHECK(placement.by == PlacedBy::freely_associated);
            CHECK(placement.found());
            CHECK(placement.districts.empty());
            CHECK(placement.states_without_district().empty());
        }
        CHECK(directory->place(zip("96941")).states == std::vector<StateCode>{state("FM")});
        CHECK(directory->place(zip("96960")).states == std::vector<StateCode>{state("MH")});
    }
    CHECK(full.place(zip("96960")).place->city == "Marshall Islands");
    CHECK_FALSE(none.place(zip("96960")).place);
}

TEST_CASE("a prefix in several states lists them all") {
    const Directory directory{DirectoryData{}};
    CHECK(placed(directory, "06390") == "| CT NY approximate");
    CHECK(placed(directory, "83414") == "WY-0 | ID WY approximate");
    CHECK(directory.place(zip("83414")).states_without_district() == std::vector<StateCode>{state("ID")});
    CHECK(placed(directory, "20588") == "DC-0 | DC MD VA approximate");
    CHECK(directory.place(zip("06390")).by == PlacedBy::prefix);
    CHECK(directory.place(zip("06390")).split());
    CHECK(placed(directory, "96945") == "GU-0 MP-0 | FM GU MH MP PW approximate");
    CHECK(directory.place(zip("96945")).by == PlacedBy::prefix);
}

TEST_CASE("what is no ZIP in use is placed nowhere") {
    const Directory full(data());
    const Directory none{DirectoryData{}};
    for (const Directory* directory : {&full, &none}) {
        for (const char* text : {"00000", "00499", "09900", "21300", "99951", "99999"}) {
            CAPTURE(text);
            const Placement placement = directory->place(zip(text));
            CHECK(placement.by == PlacedBy::nothing);
            CHECK_FALSE(placement.found());
            CHECK_FALSE(placement.approximate);
            CHECK_FALSE(placement.split());
        }
        CHECK(placed(*directory, "99950") == "AK-0 | AK approximate");
    }
}

TEST_CASE("without any data every ZIP of every prefix in use is placed, each state by at least one") {
    const Directory directory{DirectoryData{}};
    std::vector<bool> met(all_states().size());
    int prefixes_in_use = 0;
    for (int prefix = 0; prefix < 1000; ++prefix) {
        int placed_here = 0;
        for (int last = 0; last < 100; ++last) {
            std::string text = std::to_string(100000 + prefix * 100 + last).substr(1);
            const Placement placement = directory.place(zip(text.c_str()));
            if (placement.by == PlacedBy::nothing) continue;
            ++placed_here;
            CHECK((placement.found() || placement.by == PlacedBy::military));
            CHECK(placement.approximate);
            for (const StateCode code : placement.states) met[code.index()] = true;
        }
        CAPTURE(prefix);
        CHECK((placed_here == 0 || placed_here == (prefix == 999 ? 51 : 100)));
        prefixes_in_use += placed_here > 0 ? 1 : 0;
    }
    CHECK(std::count(met.begin(), met.end(), true) == static_cast<std::ptrdiff_t>(all_states().size()));
    CHECK(prefixes_in_use > 900);
    CHECK(directory.all_zips().empty());
}

TEST_CASE("the ZIPs known are those with a row, each once and sorted") {
    const auto zips = Directory(data()).all_zips();
    CHECK(std::is_sorted(zips.begin(), zips.end()));
    CHECK(std::adjacent_find(zips.begin(), zips.end()) == zips.end());
    CHECK(zips.size() == 14);
    CHECK(zips.front() == zip("00901"));
}
