#include "scripts/campaigns/utf8.hpp"

#include <algorithm>

namespace sayso::campaigns::utf8 {

namespace {

unsigned char byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

// How many bytes a lead byte announces; 0 for a byte that cannot lead.
std::size_t announced(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

bool is_scalar(char32_t value, std::size_t bytes) {
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    return value >= smallest[bytes] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

// Not allowed in XML or useless in a page: control characters, noncharacters.
bool unprintable(char32_t value) {
    if (value == '\n' || value == '\t') return false;
    return value < 0x20 || (value >= 0x7F && value < 0xA0) || (value & 0xFFFEU) == 0xFFFE ||
           (value >= 0xFDD0 && value <= 0xFDEF);
}

}  // namespace

CodePoint read(std::string_view text, std::size_t at) {
    const auto lead = byte_at(text, at);
    const auto bytes = announced(lead);
    if (bytes <= 1) return bytes == 1 ? CodePoint{lead, 1} : CodePoint{};
    if (at + bytes > text.size()) return {};
    auto value = static_cast<char32_t>(lead & (0xFFU >> (bytes + 1)));
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto next = byte_at(text, at + i);
        if ((next & 0xC0U) != 0x80) return {};
        value = (value << 6U) | (next & 0x3FU);
    }
    return is_scalar(value, bytes) ? CodePoint{value, bytes} : CodePoint{};
}

void append(std::string& text, char32_t value) {
    const auto put = [&text](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (value < 0x80) {
        put(value);
    } else if (value < 0x800) {
        put(0xC0U | (value >> 6U));
        put(0x80U | (value & 0x3FU));
    } else if (value < 0x10000) {
        put(0xE0U | (value >> 12U));
        put(0x80U | ((value >> 6U) & 0x3FU));
        put(0x80U | (value & 0x3FU));
    } else {
        put(0xF0U | (value >> 18U));
        put(0x80U | ((value >> 12U) & 0x3FU));
        put(0x80U | ((value >> 6U) & 0x3FU));
        put(0x80U | (value & 0x3FU));
    }
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += read(text, at).bytes) ++count;
    return count;
}

std::size_t first_broken(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto point = read(text, at);
        if (point.value == broken && point.bytes == 1) return at;
        at += point.bytes;
    }
    return std::string_view::npos;
}

std::string clean(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto point = read(text, at);
        if (!unprintable(point.value)) append(result, point.value);
        at += point.bytes;
    }
    return result;
}

Position position(std::string_view text, std::size_t offset) {
    Position found;
    for (std::size_t at = 0; at < std::min(offset, text.size());) {
        const auto point = read(text, at);
        if (point.value == '\n') {
            ++found.line;
            found.column = 1;
        } else {
            ++found.column;
        }
        at += point.bytes;
    }
    return found;
}

}  // namespace sayso::campaigns::utf8
