#pragma once
#include <string>

// A layer between SQLite and the file system for the connection that writes: what a transaction adds to the log goes to
// the file in one write instead of two for each page, when SQLite asks for it to be flushed.
namespace sayso::store::sqlite {

// SQLite's name of that layer over another one (empty: the system's). Throws Failure when there is no layer of that
// name.
std::string gathered_over(const std::string& vfs);

}  // namespace sayso::store::sqlite
