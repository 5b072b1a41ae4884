#pragma once
// What must hold of the findings of every reader of public files.
#include <algorithm>
#include <string_view>
#include <vector>

#include "service/intake/raw_file.hpp"
#include "tests/fuzz/target.hpp"

namespace sayso::fuzz {

inline void check_findings(const std::vector<intake::Finding>& findings, std::string_view text) {
    const auto lines = std::count(text.begin(), text.end(), '\n') + std::count(text.begin(), text.end(), '\r') + 1;
    must(findings.size() <= 52, "a wrong file does not bury its own first line");
    for (const auto& finding : findings) {
        must(!finding.message.empty() && finding.message.size() < 8000, "a finding says what is wrong");
        must(finding.line >= 0 && finding.line <= lines, "a finding says where");
        must(!intake::describe(finding).empty(), "a finding can be told");
    }
}

}  // namespace sayso::fuzz
