#pragma once
// How much of a text is plain, eight bytes at a time: heads and fields are looked at byte by byte only where they are
// not.
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sayso::http {

// Which bytes are letters or digits of ASCII, or one of `more`.
constexpr std::array<bool, 256> letters_digits_and(std::string_view more) {
    std::array<bool, 256> table{};
    for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (const char c : more) table[static_cast<unsigned char>(c)] = true;
    return table;
}

namespace eight {

constexpr std::uint64_t each = 0x0101010101010101, high = 0x80 * each;

// The high bit of each byte that is below `limit`, which is at most 0x80. A borrow can only mark bytes above one that
// is marked rightly: the lowest is right.
constexpr std::uint64_t below(std::uint64_t bytes, std::uint64_t limit) {
    return (bytes - limit * each) & ~bytes & high;
}
constexpr std::uint64_t equal(std::uint64_t bytes, char c) {
    return below(bytes ^ (static_cast<unsigned char>(c) * each), 1);
}

// Up to the first byte that `marks` marks the high bit of, or at most seven bytes before the end.
template <class Marks>
std::size_t beginning(std::string_view text, Marks marks) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, 8);
        const std::uint64_t found = marks(bytes);
        if (found == 0) continue;
        if constexpr (std::endian::native == std::endian::little)
            at += static_cast<std::size_t>(std::countr_zero(found)) / 8;
        break;
    }
    return at;
}

}  // namespace eight

// The length of a beginning of the text without control characters (below 0x20, among them the tab, and 0x7f): up to
// the first one, or at most seven bytes before the end.
inline std::size_t plain_beginning(std::string_view text) {
    return eight::beginning(
        text, [](std::uint64_t bytes) { return eight::below(bytes, 0x20) | eight::equal(bytes, '\x7f'); });
}

// The same of a beginning without either of two characters.
inline std::size_t beginning_without(std::string_view text, char one, char other) {
    return eight::beginning(text,
                            [=](std::uint64_t bytes) { return eight::equal(bytes, one) | eight::equal(bytes, other); });
}

}  // namespace sayso::http
