#include "service/present/language.hpp"

#include <cctype>
#include <charconv>

namespace sayso::present {
namespace {

using Months = std::array<std::string_view, 12>;
constexpr Months english_months{"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
constexpr Months spanish_months{"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// The weight of ";q=0.8" in thousandths; 1000 without one, 0 for a broken one.
int weight(std::string_view parameters) {
    const auto q = parameters.find("q=");
    if (q == std::string_view::npos) return 1000;
    const std::string_view digits = trimmed(parameters.substr(q + 2));
    if (digits.empty()) return 0;
    if (digits.front() == '1') return 1000;
    if (digits.front() != '0') return 0;
    int thousandths = 0, place = 100;
    for (std::size_t i = 2; i < digits.size() && i < 5 && digits[1] == '.'; ++i, place /= 10) {
        if (digits[i] < '0' || digits[i] > '9') break;
        thousandths += (digits[i] - '0') * place;
    }
    return thousandths;
}

}  // namespace

std::string_view tag(Language language) {
    return language == Language::es ? "es" : "en";
}

std::string_view own_name(Language language) {
    return language == Language::es ? "Español" : "English";
}

std::optional<Language> parse_language(std::string_view text) {
    const std::string_view main = text.substr(0, text.find('-'));
    if (main.size() != 2) return std::nullopt;
    for (const Language language : all_languages) {
        const std::string_view known = tag(language);
        if ((main[0] | 0x20) == known[0] && (main[1] | 0x20) == known[1]) return language;
    }
    return std::nullopt;
}

Language preferred_language(std::string_view accept_language) {
    Language best = Language::en;
    int best_weight = 0;
    while (!accept_language.empty()) {
        const auto comma = accept_language.find(',');
        const std::string_view item = trimmed(accept_language.substr(0, comma));
        accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
        const auto semicolon = item.find(';');
        const auto language = parse_language(trimmed(item.substr(0, semicolon)));
        const int its_weight = semicolon == std::string_view::npos ? 1000 : weight(item.substr(semicolon + 1));
        if (language && its_weight > best_weight) {
            best = *language;
            best_weight = its_weight;
        }
    }
    return best;
}

std::string date_in_words(std::chrono::year_month_day date, Language language) {
    if (!date.ok()) return {};
    const std::string day = std::to_string(static_cast<unsigned>(date.day()));
    const std::string year = std::to_string(static_cast<int>(date.year()));
    const std::size_t month = static_cast<unsigned>(date.month()) - 1;
    if (language == Language::es) return day + " de " + std::string(spanish_months[month]) + " de " + year;
    return std::string(english_months[month]) + " " + day + ", " + year;
}

std::string number(std::int64_t count) {
    std::string digits = std::to_string(count);
    const std::size_t first = count < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, ",");
    return digits;
}

std::string iso_date(std::chrono::year_month_day date) {
    if (!date.ok()) return {};
    const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    std::string year = std::to_string(static_cast<int>(date.year()));
    if (year.size() < 4) year.insert(0, 4 - year.size(), '0');
    return year + "-" + two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day()));
}

Spoken spoken(const topics::LocalText& text, Language language) {
    for (const std::string_view wanted : {tag(language), std::string_view("en")}) {
        if (text.has(wanted)) return {text.in(wanted), std::string(wanted)};
    }
    if (text.empty()) return {};
    return {text.all().begin()->second, text.all().begin()->first};
}

}  // namespace sayso::present
