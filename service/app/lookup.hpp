#pragma once
#include <iosfwd>
#include <string>
#include <variant>

#include "scripts/directory/directory.hpp"

// What `sayso lookup` answers. These two know the directory and nothing else, so that every ZIP can be tried in a test.
namespace sayso::app {

// What is asked for: a ZIP, or a point on the map.
using Where = std::variant<directory::Zip, directory::Coordinates>;

// One JSON object on one line, without the line's end (decisions 23): zip (or latitude and longitude), as_of, place,
// approximate, split, districts and senators; `note` only where no district can be told from the ZIP at all. What is
// not in use has empty lists.
std::string lookup_json(const directory::Directory& directory, Where where, directory::Instant at);

// The same for people, with local offices nearest first and how sure all this is.
void lookup_for_people(const directory::Directory& directory, Where where, directory::Instant at, std::ostream& out);

}  // namespace sayso::app
