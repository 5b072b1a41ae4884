#pragma once
#include <string>
#include <string_view>

#include "scripts/directory/instant.hpp"
#include "service/http/message.hpp"
#include "service/keys/keys.hpp"

namespace sayso::pages {

// What the store knows a visitor by, for one UTC day: a keyed hash of the random name that the device gave itself
// (`device`, 16 to 64 letters and digits; people.js makes it), or without one of the address and the browser. The next
// day it is another, so that nobody can be followed.
std::string visitor_of(const keys::HashKey& key, const http::Request& request, std::string_view device,
                       directory::Instant at);

}  // namespace sayso::pages
