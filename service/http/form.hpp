#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/http/message.hpp"

namespace sayso::http {

// application/x-www-form-urlencoded, in wire order: split at '&' and the first '=', '+' is a blank, %XX a byte; a
// broken percent sign stays as it is. At most `limit` fields; more: nothing.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view text,
                                                                           std::size_t limit = 1000);
// Whether the body says it is a form, as it is and not compressed; a route that needs one answers anything else with
// 415.
bool is_form(const Request& request);
// The value of the only field of that name; a missing or a doubled field gives nothing.
std::optional<std::string_view> only_field(const std::vector<std::pair<std::string, std::string>>& form,
                                           std::string_view name);
// Percent-encodes everything but unreserved characters (RFC 3986).
std::string percent_encode(std::string_view text);
std::optional<std::string> percent_decode(std::string_view text);  // nothing when a percent sign is broken
std::string escape_html(std::string_view text);                    // & < > " '

}  // namespace sayso::http
