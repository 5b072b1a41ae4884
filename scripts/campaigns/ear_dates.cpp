#include <algorithm>
#include <array>
#include <cctype>

#include "scripts/campaigns/ear.hpp"
#include "scripts/campaigns/ear_words.hpp"

namespace sayso::campaigns {

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
    const bool minutes =
        at(end) == ':' && digit_at(end + 1) && digit_at(end + 2) && !digit_at(end + 3) && at(end + 1) < '6';
    const auto half = half_of_day(minutes ? end + 3 : end);
    if (!minutes && (!half || *hour->value() < 1 || *hour->value() > 12)) return false;
    say(cardinal(*hour->value(), tongue_, {Gender::feminine, false}));
    if (minutes) {
        const auto past = static_cast<std::uint64_t>((at(end + 1) - '0') * 10 + (at(end + 2) - '0'));
        end += 3;
        if (past != 0 && past < 10) say(choose("oh", "cero"));
        if (past != 0)
            say(cardinal(past, tongue_));
        else if (!half)
            say(choose("o'clock", "en punto"));
    }
    if (half) say_half(*half);
    at_ = half ? half->end : end;
    return true;
}

// The rest of "Oct. 24-26" or "Oct. 24 to 26" after the first day.
bool Speaker::day_range(std::size_t& end, int month) {
    auto i = end;
    if (at(i) == '-')
        ++i;
    else if (text_.substr(i, 3) == " - ")
        i += 3;
    else if (text_.substr(i, 4) == " to ")
        i += 4;
    else
        return false;
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
    if (spanish())
        say("de");
    else
        mark(',');
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
    if (value < 1 || value > 31 || !figure->fraction.empty() || at(figure->end) == '%' || at(figure->end) == ':')
        return false;
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

}  // namespace sayso::campaigns
