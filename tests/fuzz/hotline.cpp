// The file of telephone lines: problems with places, and what is taken is written and read back equal.
#include <set>

#include "tests/fuzz/problems.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

SAYSO_FUZZ(hotline) {
    content::Folder folder;
    content::read_lines(input, folder);
    fuzz::check_problems(folder.problems);
    std::set<std::string> numbers;
    for (const auto& line : folder.lines) {
        must(numbers.insert(line.number.e164()).second, "a number is one line's");
        must(!line.languages.empty(), "a line speaks a language");
    }
    if (!folder.ok()) return;
    for (const auto& line : folder.lines) must(!line.campaign_slugs.empty(), "a line has something to say");
    content::Folder back;
    content::read_lines(content::write_lines(folder.lines), back);
    for (const auto& problem : back.problems) must(!problem.error, problem.message.c_str());
    must(back.lines == folder.lines, "lines that are taken read back equal");
}
