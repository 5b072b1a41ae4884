#include "tests/bench/load/people.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace sayso::bench {

namespace {

constexpr std::string_view switchboard = "+12022243121";

}  // namespace

bool Home::may_dial(std::string_view number) const {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

std::vector<Home> read_homes(const std::string& file) {
    std::ifstream stream(file);
    std::vector<Home> homes;
    for (std::string line; std::getline(stream, line);) {
        Home home{line.substr(0, line.find('\t')), {std::string(switchboard)}};
        for (auto bar = line.find("|+"); bar != std::string::npos; bar = line.find("|+", bar + 1))
            home.numbers.push_back(line.substr(bar + 1, line.find('\t', bar) - bar - 1));
        homes.push_back(std::move(home));
    }
    if (homes.empty()) throw std::runtime_error("no ZIPs in " + file + "; write it with people.py");
    return homes;
}

}  // namespace sayso::bench
