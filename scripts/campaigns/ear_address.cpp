#include <algorithm>
#include <cctype>
#include <string>

#include "scripts/campaigns/ear.hpp"
#include "scripts/campaigns/ear_words.hpp"

// Web and mail addresses, as people read them out: "sayso dot org slash act".
namespace sayso::campaigns {

namespace {

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

// What may stand in a host or before the @ of a mail address.
bool address_character(char c) {
    return letter(c) || digit(c) || c == '-' || c == '.' || c == '@' || c == '_' || c == '+';
}

// The scheme an address begins with, "" when it has none.
std::string_view scheme_of(std::string_view chunk) {
    for (const std::string_view scheme : {"https://", "http://"})
        if (lower(chunk.substr(0, scheme.size())) == scheme) return chunk.substr(0, scheme.size());
    return {};
}

}  // namespace

bool Speaker::address() {
    const auto whole = chunk_at(at_);
    const auto scheme = scheme_of(whole);
    const auto rest = whole.substr(scheme.size());
    const auto address = rest.substr(0, rest.find_first_of("?#"));
    const auto host = address.substr(0, address.find_first_of("/:"));
    const auto dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == host.size()) return false;
    if (scheme.empty()) {
        // Without a scheme it must look like one: "U.S." and "e.g." have one letter before the dot.
        const bool begins = letter(host.front()) || digit(host.front());
        if (dot < 2 || !begins || !top_level_domain(lower(host.substr(dot + 1)))) return false;
        if (!std::all_of(host.begin(), host.end(), address_character)) return false;
    }
    say_address(address);
    at_ += whole.size();
    return true;
}

void Speaker::say_address(std::string_view address) {
    if (lower(address.substr(0, 4)) == "www.") address.remove_prefix(4);
    while (!address.empty() && address.back() == '/') address.remove_suffix(1);
    for (std::size_t i = 0; i < address.size();) {
        auto end = i;
        while (end < address.size() && letter(address[end])) ++end;
        if (end == i)
            while (end < address.size() && digit(address[end])) ++end;
        const auto run = address.substr(i, end - i);
        if (run.empty()) {
            say(address_sign(address[i++]));
            continue;
        }
        const bool short_number = digit(run.front()) && run.size() < 3 && run.front() != '0';
        if (letter(run.front()))
            say(run);
        else if (short_number)
            say(cardinal(std::stoul(std::string(run)), tongue_));
        else
            say(digit_by_digit(run, tongue_));
        i = end;
    }
}

std::string_view Speaker::address_sign(char sign) const {
    switch (sign) {
        case '.':
            return choose("dot", "punto");
        case '/':
            return choose("slash", "barra");
        case '-':
            return choose("dash", "guion");
        case '_':
            return choose("underscore", "guion bajo");
        case '@':
            return choose("at", "arroba");
        case '+':
            return choose("plus", "más");
        case ':':
            return choose("colon", "dos puntos");
        default:
            return {};
    }
}

}  // namespace sayso::campaigns
