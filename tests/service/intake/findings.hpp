#pragma once
#include <algorithm>
#include <string>

#include "scripts/directory/directory.hpp"
#include "service/intake/intake.hpp"

namespace sayso::tests {

inline directory::Instant noon(int year, unsigned month, unsigned day) {
    return directory::noon_eastern(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day});
}

// The made-up data was made then, and is looked at a little later.
inline directory::Instant made() {
    return noon(2026, 6, 15);
}
inline directory::Instant today() {
    return noon(2026, 7, 1);
}

inline std::string all_findings(const intake::Parsed& parsed) {
    std::string text;
    for (const auto& finding : parsed.findings)
        text += (finding.error ? "error: " : "warning: ") + intake::describe(finding) + "\n";
    return text;
}

// The finding in that file (and line, unless 0) whose message holds `words`, or null.
inline const intake::Finding* finding_about(const intake::Parsed& parsed, const std::string& file, int line,
                                            const std::string& words) {
    const auto found =
        std::find_if(parsed.findings.begin(), parsed.findings.end(), [&](const intake::Finding& finding) {
            return finding.file == file && (line == 0 || finding.line == line) &&
                   finding.message.find(words) != std::string::npos;
        });
    return found == parsed.findings.end() ? nullptr : &*found;
}

inline bool refuses(const intake::Parsed& parsed, const std::string& file, int line, const std::string& words) {
    const auto* finding = finding_about(parsed, file, line, words);
    return finding && finding->error && !parsed.ok();
}

inline bool warns(const intake::Parsed& parsed, const std::string& file, int line, const std::string& words) {
    const auto* finding = finding_about(parsed, file, line, words);
    return finding && !finding->error;
}

inline intake::Parsed read_and_check(const std::string& folder) {
    auto parsed = intake::read_folder(folder, made(), today());
    intake::check(parsed, today());
    return parsed;
}

}  // namespace sayso::tests
