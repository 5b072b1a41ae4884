#pragma once
#include <cstddef>
#include <string>
#include <string_view>

// Text of people arrives as bytes of any kind; these read it as Unicode without ever failing.
namespace sayso::campaigns::utf8 {

constexpr char32_t broken = 0xFFFD;  // what an ill-formed byte reads as

// The code point at `at` and how many bytes it takes (at least 1). Ill-formed: `broken`, 1 byte. `at` must be within
// text.
struct CodePoint {
    char32_t value = broken;
    std::size_t bytes = 1;
};
CodePoint read(std::string_view text, std::size_t at);
void append(std::string& text, char32_t value);

// How many code points; each ill-formed byte is one.
std::size_t length(std::string_view text);

// Where the first ill-formed byte stands, or npos.
std::size_t first_broken(std::string_view text);
// The text with ill-formed bytes replaced by U+FFFD, and control characters (but tab and newline) and noncharacters
// left out: what a page or a TwiML document may hold.
std::string clean(std::string_view text);

// Line and column (both from 1, columns in code points) of a byte offset.
struct Position {
    int line = 1, column = 1;
};
Position position(std::string_view text, std::size_t offset);

}  // namespace sayso::campaigns::utf8
