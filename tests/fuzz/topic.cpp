// An organizer's topic file: problems with places, and what is taken is written and read back equal.
#include "service/content/content.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

SAYSO_FUZZ(topic) {
    std::vector<content::Problem> problems;
    const auto document = content::read_document(input, "topics/a.yaml", problems);
    bool good = true;
    for (const auto& problem : problems) {
        must(!problem.message.empty() && problem.line >= 0 && problem.column >= 0,
             "a problem has a place and a message");
        must(!content::text_of(problem).empty(), "a problem can be told");
        good = good && !problem.error;
    }
    must(problems.size() <= 200, "problems have a bound");
    if (!good) return;
    const std::string written = content::write_document(document);
    std::vector<content::Problem> again;
    const auto back = content::read_document(written, "topics/a.yaml", again);
    for (const auto& problem : again) must(!problem.error, problem.message.c_str());
    must(content::write_document(back) == written, "a topic that is taken reads back as it was written");
}
