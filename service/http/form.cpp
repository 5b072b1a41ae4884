#include "service/http/form.hpp"

#include <algorithm>
#include <array>

namespace sayso::http {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The byte that the percent sign at `at` stands for, or -1.
int escaped_byte(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) return -1;
    const int high = hex_digit(text[at + 1]), low = hex_digit(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

enum Kind : unsigned char { plain, code, equals, ampersand };
constexpr auto kind_of = [] {
    std::array<Kind, 256> table{};
    table['+'] = table['%'] = code;
    table['='] = equals;
    table['&'] = ampersand;
    return table;
}();

// Where the first byte from `at` on is that is not plain.
std::size_t after_plain(std::string_view text, std::size_t at) {
    while (at < text.size() && kind_of[static_cast<unsigned char>(text[at])] == plain) ++at;
    return at;
}

// Appends what `text` stands for, which has something coded.
void append_decoded(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '+') {
            c = ' ';
        } else if (c == '%') {
            if (const int byte = escaped_byte(text, i); byte >= 0) {
                c = static_cast<char>(byte);
                i += 2;
            }
        }
        out += c;
    }
}

// A name or a value: from `at` to the first byte that ends it, which `at` is moved to. A value may have an equals sign.
void take_part(std::string& out, std::string_view text, std::size_t& at, bool name) {
    const std::size_t from = at;
    bool coded = false;
    for (;; ++at) {
        at = after_plain(text, at);
        if (at == text.size()) break;
        const Kind kind = kind_of[static_cast<unsigned char>(text[at])];
        if (kind == ampersand || (kind == equals && name)) break;
        coded = coded || kind == code;
    }
    const auto part = text.substr(from, at - from);
    if (!coded) {
        out.assign(part);
        return;
    }
    out.reserve(part.size());
    append_decoded(out, part);
}

}  // namespace

std::optional<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view text, std::size_t limit) {
    std::vector<std::pair<std::string, std::string>> fields;
    const auto about = static_cast<std::size_t>(std::count(text.begin(), text.end(), '&')) + 1;
    fields.reserve(text.empty() ? 0 : std::min(about, limit));
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '&') continue;
        if (fields.size() == limit) return std::nullopt;
        auto& [name, value] = fields.emplace_back();
        take_part(name, text, at, true);
        if (at == text.size() || text[at] == '&') continue;
        take_part(value, text, ++at, false);
    }
    return fields;
}

bool is_form(const Request& request) {
    auto type = request.headers.get("Content-Type");
    type = type.substr(0, type.find(';'));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.remove_suffix(1);
    if (request.headers.has("Content-Encoding")) return false;
    return request.headers.count("Content-Type") == 1 && same_word(type, "application/x-www-form-urlencoded");
}

std::optional<std::string_view> only_field(const std::vector<std::pair<std::string, std::string>>& form,
                                           std::string_view name) {
    std::optional<std::string_view> found;
    for (const auto& [field, value] : form) {
        if (field != name) continue;
        if (found) return std::nullopt;
        found = value;
    }
    return found;
}

std::string percent_encode(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const bool unreserved = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                c == '-' || c == '.' || c == '_' || c == '~';
        if (unreserved) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::optional<std::string> percent_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int byte = escaped_byte(text, i);
        if (byte < 0) return std::nullopt;
        out += static_cast<char>(byte);
        i += 2;
    }
    return out;
}

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        switch (c) {
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
                out += c;
        }
    }
    return out;
}

}  // namespace sayso::http
