#include <algorithm>
#include <array>
#include <cctype>

#include "scripts/campaigns/ear.hpp"
#include "scripts/campaigns/ear_words.hpp"

namespace sayso::campaigns {

namespace {

constexpr std::size_t most_digits = 15;

}  // namespace

std::optional<std::uint64_t> Figure::value() const {
    if (!fraction.empty() || whole.empty() || whole.size() > most_digits || (whole.size() > 1 && whole.front() == '0'))
        return {};
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
    return one_of(before, {"zip", "code", "postal"}) ||
           (at(figure.end) == '-' && figure_at(figure.end + 1) && figure_at(figure.end + 1)->whole.size() == 4);
}

// "1990s", "'90s"
bool Speaker::decade(const Figure& figure, std::size_t& end) {
    const auto apostrophe = at(end) == '\'' ? 1U : 0U;
    if (at(end + apostrophe) != 's' || letter_at(end + apostrophe + 1) || !figure.value() || *figure.value() % 10 != 0)
        return false;
    const auto value = *figure.value();
    if (!year_like(figure) && (value < 20 || value > 90)) return false;
    auto words = year_like(figure) ? year(static_cast<int>(value), tongue_) : cardinal(value, tongue_);
    if (words.back() == 'y')
        words.replace(words.size() - 1, 1, "ies");
    else
        words += "s";
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
    if (year_like(figure))
        say(year(static_cast<int>(*figure.value()), tongue_));
    else
        say_figure(figure);
    say(choose("to", "a"));
    if (year_like(*second))
        say(year(static_cast<int>(*second->value()), tongue_));
    else
        say_figure(*second, agreement_with(second->end));
    end = second->end;
    return true;
}

// Which form a Spanish number takes before the word that follows it.
Agreement Speaker::agreement_with(std::size_t end) const {
    if (!spanish() || !blank_at(end)) return {};
    const auto word = word_at(skip_blanks(end));
    if (word.size() < 3 ||
        one_of(word, {"que", "del", "con", "por", "para", "los", "las", "una", "uno", "más", "mil", "millones"}))
        return {Gender::masculine, word == "mil" || word == "millones"};
    const auto ends = [word](std::string_view ending) {
        return word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending;
    };
    const bool masculine_a =
        one_of(word, {"día", "días", "mapa", "mapas"}) || ends("ema") || ends("emas") || ends("ama") || ends("amas");
    const bool feminine =
        !masculine_a && (ends("a") || ends("as") || ends("ción") || ends("ciones") || ends("dad") || ends("dades"));
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
        if (a_year)
            say(year(static_cast<int>(*figure->value()), tongue_));
        else
            say_figure(*figure, agreement_with(end));
        const auto letters = word_at(end);
        const auto scale = scale_of_letters(letters, tongue_);
        if (!scale.empty() && letters != "m" && letters != "b") {
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
