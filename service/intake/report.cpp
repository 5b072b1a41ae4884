#include "service/intake/report.hpp"

#include <algorithm>

namespace sayso::intake {

void Report::error(int line, std::string message) {
    if (++errors_ <= most) findings_.push_back({true, file_, line, std::move(message)});
}

void Report::warning(int line, std::string message) {
    if (++warnings_ <= most) findings_.push_back({false, file_, line, std::move(message)});
}

void Report::finish() {
    if (errors_ > most)
        findings_.push_back(
            {true, file_, 0, std::to_string(errors_ - most) + " more errors of this file are not shown."});
    if (warnings_ > most)
        findings_.push_back(
            {false, file_, 0, std::to_string(warnings_ - most) + " more warnings of this file are not shown."});
}

std::string describe(const Finding& finding) {
    std::string text = finding.file;
    if (finding.line > 0) text += ":" + std::to_string(finding.line);
    if (!text.empty()) text += ": ";
    return text + finding.message;
}

bool Parsed::ok() const {
    return std::none_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.error; });
}

}  // namespace sayso::intake
