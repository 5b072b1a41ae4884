#pragma once
#include <string>
#include <string_view>

#include "service/present/language.hpp"

namespace sayso::pages {

// Where the picture is that goes with a shared link to the page of that path: the topic's, the action's, or the
// site's for all others. "/share/en/topics/clean-water/2.png" for "/topics/clean-water/actions/2".
std::string card_address(std::string_view path, present::Language language);

}  // namespace sayso::pages
