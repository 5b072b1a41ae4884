#pragma once
#include <string>

namespace sayso::flow {

// FLOW.md: every state, where each event leads, as a table and a diagram. Made from the types of the transitions, so it
// cannot be wrong.
std::string chart();

}  // namespace sayso::flow
