#include "service/app/config.hpp"

#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <sstream>

#include "scripts/directory/instant.hpp"

namespace sayso::app {

namespace {

const Key* find_key(std::string_view name) {
    for (const Key& key : config_keys())
        if (key.name == name) return &key;
    return nullptr;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool is_listen_address(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const auto port = parse_number(text.substr(colon + 1));
    return port && *port >= 0 && *port <= 65535;
}

bool is_url(std::string_view text) {
    const auto host = text.substr(0, 8) == "https://" ? 8u : text.substr(0, 7) == "http://" ? 7u : 0u;
    return host != 0 && text.size() > host && text[host] != '/' &&
           std::none_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' ' || c == '#' || c == 0x7f; });
}

// Why the text is no value of the key, or nothing when it is.
std::optional<std::string> complaint(const Key& key, const std::string& text) {
    if (text.empty()) return std::nullopt;
    switch (key.type) {
        case KeyType::number: {
            const auto number = parse_number(text);
            if (!number || *number < 0) return "must be a whole number, 0 or more";
            if (key.name == "server.io_threads" && (*number < 1 || *number > 64)) return "must be from 1 to 64";
            return std::nullopt;
        }
        case KeyType::boolean:
            if (text != "true" && text != "false") return "must be true or false";
            return std::nullopt;
        case KeyType::listen_address:
            if (!is_listen_address(text)) return "must be host:port, for example 127.0.0.1:8080";
            return std::nullopt;
        case KeyType::url:
            if (!is_url(text)) return "must be a URL that starts with https:// or http://";
            return std::nullopt;
        case KeyType::instant:
            if (!directory::parse_instant(text))
                return "must be a date (2026-11-22) or a moment (2026-11-22T17:00:00Z)";
            return std::nullopt;
        case KeyType::text:
            if (key.name == "log.level" && text != "debug" && text != "info" && text != "warning" && text != "error")
                return "must be debug, info, warning or error";
            return std::nullopt;
        case KeyType::list:
        case KeyType::file:
            return std::nullopt;
    }
    return std::nullopt;
}

// How many single-letter changes lie between two words: for "did you mean".
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::string did_you_mean(std::string_view name) {
    const auto keys = config_keys();
    const auto nearest = std::min_element(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        return distance(name, a.name) < distance(name, b.name);
    });
    if (distance(name, nearest->name) > 6) return "'sayso config show' lists the keys";
    return "did you mean '" + std::string(nearest->name) + "'? 'sayso config show' lists the keys";
}

// A TOML value as text: arrays of text joined with commas. Nothing for tables, dates and the like.
std::optional<std::string> as_text(const toml::node& node, KeyType type) {
    if (const auto* array = node.as_array()) {
        if (type != KeyType::list) return std::nullopt;
        std::string joined;
        for (const auto& element : *array) {
            const auto text = element.value_exact<std::string>();
            if (!text || text->find(',') != std::string::npos) return std::nullopt;
            joined += (joined.empty() ? "" : ",") + *text;
        }
        return joined;
    }
    if (type == KeyType::list) return std::nullopt;
    if (const auto number = node.value_exact<std::int64_t>())
        return type == KeyType::number ? std::optional(std::to_string(*number)) : std::nullopt;
    if (const auto flag = node.value_exact<bool>())
        return type == KeyType::boolean ? std::optional<std::string>(*flag ? "true" : "false") : std::nullopt;
    if (type == KeyType::number || type == KeyType::boolean) return std::nullopt;
    return node.value_exact<std::string>();
}

std::string_view type_words(KeyType type) {
    switch (type) {
        case KeyType::number:
            return "a number";
        case KeyType::boolean:
            return "true or false";
        case KeyType::list:
            return "a list of texts in brackets, without commas inside";
        default:
            return "a text in quotes";
    }
}

bool starts_with_section(std::string_view variable) {
    for (const Key& key : config_keys()) {
        const std::string section = variable_of(key.name.substr(0, key.name.find('.'))) + "_";
        if (variable.substr(0, section.size()) == section) return true;
    }
    return false;
}

}  // namespace

std::string variable_of(std::string_view key) {
    std::string variable = "SAYSO_";
    for (const char c : key) variable += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return variable;
}

Config Config::load(const std::string& file) {
    Environment environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (text.substr(0, 6) != "SAYSO_") continue;
        const auto equals = text.find('=');
        environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return load(file, environment);
}

Config Config::load(const std::string& file, const Environment& environment) {
    Config config;
    for (const Key& key : config_keys()) config.values_[std::string(key.name)] = {std::string(key.fallback), "default"};
    const auto named = environment.find("SAYSO_CONFIG");
    const std::string home = ".sayso/sayso.toml";
    if (!file.empty())
        config.read_file(file);
    else if (named != environment.end())
        config.read_file(named->second);
    else if (std::filesystem::exists(home))
        config.read_file(home);
    config.read_environment(environment);
    // The hostname a signature is checked against has no slash at its end.
    std::string& url = config.values_.find("server.public_url")->second.text;
    while (!url.empty() && url.back() == '/') url.pop_back();
    return config;
}

void Config::read_file(const std::string& file) {
    toml::table table;
    try {
        table = toml::parse_file(file);
    } catch (const toml::parse_error& error) {
        std::ostringstream where;
        where << file;
        if (error.source().begin.line > 0) where << ":" << error.source().begin.line;
        throw ConfigError(
            where.str() + ": " + std::string(error.description()) +
            (std::filesystem::exists(file) ? "" : ". Check the name given with --config or SAYSO_CONFIG"));
    }
    file_ = file;
    const std::function<void(const toml::table&, const std::string&)> walk = [&](const toml::table& part,
                                                                                 const std::string& prefix) {
        for (const auto& [name, node] : part) {
            const std::string full = prefix + std::string(name.str());
            const std::string where = file + ":" + std::to_string(node.source().begin.line) + ": ";
            const Key* key = find_key(full);
            if (key == nullptr && node.is_table()) {
                walk(*node.as_table(), full + ".");
                continue;
            }
            if (key == nullptr) throw ConfigError(where + "unknown key '" + full + "'; " + did_you_mean(full));
            if (key->secret)
                throw ConfigError(where + "'" + full + "' is a secret: set " + variable_of(full) +
                                  " in the environment, or use the file key beside it");
            const auto text = as_text(node, key->type);
            if (!text) throw ConfigError(where + "'" + full + "' must be " + std::string(type_words(key->type)));
            if (const auto wrong = complaint(*key, *text)) throw ConfigError(where + "'" + full + "' " + *wrong);
            values_[full] = {*text, file};
        }
    };
    walk(table, "");
}

void Config::read_environment(const Environment& environment) {
    for (const auto& [variable, text] : environment) {
        const auto keys = config_keys();
        const auto key =
            std::find_if(keys.begin(), keys.end(), [&](const Key& each) { return variable_of(each.name) == variable; });
        if (key == keys.end()) {
            if (starts_with_section(variable))
                throw ConfigError("unknown variable " + variable +
                                  " in the environment; 'sayso config show' lists the keys");
            continue;
        }
        if (const auto wrong = complaint(*key, text)) throw ConfigError(variable + " " + *wrong);
        values_[std::string(key->name)] = {text, variable};
    }
}

const Config::Value& Config::value(std::string_view key) const {
    const auto found = values_.find(key);
    if (found == values_.end()) throw std::logic_error("no such configuration key: " + std::string(key));
    return found->second;
}

std::string Config::text(std::string_view key) const {
    return value(key).text;
}
std::int64_t Config::number(std::string_view key) const {
    return parse_number(value(key).text).value_or(0);
}
bool Config::flag(std::string_view key) const {
    return value(key).text == "true";
}
bool Config::is_set(std::string_view key) const {
    return !value(key).text.empty();
}
std::string Config::origin(std::string_view key) const {
    return value(key).origin;
}

std::vector<std::string> Config::list(std::string_view key) const {
    std::vector<std::string> items;
    std::istringstream text(value(key).text);
    for (std::string item; std::getline(text, item, ',');) {
        const auto from = item.find_first_not_of(" \t\r\n");
        if (from == std::string::npos) continue;
        items.push_back(item.substr(from, item.find_last_not_of(" \t\r\n") - from + 1));
    }
    return items;
}

std::string example_config() {
    std::ostringstream out;
    out << "# Sayso's configuration. Every key is shown with its default; take the '#' away to change one.\n"
           "# Each can also be set as an environment variable, which wins: server.listen is SAYSO_SERVER_LISTEN.\n"
           "# This file is printed by 'sayso config show --example'.\n";
    std::string section;
    for (const Key& key : config_keys()) {
        const auto dot = key.name.rfind('.');
        if (const auto its = key.name.substr(0, dot); its != section) {
            section = its;
            out << "\n[" << section << "]\n";
        }
        out << "# " << key.meaning << "\n";
        if (key.secret) {
            out << "# (only in the environment: " << variable_of(key.name) << ")\n";
            continue;
        }
        out << "#" << key.name.substr(dot + 1) << " = ";
        if (key.type == KeyType::number || key.type == KeyType::boolean)
            out << key.fallback << "\n";
        else if (key.type == KeyType::list)
            out << "[]\n";
        else
            out << '"' << key.fallback << "\"\n";
    }
    return out.str();
}

}  // namespace sayso::app
