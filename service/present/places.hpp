#pragma once
#include <string>

#include "scripts/directory/district.hpp"
#include "service/present/language.hpp"

namespace sayso::present {

// "California", "Nueva York".
std::string state_name(directory::StateCode state, Language language);
// "California, district 12"; "Wyoming, at large"; "District of Columbia".
std::string seat_name(const directory::District& seat, Language language);

}  // namespace sayso::present
