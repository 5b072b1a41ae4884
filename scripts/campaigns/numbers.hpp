#pragma once
#include <cstdint>
#include <string>
#include <string_view>

// Numbers as a voice says them. Internal to this room. Every function returns lower-case words without blanks at the
// ends.
namespace sayso::campaigns {

enum class Tongue { english, spanish };
enum class Gender { masculine, feminine };

// Spanish agrees with what is counted: `before_noun` "veintiún países", feminine "doscientas personas".
struct Agreement {
    Gender gender = Gender::masculine;
    bool before_noun = false;
};

// 0 up to 999,999,999,999,999; beyond that digit by digit.
std::string cardinal(std::uint64_t number, Tongue tongue, Agreement agreement = {});
// English: "twenty-fourth". Spanish up to ten has its own words ("tercero"), beyond that the cardinal is what people
// say.
std::string ordinal(std::uint64_t number, Tongue tongue, Agreement agreement = {});
// 1100 to 2099. English in pairs: "nineteen oh five", "two thousand nine", "twenty twenty-five"; Spanish as a cardinal.
std::string year(int number, Tongue tongue);
// Numbers of bills and resolutions, in pairs from the right: 1234 "twelve thirty-four", 105 "one oh five", 123 "one
// twenty-three"; round hundreds and thousands by their name; from 10000 on digit by digit.
std::string bill_number(std::uint64_t number, Tongue tongue);
// "two zero two" for "202"; anything but digits is left out.
std::string digit_by_digit(std::string_view digits, Tongue tongue);

}  // namespace sayso::campaigns
