#pragma once
#include <functional>
#include <string>

#include "service/app/session.hpp"
#include "service/intake/intake.hpp"

namespace sayso::app {

// Fills a database that has no directory from directory.source, a folder or "public"; to be called before the first
// Book is made. `public` is given up when its first home has not answered within 5 seconds. Never throws for what is
// wrong with the data: the built-in fallback answers then, and `say` hears which command helps.
intake::Filled fill_directory_at_start(Session& session, const std::function<void(const std::string& line)>& say);

}  // namespace sayso::app
