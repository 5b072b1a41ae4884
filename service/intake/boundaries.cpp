// Lines of the House districts: GeoJSON (RFC 7946), or a Census shapefile in its zip archive. Both carry the Census
// Bureau's properties STATEFP and CD119FP (the number is that of the Congress).
#include "service/intake/boundaries.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <charconv>

#include "service/intake/raw_file.hpp"
#include "service/intake/report.hpp"

namespace sayso::intake {

namespace {

namespace json = boost::json;
using directory::Coordinates;

constexpr std::size_t most_points = 4'000'000;

struct Fips {
    std::string_view number, state;
};

// The Census Bureau's numbers of the states (FIPS 5-2, ANSI INCITS 38).
constexpr Fips fips[] = {
    {"01", "AL"}, {"02", "AK"}, {"04", "AZ"}, {"05", "AR"}, {"06", "CA"}, {"08", "CO"}, {"09", "CT"}, {"10", "DE"},
    {"11", "DC"}, {"12", "FL"}, {"13", "GA"}, {"15", "HI"}, {"16", "ID"}, {"17", "IL"}, {"18", "IN"}, {"19", "IA"},
    {"20", "KS"}, {"21", "KY"}, {"22", "LA"}, {"23", "ME"}, {"24", "MD"}, {"25", "MA"}, {"26", "MI"}, {"27", "MN"},
    {"28", "MS"}, {"29", "MO"}, {"30", "MT"}, {"31", "NE"}, {"32", "NV"}, {"33", "NH"}, {"34", "NJ"}, {"35", "NM"},
    {"36", "NY"}, {"37", "NC"}, {"38", "ND"}, {"39", "OH"}, {"40", "OK"}, {"41", "OR"}, {"42", "PA"}, {"44", "RI"},
    {"45", "SC"}, {"46", "SD"}, {"47", "TN"}, {"48", "TX"}, {"49", "UT"}, {"50", "VT"}, {"51", "VA"}, {"53", "WA"},
    {"54", "WV"}, {"55", "WI"}, {"56", "WY"}, {"60", "AS"}, {"66", "GU"}, {"69", "MP"}, {"72", "PR"}, {"78", "VI"},
};

std::optional<directory::StateCode> state_of(std::string_view number) {
    for (const auto& row : fips)
        if (row.number == number) return directory::StateCode::parse(row.state);
    return std::nullopt;
}

bool on_earth(Coordinates c) {
    // Written so that what is no number is not on the Earth either.
    return c.latitude >= -90 && c.latitude <= 90 && c.longitude >= -180 && c.longitude <= 180;
}

}  // namespace

// ---- what both forms share

bool is_district_property(std::string_view name) {
    return name.size() > 4 && name.substr(0, 2) == "CD" && name.substr(name.size() - 2) == "FP" &&
           std::all_of(name.begin() + 2, name.end() - 2, [](unsigned char c) { return std::isdigit(c) != 0; });
}

void BoundaryRows::add(const std::string& which, std::string_view state_number, std::string_view district_number,
                       std::vector<directory::Loop> loops) {
    if (district_number == "ZZ") return;  // water that belongs to no district
    const auto state = state_of(state_number);
    if (!state)
        return report_.error(0, which + ": '" + std::string(state_number.substr(0, 40)) +
                                    "' is not the Census Bureau's number of a state or territory.");
    int number = -1;
    const char* end = district_number.data() + district_number.size();
    const auto result = std::from_chars(district_number.data(), end, number);
    if (result.ec != std::errc{} || result.ptr != end) number = -1;
    const auto& facts = directory::facts(*state);
    if (facts.at_large() && (number == 98 || number == 0)) number = 0;
    const bool exists = facts.at_large() ? number == 0 : number >= 1 && number <= facts.house_seats;
    if (!exists)
        return report_.error(0, which + ": there is no district " + std::string(district_number.substr(0, 40)) +
                                    " in " + std::string(facts.name) + ". Lines of another decade?");
    if (loops.empty()) return report_.error(0, which + " has no area.");
    for (const auto& loop : loops)
        if (!sound(which, loop)) return;
    const directory::District district{*state, directory::Chamber::house, number};
    if (!seen_.insert(district).second)
        return report_.error(0, which + ": " + directory::label(district) + " is given twice.");
    rows_.push_back({district, std::move(loops)});
}

bool BoundaryRows::sound(const std::string& which, const directory::Loop& loop) {
    points_ += loop.size();
    if (points_ > most_points) {
        if (!told_size_)
            report_.error(0, which + ": the lines have more than " + grouped(most_points) +
                                 " points in all. Take the Census Bureau's file at 1:5,000,000.");
        told_size_ = true;
        return false;
    }
    if (loop.size() < 4 || !(loop.front() == loop.back()))
        return report_.error(0, which + " has a line that does not end where it began."), false;
    if (!std::all_of(loop.begin(), loop.end(), on_earth))
        return report_.error(0,
                             which + " has a point that is not on the Earth; degrees are meant (longitude, latitude)."),
               false;
    return true;
}

void BoundaryRows::finish() {
    if (rows_.empty()) report_.error(0, "The file has no district; fetch it again.");
}

// ---- GeoJSON

namespace {

class GeoJson {
  public:
    GeoJson(BoundaryRows& rows, Report& report) : rows_(rows), report_(report) {}

    void read(std::string_view text) {
        json::error_code problem;
        json::stream_parser parser;
        const std::size_t used = parser.write_some(text.data(), text.size(), problem);
        if (!problem && !parser.done()) parser.finish(problem);
        const bool rest = text.substr(used).find_first_not_of(" \t\r\n") != std::string_view::npos;
        if (problem || !parser.done() || rest) {
            const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(used), '\n');
            report_.error(static_cast<int>(line), "From here on it is not JSON; the file is damaged or was cut off.");
            return;
        }
        const json::value whole = parser.release();
        const auto* object = whole.if_object();
        const auto* features = object && object->contains("features") ? object->at("features").if_array() : nullptr;
        if (!features) return report_.error(1, "This is not a GeoJSON collection of features.");
        for (std::size_t i = 0; i < features->size(); ++i) feature((*features)[i], "feature " + std::to_string(i + 1));
    }

  private:
    static const json::value* member(const json::value& of, std::string_view name) {
        const auto* object = of.if_object();
        return object ? object->if_contains(name) : nullptr;
    }
    static std::string text_of(const json::value* value) {
        const auto* text = value ? value->if_string() : nullptr;
        return text ? std::string(*text) : std::string();
    }

    void feature(const json::value& feature, const std::string& which) {
        const auto* properties = member(feature, "properties");
        const auto* geometry = member(feature, "geometry");
        if (!properties || !properties->is_object() || !geometry)
            return report_.error(0, which + " has no properties or no geometry.");
        std::string number;
        for (const auto& [key, value] : properties->get_object())
            if (is_district_property(key)) number = text_of(&value);
        const auto state = text_of(member(*properties, "STATEFP"));
        if (state.empty() || number.empty())
            return report_.error(0, which + " does not say its state and district (STATEFP, CD119FP).");
        std::vector<directory::Loop> loops;
        const auto kind = text_of(member(*geometry, "type"));
        const auto* coordinates = member(*geometry, "coordinates");
        const bool drawn = coordinates && ((kind == "Polygon" && read_polygon(*coordinates, loops)) ||
                                           (kind == "MultiPolygon" && read_polygons(*coordinates, loops)));
        if (!drawn) return report_.error(0, which + " is not drawn as a Polygon or MultiPolygon of pairs of degrees.");
        rows_.add(which, state, number, std::move(loops));
    }

    static bool read_polygons(const json::value& value, std::vector<directory::Loop>& loops) {
        const auto* list = value.if_array();
        return list && std::all_of(list->begin(), list->end(),
                                   [&loops](const json::value& each) { return read_polygon(each, loops); });
    }

    static bool read_polygon(const json::value& value, std::vector<directory::Loop>& loops) {
        const auto* list = value.if_array();
        return list && std::all_of(list->begin(), list->end(),
                                   [&loops](const json::value& each) { return read_loop(each, loops); });
    }

    static bool read_loop(const json::value& value, std::vector<directory::Loop>& loops) {
        const auto* list = value.if_array();
        if (!list) return false;
        auto& loop = loops.emplace_back();
        loop.reserve(list->size());
        for (const auto& point : *list) {
            const auto* pair = point.if_array();
            if (!pair || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) return false;
            loop.push_back({(*pair)[1].to_number<double>(), (*pair)[0].to_number<double>()});
        }
        return true;
    }

    BoundaryRows& rows_;
    Report& report_;
};

}  // namespace

void read_boundaries(std::string_view text, directory::DirectoryData& data, Report& report) {
    BoundaryRows rows(data.boundaries, report);
    GeoJson(rows, report).read(text);
    rows.finish();
}

}  // namespace sayso::intake
