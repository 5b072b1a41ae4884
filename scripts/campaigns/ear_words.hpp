#pragma once
#include <string_view>

#include "scripts/campaigns/numbers.hpp"

// What short forms stand for. Internal to this room. Every look-up returns an empty text when it does not know.
namespace sayso::campaigns {

// A written short form without its dot, as it is spelled ("Sen", "vs", "Pdte").
std::string_view expand_abbreviation(std::string_view word, Tongue tongue);
// A short form made of letters with dots ("e.g.", "a.m."), in lower case.
std::string_view expand_dotted(std::string_view lower, Tongue tongue);
// The number of a month from its name or short form, 0 when it is none. English wants its capital letter.
int month_of(std::string_view word, Tongue tongue);
std::string_view month_name(int month, Tongue tongue);
// A state from its postal code or its newspaper short form without dots ("Neb", "NC").
std::string_view state_name(std::string_view code, Tongue tongue);
// All capitals, read as a word: NATO.
bool read_as_word(std::string_view capitals);
// All capitals, read letter by letter although it could be pronounced: FOIA.
bool spelled_out(std::string_view capitals);
// A word of two letters that people write in capitals to stress it: NO.
bool short_word(std::string_view capitals);
// Letters set directly after a number, as in "$2B" and "600k".
std::string_view scale_of_letters(std::string_view letters, Tongue tongue);
// The endings of web addresses: "gov".
bool top_level_domain(std::string_view lower);

}  // namespace sayso::campaigns
