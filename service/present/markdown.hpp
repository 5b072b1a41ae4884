#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sayso::present {

// A name whose first mention links to its definition elsewhere on the page.
struct Mention {
    std::string name;
    std::string href;  // "#person-1"
};

struct MarkdownOptions {
    int heading_level = 2;  // what the highest heading of the text becomes; deeper ones follow without a gap, at most 6
    std::vector<Mention> mentions;
};

// Markdown (CommonMark with tables, strikethrough and autolinks) as HTML, in safe mode: raw HTML and dangerous links
// are left out, an image becomes a link to it, a wide table can be scrolled. Source: CommonMark 0.29, GitHub Flavored
// Markdown.
std::string markdown_html(std::string_view markdown, const MarkdownOptions& options);

}  // namespace sayso::present
