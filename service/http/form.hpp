#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sayso::http {

// application/x-www-form-urlencoded, in wire order: split at '&' and the first '=', '+' is a blank, %XX a byte; a broken
// percent sign stays as it is. At most `limit` fields; more: nothing.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view text, std::size_t limit = 1000);
// Percent-encodes everything but unreserved characters (RFC 3986).
std::string percent_encode(std::string_view text);
std::optional<std::string> percent_decode(std::string_view text);
std::string escape_html(std::string_view text);  // & < > " '

}  // namespace sayso::http
