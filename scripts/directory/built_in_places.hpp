#pragma once
#include <vector>

#include "scripts/directory/state.hpp"
#include "scripts/directory/zip.hpp"

namespace sayso::directory {

// What the ZIP number alone says, without any data: facts of the Postal Service about its 3-digit prefixes, and the
// ranges within the Pacific and military prefixes that differ (decisions 12).
struct BuiltInPlace {
    enum class Kind { states, military, freely_associated, nothing } kind = Kind::nothing;
    std::vector<StateCode> states;  // every state or territory it may lie in, sorted; empty for military mail
};
BuiltInPlace built_in_place(Zip zip);

}  // namespace sayso::directory
