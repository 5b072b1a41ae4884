#pragma once
#include <string>

namespace sayso::store::sqlite {

// Copies the database `from` as it is now to the file `to`, by way of a file beside it that is checked and then
// renamed. Writers go on meanwhile. Throws std::runtime_error when `to` is there already and `overwrite` is false, or
// cannot be written.
void back_up(const std::string& from, const std::string& vfs, const std::string& to, bool overwrite);

}  // namespace sayso::store::sqlite
