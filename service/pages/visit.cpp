#include "service/pages/visit.hpp"

#include "service/http/form.hpp"
#include "service/pages/embed_theme.hpp"
#include "service/present/escape.hpp"

namespace sayso::pages {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t most_fields = 20;
constexpr std::size_t longest_group = 64;
constexpr std::string_view embed_path = "/embed/";

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

// UTF-8 without controls: what may stand in a link and in a report.
bool is_one_line(std::string_view text) {
    return text.find_first_of("\t\r\n") == std::string_view::npos && present::clean(text) == text;
}

}  // namespace

std::string Visit::query() const {
    if (chosen) return query_in(language);
    std::string rest = group.empty() ? std::string() : "group=" + http::percent_encode(group);
    if (!theme.empty()) rest += (rest.empty() ? "" : "&") + theme;
    return rest.empty() ? rest : "?" + rest;
}

std::string Visit::query_in(present::Language wanted) const {
    return "?lang=" + std::string(present::tag(wanted)) +
           (group.empty() ? std::string() : "&group=" + http::percent_encode(group)) +
           (theme.empty() ? std::string() : "&" + theme);
}

std::string Visit::action_path(const std::string& slug, std::size_t n) const {
    return embedded ? std::string(embed_path) + slug + "/" + std::to_string(n)
                    : "/topics/" + slug + "/actions/" + std::to_string(n);
}

Visit visit_of(const http::Request& request) {
    Visit visit;
    const auto fields = http::parse_form(request.query, most_fields);
    for (const auto& [name, value] : fields.value_or(Fields())) {
        if (name == "group" && visit.group.empty() && value.size() <= longest_group && is_one_line(value))
            visit.group = value;
        const auto language = name == "lang" && !visit.chosen ? present::parse_language(value) : std::nullopt;
        if (!language) continue;
        visit.language = *language;
        visit.chosen = true;
    }
    visit.embedded = request.path.compare(0, embed_path.size(), embed_path) == 0;
    if (visit.embedded && fields) visit.theme = read_theme(*fields).query();
    if (!visit.chosen) visit.language = present::preferred_language(request.headers.get("Accept-Language"));
    return visit;
}

bool from_our_pages(const http::Request& request, std::string_view public_url) {
    const std::string_view site = request.headers.get("Sec-Fetch-Site");
    if (!site.empty()) return site == "same-origin" || site == "none";
    const std::string origin = lower(request.headers.get("Origin"));
    if (origin.empty()) return true;
    return origin == origin_of(public_url) ||
           (!host_of(origin).empty() && host_of(origin) == lower(request.headers.get("Host")));
}

std::optional<Form> Form::read(const http::Request& request) {
    const std::string type = lower(request.headers.get("Content-Type"));
    if (type.substr(0, type.find(';')) != "application/x-www-form-urlencoded") return std::nullopt;
    auto fields = http::parse_form(request.body, most_fields);
    if (!fields) return std::nullopt;
    Form form;
    for (auto& [name, value] : *fields) {
        if (!form.fields_.emplace(std::move(name), std::move(value)).second) return std::nullopt;
    }
    return form;
}

const std::string& Form::get(std::string_view name) const {
    static const std::string nothing;
    const auto found = fields_.find(name);
    return found == fields_.end() ? nothing : found->second;
}

ZipForm Form::zip_form() const {
    return {get("zip"), get("place"), get("at"), get("address"), has("asked")};
}

}  // namespace sayso::pages
