#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::app {

enum class KeyType { text, number, boolean, list, listen_address, url, file, instant };

// One row of the configuration table: --help, the example file and the check all come from it.
struct Key {
    std::string_view name;  // "server.listen"
    KeyType type;
    std::string_view fallback;  // as text; "" is "not set"
    std::string_view meaning;
    bool secret = false;  // taken from the environment only, never shown and refused in the file
};
std::span<const Key> config_keys();

// What to change, in words for an operator.
struct ConfigError : std::runtime_error {
    using runtime_error::runtime_error;
};

// The configuration in force: table defaults, then the TOML file, then SAYSO_... variables of the environment.
// A relative path in it is relative to the current folder.
class Config {
  public:
    // What the environment says of a variable; nothing when it is not set.
    using Environment = std::map<std::string, std::string, std::less<>>;

    // `file` empty: SAYSO_CONFIG, then .sayso/sayso.toml when it is there, else no file. Throws ConfigError on an
    // unknown key or variable, a value of the wrong type, or a file that was named and cannot be read.
    static Config load(const std::string& file);
    static Config load(const std::string& file, const Environment& environment);
    // The same from a file's text; `name` is what messages call it.
    static Config from_text(std::string_view toml, const std::string& name, const Environment& environment);

    // These throw std::logic_error for a key that is not in the table.
    std::string text(std::string_view key) const;
    std::int64_t number(std::string_view key) const;
    bool flag(std::string_view key) const;
    std::vector<std::string> list(std::string_view key) const;
    bool is_set(std::string_view key) const;         // has a value, by default, file or environment
    std::string origin(std::string_view key) const;  // "default", the file's name or the variable's
    const std::string& file() const { return file_; }

  private:
    struct Value {
        std::string text;  // lists are joined with commas
        std::string origin = "default";
    };
    const Value& value(std::string_view key) const;
    static Config with_defaults();
    void read_file(const std::string& file);
    // Entries of a file, checked.
    using Entries = std::vector<std::pair<std::string, std::string>>;
    void take(const Entries& entries, const std::string& file);
    void finish(const Environment& environment);
    void read_environment(const Environment& environment);
    std::map<std::string, Value, std::less<>> values_;
    std::string file_;
};

// The variable that sets a key: "server.listen" -> "SAYSO_SERVER_LISTEN".
std::string variable_of(std::string_view key);
// The example file, generated from the table; a test compares deploy/sayso.example.toml with it.
std::string example_config();

}  // namespace sayso::app
