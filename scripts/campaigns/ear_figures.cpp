#include <algorithm>
#include <array>
#include <cctype>

#include "scripts/campaigns/ear.hpp"
#include "scripts/campaigns/ear_words.hpp"

namespace sayso::campaigns {

namespace {

constexpr std::size_t most_digits = 15;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Currency currency_of(char symbol, bool spanish) {
    switch (symbol) {
        case sign::euro: return {"euro", "euros", spanish ? "céntimo" : "cent", spanish ? "céntimos" : "cents"};
        case sign::pound:
            return spanish ? Currency{"libra", "libras", "penique", "peniques"} : Currency{"pound", "pounds", "penny", "pence"};
        case sign::yen: return spanish ? Currency{"yen", "yenes", "sen", "sen"} : Currency{"yen", "yen", "sen", "sen"};
        default:
            return spanish ? Currency{"dólar", "dólares", "centavo", "centavos"} : Currency{"dollar", "dollars", "cent", "cents"};
    }
}

// Letters set directly after a number, as in "$2B" and "600k".
const char* scale_of_letter(std::string_view letters, bool spanish) {
    if (one_of(letters, {"k", "K"})) return spanish ? "mil" : "thousand";
    if (one_of(letters, {"M", "m", "mn", "MM"})) return spanish ? "millones" : "million";
    if (one_of(letters, {"B", "b", "bn", "BN"})) return spanish ? "mil millones" : "billion";
    if (one_of(letters, {"T", "tn"})) return spanish ? "billones" : "trillion";
    return nullptr;
}

}  // namespace

std::optional<std::uint64_t> Figure::value() const {
    if (!fraction.empty() || whole.empty() || whole.size() > most_digits || (whole.size() > 1 && whole.front() == '0')) return {};
    std::uint64_t result = 0;
    for (const char c : whole) result = result * 10 + static_cast<std::uint64_t>(c - '0');
    return result;
}

std::optional<Figure> Speaker::figure_at(std::size_t i) const {
    Figure figure;
    auto end = i;
    while (digit_at(end)) figure.whole += at(end++);
    if (figure.whole.empty()) return {};
    const auto group = [this](std::size_t from) {
        return digit_at(from + 1) && digit_at(from + 2) && digit_at(from + 3) && !digit_at(from + 4);
    };
    // Spanish also groups with dots: "600.000".
    while (figure.whole.size() <= most_digits && (at(end) == ',' || (spanish() && at(end) == '.')) && group(end) &&
           (figure.grouped || (figure.whole.size() <= 3 && figure.whole != "0"))) {
        figure.whole.append(text_.substr(end + 1, 3));
        figure.grouped = true;
        end += 4;
    }
    const bool point = at(end) == '.' || (spanish() && at(end) == ',');
    if (point && digit_at(end + 1)) {
        auto stop = end + 1;
        while (digit_at(stop)) ++stop;
        // "1.2.3" is no decimal.
        if (!(at(stop) == '.' && digit_at(stop + 1))) {
            figure.fraction = text_.substr(end + 1, stop - end - 1);
            end = stop;
        }
    }
    figure.end = end;
    return figure;
}

void Speaker::say_figure(const Figure& figure, Agreement agreement) {
    Figure whole = figure;
    whole.fraction.clear();
    const auto value = whole.value();
    say(value ? cardinal(*value, tongue_, agreement) : digit_by_digit(figure.whole, tongue_));
    if (figure.fraction.empty()) return;
    say(choose("point", "punto"));
    say(digit_by_digit(figure.fraction, tongue_));
}

// ---- telephone -------------------------------------------------------------------------------------------------------------

bool Speaker::phone() {
    auto i = at_;
    std::string digits;
    if (at(i) == '+' && at(i + 1) == '1') i += 2;
    else if (at(i) == '1' && (at(i + 1) == '-' || at(i + 1) == '.')) i += 2;
    if (i != at_ && (blank_at(i) || at(i) == '-')) ++i;
    const bool bracket = at(i) == '(';
    if (bracket) ++i;
    for (const std::size_t length : {3U, 3U, 4U}) {
        for (std::size_t k = 0; k < length; ++k, ++i) {
            if (!digit_at(i)) return false;
            digits += at(i);
        }
        if (digits.size() == 10) break;
        if (bracket && digits.size() == 3) {
            if (at(i) != ')') return false;
            ++i;
        }
        const bool separated = at(i) == '-' || at(i) == '.' || blank_at(i);
        if (separated) ++i;
        // Ten digits in a row are a telephone number only after +1.
        else if (!(bracket && digits.size() == 3) && at(at_) != '+') return false;
    }
    if (digit_at(i) || letter_at(i) || (at(i) == '-' && digit_at(i + 1))) return false;
    say(digit_by_digit(digits.substr(0, 3), tongue_));
    mark(',');
    say(digit_by_digit(digits.substr(3, 3), tongue_));
    mark(',');
    say(digit_by_digit(digits.substr(6), tongue_));
    at_ = i;
    return true;
}

// ---- dates and times -------------------------------------------------------------------------------------------------------

void Speaker::say_day(int day) {
    const auto number = static_cast<std::uint64_t>(day);
    say(spanish() && day > 1 ? cardinal(number, tongue_) : ordinal(number, tongue_));
}

void Speaker::say_date(int month, int day, int year_number) {
    if (spanish()) {
        say_day(day);
        say("de");
        say(month_name(month, tongue_));
        say("de");
        say(year(year_number, tongue_));
        return;
    }
    say(month_name(month, tongue_));
    say_day(day);
    mark(',');
    say(year(year_number, tongue_));
}

// 2025-11-26, 11/26/2025 and 11/26/25.
bool Speaker::calendar_date() {
    std::array<int, 3> parts{};
    std::array<std::size_t, 3> lengths{};
    auto i = at_;
    char separator = '\0';
    for (std::size_t k = 0; k < 3; ++k) {
        for (; digit_at(i) && lengths[k] < 5; ++i, ++lengths[k]) parts[k] = parts[k] * 10 + (at(i) - '0');
        if (lengths[k] == 0 || k == 2) break;
        if (separator == '\0') separator = at(i);
        if (at(i) != separator || (separator != '-' && separator != '/')) return false;
        ++i;
    }
    if (lengths[2] == 0 || letter_at(i) || digit_at(i)) return false;
    int month = parts[0], day = parts[1], year_number = parts[2];
    if (separator == '-') {
        if (lengths[0] != 4 || lengths[1] != 2 || lengths[2] != 2) return false;
        year_number = parts[0], month = parts[1], day = parts[2];
    } else {
        if (lengths[0] > 2 || lengths[1] > 2 || (lengths[2] != 4 && lengths[2] != 2)) return false;
        if (month > 12) std::swap(month, day);  // day first, as elsewhere in the world
        if (lengths[2] == 2) year_number += 2000;
    }
    if (month < 1 || month > 12 || day < 1 || day > 31 || year_number < 1100 || year_number > 2099) return false;
    say_date(month, day, year_number);
    at_ = i;
    return true;
}

// "a.m.", "AM", "p. m." after a number.
std::optional<HalfOfDay> Speaker::half_of_day(std::size_t end) const {
    auto i = skip_blanks(end);
    const char half = static_cast<char>(std::tolower(static_cast<unsigned char>(at(i))));
    if (half != 'a' && half != 'p') return {};
    ++i;
    if (at(i) == '.') ++i;
    if (blank_at(i) && at(i - 1) == '.') ++i;
    if (at(i) != 'm' && at(i) != 'M') return {};
    ++i;
    if (letter_at(i)) return {};
    if (at(i) == '.') ++i;
    return HalfOfDay{half == 'a', i};
}

void Speaker::say_half(const HalfOfDay& half) {
    say(half.morning ? choose("A M", "de la mañana") : choose("P M", "de la tarde"));
    full_stop_if_last(half.end);
}

// "10:30 a.m.", "9 am", "14:05"
bool Speaker::clock() {
    const auto hour = figure_at(at_);
    if (!hour || hour->whole.size() > 2 || !hour->value() || *hour->value() > 23) return false;
    auto end = hour->end;
    const bool minutes = at(end) == ':' && digit_at(end + 1) && digit_at(end + 2) && !digit_at(end + 3) && at(end + 1) < '6';
    const auto half = half_of_day(minutes ? end + 3 : end);
    if (!minutes && (!half || *hour->value() < 1 || *hour->value() > 12)) return false;
    say(cardinal(*hour->value(), tongue_, {Gender::feminine, false}));
    if (minutes) {
        const auto past = static_cast<std::uint64_t>((at(end + 1) - '0') * 10 + (at(end + 2) - '0'));
        end += 3;
        if (past != 0 && past < 10) say(choose("oh", "cero"));
        if (past != 0) say(cardinal(past, tongue_));
        else if (!half) say(choose("o'clock", "en punto"));
    }
    if (half) say_half(*half);
    at_ = half ? half->end : end;
    return true;
}

// The rest of "Oct. 24-26" or "Oct. 24 to 26" after the first day.
bool Speaker::day_range(std::size_t& end, int month) {
    auto i = end;
    if (at(i) == '-') ++i;
    else if (text_.substr(i, 3) == " - ") i += 3;
    else if (text_.substr(i, 4) == " to ") i += 4;
    else return false;
    const auto word = word_at(i);
    if (!word.empty()) {
        // "Oct. 24-Nov. 2": the second month comes in its turn.
        if (spanish() || month_of(word, tongue_) == 0 || month_of(word, tongue_) == month) return false;
        say("to");
        end = i;
        return true;
    }
    const auto day = figure_at(i);
    if (!day || !day->value() || *day->value() < 1 || *day->value() > 31 || letter_at(day->end)) return false;
    say(choose("to", "al"));
    say_day(static_cast<int>(*day->value()));
    end = day->end;
    return true;
}

// ", 2025" or " 2025", " de 2025".
bool Speaker::year_after(std::size_t& end) {
    auto i = end;
    if (!spanish() && at(i) == ',') ++i;
    if (!blank_at(i)) return false;
    i = skip_blanks(i);
    if (spanish()) {
        const auto word = word_at(i);
        if (word != "de" && word != "del") return false;
        i = skip_blanks(i + word.size());
    }
    const auto figure = figure_at(i);
    if (!figure || !year_like(*figure) || letter_at(figure->end)) return false;
    if (spanish()) say("de");
    else mark(',');
    say(year(static_cast<int>(*figure->value()), tongue_));
    end = figure->end;
    return true;
}

bool Speaker::month_date() {
    if (spanish()) return false;
    const auto word = word_at(at_);
    const int month = month_of(word, tongue_);
    if (month == 0) return false;
    auto end = at_ + word.size();
    if (at(end) == '.') ++end;
    const auto next = skip_blanks(end);
    const auto figure = figure_at(next);
    if (!figure || next == end || !figure->value()) return false;
    const auto value = *figure->value();
    if (year_like(*figure)) {
        say(month_name(month, tongue_));
        at_ = next;
        return true;
    }
    if (value < 1 || value > 31 || !figure->fraction.empty() || at(figure->end) == '%' || at(figure->end) == ':') return false;
    say(month_name(month, tongue_));
    say_day(static_cast<int>(value));
    end = figure->end;
    const auto suffix = word_at(end);
    if (one_of(suffix, {"st", "nd", "rd", "th"})) end += suffix.size();
    day_range(end, month);
    year_after(end);
    at_ = end;
    return true;
}

// "24 de octubre de 2025", "24-26 de octubre"
bool Speaker::spanish_date(const Figure& figure, std::size_t& end) {
    if (!spanish() || !figure.value() || *figure.value() < 1 || *figure.value() > 31) return false;
    auto stop = end;
    std::optional<std::uint64_t> last;
    if (at(stop) == '-' && digit_at(stop + 1)) {
        const auto second = figure_at(stop + 1);
        last = second->value();
        stop = second->end;
        if (!last || *last > 31) return false;
    }
    if (text_.substr(stop, 4) != " de ") return false;
    const auto word = word_at(stop + 4);
    const int month = month_of(word, tongue_);
    if (month == 0) return false;
    say_day(static_cast<int>(*figure.value()));
    if (last) {
        say("al");
        say_day(static_cast<int>(*last));
    }
    say("de");
    say(month_name(month, tongue_));
    end = stop + 4 + word.size();
    if (at(end) == '.') ++end;
    year_after(end);
    return true;
}

// ---- money -----------------------------------------------------------------------------------------------------------------

// The word or letters that scale a number, as they are to be said; `end` moves behind them.
std::string_view Speaker::scale_after(std::size_t& end) const {
    const auto letters = word_at(end);
    if (const auto* scale = letters.empty() ? nullptr : scale_of_letter(letters, spanish())) {
        end += letters.size();
        return scale;
    }
    const auto next = blank_at(end) || at(end) == '-' ? skip_blanks(end + 1) : end;
    if (next == end) return {};
    auto word = word_at(next);
    if (one_of(word, {"thousand", "million", "billion", "trillion", "millones", "millón", "billones", "billón"})) {
        end = next + word.size();
        return word;
    }
    if (word != "mil") return {};
    const auto after = skip_blanks(next + word.size());
    if (word_at(after) == "millones") {
        end = after + 8;
        return "mil millones";
    }
    end = next + word.size();
    return word;
}

void Speaker::say_cents(const Figure& figure, const Currency& names) {
    Figure whole = figure;
    whole.fraction.clear();
    const bool only_cents = whole.value() == std::uint64_t{0};
    const auto small = static_cast<std::uint64_t>((figure.fraction[0] - '0') * 10 + (figure.fraction[1] - '0'));
    if (!only_cents) {
        say_figure(whole, {Gender::masculine, true});
        say(whole.value() == std::uint64_t{1} ? names.one : names.many);
        if (small == 0) return;
        say(choose("and", "con"));
    }
    say(cardinal(small, tongue_, {Gender::masculine, true}));
    say(small == 1 ? names.cent_one : names.cent_many);
}

void Speaker::say_sum(const Figure& figure, const std::optional<Figure>& upper_end, const Currency& names, std::size_t& end) {
    const auto scale = scale_after(end);
    const bool adjective = at(end) == '-' && letter_at(end + 1);  // "$2-billion-a-year"
    const auto value = figure.value();
    const bool one = value == std::uint64_t{1} && !upper_end;
    say_figure(figure, {Gender::masculine, true});
    if (upper_end) {
        say(choose("to", "a"));
        say_figure(*upper_end, {Gender::masculine, true});
    }
    say(spanish() && one && scale == "millones" ? "millón" : scale);
    // Spanish: "dos millones de dólares", and so for a round million in digits.
    const bool round_million = value && *value >= 1'000'000 && *value % 1'000'000 == 0;
    if (spanish() && (round_million || (!scale.empty() && scale != "mil"))) say("de");
    say((one && scale.empty()) || adjective ? names.one : names.many);
}

bool Speaker::money() {
    auto i = at_;
    if (text_.substr(i, 3) == "US$") i += 2;
    const bool minus = at(i) == '-' && at(i + 1) == '$';
    if (minus) ++i;
    const char symbol = at(i);
    if (symbol != '$' && symbol != sign::euro && symbol != sign::pound && symbol != sign::yen) return false;
    const auto figure = figure_at(skip_blanks(i + 1));
    if (!figure) return false;
    auto end = figure->end;
    std::optional<Figure> upper_end;  // "$2-3 billion"
    if (at(end) == '-') upper_end = figure_at(at(end + 1) == symbol ? end + 2 : end + 1);
    if (upper_end) end = upper_end->end;
    if (minus) say(choose("minus", "menos"));
    auto behind_scale = end;
    const bool scaled = !scale_after(behind_scale).empty();
    const auto names = currency_of(symbol, spanish());
    if (figure->fraction.size() == 2 && !scaled && !upper_end) say_cents(*figure, names);
    else say_sum(*figure, upper_end, names, end);
    at_ = end;
    after_number(end);
    return true;
}

// ---- bills -----------------------------------------------------------------------------------------------------------------

bool Speaker::bill() {
    struct Kind {
        std::string_view letters;
        const char *english, *in_spanish;
    };
    static constexpr std::array<Kind, 8> kinds = {{
        {"HR", "H R", "H R"},
        {"S", "S", "S"},
        {"HRES", "House Resolution", "Resolución de la Cámara"},
        {"SRES", "Senate Resolution", "Resolución del Senado"},
        {"HJRES", "House Joint Resolution", "Resolución Conjunta de la Cámara"},
        {"SJRES", "Senate Joint Resolution", "Resolución Conjunta del Senado"},
        {"HCONRES", "House Concurrent Resolution", "Resolución Concurrente de la Cámara"},
        {"SCONRES", "Senate Concurrent Resolution", "Resolución Concurrente del Senado"},
    }};
    if (at(at_) != 'H' && at(at_) != 'S') return false;
    std::string letters;
    auto i = at_;
    bool dotted = false;
    for (int parts = 0; parts < 3 && !digit_at(i); ++parts) {
        const auto word = word_at(i);
        if (word.empty() || word.size() > 7) return false;
        for (const char c : word) letters += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        i += word.size();
        if (at(i) == '.') {
            dotted = true;
            ++i;
        } else if (parts == 0 && !blank_at(i) && !digit_at(i)) {
            return false;
        }
        if (blank_at(i)) ++i;
    }
    if (letters == "S" && !dotted) return false;
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&letters](const Kind& row) { return row.letters == letters; });
    if (kind == kinds.end()) return false;
    const auto figure = figure_at(i);
    if (!figure || !figure->value() || letter_at(figure->end)) return false;
    say(choose(kind->english, kind->in_spanish));
    say(bill_number(*figure->value(), tongue_));
    at_ = figure->end;
    return true;
}

// ---- plain numbers -----------------------------------------------------------------------------------------------------------

bool Speaker::year_like(const Figure& figure) const {
    const auto value = figure.value();
    return value && !figure.grouped && figure.whole.size() == 4 && *value >= 1100 && *value < 2100;
}

// Emergency numbers, ZIP codes and anything with a leading zero are strings of digits, not amounts.
bool Speaker::digits_only(const Figure& figure) const {
    if (figure.grouped || !figure.fraction.empty()) return false;
    if (figure.whole.size() > 1 && figure.whole.front() == '0') return true;
    if (figure.whole == "911" || figure.whole == "988") return true;
    if (figure.whole.size() > most_digits) return true;
    if (figure.whole.size() != 5) return false;
    const auto before = last_word();
    return one_of(before, {"zip", "code", "postal"}) || (at(figure.end) == '-' && figure_at(figure.end + 1) &&
                                                         figure_at(figure.end + 1)->whole.size() == 4);
}

// "1990s", "'90s"
bool Speaker::decade(const Figure& figure, std::size_t& end) {
    const auto apostrophe = at(end) == '\'' ? 1U : 0U;
    if (at(end + apostrophe) != 's' || letter_at(end + apostrophe + 1) || !figure.value() || *figure.value() % 10 != 0) return false;
    const auto value = *figure.value();
    if (!year_like(figure) && (value < 20 || value > 90)) return false;
    auto words = year_like(figure) ? year(static_cast<int>(value), tongue_) : cardinal(value, tongue_);
    if (words.back() == 'y') words.replace(words.size() - 1, 1, "ies");
    else words += "s";
    say(words);
    end += apostrophe + 1;
    return true;
}

bool Speaker::ordinal_suffix(const Figure& figure, std::size_t& end) {
    if (!figure.value()) return false;
    const auto number = *figure.value();
    const auto suffix = word_at(end);
    if (!spanish()) {
        if (!one_of(suffix, {"st", "nd", "rd", "th", "ST", "ND", "RD", "TH"})) return false;
        say(ordinal(number, tongue_));
        end += suffix.size();
        return true;
    }
    auto i = end;
    if (at(i) == '.' && (at(i + 1) == sign::masculine || at(i + 1) == sign::feminine)) ++i;
    const bool feminine = at(i) == sign::feminine || one_of(suffix, {"ra", "da", "ta", "va", "na", "ma"});
    if (at(i) == sign::masculine || at(i) == sign::feminine) {
        end = i + 1;
    } else if (feminine || one_of(suffix, {"ro", "do", "er", "to", "vo", "no", "mo"})) {
        end += suffix.size();
    } else {
        return false;
    }
    say(ordinal(number, tongue_, {feminine ? Gender::feminine : Gender::masculine, suffix == "er"}));
    return true;
}

// "3/4" is a fraction, "24/7" and "9/11" are two numbers.
bool Speaker::slash_number(const Figure& figure, std::size_t& end) {
    if (at(end) != '/' || !digit_at(end + 1) || !figure.value()) return false;
    const auto below = figure_at(end + 1);
    if (!below->value() || letter_at(below->end)) return false;
    static constexpr std::array<std::array<const char*, 3>, 6> parts = {{{"half", "halves", "medio"},
                                                                         {"third", "thirds", "tercio"},
                                                                         {"quarter", "quarters", "cuarto"},
                                                                         {"fifth", "fifths", "quinto"},
                                                                         {"eighth", "eighths", "octavo"},
                                                                         {"tenth", "tenths", "décimo"}}};
    static constexpr std::array<std::uint64_t, 6> denominators = {2, 3, 4, 5, 8, 10};
    const auto found = std::find(denominators.begin(), denominators.end(), *below->value());
    say_figure(figure, {Gender::masculine, true});
    if (found != denominators.end() && *figure.value() > 0 && *figure.value() < *below->value()) {
        const auto& names = parts[static_cast<std::size_t>(found - denominators.begin())];
        const bool one = *figure.value() == 1;
        say(spanish() ? std::string(names[2]) + (one ? "" : "s") : std::string(names[one ? 0 : 1]));
    } else {
        say_figure(*below);
    }
    end = below->end;
    return true;
}

// "24-26", "2025-26", "9-1-1", "10-20%"
bool Speaker::number_range(const Figure& figure, std::size_t& end) {
    if ((at(end) != '-' && at(end) != ':') || !digit_at(end + 1)) return false;
    const auto second = figure_at(end + 1);
    if (at(second->end) == '-' && digit_at(second->end + 1)) {
        // Three parts are a code.
        auto stop = end;
        while (digit_at(stop) || (at(stop) == '-' && digit_at(stop + 1))) ++stop;
        say(digit_by_digit(text_.substr(at_, stop - at_), tongue_));
        end = stop;
        return true;
    }
    if (year_like(figure)) say(year(static_cast<int>(*figure.value()), tongue_));
    else say_figure(figure);
    say(choose("to", "a"));
    if (year_like(*second)) say(year(static_cast<int>(*second->value()), tongue_));
    else say_figure(*second, agreement_with(second->end));
    end = second->end;
    return true;
}

// Which form a Spanish number takes before the word that follows it.
Agreement Speaker::agreement_with(std::size_t end) const {
    if (!spanish() || !blank_at(end)) return {};
    const auto word = word_at(skip_blanks(end));
    if (word.size() < 3 || one_of(word, {"que", "del", "con", "por", "para", "los", "las", "una", "uno", "más", "mil", "millones"}))
        return {Gender::masculine, word == "mil" || word == "millones"};
    const auto ends = [word](std::string_view ending) {
        return word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending;
    };
    const bool masculine_a = one_of(word, {"día", "días", "mapa", "mapas"}) || ends("ema") || ends("emas") || ends("ama") || ends("amas");
    const bool feminine = !masculine_a && (ends("a") || ends("as") || ends("ción") || ends("ciones") || ends("dad") || ends("dades"));
    return {feminine ? Gender::feminine : Gender::masculine, true};
}

bool Speaker::number_suffix(const Figure& figure, std::size_t& end) {
    if (decade(figure, end) || ordinal_suffix(figure, end) || slash_number(figure, end)) return true;
    if (digits_only(figure)) {
        if (at(end) == '-' && figure.whole.size() == 5 && digit_at(end + 1)) {
            say(digit_by_digit(figure.whole + figure_at(end + 1)->whole, tongue_));
            end = figure_at(end + 1)->end;
            return true;
        }
        say(digit_by_digit(figure.whole, tongue_));
        return true;
    }
    return spanish_date(figure, end) || number_range(figure, end);
}

bool Speaker::number() {
    auto i = at_;
    const bool minus = at(i) == '-' && digit_at(i + 1) && (i == 0 || blank_at(i - 1));
    if (minus) ++i;
    const bool short_year = at(i) == '\'' && digit_at(i + 1) && digit_at(i + 2);
    if (short_year) ++i;
    if (at(i) == '.' && digit_at(i + 1)) {
        // ".5"
        say(choose("point", "punto"));
        ++i;
        const auto from = i;
        while (digit_at(i)) ++i;
        say(digit_by_digit(text_.substr(from, i - from), tongue_));
        at_ = i;
        after_number(i);
        return true;
    }
    const auto figure = figure_at(i);
    if (!figure) return false;
    if (minus) say(choose("minus", "menos"));
    auto end = figure->end;
    const bool a_year = year_like(*figure) && !letter_at(end);
    if (!number_suffix(*figure, end)) {
        if (a_year) say(year(static_cast<int>(*figure->value()), tongue_));
        else say_figure(*figure, agreement_with(end));
        const auto letters = word_at(end);
        const auto* scale = letters.empty() ? nullptr : scale_of_letter(letters, spanish());
        if (scale && letters != "m" && letters != "b") {
            say(scale);
            end += letters.size();
        } else if (letters == "x") {
            say(choose("times", "veces"));
            ++end;
        }
    }
    at_ = end;
    after_number(end);
    return true;
}

// What hangs on a number: "%", "¢", "-point", "/month".
void Speaker::after_number(std::size_t end) {
    if (at(end) == '%') {
        say(choose("percent", "por ciento"));
        ++at_;
    } else if (at(end) == sign::cent) {
        say(last_word() == "one" || last_word() == "un" ? choose("cent", "centavo") : choose("cents", "centavos"));
        ++at_;
    } else if (at(end) == '-' && letter_at(end + 1)) {
        ++at_;
        glue_ = true;
    } else if (at(end) == '/' && letter_at(end + 1)) {
        say(choose("per", "por"));
        ++at_;
    }
}

}  // namespace sayso::campaigns
