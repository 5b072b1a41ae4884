// An organizer's topic file: problems with places, and what is taken is written and read back equal.
#include <algorithm>

#include "tests/fuzz/problems.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

SAYSO_FUZZ(topic) {
    std::vector<content::Problem> problems;
    const auto document = content::read_document(input, "topics/a.yaml", problems);
    fuzz::check_problems(problems);
    if (std::any_of(problems.begin(), problems.end(), [](const auto& problem) { return problem.error; })) return;
    const std::string written = content::write_document(document);
    std::vector<content::Problem> again;
    const auto back = content::read_document(written, "topics/a.yaml", again);
    for (const auto& problem : again) must(!problem.error, problem.message.c_str());
    must(back == document, "a topic that is taken reads back equal");
    must(content::write_document(back) == written, "a topic has one text");
}
