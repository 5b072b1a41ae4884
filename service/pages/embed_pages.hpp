#pragma once
#include <string>

#include "service/pages/frame.hpp"

namespace sayso::pages {

// Sets what take_along.html shows on an action's page: the sheet to print, and the lines that put the action on another
// site.
void show_take_along(Data& into, const Frame& frame, const Turn& turn, const topics::Topic& topic, int n);

}  // namespace sayso::pages
