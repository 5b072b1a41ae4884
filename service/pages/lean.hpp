#pragma once
#include <string>
#include <string_view>

// Our own style sheets and scripts without what only their authors read: visitors' telephones pay for each byte. Meant
// for files of this room, not for any file.
namespace sayso::pages {

// Without comments, line ends, indentation, and blanks around { } ; , and after colons; strings stay as they are.
std::string lean_css(std::string_view css);
// Without indentation, empty lines and lines that are a // comment. A text over several lines must not lean on its
// indentation.
std::string lean_script(std::string_view script);

}  // namespace sayso::pages
