#include "scripts/campaigns/ear.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_map>

#include "scripts/campaigns/ear_words.hpp"
#include "scripts/campaigns/script.hpp"

namespace sayso::campaigns {

namespace {

bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool ascii_letter(char c) {
    return upper(c) || (c >= 'a' && c <= 'z');
}
bool high(char c) {
    return (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool closing_mark(char c) {
    return c == '.' || c == ',' || c == '!' || c == '?' || c == ';' || c == ':';
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string letters_apart(std::string_view letters) {
    std::string result;
    for (const char c : letters) {
        if (!result.empty()) result += ' ';
        result += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return result;
}

int strength(char punctuation) {
    switch (punctuation) {
        case ',':
            return 1;
        case ';':
            return 2;
        case ':':
            return 3;
        default:
            return 4;
    }
}

bool all_upper(std::string_view text) {
    return std::all_of(text.begin(), text.end(), upper);
}

bool has_vowel(std::string_view capitals) {
    return capitals.find_first_of("AEIOUY") != std::string_view::npos;
}

// The value of a Roman numeral up to 39, 0 when it is none: what titles, articles and wars need.
int roman_value(std::string_view text) {
    static constexpr std::array<std::string_view, 10> ones = {"",  "I",  "II",  "III",  "IV",
                                                              "V", "VI", "VII", "VIII", "IX"};
    int tens = 0;
    while (!text.empty() && text.front() == 'X' && tens < 3 && !(text.size() > 1 && text.substr(0, 2) == "XL")) {
        text.remove_prefix(1);
        ++tens;
    }
    const auto found = std::find(ones.begin(), ones.end(), text);
    if (found == ones.end()) return 0;
    return tens * 10 + static_cast<int>(found - ones.begin());
}

}  // namespace

bool Speaker::letter_at(std::size_t i) const {
    return ascii_letter(at(i)) || high(at(i));
}

std::size_t Speaker::skip_blanks(std::size_t i) const {
    while (blank_at(i)) ++i;
    return i;
}

std::string_view Speaker::word_at(std::size_t i) const {
    auto end = i;
    while (letter_at(end) || (end > i && at(end) == '\'' && letter_at(end + 1))) ++end;
    return text_.substr(std::min(i, text_.size()), end - i);
}

std::string_view Speaker::chunk_at(std::size_t i) const {
    auto end = i;
    while (end < text_.size() && !blank_at(end)) ++end;
    while (end > i && std::string_view(".,;:!?)]}'\"*>").find(text_[end - 1]) != std::string_view::npos) --end;
    return text_.substr(i, end - i);
}

void Speaker::say(std::string_view words) {
    if (words.empty()) return;
    const bool opens = !out_.empty() && (out_.size() >= 2 && (out_.compare(out_.size() - 2, 2, "¿") == 0 ||
                                                              out_.compare(out_.size() - 2, 2, "¡") == 0));
    if (glue_ && !out_.empty() && !closing_mark(out_.back())) {
        out_ += '-';
    } else if (!out_.empty() && !opens) {
        out_ += ' ';
    }
    glue_ = false;
    out_ += words;
}

// One mark between two words: the stronger of those written. Nothing before the first word.
void Speaker::mark(char punctuation) {
    glue_ = false;
    if (out_.empty()) return;
    if (!closing_mark(out_.back())) {
        out_ += punctuation;
    } else if (strength(punctuation) > strength(out_.back())) {
        out_.back() = punctuation;
    }
}

// The dot of a short form also ends the sentence when nothing follows.
void Speaker::full_stop_if_last(std::size_t end) {
    if (at(end - 1) != '.') return;
    while (end < text_.size() && std::string_view(" \"')*]}").find(text_[end]) != std::string_view::npos) ++end;
    if (end == text_.size()) mark('.');
}

std::string Speaker::last_word() const {
    auto end = out_.size();
    while (end > 0 && closing_mark(out_[end - 1])) --end;
    const auto from = out_.find_last_of(" -", end == 0 ? 0 : end - 1);
    return lower(std::string_view(out_).substr(from == std::string::npos ? 0 : from + 1,
                                               end - (from == std::string::npos ? 0 : from + 1)));
}

std::string Speaker::run() {
    while (at_ < text_.size()) {
        if (blank_at(at_)) {
            glue_ = false;
            ++at_;
        } else if (!(address() || phone() || calendar_date() || clock() || money() || bill() || month_date() ||
                     party_and_state() || number() || dotted_letters() || abbreviation() || word())) {
            symbol();
        }
    }
    while (!out_.empty() && (out_.back() == ',' || out_.back() == ';' || out_.back() == ':')) out_.pop_back();
    return std::move(out_);
}

// ---- short forms
// -----------------------------------------------------------------------------------------------------------

// "EE. UU.", "a. m.", "p. ej.": Spanish puts blanks between the letters.
bool Speaker::spaced_letters() {
    struct Form {
        std::string_view first, second, words;
    };
    static constexpr std::array<Form, 4> forms = {{{"EE", "UU", "Estados Unidos"},
                                                   {"a", "m", "de la mañana"},
                                                   {"p", "m", "de la tarde"},
                                                   {"p", "ej", "por ejemplo"}}};
    if (!spanish()) return false;
    const auto first = word_at(at_);
    if (at(at_ + first.size()) != '.') return false;
    const auto from = skip_blanks(at_ + first.size() + 1);
    const auto second = word_at(from);
    const auto form = std::find_if(forms.begin(), forms.end(), [first, second](const Form& row) {
        return row.first == first && row.second == second;
    });
    if (form == forms.end()) return false;
    at_ = from + second.size();
    if (at(at_) == '.') ++at_;
    say(form->words);
    full_stop_if_last(at_);
    return true;
}

bool Speaker::dotted_letters() {
    if (spaced_letters()) return true;
    auto end = at_;
    std::string letters;
    while (ascii_letter(at(end)) && at(end + 1) == '.' && (!letter_at(end + 2) || at(end + 3) == '.')) {
        letters += at(end);
        end += 2;
    }
    if (letters.size() < 2) return false;
    std::string known(expand_dotted(lower(text_.substr(at_, end - at_)), tongue_));
    if (known.empty() && letters != "DC" && all_upper(letters)) known = state_name(letters, tongue_);
    say(known.empty() ? letters_apart(letters) : known);
    if (at(end) == '\'' && at(end + 1) == 's') {
        out_ += "'s";
        end += 2;
    }
    // "U.S.-backed": a blank, since a hyphen after single letters is read oddly.
    if (at(end) == '-' && letter_at(end + 1)) ++end;
    full_stop_if_last(end);
    at_ = end;
    return true;
}

bool Speaker::abbreviation() {
    const auto word = word_at(at_);
    if (word.empty()) return false;
    const auto dot = at_ + word.size();
    if (word == "w" && at(dot) == '/') {
        const bool without = at(dot + 1) == 'o' && !letter_at(dot + 2);
        say(without ? choose("without", "sin") : choose("with", "con"));
        at_ = dot + (without ? 2 : 1);
        return true;
    }
    if (word == "vs") {
        say(choose("versus", "contra"));
        at_ = dot + (at(dot) == '.' ? 1 : 0);
        return true;
    }
    if (at(dot) != '.') return false;
    const auto next = skip_blanks(dot + 1);
    std::string words;
    if ((word == "No" || word == "Nos" || word == "no" || word == "N") && digit_at(next)) {
        words = choose("number", "número");
    } else if (word == "St") {
        words = upper(at(next)) ? choose("Saint", "San") : choose("Street", "calle");
    } else if (const int month = month_of(word, tongue_)) {
        words = month_name(month, tongue_);
    } else if (const auto known = expand_abbreviation(word, tongue_); !known.empty()) {
        words = known;
    } else if (word.size() == 1 && upper(word.front()) && upper(at(next)) && next == dot + 2 && !out_.empty() &&
               !closing_mark(out_.back())) {
        words = word;  // a middle initial: its dot is no pause
    }
    if (words.empty()) return false;
    say(words);
    at_ = dot + 1;
    const bool ends = word == "etc" && (upper(at(next)) || next >= text_.size());
    if (ends) mark('.');
    full_stop_if_last(at_);
    return true;
}

// "Sen. Vance (R-Ohio)", "D-CA-11": said as people say it.
bool Speaker::party_and_state() {
    const auto start = at_ + (at(at_) == '(' ? 1U : 0U);
    const char party = at(start);
    if ((party != 'R' && party != 'D' && party != 'I') || at(start + 1) != '-' || !upper(at(start + 2))) return false;
    auto end = start + 2;
    std::string code;
    while (ascii_letter(at(end)) || (at(end) == '.' && ascii_letter(at(end + 1)))) {
        if (at(end) != '.') code += at(end);
        ++end;
    }
    auto state = std::string(state_name(code, tongue_));
    if (state.empty() && code.size() > 3) state = code;  // written out: "Ohio"
    if (state.empty()) return false;
    if (at(end) == '.') ++end;
    const char* name = party == 'R'   ? choose("Republican of", "republicano de")
                       : party == 'D' ? choose("Democrat of", "demócrata de")
                                      : choose("Independent of", "independiente de");
    const bool bracketed = start != at_;
    if (bracketed) mark(',');
    say(std::string(name) + " " + state);
    if (at(end) == '-' && digit_at(end + 1)) {
        const auto figure = figure_at(end + 1);
        say(choose("district", "distrito"));
        say_figure(*figure);
        end = figure->end;
    }
    at_ = end;
    if (bracketed && at(end) == ')') {
        ++at_;
        mark(',');
    }
    return true;
}

// ---- words
// -----------------------------------------------------------------------------------------------------------------

bool Speaker::roman_number(std::string_view letters) {
    static constexpr std::array<std::string_view, 11> before = {
        "title", "article", "part", "section", "chapter", "war", "amendment", "act", "título", "artículo", "capítulo"};
    if (letters == "I" && last_word() == "act") return false;
    const auto word = last_word();
    if (std::find(before.begin(), before.end(), word) == before.end()) return false;
    const int value = roman_value(letters);
    if (value == 0) return false;
    say(cardinal(static_cast<std::uint64_t>(value), tongue_));
    return true;
}

// "Austin, TX"
bool Speaker::state_after_comma(std::string_view letters) {
    if (letters.size() != 2 || out_.empty() || out_.back() != ',') return false;
    const auto name = state_name(letters, tongue_);
    if (name.empty() || letters == "DC") return false;
    say(name);
    return true;
}

// State bills: "SB 1047".
bool Speaker::state_bill(std::string_view letters) {
    static constexpr std::array<std::string_view, 8> kinds = {"AB", "SB", "HB", "HF", "SF", "LD", "HJR", "SJR"};
    if (std::find(kinds.begin(), kinds.end(), letters) == kinds.end()) return false;
    const auto next = at_ + letters.size();
    const auto figure = figure_at(at(next) == ' ' || at(next) == '-' ? next + 1 : next);
    if (!figure || !figure->value()) return false;
    say(letters_apart(letters));
    say(bill_number(*figure->value(), tongue_));
    at_ = figure->end;
    return true;
}

void Speaker::say_capitals(std::string_view part) {
    if (state_after_comma(part) || roman_number(part)) return;
    if (read_as_word(part)) return say(part);
    if (spelled_out(part)) return say(letters_apart(part));
    const bool spell = part.size() == 2 ? !short_word(part) : !has_vowel(part);
    say(spell ? letters_apart(part) : lower(part));
}

// A run of letters between blanks, hyphens and digits.
void Speaker::say_part(std::string_view part) {
    const auto apostrophe = part.find('\'');
    auto stem = part.substr(0, apostrophe);
    auto tail = apostrophe == std::string_view::npos ? std::string_view() : part.substr(apostrophe);
    if (tail.empty() && stem.size() > 2 && stem.back() == 's' && all_upper(stem.substr(0, stem.size() - 1))) {
        stem.remove_suffix(1);  // CEOs
        tail = "'s";
    }
    if (stem == "PhD") return say("P H D");
    if (stem.size() == 1 && upper(stem.front()) && tail.empty() && roman_number(stem)) return;
    if (stem.size() < 2 || !all_upper(stem)) return say(part);
    say_capitals(stem);
    out_ += tail;
}

bool Speaker::word() {
    if (!letter_at(at_)) return false;
    auto part = word_at(at_);
    if (state_bill(part)) return true;
    // "AT&T"
    if (all_upper(part) && at(at_ + part.size()) == '&' && letter_at(at_ + part.size() + 1))
        say(letters_apart(part));
    else
        say_part(part);
    at_ += part.size();
    const bool capitals = all_upper(part) && part.size() <= 5;
    // "G8", "F-16", "COVID-19": the number stands apart.
    if (digit_at(at_) || (at(at_) == '-' && digit_at(at_ + 1) && capitals)) {
        if (at(at_) == '-') ++at_;
        return true;
    }
    if (at(at_) == '+' && capitals) {
        say(choose("plus", "más"));
        ++at_;
    }
    if (at(at_) == '-' && (letter_at(at_ + 1) || digit_at(at_ + 1))) {
        ++at_;
        const bool spelled = out_.size() >= 2 && upper(out_.back()) && out_[out_.size() - 2] == ' ';
        glue_ = !spelled;
    } else if (at(at_) == '/' && letter_at(at_ + 1)) {
        ++at_;
        if (lower(part) == "and" || lower(part) == "y") return true;
        say(choose("or", "o"));
    }
    return true;
}

// ---- everything else
// -------------------------------------------------------------------------------------------------------

void Speaker::dash() {
    const bool parts = at(at_ + 1) == '-' || (blank_at(at_ + 1) && at_ > 0 && blank_at(at_ - 1));
    while (at(at_) == '-') ++at_;
    if (parts) mark(',');
}

// Symbols that have a word. False: it is none of them.
bool Speaker::spoken_symbol() {
    const auto next = skip_blanks(at_ + 1);
    switch (at(at_)) {
        case '&':
            say(choose("and", "y"));
            return true;
        case '@':
            say(choose("at", "arroba"));
            return true;
        case '%':
            say(choose("percent", "por ciento"));
            return true;
        case '=':
            say(choose("equals", "es igual a"));
            return true;
        case '+':
            say(choose("plus", "más"));
            return true;
        case '/':
            if (blank_at(at_ + 1)) say(choose("or", "o"));
            return true;
        case '#':
            if (digit_at(next)) say(choose("number", "número"));
            return true;
        case '~':
            if (digit_at(next)) say(choose("about", "unos"));
            return true;
        case '<':
            if (digit_at(next)) say(choose("less than", "menos de"));
            return true;
        case '>':
            if (digit_at(next)) say(choose("more than", "más de"));
            return true;
        default:
            return false;
    }
}

void Speaker::symbol() {
    const char c = at(at_);
    if (c == '-') return dash();
    if (spoken_symbol()) {
        ++at_;
        return;
    }
    if (c == '.' && at(at_ + 1) == '.') {
        while (at(at_) == '.') ++at_;
        return mark(skip_blanks(at_) >= text_.size() ? '.' : ',');
    }
    ++at_;
    if (c == '(' || c == ')') return mark(',');
    if (closing_mark(c)) return mark(c);
    if (c == sign::open_question || c == sign::open_exclamation) say(c == sign::open_question ? "¿" : "¡");
}

std::string speakable(std::string_view text, std::string_view language) {
    const auto tongue = language.substr(0, 2) == "es" ? Tongue::spanish : Tongue::english;
    // The same names, titles and paragraphs are said in call after call: what was worked out once is kept for a while.
    constexpr std::size_t most_kept = 4096, longest_kept = 512;
    thread_local std::unordered_map<std::string, std::string> kept_english, kept_spanish;
    auto& kept = tongue == Tongue::spanish ? kept_spanish : kept_english;
    std::string key(text);
    if (const auto known = kept.find(key); known != kept.end()) return known->second;
    const auto prepared = ear_text(text, tongue);
    std::string words = Speaker(prepared, tongue).run();
    if (text.size() <= longest_kept) {
        if (kept.size() >= most_kept) kept.clear();
        kept.emplace(std::move(key), words);
    }
    return words;
}

}  // namespace sayso::campaigns
