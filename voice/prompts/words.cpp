#include "voice/prompts/words.hpp"

#include <array>

namespace sayso::prompts {
namespace {

constexpr std::array<const char*, 20> english_small = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<const char*, 10> english_tens = {"",      "",      "twenty",  "thirty", "forty",
                                                      "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<const char*, 30> spanish_small = {
    "cero",         "uno",         "dos",        "tres",        "cuatro",     "cinco",      "seis",      "siete",
    "ocho",         "nueve",       "diez",       "once",        "doce",       "trece",      "catorce",   "quince",
    "dieciséis",    "diecisiete",  "dieciocho",  "diecinueve",  "veinte",     "veintiuno",  "veintidós", "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"};
constexpr std::array<const char*, 10> spanish_tens = {"",          "",        "",        "treinta", "cuarenta",
                                                      "cincuenta", "sesenta", "setenta", "ochenta", "noventa"};

std::string spanish_number(std::size_t number, bool feminine) {
    if (feminine && number == 1) return "una";
    if (feminine && number == 21) return "veintiuna";
    if (number < spanish_small.size()) return spanish_small[number];
    std::string word = spanish_tens[number / 10];
    if (number % 10 != 0) word += " y " + spanish_number(number % 10, feminine);
    return word;
}

// Whether a word begins with the vowel i, before which "y" becomes "e"; not so before a diphthong ("y hierro", "y
// Ian").
bool begins_with_i_sound(std::string_view word) {
    if (!word.empty() && (word[0] == 'h' || word[0] == 'H')) word.remove_prefix(1);
    if (word.substr(0, 2) == "í" || word.substr(0, 2) == "Í") return true;
    if (word.empty() || (word[0] != 'i' && word[0] != 'I')) return false;
    return word.size() < 2 || std::string_view("aeo").find(word[1]) == std::string_view::npos;
}

}  // namespace

std::string number_word(int number, std::string_view language, bool feminine) {
    if (number < 0 || number > 99) return std::to_string(number);
    const auto index = static_cast<std::size_t>(number);
    if (language == "es") return spanish_number(index, feminine);
    if (index < english_small.size()) return english_small[index];
    std::string word = english_tens[index / 10];
    if (index % 10 != 0) word += std::string("-") + english_small[index % 10];
    return word;
}

std::string digit_count(int digits, std::string_view language) {
    if (language == "es") return digits == 1 ? "un dígito" : number_word(digits, language) + " dígitos";
    return number_word(digits, language) + (digits == 1 ? " digit" : " digits");
}

std::string listed(const std::vector<std::string>& items, std::string_view language) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0 && i + 1 == items.size())
            out += language == "es" ? (begins_with_i_sound(items[i]) ? " e " : " y ") : " and ";
        else if (i > 0)
            out += ", ";
        out += items[i];
    }
    return out;
}

std::string spoken_number(std::string_view number) {
    std::string digits;
    for (const char c : number)
        if (c >= '0' && c <= '9') digits += c;
    if (digits.size() == 11 && digits[0] == '1') digits.erase(0, 1);
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0) out += digits.size() == 10 && (i == 3 || i == 6) ? ", " : " ";
        out += digits[i];
    }
    return out;
}

std::string spoken_time(int minutes, std::string_view language) {
    const bool spanish = language == "es";
    if (minutes == 0 || minutes == 1440) return spanish ? "la medianoche" : "midnight";
    if (minutes == 720) return spanish ? "el mediodía" : "noon";
    const int hour = minutes / 60 % 12 == 0 ? 12 : minutes / 60 % 12;
    const int past = minutes % 60;
    std::string clock = std::to_string(hour);
    if (past != 0) clock += (past < 10 ? ":0" : ":") + std::to_string(past);
    if (!spanish) return clock + (minutes < 720 ? " a.m." : " p.m.");
    const char* part = minutes < 720 ? " de la mañana" : minutes < 1140 ? " de la tarde" : " de la noche";
    return (hour == 1 ? "la " : "las ") + clock + part;
}

std::string weekday(int day, std::string_view language) {
    constexpr std::array<const char*, 7> en = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                               "Thursday", "Friday", "Saturday"};
    constexpr std::array<const char*, 7> es = {"domingo", "lunes",   "martes", "miércoles",
                                               "jueves",  "viernes", "sábado"};
    const auto index = static_cast<std::size_t>((day % 7 + 7) % 7);
    return language == "es" ? es[index] : en[index];
}

std::string without_stop(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    text = text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
    while (!text.empty() && text.back() == '.') text.remove_suffix(1);
    return std::string(text);
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace sayso::prompts
