#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::fuzz {

// A document as libexpat reads it, which shares nothing with the library that wrote it.
struct SecondReading {
    std::vector<std::string> elements;  // names, in document order
    std::vector<std::string> said;      // the text of each Say, in document order
};
// Nothing when it is not well-formed.
std::optional<SecondReading> read_with_expat(std::string_view document);

// What must hold of every document that goes to a provider: both readers take it and read the same, and nothing is
// wrong with it by the reference of verbs, when that is there. Gives the texts said.
std::vector<std::string> check_document(std::string_view body);

}  // namespace sayso::fuzz
