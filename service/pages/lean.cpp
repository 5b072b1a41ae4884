#include "service/pages/lean.hpp"

namespace sayso::pages {
namespace {

constexpr std::string_view blanks = " \t\r\n";

bool is_blank(char c) {
    return blanks.find(c) != std::string_view::npos;
}

// The end of the string that begins at `at`, behind its closing quote.
std::size_t end_of_string(std::string_view css, std::size_t at) {
    const char quote = css[at++];
    while (at < css.size() && css[at] != quote) at += css[at] == '\\' ? 2 : 1;
    return std::min(at + 1, css.size());
}

bool needs_no_blank_after(char c) {
    return std::string_view("{};:,").find(c) != std::string_view::npos;
}

bool needs_no_blank_before(char c) {
    return std::string_view("{};,").find(c) != std::string_view::npos;
}

}  // namespace

std::string lean_css(std::string_view css) {
    std::string out;
    bool blank = false;
    for (std::size_t at = 0; at < css.size();) {
        if (is_blank(css[at])) {
            blank = true;
            ++at;
            continue;
        }
        if (css.substr(at, 2) == "/*") {
            const auto end = css.find("*/", at + 2);
            at = end == std::string_view::npos ? css.size() : end + 2;
            blank = true;
            continue;
        }
        if (blank && !out.empty() && !needs_no_blank_after(out.back()) && !needs_no_blank_before(css[at])) out += ' ';
        blank = false;
        if (css[at] == '}' && !out.empty() && out.back() == ';') out.pop_back();
        const std::size_t end = css[at] == '"' || css[at] == '\'' ? end_of_string(css, at) : at + 1;
        out += css.substr(at, end - at);
        at = end;
    }
    return out;
}

std::string lean_script(std::string_view script) {
    std::string out;
    while (!script.empty()) {
        const auto end = script.find('\n');
        std::string_view line = script.substr(0, end);
        script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
        line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
        if (line.empty() || line.substr(0, 2) == "//") continue;
        out.append(line).append("\n");
    }
    return out;
}

}  // namespace sayso::pages
