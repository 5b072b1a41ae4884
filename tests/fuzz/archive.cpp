// A zip archive from outside: bounded in whatever it says of itself.
#include "service/intake/report.hpp"
#include "tests/fuzz/findings.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

SAYSO_FUZZ(archive) {
    constexpr std::size_t most = 200'000;
    std::vector<intake::Finding> findings;
    intake::Report report(findings, "US.zip");
    const auto text = intake::unpack(input, "US.txt", most, report);
    report.finish();
    must(text.has_value() == findings.empty(), "a text, or why there is none");
    must(!text || text->size() <= most, "a text has its bound");
    const int bad = intake::first_bad_line(input);
    must(bad >= 0, "lines count from 1");
}
