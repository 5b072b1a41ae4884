// Telephone numbers as people write them, against a second reading.
#include <algorithm>

#include "scripts/directory/phone_number.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

namespace {

// The ten digits that count, or nothing.
std::string ten_digits(std::string text) {
    if (text.size() > 32) return {};
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    const bool plus = text.substr(0, 1) == "+";
    if (plus) text.erase(0, 1);
    text.erase(std::remove_if(
                   text.begin(), text.end(),
                   [](char c) { return c != '\0' && std::string_view(" -.()/").find(c) != std::string_view::npos; }),
               text.end());
    if (text.find_first_not_of("0123456789") != std::string::npos) return {};
    if (text.size() == 11 && text[0] == '1')
        text.erase(0, 1);
    else if (plus || text.size() != 10)
        return {};
    const auto service = [&](std::size_t at) { return text[at] < '2' || text.substr(at + 1, 2) == "11"; };
    return service(0) || service(3) ? std::string() : text;
}

}  // namespace

SAYSO_FUZZ(phone) {
    const auto number = directory::PhoneNumber::parse(input);
    const auto expected = ten_digits(std::string(input));
    must(number.has_value() == !expected.empty(), "two readings agree whether it is a number");
    if (!number) return;
    must(std::to_string(number->digits()) == expected, "two readings agree which");
    must(number->e164() == "+1" + expected, "E.164");
    for (const auto& spelling : {number->e164(), number->display(), number->dashed()})
        must(directory::PhoneNumber::parse(spelling) == number, "every spelling of ours reads back");
}
