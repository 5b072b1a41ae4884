// What an organizer writes about a topic, as HTML: nothing that runs, nothing that is not well-formed.
#include "service/present/markdown.hpp"

#include "scripts/campaigns/utf8.hpp"
#include "service/present/language.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

namespace {

// Tags open and close in order, carry no handlers, and no link stands in a link.
void check_tags(const std::string& html) {
    std::vector<std::string> open;
    int links = 0;
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const auto end = html.find('>', at);
        must(end != std::string::npos, "tags end");
        const std::string tag = html.substr(at + 1, end - at - 1);
        if (tag.substr(0, 3) == "!--") continue;
        const bool closes = tag.substr(0, 1) == "/";
        const std::string name = tag.substr(closes ? 1 : 0, tag.find_first_of(" /", 1) - (closes ? 1 : 0));
        must(!name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz123456") == std::string::npos,
             "tags have names");
        must(tag.find(" onerror") == std::string::npos && tag.find(" onclick") == std::string::npos, "no handlers");
        if (name == "br" || name == "hr" || tag.back() == '/') continue;
        if (closes) {
            must(!open.empty() && open.back() == name, "tags close in order");
            open.pop_back();
        } else {
            open.push_back(name);
        }
        if (name == "a") links += closes ? -1 : 1;
        must(links <= 1, "no link in a link");
    }
    must(open.empty(), "tags close");
}

}  // namespace

SAYSO_FUZZ(markdown) {
    present::preferred_language(input.substr(0, 200));
    present::MarkdownOptions options;
    options.heading_level = 1 + static_cast<int>(fuzz::take_byte(input) % 6);
    options.mentions = {{"Ana", "a <chemist>", "who-1", ""}, {"Ben", "un \"amigo\"", "who-2", "es"}};
    present::markdown_text(input);
    const std::string html = present::markdown_html(input, options);
    for (const char* never : {"<script", "<iframe", "<img", "<style", "<object", "<form", "<svg",
                              "href=\"javascript:", "href=\"data:", "href=\"vbscript:"})
        must(html.find(never) == std::string::npos, never);
    check_tags(html);
    if (campaigns::utf8::first_broken(input) == std::string_view::npos)
        must(campaigns::utf8::first_broken(html) == std::string::npos, "UTF-8 stays UTF-8");
}
