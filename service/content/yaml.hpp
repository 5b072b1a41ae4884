#pragma once
#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/topics/topic.hpp"
#include "service/content/content.hpp"
#include "service/content/words.hpp"

// Reading YAML with every problem placed. Internal to this room: nobody outside sees yaml-cpp.
namespace sayso::content {

struct Limits {
    static constexpr std::size_t file_bytes = 512 * 1024;
    static constexpr std::size_t nodes = 20'000;
    static constexpr int depth = 24;
    static constexpr std::size_t items = 200, lines = 2'000;
    static constexpr std::size_t short_text = 400, long_text = 60'000;
};

// One YAML file being read: its text, its name and where problems go.
class Source {
  public:
    Source(std::string_view text, std::string file, std::vector<Problem>& problems)
        : text_(text), file_(std::move(file)), problems_(problems) {}

    // The document, or a null node after reporting why not: bad UTF-8, bad syntax, too large or deep, anchors and
    // aliases.
    YAML::Node load();

    void error(const YAML::Node& node, std::string message) {
        report(true, node.Mark().line + 1, node.Mark().column + 1, std::move(message));
    }
    void warn(const YAML::Node& node, std::string message) {
        report(false, node.Mark().line + 1, node.Mark().column + 1, std::move(message));
    }
    // A problem inside a text: line and column (from 1) are the text's.
    void report_inside(const YAML::Node& node, bool is_error, int line, int column, std::string message);
    void report(bool is_error, int line, int column, std::string message);

    // A text; the line end that a block scalar adds is left off. Nothing after reporting.
    std::optional<std::string> text(const YAML::Node& node, std::string_view what,
                                    std::size_t most = Limits::short_text);
    // A text, or a map from language to text.
    topics::LocalText local(const YAML::Node& node, std::string_view what, std::size_t most = Limits::short_text);
    std::optional<std::int64_t> number(const YAML::Node& node, std::string_view what, std::int64_t least,
                                       std::int64_t most);
    std::optional<bool> flag(const YAML::Node& node, std::string_view what);
    std::optional<directory::PhoneNumber> phone(const YAML::Node& node, std::string_view what);
    std::string slug(const YAML::Node& node, std::string_view what);
    // Calls `each` for every item of a list.
    void items(const YAML::Node& node, std::string_view what, const std::function<void(const YAML::Node&)>& each,
               std::size_t most = Limits::items);

    template <typename Table, typename Value>
    void choice(const YAML::Node& node, std::string_view what, const Table& table, Value& value) {
        const auto written = text(node, what);
        if (!written) return;
        if (const auto known = value_for(table, *written))
            value = *known;
        else
            error(node, std::string(what) + " \"" + *written + "\" is not known: write " + choices(table));
    }

  private:
    char first_character(const YAML::Node& node) const;
    std::size_t offset_of_line(int line) const;

    std::string_view text_;
    std::string file_;
    std::vector<Problem>& problems_;
};

// The keys of one mapping. Reports at once what is no mapping, a key that stands twice, and on finish() every key
// nobody took.
class Fields {
  public:
    Fields(Source& source, const YAML::Node& node, std::string what);
    bool valid() const { return valid_; }
    const YAML::Node& node() const { return node_; }
    bool has(std::string_view key) const;
    // The value of a key, or an undefined node.
    YAML::Node take(std::string_view key);
    // The same, reporting an absent key with the advice.
    YAML::Node require(std::string_view key, std::string_view advice);
    void finish();

  private:
    Source& source_;
    YAML::Node node_;
    std::string what_;
    bool valid_ = false;
    std::vector<std::string> asked_;
};

void read_campaign(Source& source, const YAML::Node& node, topics::Status status, campaigns::Campaign& campaign);
topics::WrittenRequest read_written(Source& source, const YAML::Node& node);

}  // namespace sayso::content
