// ZIP codes, states, instants: the small values people and files bring, each against its own text.
#include "scripts/directory/zip.hpp"

#include <regex>

#include "scripts/directory/instant.hpp"
#include "scripts/directory/state.hpp"
#include "service/http/message.hpp"
#include "service/intake/raw_file.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

SAYSO_FUZZ(zip) {
    if (input.size() > 60) return;
    const auto zip = directory::Zip::parse(input);
    static const std::regex shape(R"([ \t\r\n]*(\d{5})([- ]?\d{4})?[ \t\r\n]*)");
    std::match_results<std::string_view::const_iterator> match;
    const bool shaped = std::regex_match(input.begin(), input.end(), match, shape);
    must(zip.has_value() == shaped, "a ZIP code looks like one, and what looks like one is");
    if (zip) {
        must(zip->text() == match[1].str() && directory::Zip::parse(zip->text()) == zip, "a ZIP code reads back");
        must(zip->prefix() < 1000 && zip->number() / 100 == zip->prefix(), "a prefix is three digits");
    }
    if (const auto state = directory::StateCode::parse(input))
        must(directory::StateCode::parse(state->text()) == state, "a state reads back");
    directory::parse_instant(input);
    if (const auto date = intake::parse_date(input)) must(date->ok(), "a date is of the calendar");
    if (const auto moment = intake::parse_http_date(input)) {
        // A leap second reads as the one after it, and the name of the day is not checked.
        const std::string written = http::http_date(*moment);
        must(input.substr(23, 2) == "60" || written.substr(4) == input.substr(4), "a moment reads back");
    }
}
