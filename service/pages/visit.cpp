#include "service/pages/visit.hpp"

#include "service/http/form.hpp"

namespace sayso::pages {
namespace {

constexpr std::size_t most_fields = 8;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return out;
}

// "https://host:port" of an address, in lower case.
std::string origin_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    return lower(url.substr(0, url.find('/', scheme + 3)));
}

std::string_view host_of(std::string_view origin) {
    const auto scheme = origin.find("://");
    return scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
}

// True when this is the first time the field is met.
bool take(std::optional<std::string>& into, const std::string& value) {
    if (into) return false;
    into = value;
    return true;
}

}  // namespace

std::string Visit::query() const {
    return chosen ? "?lang=" + std::string(present::tag(language)) : std::string();
}

Visit visit_of(const http::Request& request) {
    if (const auto fields = http::parse_form(request.query, most_fields)) {
        for (const auto& [name, value] : *fields) {
            if (name != "lang") continue;
            if (const auto language = present::parse_language(value)) return {*language, true};
        }
    }
    return {present::preferred_language(request.headers.get("Accept-Language")), false};
}

bool from_our_pages(const http::Request& request, std::string_view public_url) {
    const std::string_view site = request.headers.get("Sec-Fetch-Site");
    if (!site.empty()) return site == "same-origin" || site == "none";
    const std::string origin = lower(request.headers.get("Origin"));
    if (origin.empty()) return true;
    return origin == origin_of(public_url) ||
           (!host_of(origin).empty() && host_of(origin) == lower(request.headers.get("Host")));
}

std::optional<ZipForm> read_zip_form(const http::Request& request) {
    const std::string type = lower(request.headers.get("Content-Type"));
    if (type.substr(0, type.find(';')) != "application/x-www-form-urlencoded") return std::nullopt;
    const auto fields = http::parse_form(request.body, most_fields);
    if (!fields) return std::nullopt;
    std::optional<std::string> zip, place, asked;
    for (const auto& [name, value] : *fields) {
        if (name == "zip" && !take(zip, value)) return std::nullopt;
        if (name == "place" && !take(place, value)) return std::nullopt;
        if (name == "asked" && !take(asked, value)) return std::nullopt;
    }
    return ZipForm{zip.value_or(""), place.value_or(""), asked.has_value()};
}

}  // namespace sayso::pages
