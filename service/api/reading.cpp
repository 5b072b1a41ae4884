#include "service/api/reading.hpp"

#include <algorithm>
#include <cmath>

#include "service/http/form.hpp"

namespace sayso::api {

namespace {

constexpr std::size_t most_fields = 60;
constexpr std::size_t most_body_bytes = 16 * 1024;
constexpr std::size_t most_depth = 8;

bool is_json(const http::Request& request) {
    std::string_view type = request.headers.get("Content-Type");
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
    return http::same_word(type, "application/json");
}

std::string pointer_to(std::string_view member) {
    return "/" + std::string(member);
}

}  // namespace

// ---- fields

std::optional<Fields> Fields::read(const http::Request& request) {
    auto query = http::parse_form(request.query, most_fields);
    if (!query) return std::nullopt;
    Fields fields;
    if (request.method == http::Method::post && http::is_form(request)) {
        auto form = http::parse_form(request.body, most_fields);
        if (!form) return std::nullopt;
        const auto in_form = [&form](const auto& field) {
            return std::any_of(form->begin(), form->end(), [&](const auto& f) { return f.first == field.first; });
        };
        query->erase(std::remove_if(query->begin(), query->end(), in_form), query->end());
        fields.fields_ = std::move(*form);
    }
    for (auto& field : *query) fields.fields_.push_back(std::move(field));
    return fields;
}

std::string_view Fields::get(std::string_view name) const {
    for (const auto& [its_name, value] : fields_)
        if (its_name == name) return value;
    return {};
}

bool Fields::has(std::string_view name) const {
    return !all(name).empty();
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [its_name, value] : fields_)
        if (its_name == name) values.push_back(value);
    return values;
}

std::optional<std::string> Fields::problem_with(std::initializer_list<std::string_view> names,
                                                std::size_t most_bytes) const {
    for (const auto name : names) {
        const auto values = all(name);
        if (values.size() > 1) return "Send \"" + std::string(name) + "\" only once.";
        if (!values.empty() && values.front().size() > most_bytes)
            return "\"" + std::string(name) + "\" is too long: send at most " + std::to_string(most_bytes) + " bytes.";
    }
    return std::nullopt;
}

// ---- body

std::optional<http::Response> Body::read(const http::Request& request, Body& into) {
    if (!is_json(request))
        return api::refusal(Dialect::own, 415, "Send a JSON object, with Content-Type: application/json.");
    if (request.body.size() > most_body_bytes)
        return api::refusal(Dialect::own, 413,
                            "Send at most " + std::to_string(most_body_bytes / 1024) + " kilobytes of JSON.");
    json::parse_options options;
    options.max_depth = most_depth;
    boost::system::error_code failed;
    json::value value = json::parse(request.body, failed, {}, options);
    if (failed)
        return api::refusal(Dialect::own, 400,
                            "The body is not JSON: it must be one object in UTF-8, nested at most " +
                                std::to_string(most_depth) + " deep.");
    if (!value.is_object()) return api::refusal(422, "Send a JSON object.", {{"", "must be an object"}});
    into.object_ = std::move(value.as_object());
    return std::nullopt;
}

const json::value* Body::find(std::string_view member) const {
    const auto found = object_.find(member);
    return found == object_.end() || found->value().is_null() ? nullptr : &found->value();
}

bool Body::has(std::string_view member) const {
    return find(member) != nullptr;
}

bool Body::null(std::string_view member) const {
    return object_.contains(member) && !has(member);
}

void Body::wrong(std::string_view member, std::string detail) {
    problems_.push_back({member.empty() ? std::string() : pointer_to(member), std::move(detail)});
}

std::optional<std::string> Body::text(std::string_view member, std::size_t most_bytes) {
    const auto* value = find(member);
    if (!value) return std::nullopt;
    if (!value->is_string()) {
        wrong(member, "must be a string");
        return std::nullopt;
    }
    const auto& string = value->as_string();
    if (string.size() > most_bytes) {
        wrong(member, "must be at most " + std::to_string(most_bytes) + " bytes long");
        return std::nullopt;
    }
    return std::string(string);
}

std::optional<std::int64_t> Body::number(std::string_view member, std::int64_t least, std::int64_t most) {
    const auto* value = find(member);
    if (!value) return std::nullopt;
    if (!value->is_int64() || value->as_int64() < least || value->as_int64() > most) {
        wrong(member, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::nullopt;
    }
    return value->as_int64();
}

std::optional<std::pair<double, double>> Body::point(std::string_view member) {
    const auto* value = find(member);
    if (!value) return std::nullopt;
    const auto degrees = [&](const char* name, double most) -> std::optional<double> {
        const auto* found = value->is_object() ? value->as_object().if_contains(name) : nullptr;
        boost::system::error_code failed;
        const double number = found ? found->to_number<double>(failed) : NAN;
        if (!failed && std::abs(number) <= most) return number;
        wrong(std::string(member) + "/" + name,
              "must be a number of degrees, at most " + std::to_string(static_cast<int>(most)) + " either way");
        return std::nullopt;
    };
    const auto latitude = degrees("latitude", 90), longitude = degrees("longitude", 180);
    if (!latitude || !longitude) return std::nullopt;
    return std::pair(*latitude, *longitude);
}

std::optional<http::Response> Body::refusal() const {
    if (problems_.empty()) return std::nullopt;
    return api::refusal(422, "The request cannot be understood; \"errors\" says what to change.", problems_);
}

present::Language language_of(const http::Request& request) {
    if (const auto fields = http::parse_form(request.query, most_fields)) {
        for (const auto& [name, value] : *fields) {
            if (name != "lang") continue;
            if (const auto language = present::parse_language(value)) return *language;
        }
    }
    return present::preferred_language(request.headers.get("Accept-Language"));
}

}  // namespace sayso::api
