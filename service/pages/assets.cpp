#include "service/pages/assets.hpp"

#include <stdexcept>

#include "service/keys/keys.hpp"

namespace sayso::pages {
namespace {

constexpr std::size_t hash_digits = 12;

std::string_view type_of(std::string_view name) {
    const std::string_view suffix = name.substr(std::min(name.rfind('.'), name.size()));
    if (suffix == ".css") return "text/css; charset=utf-8";
    if (suffix == ".svg") return "image/svg+xml";
    if (suffix == ".js") return "text/javascript; charset=utf-8";
    throw std::invalid_argument("static file of a type without a name: " + std::string(name));
}

}  // namespace

Assets::Assets(std::span<const present::File> files) {
    for (const present::File& file : files) {
        const std::string hash = keys::sha256_hex(file.bytes).substr(0, hash_digits);
        std::string hashed(file.name);
        hashed.insert(hashed.rfind('.'), "." + hash);
        addresses_[std::string(file.name)] = "/static/" + hashed;
        by_hashed_name_[hashed] = {file.bytes, std::string(type_of(file.name)), "\"" + hash + "\""};
    }
}

const std::string& Assets::address(std::string_view name) const {
    const auto found = addresses_.find(name);
    if (found == addresses_.end()) throw std::out_of_range("no such static file: " + std::string(name));
    return found->second;
}

http::Response Assets::answer(std::string_view hashed_name, std::string_view none_match) const {
    http::Response response;
    const auto found = by_hashed_name_.find(hashed_name);
    if (found == by_hashed_name_.end()) {
        response.status = 404;
        return response;
    }
    response.headers.add("Content-Type", found->second.type);
    response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
    response.headers.add("ETag", found->second.tag);
    if (tag_matches(none_match, found->second.tag))
        response.status = 304;
    else
        response.body = found->second.bytes;
    return response;
}

bool tag_matches(std::string_view none_match, std::string_view tag) {
    if (none_match == "*") return true;
    while (!none_match.empty()) {
        const auto comma = none_match.find(',');
        std::string_view item = none_match.substr(0, comma);
        none_match.remove_prefix(comma == std::string_view::npos ? none_match.size() : comma + 1);
        while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
        while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
        if (item.substr(0, 2) == "W/") item.remove_prefix(2);
        if (item == tag) return true;
    }
    return false;
}

}  // namespace sayso::pages
