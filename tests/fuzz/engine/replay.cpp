// Runs every target over its corpus, without an engine: for counting covered lines. The corpora's folder is the
// argument.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tests/fuzz/target.hpp"

int main(int count, char** arguments) {
    const std::filesystem::path corpora = count > 1 ? arguments[1] : "tests/fuzz/corpus";
    for (const auto& target : sayso::fuzz::targets())
        for (const auto& entry : std::filesystem::directory_iterator(corpora / target.name)) {
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string input((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
            target.run(input);
        }
}
