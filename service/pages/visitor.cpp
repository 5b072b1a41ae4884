#include "service/pages/visitor.hpp"

#include <algorithm>

#include "service/store/visitor.hpp"

namespace sayso::pages {
namespace {

bool is_device(std::string_view name) {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return name.size() >= 16 && name.size() <= 64 && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace

std::string visitor_of(const keys::HashKey& key, const http::Request& request, std::string_view device,
                       directory::Instant at) {
    const std::string_view named = is_device(device) ? device : std::string_view();
    return key.hash(store::visitor_name(named, request.peer, request.headers.get("User-Agent"), at));
}

}  // namespace sayso::pages
