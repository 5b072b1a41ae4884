#include "service/http/router.hpp"

#include <algorithm>
#include <exception>
#include <functional>

#include "service/http/form.hpp"

namespace sayso::http {

namespace {

// Percent-decoded segments of a path, or nothing when one of them could be mistaken for something else further on:
// a broken escape, a hidden slash, a dot segment, a control character.
bool split_path(std::string_view path, std::vector<std::string>& segments) {
    if (path.empty() || path.front() != '/') return false;
    path.remove_prefix(1);
    for (;;) {
        const auto end = path.find('/');
        auto segment = percent_decode(path.substr(0, end));
        if (!segment || *segment == "." || *segment == "..") return false;
        const bool unsafe = std::any_of(segment->begin(), segment->end(), [](char c) {
            return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        });
        if (unsafe) return false;
        segments.push_back(std::move(*segment));
        if (end == std::string_view::npos) return true;
        path.remove_prefix(end + 1);
    }
}

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::del:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            break;
    }
    return {};
}

// What a browser wants to know before it sends a request of another site (Fetch, "CORS protocol").
void allow_others(Response& response, const std::string& methods) {
    response.headers.set("Access-Control-Allow-Methods", methods);
    response.headers.set(
        "Access-Control-Allow-Headers",
        "Accept, Accept-Language, Authorization, Content-Type, If-None-Match, X-5Calls-Token, X-Caller-ID");
    response.headers.set("Access-Control-Max-Age", "86400");
}

}  // namespace

void Router::add(Method method, std::string pattern, HeaderSet headers, Handler handler, BusyAnswer busy) {
    Route route{method, std::move(pattern), {}, headers, std::move(handler), std::move(busy)};
    std::string_view rest = std::string_view(route.pattern).substr(1);
    for (;;) {
        const auto end = rest.find('/');
        const auto segment = rest.substr(0, end);
        const bool capture = segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
        route.segments.push_back({std::string(capture ? segment.substr(1, segment.size() - 2) : segment), capture});
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    const bool literal = std::none_of(route.segments.begin(), route.segments.end(), std::mem_fn(&Segment::capture));
    const Route& added = routes_.emplace_back(std::move(route));
    if (literal) literal_[added.pattern].push_back(&added);
}

bool Router::fits(const Route& route, const std::vector<std::string>& path) {
    if (route.segments.size() != path.size()) return false;
    for (std::size_t i = 0; i < path.size(); ++i)
        if (route.segments[i].capture ? path[i].empty() : route.segments[i].text != path[i]) return false;
    return true;
}

Router::Found Router::find(std::string_view path) const {
    Found found;
    // A pattern without captures beats all others, and nearly every path is written as its pattern is.
    if (const auto literal = literal_.find(path); literal != literal_.end()) {
        found.routes = literal->second;
    } else if (split_path(path, found.segments)) {
        found.routes = routes_of(found.segments);
    }
    return found;
}

std::vector<const Router::Route*> Router::routes_of(const std::vector<std::string>& path) const {
    // Left to right, a literal segment beats a capture.
    const auto literal_first = [](const Route& left, const Route& right) {
        return std::lexicographical_compare(left.segments.begin(), left.segments.end(), right.segments.begin(),
                                            right.segments.end(), [](const Segment& a, const Segment& b) {
                                                return static_cast<int>(a.capture) < static_cast<int>(b.capture);
                                            });
    };
    std::vector<const Route*> best;
    for (const auto& route : routes_) {
        if (!fits(route, path)) continue;
        if (!best.empty() && literal_first(route, *best.front())) best.clear();
        if (best.empty() || !literal_first(*best.front(), route)) best.push_back(&route);
    }
    return best;
}

boost::asio::awaitable<Response> Router::answer(const Route& route, const Request& request) const {
    Response response = co_await route.handler(request);
    if (response.status >= 400 && response.body.empty() && route.headers != HeaderSet::phone) {
        Response page = error(request, response.status);
        for (const auto& [name, value] : response.headers.all()) page.headers.set(name, value);
        response = std::move(page);
    }
    add_security_headers(response, route.headers);
    co_return response;
}

Response Router::method_refused(const Request& request, const std::vector<const Route*>& known) const {
    std::string allow;
    const auto allow_also = [&allow](std::string_view name) {
        if (!allow.empty()) allow += ", ";
        allow += name;
    };
    const auto has = [&known](Method method) {
        return std::any_of(known.begin(), known.end(), [method](const Route* r) { return r->method == method; });
    };
    for (const Method method : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del})
        if (has(method) || (method == Method::head && has(Method::get))) allow_also(name_of(method));
    allow_also("OPTIONS");
    const HeaderSet headers = known.empty() ? HeaderSet::page : known.front()->headers;
    Response response = request.method == Method::options ? refuse(204) : error(request, 405);
    if (request.method == Method::options && headers == HeaderSet::api) allow_others(response, allow);
    response.headers.set("Allow", std::move(allow));
    add_security_headers(response, headers);
    return response;
}

Response Router::busy(Request& request) const {
    const auto known = find(request.path).routes;
    if (!known.empty()) request.route = known.front()->pattern;
    for (const Route* route : known) {
        if (route->method != request.method || !route->busy) continue;
        try {
            Response response = route->busy(request);
            add_security_headers(response, route->headers);
            return response;
        } catch (const std::exception&) {
            break;
        }
    }
    return error(request, 503);
}

boost::asio::awaitable<Response> Router::handle(Request& request) const {
    if (request.path == "*") {  // OPTIONS * asks about the server as a whole
        std::vector<const Route*> all;
        for (const auto& route : routes_) all.push_back(&route);
        co_return method_refused(request, all);
    }
    const auto [known, path] = find(request.path);
    if (known.empty()) co_return error(request, 404);
    request.route = known.front()->pattern;

    const auto with = [&known = known](Method method) {
        const auto found =
            std::find_if(known.begin(), known.end(), [method](const Route* route) { return route->method == method; });
        return found == known.end() ? nullptr : *found;
    };
    const Route* route = with(request.method);
    if (!route && request.method == Method::head) route = with(Method::get);
    if (!route || request.method == Method::other) co_return method_refused(request, known);
    for (std::size_t i = 0; i < path.size(); ++i)
        if (route->segments[i].capture) request.captures[route->segments[i].text] = path[i];
    co_return co_await answer(*route, request);
}

void Router::set_error_page(std::function<Response(const Request&, int status)> page) {
    error_pages_.push_back({"", HeaderSet::page, std::move(page)});
}

void Router::set_error_page(std::string beginning, std::function<Response(const Request&, int status)> page,
                            HeaderSet headers) {
    error_pages_.push_back({std::move(beginning), headers, std::move(page)});
}

// The one with the longest beginning; of two alike the later.
const Router::ErrorPage* Router::error_page_for(const Request& request) const {
    const ErrorPage* best = nullptr;
    for (const auto& page : error_pages_) {
        if (request.path.compare(0, page.beginning.size(), page.beginning) != 0) continue;
        if (!best || page.beginning.size() >= best->beginning.size()) best = &page;
    }
    return best;
}

Response Router::error(const Request& request, int status) const {
    Response response;
    const ErrorPage* page = error_page_for(request);
    try {
        if (page) response = page->make(request, status);
    } catch (const std::exception&) {
        response = Response{};
    }
    if (response.body.empty()) {
        const Headers kept = response.headers;
        response = text(status, std::to_string(status) + " " + std::string(reason_phrase(status)) + "\n");
        for (const auto& [name, value] : kept.all()) response.headers.set(name, value);
    }
    response.status = status;
    if (status == 503) response.headers.set("Retry-After", "5");
    add_security_headers(response, page ? page->headers : HeaderSet::page);
    return response;
}

}  // namespace sayso::http
