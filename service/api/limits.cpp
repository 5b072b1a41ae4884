#include "service/api/limits.hpp"

#include "service/observe/observe.hpp"

namespace sayso::api {

namespace {

void add(std::string& list, const std::string& entry) {
    if (!list.empty()) list += ", ";
    list += entry;
}

}  // namespace

Limit::Limit(std::string name, int per_minute)
    : name_(std::move(name)), per_minute_(per_minute), limiter_(per_minute / 60.0, per_minute) {}

std::optional<http::Response> Limit::ask(Dialect dialect, const std::string& address, Told& told) {
    if (per_minute_ <= 0) return std::nullopt;
    const auto verdict = limiter_.ask(address, observe::steady_now());
    const std::string quoted = '"' + name_ + '"';
    add(told.policies, quoted + ";q=" + std::to_string(per_minute_) + ";w=60");
    add(told.states,
        quoted + ";r=" + std::to_string(verdict.left) + ";t=" + std::to_string(verdict.full_after.count()));
    if (verdict.allowed) return std::nullopt;
    observe::count("sayso_api_limited_total", {{"policy", name_}});
    return too_many(dialect, name_, verdict.retry_after.count());
}

void tell(http::Response& response, const Limit::Told& told) {
    if (told.policies.empty()) return;
    response.headers.set("RateLimit-Policy", told.policies);
    response.headers.set("RateLimit", told.states);
}

}  // namespace sayso::api
