#include "service/present/escape.hpp"

#include <array>
#include <cstdint>

namespace sayso::present {
namespace {

struct CodePoint {
    std::uint32_t value = 0;
    std::size_t length = 0;  // 0: the bytes here are not UTF-8
};

// Reads one code point by the table of well-formed sequences (Unicode 15, table 3-7).
CodePoint read(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return {first, 1};
    std::size_t length = 0;
    unsigned char low = 0x80, high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF)
        length = 2;
    else if (first >= 0xE0 && first <= 0xEF)
        length = 3;
    else if (first >= 0xF0 && first <= 0xF4)
        length = 4;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    if (length == 0 || at + length > text.size()) return {};
    std::uint32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (byte(at + i) < low || byte(at + i) > high) return {};
        value = value << 6U | (byte(at + i) & 0x3FU);
        low = 0x80;
        high = 0xBF;
    }
    return {value, length};
}

bool is_control(std::uint32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F);
}
bool is_noncharacter(std::uint32_t c) {
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFE;
}

// Most text is runs of letters that need no second look: a table tells them apart, and they are put out whole.
constexpr std::array<bool, 256> plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x20; c < 0x7F; ++c) table[c] = true;
    for (const char c : {'&', '<', '>', '"', '\''}) table[static_cast<std::size_t>(c)] = false;
    table['\t'] = table['\n'] = table['\r'] = true;
    return table;
}();

std::size_t plain_run(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && plain[static_cast<unsigned char>(text[end])]) ++end;
    return end - at;
}

template <typename Put>
void each_allowed(std::string_view text, Put put) {
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t run = plain_run(text, at); run > 0) {
            put(text.substr(at, run));
            at += run;
            continue;
        }
        const CodePoint point = read(text, at);
        if (point.length == 0 || is_noncharacter(point.value))
            put("\xEF\xBF\xBD");
        else if (!is_control(point.value))
            put(text.substr(at, point.length));
        at += point.length == 0 ? 1 : point.length;
    }
}

}  // namespace

std::string clean(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    each_allowed(text, [&](std::string_view piece) { out += piece; });
    return out;
}

std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    each_allowed(text, [&](std::string_view piece) {
        switch (piece.size() == 1 ? piece.front() : ' ') {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += piece;
        }
    });
    return out;
}

bool is_web_address(std::string_view url) {
    const std::string_view rest = url.substr(0, 8) == "https://"  ? url.substr(8)
                                  : url.substr(0, 7) == "http://" ? url.substr(7)
                                                                  : std::string_view();
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    if (host.empty() || host.find('@') != std::string_view::npos) return false;
    for (const char c : url) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '"' || c == '<' || c == '>' || c == '\\')
            return false;
    }
    return true;
}

}  // namespace sayso::present
