#pragma once
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "scripts/campaigns/numbers.hpp"

// How text becomes words for a voice. Internal to this room; the way in is speakable().
namespace sayso::campaigns {

// Signs that are more than one byte in UTF-8 and mean something to the speaker: one control character each after
// ear_text().
namespace sign {
constexpr char euro = '\x01', pound = '\x02', yen = '\x03', cent = '\x04';
constexpr char masculine = '\x05', feminine = '\x06';  // º ª
constexpr char open_question = '\x0E', open_exclamation = '\x0F';
}  // namespace sign

// The text with typographic quotes, dashes and blanks made plain, symbols turned into words, and emoji, invisible and
// ill-formed characters gone. What is left is ASCII, letters, and the signs above.
std::string ear_text(std::string_view text, Tongue tongue);

inline bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// A number as written: "600,000", "2.5", "007".
struct Figure {
    std::string whole;     // digits only
    std::string fraction;  // digits after the point, or empty
    bool grouped = false;
    std::size_t end = 0;  // where it stops in the text

    std::optional<std::uint64_t> value() const;  // nothing with a fraction, a leading zero or too many digits
};

struct HalfOfDay {
    bool morning = true;
    std::size_t end = 0;
};

struct Currency {
    const char *one, *many, *cent_one, *cent_many;
};

// Reads prepared text from left to right; each matcher takes what it understands and says its words.
class Speaker {
  public:
    Speaker(std::string_view text, Tongue tongue) : text_(text), tongue_(tongue) {}
    std::string run();

  private:
    // Reading.
    char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
    bool digit_at(std::size_t i) const { return at(i) >= '0' && at(i) <= '9'; }
    bool letter_at(std::size_t i) const;
    bool blank_at(std::size_t i) const { return at(i) == ' '; }
    std::size_t skip_blanks(std::size_t i) const;
    std::string_view word_at(std::size_t i) const;   // letters, with apostrophes inside
    std::string_view chunk_at(std::size_t i) const;  // up to a blank, closing punctuation left off
    std::optional<Figure> figure_at(std::size_t i) const;
    bool spanish() const { return tongue_ == Tongue::spanish; }

    // Saying.
    void say(std::string_view words);
    void mark(char punctuation);
    void full_stop_if_last(std::size_t end);
    const char* choose(const char* english, const char* in_spanish) const { return spanish() ? in_spanish : english; }

    // Matchers: true when they took something.
    bool address();
    bool phone();
    bool calendar_date();
    bool clock();
    bool money();
    bool bill();
    bool month_date();
    bool party_and_state();
    bool number();
    bool dotted_letters();
    bool spaced_letters();
    bool abbreviation();
    bool word();
    void symbol();
    bool spoken_symbol();
    void dash();

    // Parts of matchers.
    void say_address(std::string_view address);
    std::string_view address_sign(char sign) const;
    void say_figure(const Figure& figure, Agreement agreement = {});
    void say_date(int month, int day, int year);
    void say_day(int day);
    bool day_range(std::size_t& end, int month);
    bool year_after(std::size_t& end);
    std::optional<HalfOfDay> half_of_day(std::size_t end) const;
    void say_half(const HalfOfDay& half);
    void say_cents(const Figure& figure, const Currency& names);
    void say_sum(const Figure& figure, const std::optional<Figure>& upper_end, const Currency& names, std::size_t& end);
    std::string_view scale_after(std::size_t& end) const;
    bool number_suffix(const Figure& figure, std::size_t& end);
    bool decade(const Figure& figure, std::size_t& end);
    bool ordinal_suffix(const Figure& figure, std::size_t& end);
    bool slash_number(const Figure& figure, std::size_t& end);
    bool number_range(const Figure& figure, std::size_t& end);
    bool digits_only(const Figure& figure) const;
    bool year_like(const Figure& figure) const;
    bool spanish_date(const Figure& figure, std::size_t& end);
    Agreement agreement_with(std::size_t end) const;
    void after_number(std::size_t end);
    void say_capitals(std::string_view part);
    void say_part(std::string_view part);
    bool state_after_comma(std::string_view letters);
    bool roman_number(std::string_view letters);
    bool state_bill(std::string_view letters);
    std::string last_word() const;

    std::string_view text_;
    Tongue tongue_;
    std::size_t at_ = 0;
    std::string out_;
    bool glue_ = false;  // the next words hang on a hyphen
};

}  // namespace sayso::campaigns
