#include "scripts/campaigns/numbers.hpp"

#include <array>

namespace sayso::campaigns {

namespace {

using Words = std::string_view;

constexpr std::uint64_t thousand = 1'000;
constexpr std::uint64_t million = 1'000'000;
constexpr std::uint64_t largest = 999'999'999'999'999;

constexpr std::array<Words, 20> english_small = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<Words, 10> english_tens = {"",      "",      "twenty",  "thirty", "forty",
                                                "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<Words, 30> spanish_small = {
    "cero",         "uno",         "dos",        "tres",        "cuatro",     "cinco",      "seis",      "siete",
    "ocho",         "nueve",       "diez",       "once",        "doce",       "trece",      "catorce",   "quince",
    "dieciséis",    "diecisiete",  "dieciocho",  "diecinueve",  "veinte",     "veintiuno",  "veintidós", "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"};
constexpr std::array<Words, 10> spanish_tens = {"",          "",        "",        "treinta", "cuarenta",
                                                "cincuenta", "sesenta", "setenta", "ochenta", "noventa"};
constexpr std::array<Words, 10> spanish_hundreds = {"",         "ciento",    "doscient",  "trescient", "cuatrocient",
                                                    "quinient", "seiscient", "setecient", "ochocient", "novecient"};

void join(std::string& words, std::string_view more) {
    if (more.empty()) return;
    if (!words.empty()) words += ' ';
    words += more;
}

std::string english_below_hundred(std::uint64_t number) {
    if (number < 20) return std::string(english_small[number]);
    std::string words(english_tens[number / 10]);
    if (number % 10 != 0) words.append("-").append(english_small[number % 10]);
    return words;
}

std::string english_below_thousand(std::uint64_t number) {
    std::string words;
    if (number >= 100) join(words, std::string(english_small[number / 100]) + " hundred");
    if (number % 100 != 0) join(words, english_below_hundred(number % 100));
    return words;
}

std::string english_cardinal(std::uint64_t number) {
    if (number == 0) return "zero";
    constexpr std::array<Words, 5> scales = {"", " thousand", " million", " billion", " trillion"};
    std::string words;
    std::uint64_t unit = million * million;
    for (std::size_t scale = 4;; --scale, unit /= thousand) {
        const auto group = number / unit % thousand;
        if (group != 0) join(words, english_below_thousand(group) + std::string(scales[scale]));
        if (scale == 0) return words;
    }
}

std::string spanish_one(std::string words, Agreement agreement) {
    // "uno" ends every number that agrees: uno, veintiuno, treinta y uno.
    if (words.size() < 3 || words.compare(words.size() - 3, 3, "uno") != 0) return words;
    const bool twenty_one = words == "veintiuno";
    words.resize(words.size() - 3);
    if (agreement.gender == Gender::feminine) return words + "una";
    if (!agreement.before_noun) return words + "uno";
    return words + (twenty_one ? "ún" : "un");
}

std::string spanish_below_hundred(std::uint64_t number, Agreement agreement) {
    if (number < 30) return spanish_one(std::string(spanish_small[number]), agreement);
    std::string words(spanish_tens[number / 10]);
    if (number % 10 != 0) words.append(" y ").append(spanish_small[number % 10]);
    return spanish_one(words, agreement);
}

std::string spanish_below_thousand(std::uint64_t number, Agreement agreement) {
    if (number == 100) return "cien";
    std::string words(spanish_hundreds[number / 100]);
    if (number >= 200) words += agreement.gender == Gender::feminine ? "as" : "os";
    if (number % 100 != 0) join(words, spanish_below_hundred(number % 100, agreement));
    return words;
}

std::string spanish_below_million(std::uint64_t number, Agreement agreement) {
    std::string words;
    if (number >= thousand) {
        const auto thousands = number / thousand;
        if (thousands > 1) words = spanish_below_thousand(thousands, {agreement.gender, true});
        join(words, "mil");
    }
    if (number % thousand != 0) join(words, spanish_below_thousand(number % thousand, agreement));
    return words;
}

// Spanish counts in millions of millions: 10^9 is "mil millones", 10^12 "un billón".
std::string spanish_cardinal(std::uint64_t number, Agreement agreement) {
    if (number == 0) return "cero";
    constexpr Agreement counting{Gender::masculine, true};
    std::string words;
    const auto billones = number / (million * million);
    const auto millones = number / million % million;
    if (billones != 0)
        join(words, billones == 1 ? "un billón" : spanish_below_million(billones, counting) + " billones");
    if (millones != 0)
        join(words, millones == 1 ? "un millón" : spanish_below_million(millones, counting) + " millones");
    if (number % million != 0) join(words, spanish_below_million(number % million, agreement));
    return words;
}

// "twenty-one" -> "twenty-first": only the last word changes.
std::string english_ordinal(std::uint64_t number) {
    static constexpr std::array<std::pair<Words, Words>, 7> odd = {{{"one", "first"},
                                                                    {"two", "second"},
                                                                    {"three", "third"},
                                                                    {"five", "fifth"},
                                                                    {"eight", "eighth"},
                                                                    {"nine", "ninth"},
                                                                    {"twelve", "twelfth"}}};
    auto words = english_cardinal(number);
    const auto last = words.find_last_of(" -");
    const auto from = last == std::string::npos ? 0 : last + 1;
    for (const auto& [plain, changed] : odd)
        if (words.compare(from, std::string::npos, plain) == 0) return words.replace(from, std::string::npos, changed);
    if (words.back() == 'y') return words.replace(words.size() - 1, 1, "ieth");
    return words + "th";
}

std::string spanish_ordinal(std::uint64_t number, Agreement agreement) {
    static constexpr std::array<Words, 11> stems = {"",     "primer", "segund", "tercer", "cuart", "quint",
                                                    "sext", "séptim", "octav",  "noven",  "décim"};
    if (number == 0 || number >= stems.size()) return spanish_cardinal(number, agreement);
    const std::string stem(stems[number]);
    if (agreement.gender == Gender::feminine) return stem + "a";
    if (agreement.before_noun && (number == 1 || number == 3)) return stem;
    return stem + "o";
}

std::string pair_after(std::uint64_t pair, Tongue tongue) {
    if (tongue == Tongue::english) return pair < 10 ? "oh " + english_below_hundred(pair) : english_below_hundred(pair);
    return pair < 10 ? "cero " + spanish_below_hundred(pair, {}) : spanish_below_hundred(pair, {});
}

}  // namespace

std::string cardinal(std::uint64_t number, Tongue tongue, Agreement agreement) {
    if (number > largest) return digit_by_digit(std::to_string(number), tongue);
    return tongue == Tongue::english ? english_cardinal(number) : spanish_cardinal(number, agreement);
}

std::string ordinal(std::uint64_t number, Tongue tongue, Agreement agreement) {
    if (number > largest) return cardinal(number, tongue);
    return tongue == Tongue::english ? english_ordinal(number) : spanish_ordinal(number, agreement);
}

std::string year(int number, Tongue tongue) {
    const auto value = static_cast<std::uint64_t>(number);
    if (tongue == Tongue::spanish || (number >= 2000 && number < 2010)) return cardinal(value, tongue);
    const auto century = english_below_hundred(value / 100);
    if (value % 100 == 0) return century + " hundred";
    return century + " " + pair_after(value % 100, tongue);
}

std::string bill_number(std::uint64_t number, Tongue tongue) {
    if (number < 100 || number % thousand == 0) return cardinal(number, tongue);
    if (number >= 10'000) return digit_by_digit(std::to_string(number), tongue);
    if (number % 100 == 0) {
        // English "twelve hundred" has no counterpart in Spanish.
        if (tongue == Tongue::spanish) return cardinal(number, tongue);
        return english_below_hundred(number / 100) + " hundred";
    }
    return cardinal(number / 100, tongue) + " " + pair_after(number % 100, tongue);
}

std::string digit_by_digit(std::string_view digits, Tongue tongue) {
    std::string words;
    for (const char c : digits) {
        if (c < '0' || c > '9') continue;
        const auto digit = static_cast<std::size_t>(c - '0');
        join(words, tongue == Tongue::english ? english_small[digit] : spanish_small[digit]);
    }
    return words;
}

}  // namespace sayso::campaigns
