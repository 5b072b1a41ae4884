#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scripts/topics/topic.hpp"

namespace sayso::present {

// The languages of the web pages.
enum class Language { en, es };
inline constexpr std::array<Language, 2> all_languages{Language::en, Language::es};

std::string_view tag(Language language);                       // "en", as in the lang attribute
std::string_view own_name(Language language);                  // "English", "Español"
std::optional<Language> parse_language(std::string_view tag);  // "es", "es-MX", "ES"; nothing for others

// What the visitor prefers by Accept-Language (RFC 9110, 12.5.4); English when nothing fits.
Language preferred_language(std::string_view accept_language);

// "November 26, 2025", "26 de noviembre de 2025". Empty for an impossible date.
std::string date_in_words(std::chrono::year_month_day date, Language language);
// "1,234": as English and the Spanish of the United States write it. Source: Unicode CLDR, en-US and es-US.
std::string number(std::int64_t count);
std::string iso_date(std::chrono::year_month_day date);  // "2025-11-26"

// An organizer's text and the language it really is in, which the page has to tell when it is another than its own.
struct Spoken {
    std::string text;
    std::string language;  // "en"; empty when there is no text
};
Spoken spoken(const topics::LocalText& text, Language language);

}  // namespace sayso::present
