// The first start of a service whose database is empty.
#include "service/intake/raw_file.hpp"

namespace sayso::intake {

Filled fill_if_empty(store::Directories& directories, const FillOptions& options,
                     const std::function<void(const std::string& line)>& say) {
    if (directories.current()) return Filled::had_one;
    if (options.source.empty()) return Filled::no_source;
    Parsed parsed;
    if (options.source == "public") {
        say("No directory is installed yet; fetching the public files.");
        PullOptions pull_options = options.pull;
        pull_options.progress = say;
        parsed = pull(pull_options, std::nullopt).parsed;
    } else {
        say("No directory is installed yet; reading " + options.source + ".");
        parsed = read_folder(options.source, options.pull.dated, options.now);
    }
    check(parsed, options.now);
    for (const auto& finding : parsed.findings) say((finding.error ? "error: " : "warning: ") + describe(finding));
    const auto installation = install(directories, parsed, {}, options.now);
    if (installation.refused.empty()) {
        say("The directory is installed: " + std::to_string(parsed.data.officials.size()) + " officials, as of " +
            directory::eastern_date_text(parsed.data.dated) + ".");
        return Filled::installed;
    }
    say("No directory was installed. The built-in fallback (the state of a ZIP and the Capitol switchboard) answers "
        "until 'sayso directory pull' or 'sayso directory import FOLDER' succeeds.");
    return Filled::failed;
}

}  // namespace sayso::intake
