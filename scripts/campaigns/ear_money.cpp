#include <algorithm>
#include <array>
#include <cctype>

#include "scripts/campaigns/ear.hpp"
#include "scripts/campaigns/ear_words.hpp"

namespace sayso::campaigns {

namespace {

Currency currency_of(char symbol, bool spanish) {
    switch (symbol) {
        case sign::euro:
            return {"euro", "euros", spanish ? "céntimo" : "cent", spanish ? "céntimos" : "cents"};
        case sign::pound:
            return spanish ? Currency{"libra", "libras", "penique", "peniques"}
                           : Currency{"pound", "pounds", "penny", "pence"};
        case sign::yen:
            return spanish ? Currency{"yen", "yenes", "sen", "sen"} : Currency{"yen", "yen", "sen", "sen"};
        default:
            return spanish ? Currency{"dólar", "dólares", "centavo", "centavos"}
                           : Currency{"dollar", "dollars", "cent", "cents"};
    }
}

}  // namespace

// ---- telephone
// -------------------------------------------------------------------------------------------------------------

bool Speaker::phone() {
    auto i = at_;
    std::string digits;
    if (at(i) == '+' && at(i + 1) == '1')
        i += 2;
    else if (at(i) == '1' && (at(i + 1) == '-' || at(i + 1) == '.'))
        i += 2;
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
        else if (!(bracket && digits.size() == 3) && at(at_) != '+')
            return false;
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

// ---- money
// -----------------------------------------------------------------------------------------------------------------

// The word or letters that scale a number, as they are to be said; `end` moves behind them.
std::string_view Speaker::scale_after(std::size_t& end) const {
    const auto letters = word_at(end);
    if (const auto scale = scale_of_letters(letters, tongue_); !scale.empty()) {
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

void Speaker::say_sum(const Figure& figure, const std::optional<Figure>& upper_end, const Currency& names,
                      std::size_t& end) {
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
    if (figure->fraction.size() == 2 && !scaled && !upper_end)
        say_cents(*figure, names);
    else
        say_sum(*figure, upper_end, names, end);
    at_ = end;
    after_number(end);
    return true;
}

// ---- bills
// -----------------------------------------------------------------------------------------------------------------

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
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&letters](const Kind& row) { return row.letters == letters; });
    if (kind == kinds.end()) return false;
    const auto figure = figure_at(i);
    if (!figure || !figure->value() || letter_at(figure->end)) return false;
    say(choose(kind->english, kind->in_spanish));
    say(bill_number(*figure->value(), tongue_));
    at_ = figure->end;
    return true;
}

}  // namespace sayso::campaigns
