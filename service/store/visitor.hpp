#pragma once
#include <string>
#include <string_view>

#include "scripts/directory/instant.hpp"

namespace sayso::store {

// What VisitOutcome::visitor is the keyed hash of, wherever an outcome is told: the random name a device gave itself,
// or without one the address and the browser; and the UTC day, so that nobody can be followed to the next.
std::string visitor_name(std::string_view device, std::string_view address, std::string_view agent,
                         directory::Instant at);

}  // namespace sayso::store
