// Every input that a fuzzer found worth keeping, run again in every build.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/fuzz/target.hpp"

namespace fs = std::filesystem;
using sayso::fuzz::targets;

namespace {
const fs::path corpora = fs::path(SAYSO_SOURCE_DIR) / "tests/fuzz/corpus";
}

TEST_CASE("every input of every corpus goes through its target") {
    REQUIRE(!targets().empty());
    for (const auto& target : targets()) {
        std::size_t inputs = 0;
        REQUIRE(fs::is_directory(corpora / target.name));
        for (const auto& entry : fs::directory_iterator(corpora / target.name)) {
            INFO(target.name << ", input " << entry.path().filename().string());
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string input((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
            REQUIRE_NOTHROW(target.run(input));
            ++inputs;
        }
        CAPTURE(target.name);
        CHECK(inputs >= 5);
    }
}

TEST_CASE("a corpus that no target reads is a mistake") {
    std::set<std::string> known;
    for (const auto& target : targets()) known.insert(target.name);
    for (const auto& entry : fs::directory_iterator(corpora)) {
        INFO(entry.path());
        CHECK(known.count(entry.path().filename().string()) == 1);
    }
}

TEST_CASE("bytes of no shape at all break no target") {
    std::string noise;
    for (unsigned i = 0, seed = 1; i < 3000; ++i)
        noise += static_cast<char>((seed = seed * 1664525U + 1013904223U) >> 24U);
    for (const auto& target : targets()) {
        CAPTURE(target.name);
        for (std::size_t size : {0U, 1U, 2U, 3U, 17U, 300U, 3000U}) CHECK_NOTHROW(target.run(noise.substr(0, size)));
        CHECK_NOTHROW(target.run(std::string(3000, '[')));
        CHECK_NOTHROW(target.run(std::string(3000, '\n')));
    }
}
