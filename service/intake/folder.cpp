// From a folder, or from bytes already fetched, to rows.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "service/intake/raw_file.hpp"
#include "service/intake/report.hpp"
#include "service/observe/observe.hpp"

namespace sayso::intake {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view archived_name = "US.txt";  // of the places inside US.zip

std::vector<std::string> names_of(const Source& source) {
    std::vector<std::string> names{std::string(source.name)};
    std::istringstream others{std::string(source.other_names)};
    for (std::string name; others >> name;) names.push_back(name);
    return names;
}

void report_missing(const Source& source, std::vector<Finding>& findings) {
    std::string message = "There is no file of this name";
    if (!source.other_names.empty()) message += " (nor " + std::string(source.other_names) + ")";
    message += ", so " + std::string(source.holds);
    message += source.required ? " cannot be read. Fetch it from " : " will be missing. It is published at ";
    findings.push_back({source.required, std::string(source.name), 0, message + std::string(source.url) + "."});
}

// Nothing when the file cannot be read; the findings say why.
std::optional<std::string> bytes_of(const fs::path& path, const Source& source, std::vector<Finding>& findings) {
    const auto name = path.filename().string();
    std::error_code problem;
    const auto size = fs::file_size(path, problem);
    if (problem || !fs::is_regular_file(path)) {
        findings.push_back(
            {true, name, 0,
             "This is not a file that can be read" + (problem ? ": " + problem.message() : std::string{}) + "."});
        return std::nullopt;
    }
    if (size > source.most_bytes) {
        findings.push_back({true, name, 0,
                            "The file has " + grouped(size) + " bytes; more than " + grouped(source.most_bytes) +
                                " cannot be " + std::string(source.holds) + "."});
        return std::nullopt;
    }
    std::ifstream file(path, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (!file.read(bytes.data(), static_cast<std::streamsize>(size))) {
        findings.push_back({true, name, 0, "The file cannot be read; look at its permissions."});
        return std::nullopt;
    }
    return bytes;
}

void read_text(const RawFile& file, std::string_view text, Parsed& parsed, Report& report) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    if (const int line = first_bad_line(text)) {
        report.error(line, "The file is not UTF-8 text from here on; it is damaged or another kind of file.");
        return;
    }
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start != std::string_view::npos && text[start] == '<') {
        report.error(1, "This is a web page, not " + std::string(file.source->holds) + ". Fetch it from " +
                            std::string(file.source->url) + ".");
        return;
    }
    const std::string_view name = file.source->name;
    if (name == "legislators-current.yaml") read_members(text, parsed, report);
    if (name == "committees-current.yaml") read_committees(text, parsed.data, report);
    // Without members every row of these two would be a finding that says nothing new.
    if (name == "committee-membership-current.yaml" && !parsed.data.officials.empty())
        read_memberships(text, parsed.data, report);
    if (name == "legislators-district-offices.yaml" && !parsed.data.officials.empty())
        read_local_offices(text, parsed.data, report);
    if (name == "zccd.csv") read_crosswalk(text, parsed.data, report);
    if (name == "geonames_US.txt") read_places(text, parsed.data, report);
    if (name == "congressional_districts.geojson") read_boundaries(text, parsed.data, report);
}

void read_archived_shapes(const RawFile& file, Parsed& parsed, Report& report) {
    const auto member = [&](std::string_view name) {
        return unpack(file.bytes, name, file.source->most_bytes, report).value_or(std::string());
    };
    const std::string shapes = member("*.shp"), index = member("*.shx"), attributes = member("*.dbf");
    if (!shapes.empty() && !index.empty() && !attributes.empty())
        read_shapefile(shapes, index, attributes, parsed.data, report);
}

void read_file(const RawFile& file, Parsed& parsed) {
    Report report(parsed.findings, file.name);
    const bool archived = file.bytes.compare(0, 2, "PK") == 0;
    if (archived && file.source->name == "geonames_US.txt") {
        if (const auto text = unpack(file.bytes, archived_name, file.source->most_bytes, report))
            read_text(file, *text, parsed, report);
    } else if (archived && file.source->name == "congressional_districts.geojson") {
        read_archived_shapes(file, parsed, report);
    } else {
        read_text(file, file.bytes, parsed, report);
    }
    report.finish();
}

// The latest start of a term that has begun at `now`.
std::optional<directory::Instant> latest_start(const directory::DirectoryData& data, directory::Instant now) {
    std::optional<directory::Instant> latest;
    for (const auto& official : data.officials)
        for (const auto& term : official.terms)
            if (term.from <= now && (!latest || term.from > *latest)) latest = term.from;
    return latest;
}

// Decisions 10: what was said, else what the home of the members' file said, else a guess and a warning.
void date_it(Parsed& parsed, std::optional<directory::Instant> dated, std::optional<directory::Instant> last_modified,
             directory::Instant now) {
    if (dated) {
        parsed.data.dated = *dated;
    } else if (last_modified) {
        parsed.data.dated = std::min(*last_modified, now);
    } else if (const auto latest = latest_start(parsed.data, now)) {
        parsed.data.dated = *latest;
        parsed.findings.push_back(
            {false, "legislators-current.yaml", 0,
             "The file does not say when it was made; " + directory::eastern_date_text(*latest) +
                 ", the latest start of a term in it, is taken. Say --dated YYYY-MM-DD if you know better: seats "
                 "are told vacant from that date on only."});
    }
}

}  // namespace

Parsed parse_files(std::vector<RawFile> files, const std::string& origin, std::optional<directory::Instant> dated,
                   directory::Instant now) {
    Parsed parsed;
    parsed.data.source = origin;
    std::optional<directory::Instant> last_modified;
    // In the table's order: members before the files that refer to them.
    for (const Source& source : sources()) {
        const auto file =
            std::find_if(files.begin(), files.end(), [&](const RawFile& raw) { return raw.source == &source; });
        if (file == files.end()) continue;
        file->record.name = file->name;
        file->record.sha256 = sha256(file->bytes);
        parsed.files.push_back(file->record);
        if (source.name == "legislators-current.yaml") last_modified = file->last_modified;
        read_file(*file, parsed);
        file->bytes = {};
    }
    date_it(parsed, dated, last_modified, now);
    return parsed;
}

Parsed read_folder(const std::string& folder, std::optional<directory::Instant> dated,
                   std::optional<directory::Instant> now) {
    Parsed failed;
    std::error_code problem;
    if (!fs::is_directory(folder, problem)) {
        failed.findings.push_back(
            {true, folder, 0,
             "There is no such folder. Give the folder that holds legislators-current.yaml and zccd.csv."});
        return failed;
    }
    std::vector<Finding> findings;
    std::vector<RawFile> files;
    for (const Source& source : sources()) {
        const auto names = names_of(source);
        const auto name = std::find_if(names.begin(), names.end(), [&](const std::string& each) {
            return fs::exists(fs::path(folder) / each, problem);
        });
        if (name == names.end()) {
            report_missing(source, findings);
            continue;
        }
        const auto path = fs::path(folder) / *name;
        if (auto bytes = bytes_of(path, source, findings)) {
            RawFile file{&source, *name, std::move(*bytes), {}, std::nullopt};
            file.record.url = fs::absolute(path).string();
            files.push_back(std::move(file));
        }
    }
    Parsed parsed = parse_files(std::move(files), fs::absolute(folder).lexically_normal().string(), dated,
                                now.value_or(observe::now()));
    parsed.findings.insert(parsed.findings.begin(), findings.begin(), findings.end());
    return parsed;
}

}  // namespace sayso::intake
