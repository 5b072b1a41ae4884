#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>

#include "tests/scripts/directory/made_up.hpp"

using namespace made_up;

// The built-in table against every post office of the public file.
TEST_CASE(
    "every post office lies in a state of its prefix, and every prefix names only states with a post office there") {
    std::ifstream file(SAYSO_SHARED_DIR "/data/geonames_US.txt");
    if (!file) {
        WARN("skipped: the public data files are absent");
        return;
    }
    const Directory none{DirectoryData{}};
    std::map<std::uint32_t, std::set<StateCode>> by_prefix;
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> columns(1);
        for (const char c : line) {
            if (c == '\t') {
                columns.emplace_back();
            } else {
                columns.back() += c;
            }
        }
        REQUIRE(columns.size() >= 5);
        const Zip at = zip(columns[1].c_str());
        const Placement placement = none.place(at);
        const auto code = StateCode::parse(columns[4]);
        CAPTURE(line);
        if (code) {
            by_prefix[at.prefix()].insert(*code);
            CHECK(std::count(placement.states.begin(), placement.states.end(), *code) == 1);
        } else if (at.prefix() != 968) {
            CHECK(placement.by == PlacedBy::military);
        }
    }
    REQUIRE(by_prefix.size() > 900);
    for (const auto& [prefix, codes] : by_prefix) {
        if (prefix == 969) continue;  // the file knows the Marshall Islands only
        CAPTURE(prefix);
        const Placement placement = none.place(zip(std::to_string(100000 + prefix * 100 + 1).substr(1).c_str()));
        CHECK(std::set<StateCode>(placement.states.begin(), placement.states.end()) == codes);
    }
}
