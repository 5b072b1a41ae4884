#include "voice/flow/chart.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace sayso;

TEST_CASE("FLOW.md is what the transitions say") {
    const std::string path = SAYSO_SOURCE_DIR "/voice/flow/FLOW.md";
    if (std::getenv("SAYSO_REWRITE")) std::ofstream(path) << flow::chart();
    std::ifstream file(path);
    const std::string written((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    CHECK(written == flow::chart());
}

TEST_CASE("The chart has every state, its arrows, and what does not belong is empty") {
    const auto chart = flow::chart();
    CHECK(chart.find("| **announce** | announce, calling, thanks | calling | | | left |") != std::string::npos);
    CHECK(chart.find("| **calling** | | | | ask_outcome, try_again, announce, thanks, left | left |") !=
          std::string::npos);
    CHECK(chart.find("| **thanks** | | | | | |") != std::string::npos);
    CHECK(chart.find("    [*] --> ask_zip : answered") != std::string::npos);
    CHECK(chart.find("    ask_zip --> ask_zip : keys lost") != std::string::npos);
    CHECK(chart.find("    left --> [*]") != std::string::npos);
}
