#pragma once
#include <cstdint>
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
    std::string_view name;      // "server.listen"
    KeyType type;
    std::string_view fallback;  // as text; "" is "not set"
    std::string_view meaning;
};
std::span<const Key> config_keys();

// What to change, in words for an operator.
struct ConfigError : std::runtime_error { using runtime_error::runtime_error; };

// The configuration in force: table defaults, then the TOML file, then SAYSO_... variables of the environment.
class Config {
  public:
    // `file` empty: SAYSO_CONFIG, then .sayso/sayso.toml when there, else no file. Throws ConfigError on an unknown key, a
    // wrong type or a missing file that was named.
    static Config load(const std::string& file);

    std::string text(std::string_view key) const;
    std::int64_t number(std::string_view key) const;
    bool flag(std::string_view key) const;
    std::vector<std::string> list(std::string_view key) const;
    bool is_set(std::string_view key) const;         // by file or environment
    std::string origin(std::string_view key) const;  // "default", "file" or the variable's name
    const std::string& file() const { return file_; }
    // A relative path in the configuration is relative to the current folder.

  private:
    struct Value {
        std::string text;
        std::vector<std::string> list;
        std::string origin = "default";
    };
    std::map<std::string, Value, std::less<>> values_;
    std::string file_;
};

// The example file, generated from the table; a test compares deploy/sayso.example.toml with it.
std::string example_config();

}  // namespace sayso::app
