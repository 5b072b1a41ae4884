#include "service/api/answers.hpp"

#include <algorithm>

#include "scripts/campaigns/utf8.hpp"
#include "service/keys/keys.hpp"

namespace sayso::api {

namespace {

// The registered type of a problem with a limit (draft-ietf-httpapi-ratelimit-headers, "Problem Types").
constexpr std::string_view quota_exceeded = "https://iana.org/assignments/http-problem-types#quota-exceeded";

bool plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

// RFC 9110 13.1.2: any of the listed tags, weak or not.
bool tag_matches(std::string_view asked, std::string_view tag) {
    if (asked == "*") return true;
    for (auto at = asked.find(tag); at != std::string_view::npos; at = asked.find(tag, at + 1)) {
        const auto after = asked.substr(at + tag.size());
        const auto end = after.find_first_not_of(' ');
        if (end == std::string_view::npos || after[end] == ',') return true;
    }
    return false;
}

json::object problem(int status, std::string_view detail) {
    json::object object;
    object["type"] = "about:blank";
    object["title"] = http::reason_phrase(status);
    object["status"] = status;
    object["detail"] = text(detail);
    return object;
}

http::Response problem_answer(const json::object& problem, int status) {
    http::Response response = answer(status, problem);
    response.headers.set("Content-Type", "application/problem+json");
    return response;
}

}  // namespace

json::string text(std::string_view text) {
    return plain(text) ? json::string(text) : json::string(campaigns::utf8::clean(text));
}

json::value text_or_null(std::string_view given) {
    return given.empty() ? json::value(nullptr) : json::value(text(given));
}

http::Response answer(int status, const json::value& value) {
    http::Response response = http::json(status, json::serialize(value));
    response.headers.set("Cache-Control", "no-store");
    return response;
}

KeptAnswer kept(const json::value& value) {
    return kept_text(json::serialize(value));
}

KeptAnswer kept_text(std::string_view body) {
    KeptAnswer made{std::string(body), {}};
    made.tag = '"' + keys::sha256_hex(made.body).substr(0, 20) + '"';
    return made;
}

http::Response answer(const http::Request& request, const KeptAnswer& kept, int seconds) {
    const bool known = tag_matches(request.headers.get("If-None-Match"), kept.tag);
    http::Response response = known ? http::refuse(304) : http::json(200, kept.body);
    response.headers.set("ETag", kept.tag);
    response.headers.set("Cache-Control", "public, max-age=" + std::to_string(seconds));
    response.headers.add("Vary", "Accept-Language");
    return response;
}

http::Response refusal(Dialect dialect, int status, std::string_view detail) {
    if (dialect == Dialect::own) return problem_answer(problem(status, detail), status);
    json::object error;
    if (dialect == Dialect::call_power) {
        error["status"] = status;
        error["error"] = http::reason_phrase(status);
        error["description"] = text(detail);
    } else {
        error["error"] = text(detail);
    }
    return answer(status, error);
}

http::Response refusal(int status, std::string_view detail, const std::vector<FieldProblem>& fields) {
    json::object object = problem(status, detail);
    json::array errors;
    for (const auto& field : fields)
        errors.push_back(json::object{{"pointer", text("#" + field.pointer)}, {"detail", text(field.detail)}});
    object["errors"] = std::move(errors);
    return problem_answer(object, status);
}

http::Response too_many(Dialect dialect, std::string_view policy, long seconds) {
    const std::string detail = "Too many requests from this address. Try again in " + std::to_string(seconds) +
                               (seconds == 1 ? " second." : " seconds.");
    http::Response response = refusal(dialect, 429, detail);
    if (dialect == Dialect::own) {
        json::object object = problem(429, detail);
        object["type"] = quota_exceeded;
        object["violated-policies"] = json::array{text(policy)};
        response = problem_answer(object, 429);
    }
    response.headers.set("Retry-After", std::to_string(seconds));
    return response;
}

}  // namespace sayso::api
