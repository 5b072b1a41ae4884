#pragma once
#include <memory>
#include <string>
#include <vector>

#include "tests/support/world.hpp"

namespace sayso::tests {

// One golden call as its file says.
struct GoldenCall {
    std::string name;  // of the file, without its ending
    std::string text;  // the whole file
    std::string line;
    directory::Instant date{};
    flow::Answered answered;
    std::vector<std::string> comments;    // the lines before the first event
    std::vector<flow::Happening> events;  // after the answer
    std::vector<std::string> written;     // each event as written, the answer first
};

// Throws std::runtime_error with the line that cannot be read.
GoldenCall read_call(const std::string& path);
std::vector<std::string> call_files(const std::string& folder);  // sorted

// What is heard and kept after one step: the expected lines of a file.
std::string expected(const flow::State& state, const flow::Changes& changes, const markup::Document& document);
// The whole file as it should be.
std::string transcript(const GoldenCall& call, std::shared_ptr<const book::Book> book);

}  // namespace sayso::tests
