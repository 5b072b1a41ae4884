#include "service/pages/assets.hpp"

#include <mutex>
#include <stdexcept>

#include "service/keys/keys.hpp"
#include "service/pages/lean.hpp"

namespace sayso::pages {
namespace {

constexpr std::size_t hash_digits = 12;

std::string_view type_of(std::string_view name) {
    const std::string_view suffix = name.substr(std::min(name.rfind('.'), name.size()));
    if (suffix == ".css") return "text/css; charset=utf-8";
    if (suffix == ".js") return "text/javascript; charset=utf-8";
    if (suffix == ".svg") return "image/svg+xml";
    if (suffix == ".png") return "image/png";
    throw std::invalid_argument("static file of a type without a name: " + std::string(name));
}

std::string as_served(const present::File& file) {
    const std::string_view type = type_of(file.name);
    if (type.substr(0, 8) == "text/css") return lean_css(file.bytes);
    if (type.substr(0, 15) == "text/javascript") return lean_script(file.bytes);
    return std::string(file.bytes);
}

// The best compression takes some ten milliseconds a file, so a second site in the same process shares the first one's.
std::shared_ptr<const KeptAnswer> kept_once(const std::string& hash, std::string_view name, const std::string& bytes) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const KeptAnswer>> all;
    const std::lock_guard lock(mutex);
    const std::string type(type_of(name));
    auto& kept = all[hash + type];
    if (kept) return kept;
    http::Response response;
    response.headers.add("Content-Type", type);
    response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
    response.body = bytes;
    kept = std::make_shared<const KeptAnswer>(std::move(response), KeptAnswer::Effort::best_now);
    return kept;
}

}  // namespace

Assets::Assets(std::span<const present::File> files) {
    for (const present::File& file : files) {
        const std::string bytes = as_served(file);
        const std::string hash = keys::sha256_hex(bytes);
        std::string hashed(file.name);
        hashed.insert(hashed.rfind('.'), "." + hash.substr(0, hash_digits));
        addresses_[std::string(file.name)] = "/static/" + hashed;
        by_hashed_name_[hashed] = kept_once(hash, file.name, bytes);
    }
}

const std::string& Assets::address(std::string_view name) const {
    const auto found = addresses_.find(name);
    if (found == addresses_.end()) throw std::out_of_range("no such static file: " + std::string(name));
    return found->second;
}

http::Response Assets::plain(std::string_view name) const {
    http::Response response = answer(address(name).substr(std::string_view("/static/").size()), http::Request());
    response.headers.remove("ETag");
    response.headers.remove("Vary");
    return response;
}

http::Response Assets::answer(std::string_view hashed_name, const http::Request& request) const {
    const auto found = by_hashed_name_.find(hashed_name);
    return found == by_hashed_name_.end() ? http::refuse(404) : found->second->to(request);
}

}  // namespace sayso::pages
