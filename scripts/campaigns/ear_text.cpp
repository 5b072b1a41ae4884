#include <algorithm>
#include <iterator>

#include "scripts/campaigns/ear.hpp"
#include "scripts/campaigns/utf8.hpp"

namespace sayso::campaigns {

namespace {

struct SymbolWords {
    char32_t symbol;
    std::string_view english, spanish;
};

constexpr SymbolWords symbol_words[] = {
    {0x00A7, " section ", " sección "},
    {0x00B0, " degrees ", " grados "},
    {0x00B1, " plus or minus ", " más o menos "},
    {0x00B2, " squared ", " al cuadrado "},
    {0x00B3, " cubed ", " al cubo "},
    {0x00B6, " paragraph ", " párrafo "},
    {0x00D7, " times ", " por "},
    {0x00F7, " divided by ", " entre "},
    {0x2116, " number ", " número "},
    {0x2192, " to ", " a "},
    {0x21D2, " to ", " a "},
    {0x27A1, " to ", " a "},
    {0x2248, " about ", " unos "},
    {0x2260, " is not ", " no es "},
    {0x2264, " at most ", " como máximo "},
    {0x2265, " at least ", " al menos "},
    {0x26A0, " warning, ", " atención, "},
    {0x1F44D, " thumbs up ", " pulgar arriba "},
    {0x1F44E, " thumbs down ", " pulgar abajo "},
    {0x2022, ", ", ", "},
    {0x25CF, ", ", ", "},
    {0x25AA, ", ", ", "},
    {0x2026, "... ", "... "},
    {0x2212, "-", "-"},
    {0x2010, "-", "-"},
    {0x2011, "-", "-"},
    {0x2014, " -- ", " -- "},
    {0x2015, " -- ", " -- "},
    {0x20AC, "\x01", "\x01"},
    {0x00A3, "\x02", "\x02"},
    {0x00A5, "\x03", "\x03"},
    {0x00A2, "\x04", "\x04"},
    {0x00BA, "\x05", "\x05"},
    {0x00AA, "\x06", "\x06"},
    {0x00BF, "", "\x0E"},
    {0x00A1, "", "\x0F"},
    {0x00BD, "1/2", "1/2"},
    {0x00BC, "1/4", "1/4"},
    {0x00BE, "3/4", "3/4"},
    {0x2153, "1/3", "1/3"},
    {0x2154, "2/3", "2/3"},
};

bool in(char32_t value, char32_t first, char32_t last) {
    return value >= first && value <= last;
}

bool is_blank(char32_t value) {
    return value == 0xA0 || in(value, 0x2000, 0x200A) || value == 0x2028 || value == 0x2029 || value == 0x202F ||
           value == 0x205F || value == 0x3000 || value == 0x1680 || value < 0x20;
}

// Joins its neighbours without a trace: soft hyphen, zero-width and bidirectional marks, variation selectors.
bool is_invisible(char32_t value) {
    return value == 0xAD || value == 0x034F || value == 0x061C || in(value, 0x200B, 0x200F) ||
           in(value, 0x202A, 0x202E) || in(value, 0x2060, 0x206F) || in(value, 0xFE00, 0xFE0F) || value == 0xFEFF ||
           value == utf8::broken || in(value, 0x7F, 0x9F);
}

bool is_apostrophe(char32_t value) {
    return in(value, 0x2018, 0x201B) || value == 0x2032 || value == 0x02BC || value == 0x00B4 || value == '`';
}

bool is_quotation(char32_t value) {
    return in(value, 0x201C, 0x201F) || value == 0x2033 || value == 0x00AB || value == 0x00BB || value == 0x2039 ||
           value == 0x203A;
}

bool is_heart(char32_t value) {
    return value == 0x2764 || value == 0x2665 || in(value, 0x1F493, 0x1F49F) || value == 0x1F5A4 || value == 0x1F9E1;
}

// Letters and their marks in the scripts people write names in; all other symbols vanish.
bool is_letter(char32_t value) {
    return in(value, 0xC0, 0x2FF) || in(value, 0x300, 0x1FFF) || in(value, 0x2C00, 0x2DFF) ||
           in(value, 0x3040, 0xA4CF) || in(value, 0xA500, 0xD7FF) || in(value, 0xF900, 0xFAFF) ||
           in(value, 0xFB00, 0xFB06) || in(value, 0x20000, 0x2FA1F);
}

// Full-width and mathematical look-alikes of ASCII, which people paste to look bold. 0 when it is none.
char plain_ascii(char32_t value) {
    if (in(value, 0xFF01, 0xFF5E)) return static_cast<char>(value - 0xFF01 + '!');
    if (in(value, 0x1D7CE, 0x1D7FF)) return static_cast<char>('0' + (value - 0x1D7CE) % 10);
    if (!in(value, 0x1D400, 0x1D6A3)) return '\0';
    const auto letter = (value - 0x1D400) % 52;
    return static_cast<char>(letter < 26 ? 'A' + letter : 'a' + letter - 26);
}

bool ends_with_digit(const std::string& text) {
    return !text.empty() && text.back() >= '0' && text.back() <= '9';
}

// A heart between two words is a verb; anywhere else it is an ornament.
bool between_words(std::string_view text, std::size_t at, std::size_t next, const std::string& before) {
    const auto last = before.find_last_not_of(' ');
    if (last == std::string::npos || before[last] == '.' || before[last] == '!') return false;
    for (; next < text.size(); next += utf8::read(text, next).bytes) {
        const auto value = utf8::read(text, next).value;
        if (is_invisible(value) || value == ' ') continue;
        return next > at && (is_letter(value) || in(value, 'a', 'z') || in(value, 'A', 'Z'));
    }
    return false;
}

void add_words(std::string& result, const SymbolWords& row, Tongue tongue) {
    const auto words = tongue == Tongue::spanish ? row.spanish : row.english;
    const bool fraction = words.size() == 3 && words[1] == '/';
    if (fraction && ends_with_digit(result)) result += tongue == Tongue::spanish ? " y " : " and ";
    result += words;
}

void add_dash(std::string& result, std::string_view text, std::size_t next) {
    // An en dash beside a number is a range; elsewhere it parts a sentence.
    const bool range = ends_with_digit(result) || (next < text.size() && text[next] >= '0' && text[next] <= '9');
    result += range ? "-" : " -- ";
}

}  // namespace

std::string ear_text(std::string_view text, Tongue tongue) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto point = utf8::read(text, i);
        const auto next = i + point.bytes;
        const auto value = point.value;
        const auto* row = std::find_if(std::begin(symbol_words), std::end(symbol_words),
                                       [value](const SymbolWords& known) { return known.symbol == value; });
        if (is_apostrophe(value)) {
            result += '\'';
        } else if (is_blank(value)) {
            result += ' ';
        } else if (is_invisible(value)) {
            // leaves nothing
        } else if (value < 0x80) {
            result += static_cast<char>(value);
        } else if (is_quotation(value)) {
            result += '"';
        } else if (value == 0x2012 || value == 0x2013) {
            add_dash(result, text, next);
        } else if (row != std::end(symbol_words)) {
            add_words(result, *row, tongue);
        } else if (is_heart(value)) {
            result += between_words(text, i, next, result) ? (tongue == Tongue::spanish ? " amo " : " love ") : " ";
        } else if (const char ascii = plain_ascii(value)) {
            result += ascii;
        } else if (is_letter(value)) {
            utf8::append(result, value);
        } else {
            result += ' ';
        }
        i = next;
    }
    return result;
}

}  // namespace sayso::campaigns
