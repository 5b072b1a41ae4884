#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/intake/intake.hpp"

// The inside of intake: files as bytes, and the readers of each format. Each reader adds rows to the data and findings,
// with file and line, to the report; a row with an error is left out, and the import as a whole is then refused.
namespace sayso::intake {

class Report;

// One file as it was found: in a folder, or from its home.
struct RawFile {
    const Source* source = nullptr;
    std::string name;  // as found: "US.zip"
    std::string bytes;
    store::FetchedFile record;
    std::optional<directory::Instant> last_modified;
};

// Reads all formats into rows. `origin` is for people: the folder, or "public".
Parsed parse_files(std::vector<RawFile> files, const std::string& origin, std::optional<directory::Instant> dated,
                   directory::Instant now);

void read_members(std::string_view text, Parsed& parsed, Report& report);
void read_committees(std::string_view text, directory::DirectoryData& data, Report& report);
void read_memberships(std::string_view text, directory::DirectoryData& data, Report& report);
void read_local_offices(std::string_view text, directory::DirectoryData& data, Report& report);
void read_crosswalk(std::string_view text, directory::DirectoryData& data, Report& report);
void read_places(std::string_view text, directory::DirectoryData& data, Report& report);
void read_boundaries(std::string_view text, directory::DirectoryData& data, Report& report);  // GeoJSON
// The members of a shapefile: its shapes and their attributes.
void read_shapefile(std::string_view shp, std::string_view shx, std::string_view dbf, directory::DirectoryData& data,
                    Report& report);

// The bytes of the first member called `name` ("*.shp": by its ending) of a zip archive, in bounded memory. Nothing
// when it cannot be had; the report says why.
std::optional<std::string> unpack(std::string_view archive, std::string_view name, std::size_t most_bytes,
                                  Report& report);

// Lower-case hexadecimal SHA-256.
std::string sha256(std::string_view bytes);

// The line (from 1) of the first byte that is not UTF-8 or is NUL; 0 when all is well.
int first_bad_line(std::string_view text);
// "2026-06-15"; nothing unless it is a date of the calendar.
std::optional<std::chrono::year_month_day> parse_date(std::string_view text);
// "Mon, 15 Jun 2026 12:00:00 GMT" (RFC 9110, 5.6.7).
std::optional<directory::Instant> parse_http_date(std::string_view text);
// 1081468 -> "1,081,468".
std::string grouped(std::size_t number);

}  // namespace sayso::intake
