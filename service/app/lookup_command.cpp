#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "service/app/lookup.hpp"
#include "service/app/session.hpp"

namespace sayso::app {

namespace {

constexpr int wrong_use = 2;

struct Asked {
    std::string zip, at;
    bool json = false, all = false;
};

std::optional<Where> where_of(const Asked& asked) {
    if (const auto zip = directory::Zip::parse(asked.zip)) return *zip;
    if (const auto point = directory::parse_coordinates(asked.zip)) return *point;
    return std::nullopt;
}

// Says what is wrong with the words given; true when nothing is.
bool understood(const Asked& asked, std::ostream& err) {
    if (!asked.at.empty() && !directory::parse_instant(asked.at)) {
        err << "sayso: --at takes a date (2027-01-04, noon Eastern) or a moment (2027-01-04T17:00:00Z), not '"
            << asked.at << "'.\n";
        return false;
    }
    if (asked.all) {
        if (asked.zip.empty() && asked.json) return true;
        err << "sayso: --all prints one JSON line for every ZIP: `sayso lookup --all --json`, without a ZIP.\n";
        return false;
    }
    if (where_of(asked)) return true;
    if (asked.zip.empty()) {
        err << "sayso: which ZIP? For example `sayso lookup 94110`.\n";
    } else {
        err << "sayso: '" << asked.zip
            << "' is neither a ZIP code nor a point. Give five digits, for example `sayso lookup 94110`, or degrees "
               "north and east: `sayso lookup 37.76,-122.41`.\n";
    }
    return false;
}

void answer(const Asked& asked, Session& session) {
    const auto at = asked.at.empty() ? session.as_of() : *directory::parse_instant(asked.at);
    const auto directory = session.directory();
    if (!asked.all) {
        const auto where = *where_of(asked);
        if (asked.json) {
            session.out << lookup_json(*directory, where, at) << "\n";
        } else {
            lookup_for_people(*directory, where, at, session.out);
        }
        return;
    }
    for (const auto zip : directory->all_zips()) session.out << lookup_json(*directory, zip, at) << "\n";
    if (directory->built_in()) {
        session.err
            << "sayso: no directory is installed, so there are no ZIPs to list; `sayso directory pull` fetches one.\n";
    }
}

}  // namespace

void add_lookup(CLI::App& app, Session& session) {
    const auto asked = std::make_shared<Asked>();
    auto* lookup =
        app.add_subcommand("lookup", "Who represents a ZIP code: districts, people, offices, and how sure that is");
    lookup->add_option(
        "ZIP", asked->zip,
        "Five digits; ZIP+4 counts as its ZIP. Or a point on the map: degrees north and east, 37.76,-122.41");
    lookup->add_option("--at", asked->at, "As of a date (noon Eastern) or a moment in RFC 3339 (default: now)")
        ->type_name("WHEN");
    lookup->add_flag("--json", asked->json, "One JSON object on one line");
    lookup->add_flag("--all", asked->all, "With --json: one line for every ZIP the directory knows");
    lookup->footer(
        "Examples:\n"
        "  sayso lookup 94110\n"
        "  sayso lookup 94110 --at 2027-01-04      after the next Congress begins\n"
        "  sayso lookup 42223 --json               a ZIP in two states\n"
        "  sayso lookup 37.76,-122.41              a point on the map\n"
        "  sayso lookup --all --json > zips.jsonl  every ZIP");
    lookup->callback([asked, &session] {
        if (understood(*asked, session.err)) {
            answer(*asked, session);
        } else {
            session.exit_status = wrong_use;
        }
    });
}

}  // namespace sayso::app
