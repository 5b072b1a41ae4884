#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sayso::prompts {

// Small numbers as words, 0 to 99; others as digits. In Spanish `feminine` says "una", "veintiuna".
std::string number_word(int number, std::string_view language, bool feminine = false);
// "one digit", "three digits"; "un dígito", "tres dígitos".
std::string digit_count(int digits, std::string_view language);
// "A", "A and B", "A, B and C"; Spanish says "e" before an i sound.
std::string listed(const std::vector<std::string>& items, std::string_view language);
// A telephone number digit by digit, in groups: "2 0 2, 2 2 4, 3 1 2 1". Anything that is no digit is left out; a
// leading country code 1 too.
std::string spoken_number(std::string_view number);
// "9 a.m.", "5:30 p.m.", "noon", "midnight"; "las 9 de la mañana". Minutes since midnight, 0 to 1440.
std::string spoken_time(int minutes, std::string_view language);
// "Sunday" for 0; "domingo".
std::string weekday(int day, std::string_view language);
// A sentence's inner text: without the blanks around it and a final full stop.
std::string without_stop(std::string_view text);
// With a capital first letter, for the start of a sentence.
std::string capitalised(std::string text);

}  // namespace sayso::prompts
