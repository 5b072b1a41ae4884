#pragma once
#include <string>
#include <string_view>

namespace sayso::present {

// The text as UTF-8 that HTML allows: broken bytes and non-characters become U+FFFD, control characters other than tab
// and line ends go.
std::string clean(std::string_view text);

// `clean`, with & < > " ' as entities: safe as element text and inside a quoted attribute.
std::string escape(std::string_view text);

// True for an absolute http or https address without a user name, blanks or control characters: what a page may link
// to.
bool is_web_address(std::string_view url);

}  // namespace sayso::present
