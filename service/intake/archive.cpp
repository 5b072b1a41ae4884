// GeoNames' file and the Census Bureau's lines are published as zip archives. What is in them comes from outside:
// everything about it is bounded.
#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "service/intake/raw_file.hpp"
#include "service/intake/report.hpp"

namespace sayso::intake {

namespace {

constexpr int most_entries = 16;
constexpr std::size_t most_ratio = 100;  // text of this kind shrinks to a quarter
constexpr std::size_t always_allowed = 64 * 1024;

using Reader = std::unique_ptr<archive, int (*)(archive*)>;

std::string problem(archive* reader) {
    const char* text = archive_error_string(reader);
    return text ? text : "no reason given";
}

std::optional<std::string> read_entry(archive* reader, const std::string& name, std::size_t archive_bytes,
                                      std::size_t most_bytes, Report& report) {
    std::string text;
    std::string block(64 * 1024, '\0');
    while (true) {
        const auto got = archive_read_data(reader, block.data(), block.size());
        if (got == 0) return text;
        if (got < 0) {
            report.error(0, name + " in the archive is broken: " + problem(reader) + ". Fetch it again.");
            return std::nullopt;
        }
        text.append(block.data(), static_cast<std::size_t>(got));
        if (text.size() > most_bytes) {
            report.error(0, name + " in the archive is larger than " + grouped(most_bytes) + " bytes.");
            return std::nullopt;
        }
        if (text.size() > always_allowed && text.size() / most_ratio > archive_bytes) {
            report.error(0, name + " in the archive grows to more than " + std::to_string(most_ratio) +
                                " times its size; that cannot be what it should hold.");
            return std::nullopt;
        }
    }
}

bool is_called(std::string_view path, std::string_view name) {
    if (name.empty() || name.front() != '*') return path == name;
    name.remove_prefix(1);
    return path.size() >= name.size() && path.substr(path.size() - name.size()) == name;
}

}  // namespace

std::optional<std::string> unpack(std::string_view bytes, std::string_view name, std::size_t most_bytes,
                                  Report& report) {
    const Reader reader(archive_read_new(), archive_read_free);
    if (!reader) throw std::bad_alloc();
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
        report.error(0, "The file is no zip archive: " + problem(reader.get()) + ". Fetch it again.");
        return std::nullopt;
    }
    for (int count = 0; count < most_entries; ++count) {
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(reader.get(), &entry);
        if (result == ARCHIVE_EOF) {
            report.error(0, "The archive has no " + std::string(name) + " in it.");
            return std::nullopt;
        }
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
            report.error(0, "The zip archive is broken: " + problem(reader.get()) + ". Fetch it again.");
            return std::nullopt;
        }
        const char* path = archive_entry_pathname(entry);
        if (path && is_called(path, name) && archive_entry_filetype(entry) == AE_IFREG)
            return read_entry(reader.get(), path, bytes.size(), most_bytes, report);
    }
    report.error(0, "The archive has more than " + std::to_string(most_entries) + " files and no " + std::string(name) +
                        " among the first.");
    return std::nullopt;
}

}  // namespace sayso::intake
