#include "service/present/fold.hpp"

#include <algorithm>
#include <array>

namespace sayso::present {
namespace {

constexpr std::size_t longest_slug = 64;
constexpr char32_t broken = 0xFFFD;

// The character that begins at `at`, which is moved behind it.
char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at++);
    if (lead < 0x80) return lead;
    const int more = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    if (more == 0 || lead >= 0xF5 || at + static_cast<std::size_t>(more) > text.size()) return broken;
    char32_t character = lead & (0x3Fu >> more);
    for (int i = 0; i < more; ++i) {
        if ((byte(at) & 0xC0) != 0x80) return broken;
        character = character << 6 | (byte(at++) & 0x3Fu);
    }
    return character;
}

// The letters from U+00C0 to U+017F without their accents, in lower case. '?' stands for the two that are signs; those
// that take two letters are spelled out below.
constexpr std::string_view latin =
    "aaaaaaaceeeeiiii"           // U+00C0
    "dnooooo?ouuuuyts"           // U+00D0
    "aaaaaaaceeeeiiii"           // U+00E0
    "dnooooo?ouuuuyty"           // U+00F0
    "aaaaaaccccccccdd"           // U+0100
    "ddeeeeeeeeeegggg"           // U+0110
    "gggghhhhiiiiiiii"           // U+0120
    "iiiijjkkklllllll"           // U+0130
    "lllnnnnnnnnnoooo"           // U+0140
    "oooorrrrrrssssss"           // U+0150
    "sstttttt"                   // U+0160
    "uuuuuuuuuuuuwwyyyzzzzzzs";  // U+0168
static_assert(latin.size() == 0x180 - 0xC0);

std::string_view spelled_out(char32_t character) {
    switch (character) {
        case 0xC6:
        case 0xE6:
            return "ae";
        case 0xDE:
        case 0xFE:
            return "th";
        case 0xDF:
            return "ss";
        case 0x132:
        case 0x133:
            return "ij";
        case 0x152:
        case 0x153:
            return "oe";
        default:
            return {};
    }
}

void append_utf8(std::string& into, char32_t character) {
    const auto put = [&into](char32_t byte) { into += static_cast<char>(byte); };
    if (character < 0x800) {
        put(0xC0 | character >> 6);
    } else {
        if (character < 0x10000) {
            put(0xE0 | character >> 12);
        } else {
            put(0xF0 | character >> 18);
            put(0x80 | (character >> 12 & 0x3F));
        }
        put(0x80 | (character >> 6 & 0x3F));
    }
    put(0x80 | (character & 0x3F));
}

char32_t lower(char32_t character) {
    if (character >= 0x391 && character <= 0x3A9) return character + 0x20;  // Greek
    if (character >= 0x410 && character <= 0x42F) return character + 0x20;  // Cyrillic
    if (character >= 0x400 && character <= 0x40F) return character + 0x50;
    return character;
}

bool is_apostrophe(char32_t character) {
    return character == '\'' || character == 0x2019 || character == 0x2BC;
}

bool is_combining(char32_t character) {
    return character >= 0x300 && character <= 0x36F;
}

// Beyond Latin what is not a sign counts as a letter: punctuation and symbols, and emoji, are left out by their blocks.
bool is_sign(char32_t character) {
    return character < 0xC0 || character == 0xD7 || character == 0xF7 || (character >= 0x2000 && character <= 0x2BFF) ||
           (character >= 0x3000 && character <= 0x3004) || (character >= 0x3008 && character <= 0x3020) ||
           (character >= 0xFE00 && character <= 0xFE6F) || (character >= 0xFF00 && character <= 0xFF0F) ||
           character == broken || character == 0xFEFF || (character >= 0x1F000 && character <= 0x1FAFF) ||
           character >= 0xE0000;
}

// False for what ends a word.
bool fold(char32_t character, std::string& into) {
    if (character < 0x80) {
        const char c = static_cast<char>(character);
        if (c >= 'A' && c <= 'Z') {
            into += static_cast<char>(c | 0x20);
            return true;
        }
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            into += c;
            return true;
        }
        return false;
    }
    if (is_combining(character)) return true;
    if (is_sign(character)) return false;
    if (const auto spelled = spelled_out(character); !spelled.empty())
        into += spelled;
    else if (character < 0x180)
        into += latin[character - 0xC0];
    else
        append_utf8(into, lower(character));
    return true;
}

bool letter_at(std::string_view text, std::size_t at) {
    std::string ignored;
    return at < text.size() && fold(next_character(text, at), ignored);
}

}  // namespace

std::vector<FoldedWord> folded_words(std::string_view text) {
    std::vector<FoldedWord> words;
    FoldedWord word;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t character = next_character(text, at);
        if (!word.folded.empty() && is_apostrophe(character) && letter_at(text, at)) continue;
        const bool first = word.folded.empty();
        if (fold(character, word.folded)) {
            if (first) word.begin = from;
            word.end = at;
        } else if (!word.folded.empty()) {
            words.push_back(std::move(word));
            word = {};
        }
    }
    if (!word.folded.empty()) words.push_back(std::move(word));
    return words;
}

std::string slug_of(std::string_view text) {
    std::string slug;
    for (const FoldedWord& word : folded_words(text)) {
        const auto beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
        if (std::any_of(word.folded.begin(), word.folded.end(), beyond)) continue;
        const std::size_t more = word.folded.size() + (slug.empty() ? 0 : 1);
        if (slug.size() + more > longest_slug) break;
        if (!slug.empty()) slug += '-';
        slug += word.folded;
    }
    return slug;
}

}  // namespace sayso::present
