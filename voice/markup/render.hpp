#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "voice/markup/document.hpp"

namespace sayso::markup {

enum class Dialect { twilio };

struct Rendered {
    std::string content_type;  // "text/xml; charset=utf-8"
    std::string body;
};

// The document in the provider's markup; control characters are dropped, text over 4,096 characters is split into
// several Say. base_url ("https://hotline.example.org", no slash at the end) is put before relative URLs; empty leaves
// them relative.
Rendered render(const Document& document, Dialect dialect, std::string_view base_url);

// The other way, for the simulator and tests: what a provider's interpreter would do with a body, verb by verb.
struct Verb {
    std::string name;  // "Say", "Gather", "Dial", ...
    std::vector<std::pair<std::string, std::string>> attributes;
    std::string text;
    std::vector<Verb> children;
    std::string attribute(std::string_view name, std::string_view otherwise = "") const;
};
struct ReadBack {
    std::vector<Verb> verbs;
    std::string error;  // empty when the body is a well-formed Response
};
ReadBack read_back(std::string_view body);

}  // namespace sayso::markup
