#include "service/intake/fields.hpp"

#include <algorithm>
#include <charconv>

#include "scripts/directory/directory.hpp"
#include "service/intake/raw_file.hpp"

namespace sayso::intake {

namespace {

constexpr std::size_t longest_text = 2000;

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

bool has_control(const std::string& text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

int line_of(const YAML::Node& node) {
    return node.Mark().line + 1;
}

Fields::Fields(const YAML::Node& node, Report& report, std::string_view what, int line_around) : report_(&report) {
    line_ = node.IsDefined() ? line_of(node) : line_around;
    if (!node.IsDefined()) {
        report.error(line_, std::string(what) + " is missing.");
        return;
    }
    if (!node.IsMap()) {
        report.error(line_, std::string(what) + " should be a mapping of names to values.");
        return;
    }
    fields_.reserve(node.size());
    ok_ = true;
    for (const auto& entry : node) {
        if (!entry.first.IsScalar()) continue;
        const std::string& key = entry.first.Scalar();
        if (find(key)) {
            report.error(line_of(entry.first), "'" + key + "' is given twice for " + std::string(what) + ".");
            ok_ = false;
        }
        fields_.emplace_back(key, entry.second);
    }
}

const YAML::Node* Fields::find(std::string_view key) const {
    for (const auto& [name, value] : fields_)
        if (name == key) return &value;
    return nullptr;
}

int Fields::line(std::string_view key) const {
    const YAML::Node* value = find(key);
    return value ? line_of(*value) : line_;
}

std::string Fields::text(std::string_view key) const {
    const YAML::Node* value = find(key);
    if (!value || value->IsNull()) return {};
    if (!value->IsScalar()) {
        report_->error(line_of(*value), "'" + std::string(key) + "' should be plain text.");
        return {};
    }
    std::string text = trimmed(value->Scalar());
    if (text.size() > longest_text) {
        report_->error(line_of(*value),
                       "'" + std::string(key) + "' is longer than " + std::to_string(longest_text) + " bytes.");
        return {};
    }
    // yaml-cpp makes single bytes of the escapes \N and \_.
    if (first_bad_line(text) != 0) {
        report_->error(line_of(*value), "'" + std::string(key) + "' holds an escape that is no UTF-8.");
        return {};
    }
    if (has_control(text)) {
        report_->error(line_of(*value), "'" + std::string(key) + "' holds a line break or another control character.");
        return {};
    }
    return text;
}

std::string Fields::required(std::string_view key) const {
    std::string value = text(key);
    if (value.empty()) report_->error(line(key), "'" + std::string(key) + "' is missing.");
    return value;
}

std::optional<int> Fields::whole(std::string_view key) const {
    const std::string value = text(key);
    if (value.empty()) return std::nullopt;
    int number = 0;
    const auto result = std::from_chars(value.data(), value.data() + value.size(), number);
    if (result.ec == std::errc{} && result.ptr == value.data() + value.size()) return number;
    report_->error(line(key), "'" + std::string(key) + "' should be a whole number, not '" + value + "'.");
    return std::nullopt;
}

std::optional<double> Fields::decimal(std::string_view key) const {
    const std::string value = text(key);
    if (value.empty()) return std::nullopt;
    double number = 0;
    const auto result = std::from_chars(value.data(), value.data() + value.size(), number);
    if (result.ec == std::errc{} && result.ptr == value.data() + value.size()) return number;
    report_->error(line(key), "'" + std::string(key) + "' should be a number, not '" + value + "'.");
    return std::nullopt;
}

std::optional<directory::StateCode> Fields::state(std::string_view key) const {
    const std::string value = required(key);
    if (value.empty()) return std::nullopt;
    auto code = directory::StateCode::parse(value);
    if (!code) report_->error(line(key), "'" + value + "' is not the postal code of a state, DC or a territory.");
    return code;
}

std::optional<directory::Instant> Fields::noon(std::string_view key) const {
    const std::string value = required(key);
    if (value.empty()) return std::nullopt;
    const auto date = parse_date(value);
    if (date) return directory::noon_eastern(*date);
    report_->error(line(key), "'" + std::string(key) + "' should be a date such as 2027-01-03, not '" + value + "'.");
    return std::nullopt;
}

std::optional<directory::PhoneNumber> Fields::phone(std::string_view key) const {
    const std::string value = text(key);
    if (value.empty()) return std::nullopt;
    auto number = directory::PhoneNumber::parse(value);
    if (!number)
        report_->error(
            line(key),
            "'" + value +
                "' is not a North American telephone number (like 202-224-3121); correct it or leave it empty.");
    return number;
}

std::string Fields::web_address(std::string_view key) const {
    std::string value = text(key);
    std::string scheme = value.substr(0, value.find("://"));
    for (char& c : scheme) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (value.empty() || (scheme.size() < value.size() && (scheme == "https" || scheme == "http"))) return value;
    report_->warning(line(key), "'" + std::string(key) + "' is left out: it should begin with https:// or http://.");
    return {};
}

YAML::Node Fields::node(std::string_view key) const {
    const YAML::Node* value = find(key);
    return value ? *value : YAML::Node(YAML::NodeType::Undefined);
}

std::optional<YAML::Node> load_yaml(std::string_view text, bool map, Report& report) {
    try {
        // A quotation mark that is never closed takes in all that follows it, and yaml-cpp does not see that where the
        // file ends with the end of a line: put a comment there.
        std::string whole(text);
        const auto last = text.find_last_not_of(" \t");
        if (last != std::string_view::npos && (text[last] == '\n' || text[last] == '\r')) whole += '#';
        YAML::Node root = YAML::Load(whole);
        if (map ? root.IsMap() : root.IsSequence()) return root;
        report.error(1, map ? "The file should map committee ids to lists of members."
                            : "The file should be a list of entries.");
    } catch (const YAML::Exception& broken) {
        report.error(broken.mark.is_null() ? 0 : broken.mark.line + 1,
                     "The file is no valid YAML: " + broken.msg + ".");
    }
    return std::nullopt;
}

}  // namespace sayso::intake
