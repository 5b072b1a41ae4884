// GeoNames' postal codes of the United States: tab separated, twelve columns.
#include <array>
#include <charconv>
#include <map>

#include "service/intake/raw_file.hpp"
#include "service/intake/report.hpp"

namespace sayso::intake {

namespace {

enum Column : std::size_t { zip = 1, city = 2, state_code = 4, latitude = 9, longitude = 10, columns = 12 };

constexpr std::size_t longest_name = 200;

// True when the line has exactly twelve columns.
bool split(std::string_view line, std::array<std::string_view, columns>& fields) {
    std::size_t at = 0, count = 0;
    while (true) {
        const auto tab = line.find('\t', at);
        if (count == columns) return false;
        fields[count++] = line.substr(at, tab == std::string_view::npos ? tab : tab - at);
        if (tab == std::string_view::npos) return count == columns;
        at = tab + 1;
    }
}

std::optional<double> decimal(std::string_view text) {
    double number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<directory::ZipPlace> read_row(std::string_view line, int number, Report& report) {
    std::array<std::string_view, columns> fields;
    if (!split(line, fields)) {
        report.error(number, "this row does not have twelve columns parted by tabs.");
        return std::nullopt;
    }
    const auto code = directory::Zip::parse(fields[zip]);
    if (!code || fields[zip].size() != 5) {
        report.error(number, "'" + std::string(fields[zip].substr(0, 40)) + "' is not a ZIP code of five digits.");
        return std::nullopt;
    }
    if (fields[city].size() > longest_name) {
        report.error(number,
                     code->text() + " has a place name longer than " + std::to_string(longest_name) + " bytes.");
        return std::nullopt;
    }
    directory::ZipPlace place{*code, std::string(fields[city]), std::nullopt, {}};
    if (place.city.empty()) report.warning(number, code->text() + " has no place name.");
    if (!fields[state_code].empty()) {  // empty on a military row
        place.state = directory::StateCode::parse(fields[state_code]);
        if (!place.state) {
            report.error(number, "'" + std::string(fields[state_code].substr(0, 40)) +
                                     "' is not the postal code of a state, DC or a territory.");
            return std::nullopt;
        }
    }
    const auto north = decimal(fields[latitude]);
    const auto east = decimal(fields[longitude]);
    if (!north || !east || *north < -90 || *north > 90 || *east < -180 || *east > 180) {
        report.error(number, code->text() + " has no position on the Earth.");
        return std::nullopt;
    }
    place.middle = {*north, *east};
    return place;
}

}  // namespace

void read_places(std::string_view text, directory::DirectoryData& data, Report& report) {
    std::map<std::uint32_t, std::size_t> seen;
    std::size_t twice = 0;
    int line = 0, first_twice = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto end = text.find('\n', at);
        if (end == std::string_view::npos) end = text.size();
        std::string_view row = text.substr(at, end - at);
        at = end + 1;
        ++line;
        if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
        if (row.empty()) continue;
        auto place = read_row(row, line, report);
        if (!place) continue;
        const auto [known, fresh] = seen.emplace(place->zip.number(), data.zip_places.size());
        if (fresh) {
            data.zip_places.push_back(std::move(*place));
            continue;
        }
        // Some ZIPs have a military row beside one of a state: the one with a state says more.
        auto& first = data.zip_places[known->second];
        if (!first.state && place->state) first = std::move(*place);
        if (twice++ == 0) first_twice = line;
    }
    if (twice > 0)
        report.warning(first_twice, std::to_string(twice) + (twice == 1 ? " row is of a ZIP" : " rows are of ZIPs") +
                                        " given before; the first row with a state is kept.");
    if (data.zip_places.empty()) report.error(0, "The file has no rows; fetch it again.");
}

}  // namespace sayso::intake
