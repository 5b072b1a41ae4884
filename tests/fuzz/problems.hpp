#pragma once
// What must hold of the problems of every reader of an organizer's files.
#include <vector>

#include "service/content/content.hpp"
#include "tests/fuzz/target.hpp"

namespace sayso::fuzz {

inline void check_problems(const std::vector<content::Problem>& problems) {
    must(problems.size() <= 200, "problems have a bound");
    for (const auto& problem : problems) {
        must(!problem.message.empty() && problem.line >= 0 && problem.column >= 0,
             "a problem has a place and a message");
        must(!content::text_of(problem).empty(), "a problem can be told");
    }
}

}  // namespace sayso::fuzz
