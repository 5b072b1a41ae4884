#pragma once
#include <string>
#include <string_view>

#include "scripts/campaigns/choose.hpp"
#include "scripts/directory/district.hpp"

// Names of people, places and offices as a voice says them inside a sentence.
namespace sayso::flow {

// "California", "the District of Columbia"; "Nueva York", "el Distrito de Columbia".
std::string spoken_state(directory::StateCode state, std::string_view language);
// "district fourteen of California", "Alaska" (at-large); "el distrito catorce de California".
std::string spoken_district(const directory::District& district, std::string_view language);
// "the House seat of district fourteen of California", "one of the Senate seats of Ohio", "both Senate seats of Ohio".
std::string spoken_seat(const directory::District& district, bool both, std::string_view language);
// "Senator Alex Padilla", "your representative", "the House Committee on Foreign Affairs"; "la senadora Maria
// Cantwell".
std::string spoken_name(const campaigns::Target& target, std::string_view language);
// Who and which office: "Senator Alex Padilla, at the office in Washington".
std::string spoken_office(const campaigns::Target& target, bool at_reserve, std::string_view language);
// What to say to an operator, always in English: "Senator Alex Padilla of California, please."
std::string words_for_operator(const campaigns::Target& target);

}  // namespace sayso::flow
