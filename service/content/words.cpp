#include "service/content/words.hpp"

namespace sayso::content {

namespace {

bool small_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

bool is_slug(std::string_view text) {
    if (text.empty() || text.size() > 64 || text.front() == '-' || text.back() == '-') return false;
    if (text.find("--") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return small_letter(c) || digit(c) || c == '-'; });
}

bool is_language_tag(std::string_view text) {
    return text.size() == 2 && small_letter(text[0]) && small_letter(text[1]);
}

bool is_web_address(std::string_view text, bool https_only) {
    const bool https = text.rfind("https://", 0) == 0;
    if (!https && (https_only || text.rfind("http://", 0) != 0)) return false;
    const auto rest = text.substr(https ? 8 : 7);
    const auto host = rest.substr(0, rest.find_first_of("/?#"));
    const bool printable = std::all_of(text.begin(), text.end(),
                                       [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>'; });
    // A name or password in front of the host hides where an address leads.
    return printable && text.size() <= 2000 && host.find('.') != std::string_view::npos &&
           host.find('@') == std::string_view::npos;
}

}  // namespace sayso::content
