#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sayso::present {

// A name whose first mention opens its definition beside it: a button and a popover, which needs no script.
struct Mention {
    std::string name, definition;
    std::string id;        // of the popover: "who-1"
    std::string language;  // of the definition, when it is another than the text's; else empty
};

struct MarkdownOptions {
    int heading_level = 2;  // what the highest heading of the text becomes; deeper ones follow without a gap, at most 6
    std::vector<Mention> mentions;
};

// Markdown (CommonMark with tables, strikethrough and autolinks) as HTML, in safe mode: raw HTML and dangerous links
// are left out, an image becomes a link to it, a wide table can be scrolled. Source: CommonMark 0.29, GitHub Flavored
// Markdown.
std::string markdown_html(std::string_view markdown, const MarkdownOptions& options);

// The words of it alone, a line for each block.
std::string markdown_text(std::string_view markdown);

}  // namespace sayso::present
