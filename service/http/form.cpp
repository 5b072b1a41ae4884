#include "service/http/form.hpp"

#include <algorithm>

#include "service/http/plain.hpp"

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

// Where the next byte is that stands for another, or the end.
const char* next_coded(const char* from, const char* end) {
    from += beginning_without({from, static_cast<std::size_t>(end - from)}, '%', '+');
    return std::find_if(from, end, [](char c) { return c == '%' || c == '+'; });
}

// A name or a value as it was meant.
void decode_into(std::string& out, std::string_view text) {
    out.assign(text);
    std::size_t to = 0;
    for (std::size_t i = 0; i < text.size(); ++i, ++to) {
        char c = text[i];
        if (c == '+') {
            c = ' ';
        } else if (c == '%') {
            if (const int byte = escaped_byte(text, i); byte >= 0) {
                c = static_cast<char>(byte);
                i += 2;
            }
        }
        out[to] = c;
    }
    out.resize(to);
}

}  // namespace

std::optional<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view text, std::size_t limit) {
    std::vector<std::pair<std::string, std::string>> fields;
    constexpr std::size_t usual_length = 24;
    fields.reserve(std::min((text.size() + usual_length - 1) / usual_length, limit));
    // `coded` is the next coded byte at or after the part at hand: most parts end before it and are taken as they are.
    const char* const end = text.data() + text.size();
    const char* coded = next_coded(text.data(), end);
    const auto take = [end, &coded](std::string& out, std::string_view part) {
        if (coded < part.data()) coded = next_coded(part.data(), end);
        if (coded < part.data() + part.size())
            decode_into(out, part);
        else
            out.assign(part);
    };
    while (!text.empty()) {
        const auto part = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        if (part.empty()) continue;
        if (fields.size() == limit) return std::nullopt;
        auto& [name, value] = fields.emplace_back();
        const auto equals = part.find('=');
        take(name, part.substr(0, equals));
        if (equals != std::string_view::npos) take(value, part.substr(equals + 1));
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
    if (text.find('%') == std::string_view::npos) return std::string(text);
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
