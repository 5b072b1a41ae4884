#include "service/pages/visitor.hpp"

#include <algorithm>

#include "service/present/language.hpp"

namespace sayso::pages {
namespace {

bool is_device(std::string_view name) {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return name.size() >= 16 && name.size() <= 64 && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace

std::string visitor_of(const keys::HashKey& key, const http::Request& request, std::string_view device,
                       directory::Instant at) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
    std::string told = "visitor\n" + present::iso_date(day) + "\n";
    if (is_device(device))
        told.append("device\n").append(device);
    else
        told.append("address\n").append(request.peer).append("\n").append(request.headers.get("User-Agent"));
    return key.hash(told);
}

}  // namespace sayso::pages
