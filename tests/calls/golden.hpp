#pragma once
#include <string>
#include <vector>

#include "tests/support/house.hpp"
#include "voice/simulator/converse.hpp"

// Golden calls: a file each, with who calls and what they do, and then what is heard and kept.
namespace sayso::tests {

struct GoldenCall {
    std::string name;                                              // of the file, without its ending
    std::string path, header;                                      // the header is kept as written
    std::string line, from = "+12025550143", directory = "small";  // "none": the built-in fallback
    std::vector<std::string> keys;
    std::vector<simulator::FarEnd> dials;
    std::string expected;
};

// All files of the folder, by name. Throws std::runtime_error that names the file when one cannot be understood.
std::vector<GoldenCall> golden_calls(const std::string& folder);
// Writes the file again with another expectation.
void rewrite(const GoldenCall& call, const std::string& expected);

// What was heard and done, step by step, for people to read.
std::string heard(const simulator::Transcript& transcript);
// What is kept of the call.
std::string kept(const store::CallRecord& record);

}  // namespace sayso::tests
