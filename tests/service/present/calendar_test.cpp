#include "service/present/calendar.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace sayso::present;
using namespace std::chrono;

namespace {

// The file read back as RFC 5545 says: lines unfolded, names and values parted, values unescaped.
std::multimap<std::string, std::string> read_back(const std::string& file) {
    std::multimap<std::string, std::string> fields;
    std::string unfolded;
    for (std::size_t at = 0; at < file.size();) {
        const auto end = file.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        const std::string line = file.substr(at, end - at);
        CHECK(line.size() <= 75);
        for (const char c : line) CHECK((static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
        at = end + 2;
        unfolded += line.substr(0, 1) == " " ? line.substr(1) : "\n" + line;
    }
    for (std::size_t at = 1; at < unfolded.size();) {
        const auto end = std::min(unfolded.find('\n', at), unfolded.size());
        const std::string line = unfolded.substr(at, end - at);
        at = end + 1;
        const auto colon = line.find(':');
        REQUIRE(colon != std::string::npos);
        std::string value;
        for (std::size_t i = colon + 1; i < line.size(); ++i) {
            if (line[i] != '\\') {
                CHECK((line[i] != ',' && line[i] != ';'));
                value += line[i];
                continue;
            }
            value += line[i + 1] == 'n' ? '\n' : line[i + 1];
            ++i;
        }
        fields.emplace(line.substr(0, colon), value);
    }
    return fields;
}

Reminder reminder_of(const std::string& text) {
    return {"river-2@sayso.example",
            text,
            text + "\nhttps://sayso.example/topics/river",
            "https://sayso.example/topics/river",
            sys_days(year{2026} / June / 16) + hours(17) + minutes(5) + seconds(9),
            year{2026} / June / 17,
            "es"};
}

}  // namespace

TEST_CASE("a reminder reads back as it was written") {
    for (const std::string& text : {std::string("Llame otra vez; ¿sí, o no? C:\\ruta"), std::string(300, 'x'),
                                    std::string("á") + std::string(74, 'b') +
                                        "ñññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍"}) {
        const auto fields = read_back(calendar_of(reminder_of(text)));
        CHECK(fields.find("SUMMARY;LANGUAGE=es")->second == text);
        CHECK(fields.find("DTSTART")->second == "20260617T100000");
        CHECK(fields.find("DTSTAMP")->second == "20260616T170509Z");
        CHECK(fields.find("UID")->second == "river-2@sayso.example");
        CHECK(fields.count("BEGIN") == 3);
        CHECK(fields.count("END") == 3);
    }
}

TEST_CASE("hostile text makes no line of its own in a calendar") {
    const auto fields = read_back(calendar_of(reminder_of("x\r\nATTENDEE:mailto:a@b\n\x01\x7F\xFF\\,;")));
    CHECK(fields.count("ATTENDEE") == 0);
    CHECK(fields.find("SUMMARY;LANGUAGE=es")->second.substr(0, 22) == "x\nATTENDEE:mailto:a@b\n");
}

TEST_CASE("the next workday is neither a weekend nor a holiday") {
    const auto next = [](int y, unsigned m, unsigned d) { return next_workday(year{y} / month{m} / day{d}); };
    CHECK(next(2026, 6, 15) == year{2026} / June / 16);
    CHECK(next(2026, 6, 18) == year{2026} / June / 22);       // Juneteenth, and a weekend
    CHECK(next(2026, 11, 25) == year{2026} / November / 27);  // Thanksgiving
    CHECK(next(2026, 7, 2) == year{2026} / July / 6);         // July 4 is a Saturday, kept on Friday
    CHECK(next(2021, 12, 30) == year{2022} / January / 3);    // New Year's Day is a Saturday
    CHECK(next(2027, 12, 23) == year{2027} / December / 27);  // Christmas is a Saturday
    CHECK(next(2028, 2, 28) == year{2028} / February / 29);
}
