#include "service/net/client.hpp"

#include <algorithm>
#include <stdexcept>

#include "service/net/wire.hpp"

namespace sayso::net {

namespace {

bool leads_on(const http::Response& response) {
    switch (response.status) {
        case 301:
        case 302:
        case 303:
        case 307:
        case 308:
            return response.headers.has("Location");
        default:
            return false;
    }
}

bool is_safe(std::string_view method) {
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// What may go along to another host: not what was meant for the first one only.
http::Headers without_secrets(http::Headers headers) {
    for (const char* name : {"Authorization", "Cookie", "Proxy-Authorization"}) headers.remove(name);
    return headers;
}

}  // namespace

http::Response fetch(std::string_view method, std::string_view address, const http::Headers& headers,
                     std::string_view body, const ClientLimits& limits) {
    const auto total = std::chrono::steady_clock::now() + limits.total_time;
    Url url = Url::parse(address);
    http::Headers fields = headers;
    std::string word(method), content(body);
    for (int followed = 0;; ++followed) {
        Wire wire(url, limits, total);
        auto response = *wire.exchange({word, url.target, fields, content, false}, total, false);
        if (!leads_on(response) || limits.redirects == 0) return response;
        if (followed == limits.redirects)
            throw std::runtime_error(url.authority() + " redirects more than " + std::to_string(limits.redirects) +
                                     " times");
        const Url next = url.resolve(response.headers.get("Location"));
        if (url.scheme == "https" && next.scheme != "https")
            throw std::runtime_error(url.authority() + " redirects from https to http, which is not followed");
        if (next.authority() != url.authority()) fields = without_secrets(std::move(fields));
        // RFC 9110 15.4: 307 and 308 repeat the request as it was, the others ask for the result.
        if (response.status < 307 && !is_safe(word)) {
            word = "GET";
            content.clear();
            fields.remove("Content-Type");
        }
        url = next;
    }
}

struct Connection::State {
    Url base;
    ClientLimits limits;
    std::unique_ptr<Wire> wire;
};

Connection::Connection(std::string_view base_url, ClientLimits limits) : state_(std::make_unique<State>()) {
    state_->base = Url::parse(base_url);
    state_->limits = std::move(limits);
}

Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

http::Response Connection::send(std::string_view method, std::string_view target, const http::Headers& headers,
                                std::string_view body) {
    auto& [base, limits, wire] = *state_;
    const auto total = std::chrono::steady_clock::now() + limits.total_time;
    const Outgoing request{std::string(method), std::string(target), headers, std::string(body), true};
    if (wire && (!wire->reusable() || wire->stale())) wire.reset();
    // A server may close an idle connection just as the request goes out. Only what changes nothing is sent again.
    if (wire) {
        if (auto response = wire->exchange(request, total, is_safe(method))) return std::move(*response);
        wire.reset();
    }
    wire = std::make_unique<Wire>(base, limits, total);
    return *wire->exchange(request, total, false);
}

}  // namespace sayso::net
