#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sayso::bench {

// A ZIP that callers key in, and the numbers a line may dial for it.
struct Home {
    std::string zip;
    std::vector<std::string> numbers;  // E.164, the switchboard included
    bool may_dial(std::string_view number) const;
};

// The file that people.py writes. Throws std::runtime_error when it cannot be read or is empty.
std::vector<Home> read_homes(const std::string& file);

}  // namespace sayso::bench
