#pragma once
#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scripts/directory/official.hpp"
#include "scripts/directory/state.hpp"
#include "service/intake/report.hpp"

namespace sayso::intake {

// The line of a node in its file, from 1.
int line_of(const YAML::Node& node);

// One mapping of a YAML file, read once into a flat list (yaml-cpp's own look-up compares every key anew). Unknown keys
// are none of our business: the public files grow new ones.
class Fields {
  public:
    // Reports and is empty when the node is absent (`line_around` is then the line), no mapping, or gives a key twice.
    Fields(const YAML::Node& node, Report& report, std::string_view what, int line_around = 0);

    bool ok() const { return ok_; }
    int line() const { return line_; }
    int line(std::string_view key) const;  // of the key's value, or of the mapping
    bool has(std::string_view key) const { return find(key) != nullptr; }

    // The text of a scalar, trimmed; empty when absent or null. Reports a list or mapping in its place, control
    // characters and overlong text.
    std::string text(std::string_view key) const;
    std::string required(std::string_view key) const;  // reports when it is empty
    std::optional<int> whole(std::string_view key) const;
    std::optional<double> decimal(std::string_view key) const;
    std::optional<directory::StateCode> state(std::string_view key) const;  // required
    std::optional<directory::Instant> noon(std::string_view key) const;     // required; a date becomes noon Eastern
    std::optional<directory::PhoneNumber> phone(
        std::string_view key) const;                      // absent is nothing; no NANP number is an error
    std::string web_address(std::string_view key) const;  // dropped with a warning unless http(s)
    // A sequence or mapping; an undefined node when absent.
    YAML::Node node(std::string_view key) const;

    Report& report() const { return *report_; }

  private:
    const YAML::Node* find(std::string_view key) const;
    std::vector<std::pair<std::string, YAML::Node>> fields_;
    Report* report_;
    int line_ = 0;
    bool ok_ = false;
};

// The document as a list of rows (or as a mapping with `map`); reports a syntax error or another shape and gives
// nothing.
std::optional<YAML::Node> load_yaml(std::string_view text, bool map, Report& report);

}  // namespace sayso::intake
