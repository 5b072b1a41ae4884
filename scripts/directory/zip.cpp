#include "scripts/directory/zip.hpp"

#include <algorithm>

namespace sayso::directory {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view without_blanks_around(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

std::optional<Zip> Zip::parse(std::string_view text) {
    text = without_blanks_around(text);
    const bool plain = text.size() == 5;
    const bool plus_four = text.size() == 9 && is_digit(text[5]);
    const bool plus_four_apart = text.size() == 10 && (text[5] == '-' || text[5] == ' ') && all_digits(text.substr(6));
    if (!plain && !plus_four && !plus_four_apart) return std::nullopt;
    if (plus_four && !all_digits(text)) return std::nullopt;
    const std::string_view five = text.substr(0, 5);
    if (!all_digits(five)) return std::nullopt;
    std::uint32_t number = 0;
    for (const char c : five) number = number * 10 + static_cast<std::uint32_t>(c - '0');
    return Zip(number);
}

std::string Zip::text() const {
    std::string text = "00000";
    std::uint32_t rest = number_;
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, rest /= 10) {
        *digit = static_cast<char>('0' + rest % 10);
    }
    return text;
}

}  // namespace sayso::directory
