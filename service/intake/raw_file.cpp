#include "service/intake/raw_file.hpp"

#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>

namespace sayso::intake {

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not available.");
    static constexpr char letters[] = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += letters[digest[i] >> 4];
        text += letters[digest[i] & 15];
    }
    return text;
}

namespace {

// How many bytes the UTF-8 sequence at `at` has; 0 when it is none (RFC 3629: no overlong forms, surrogates or beyond
// U+10FFFF).
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned lead = byte(at);
    if (lead == 0) return 0;
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(at + 1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!tail(at + 1) || !tail(at + 2)) return 0;
        if (lead == 0xE0 && byte(at + 1) < 0xA0) return 0;
        if (lead == 0xED && byte(at + 1) > 0x9F) return 0;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!tail(at + 1) || !tail(at + 2) || !tail(at + 3)) return 0;
        if (lead == 0xF0 && byte(at + 1) < 0x90) return 0;
        if (lead == 0xF4 && byte(at + 1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

}  // namespace

int first_bad_line(std::string_view text) {
    int line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        if (length == 0) return line;
        if (text[at] == '\n') ++line;
        at += length;
    }
    return 0;
}

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    unsigned year = 0, month = 0, day = 0;  // unsigned: "-025" is no year
    const auto whole = [&](std::size_t from, std::size_t count, auto& value) {
        const char* end = text.data() + from + count;
        const auto result = std::from_chars(text.data() + from, end, value);
        return result.ec == std::errc{} && result.ptr == end;
    };
    if (!whole(0, 4, year) || !whole(5, 2, month) || !whole(8, 2, day)) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year)}, std::chrono::month{month},
                                           std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::optional<directory::Instant> parse_http_date(std::string_view text) {
    static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec", days = "SunMonTueWedThuFriSat";
    static constexpr std::string_view shape = "ddd, 00 mmm 0000 00:00:00 GMT";
    if (text.size() != shape.size()) return std::nullopt;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !digit : (shape[i] != 'd' && shape[i] != 'm' && text[i] != shape[i])) return std::nullopt;
    }
    const auto month = months.find(text.substr(8, 3)), day_name = days.find(text.substr(0, 3));
    if (month == std::string_view::npos || month % 3 != 0 || day_name == std::string_view::npos || day_name % 3 != 0)
        return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(from, count)) value = value * 10 + (c - '0');
        return value;
    };
    const std::chrono::year_month_day date{std::chrono::year{number(12, 4)},
                                           std::chrono::month{static_cast<unsigned>(month / 3 + 1)},
                                           std::chrono::day{static_cast<unsigned>(number(5, 2))}};
    const int hour = number(17, 2), minute = number(20, 2), second = number(23, 2);
    // 60 is a leap second; it counts as the second after.
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second};
}

std::string grouped(std::size_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
    return text;
}

}  // namespace sayso::intake
