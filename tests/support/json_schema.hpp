#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::tests {

// What is wrong with `value` by `schema`, one line each with where it stands; references are looked up in `document`.
// Knows the words of JSON Schema 2020-12 that our description uses, and throws std::logic_error at any other, so that
// no word of it is passed over. `closed`: members that the schema does not list are wrong too.
std::vector<std::string> problems_by_schema(const boost::json::value& document, const boost::json::value& schema,
                                            const boost::json::value& value, bool closed = true);

// The value a JSON pointer names ("/components/schemas/Topic"), or null.
const boost::json::value* find_by_pointer(const boost::json::value& document, std::string_view pointer);

}  // namespace sayso::tests
