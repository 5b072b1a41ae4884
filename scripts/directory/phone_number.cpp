#include "scripts/directory/phone_number.hpp"

namespace sayso::directory {

namespace {

constexpr std::size_t longest_spelling = 32;

bool is_separator(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
}

// An area code or an exchange: 2-9 first, and not a service code like 911.
bool usable_code(std::string_view three) {
    return three[0] >= '2' && !(three[1] == '1' && three[2] == '1');
}

}  // namespace

std::optional<PhoneNumber> PhoneNumber::parse(std::string_view text) {
    if (text.size() > longest_spelling) return std::nullopt;
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    const bool international = !text.empty() && text.front() == '+';
    if (international) text.remove_prefix(1);
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (!is_separator(c)) {
            return std::nullopt;
        }
    }
    if (digits.size() == 11 && digits.front() == '1') {
        digits.erase(0, 1);
    } else if (international) {
        return std::nullopt;
    }
    if (digits.size() != 10) return std::nullopt;
    const std::string_view ten = digits;
    if (!usable_code(ten.substr(0, 3)) || !usable_code(ten.substr(3, 3))) return std::nullopt;
    std::uint64_t number = 0;
    for (const char c : digits) number = number * 10 + static_cast<std::uint64_t>(c - '0');
    return PhoneNumber(number);
}

std::string PhoneNumber::e164() const {
    return "+1" + std::to_string(digits_);
}

std::string PhoneNumber::display() const {
    const std::string ten = std::to_string(digits_);
    return "(" + ten.substr(0, 3) + ") " + ten.substr(3, 3) + "-" + ten.substr(6);
}

std::string PhoneNumber::dashed() const {
    const std::string ten = std::to_string(digits_);
    return ten.substr(0, 3) + "-" + ten.substr(3, 3) + "-" + ten.substr(6);
}

PhoneNumber capitol_switchboard() {
    static const PhoneNumber number = *PhoneNumber::parse("+12022243121");
    return number;
}

}  // namespace sayso::directory
