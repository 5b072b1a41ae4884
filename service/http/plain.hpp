#pragma once
// How much of a text is plain, eight bytes at a time: heads and fields are looked at byte by byte only where they are
// not.
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sayso::http {

// The length of a beginning of the text without control characters (below 0x20, among them the tab, and 0x7f): up to
// the first one, or at most seven bytes before the end.
inline std::size_t plain_beginning(std::string_view text) {
    constexpr std::uint64_t each = 0x0101010101010101, high = 0x80 * each;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, 8);
        const std::uint64_t del = bytes ^ (0x7f * each);
        // A borrow can only mark bytes above one that is marked rightly: the lowest is right.
        const std::uint64_t found = (((bytes - 0x20 * each) & ~bytes) | ((del - each) & ~del)) & high;
        if (found == 0) continue;
        if constexpr (std::endian::native == std::endian::little)
            at += static_cast<std::size_t>(std::countr_zero(found)) / 8;
        break;
    }
    return at;
}

}  // namespace sayso::http
