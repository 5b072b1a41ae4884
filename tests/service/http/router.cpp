#include "service/http/router.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <stdexcept>

using namespace sayso::http;
namespace asio = boost::asio;

namespace {

Response ask(const Router& router, std::string method, std::string path, Request* seen = nullptr) {
    Request request;
    request.method = method_of(method);
    request.method_text = method;
    request.target = request.path = path;
    asio::io_context io;
    Response response;
    std::exception_ptr failure;
    asio::co_spawn(io, router.handle(request), [&](std::exception_ptr thrown, Response answer) {
        failure = thrown;
        response = std::move(answer);
    });
    io.run();
    if (failure) std::rethrow_exception(failure);
    if (seen) *seen = request;
    return response;
}

Handler says(std::string body) {
    return [body](const Request& request) -> asio::awaitable<Response> {
        std::string all = body;
        for (const auto& [name, value] : request.captures) all += " " + name + "=" + value;
        co_return text(200, all);
    };
}

Handler answers(Response response) {
    return [response](const Request&) -> asio::awaitable<Response> { co_return response; };
}

Router sample() {
    Router router;
    router.add(Method::get, "/", HeaderSet::page, says("home"));
    router.add(Method::get, "/topics/{slug}", HeaderSet::page, says("topic"));
    router.add(Method::get, "/topics/new", HeaderSet::page, says("new topic"));
    router.add(Method::post, "/topics/{slug}", HeaderSet::page, says("saved"));
    router.add(Method::get, "/static/{name}", HeaderSet::asset, says("asset"));
    router.add(Method::post, "/voice/{provider}/step", HeaderSet::phone, says("step"));
    router.add(Method::get, "/{any}/{thing}", HeaderSet::page, says("anything"));
    return router;
}

}  // namespace

TEST_CASE("a path finds its handler, with captures decoded and literals first") {
    const Router router = sample();
    CHECK(ask(router, "GET", "/").body == "home");
    CHECK(ask(router, "GET", "/topics/war-powers").body == "topic slug=war-powers");
    CHECK(ask(router, "GET", "/topics/caf%C3%A9").body == "topic slug=caf\xc3\xa9");
    CHECK(ask(router, "GET", "/topics/new").body == "new topic");
    CHECK(ask(router, "GET", "/t%6Fpics/n%65w").body == "new topic");
    CHECK(ask(router, "POST", "/topics/a").body == "saved slug=a");
    CHECK(ask(router, "GET", "/x/y").body == "anything any=x thing=y");
    CHECK(ask(router, "POST", "/voice/twilio/step").body == "step provider=twilio");
    Request seen;
    ask(router, "GET", "/topics/a", &seen);
    CHECK(seen.route == "/topics/{slug}");
}

TEST_CASE("an unknown path is 404") {
    const Router router = sample();
    for (const char* path : {"/nowhere", "/topics/", "/topics/a/b", "//", "/topics//", "", "x"})
        CHECK(ask(router, "GET", path).status == 404);
}

TEST_CASE("nothing in a path reaches a handler that could name another file") {
    const Router router = sample();
    for (const char* name : {"..", ".", "%2e%2e", "%2E.", "..%2fsecret", "%2fetc%2fpasswd", "..%5csecret", "a%00b",
                             "%0a", "a%2fb", "%", "%zz", "..%c0%af/x", "%2e%2e/%2e%2e/etc/passwd", "a%7f"})
        CHECK(ask(router, "GET", std::string("/static/") + name).status == 404);
    CHECK(ask(router, "GET", "/static/..a").body == "asset name=..a");
    CHECK(ask(router, "GET", "/static/%252e%252e").body == "asset name=%2e%2e");
}

TEST_CASE("another method is 405 and says what is allowed") {
    const Router router = sample();
    const auto refused = ask(router, "DELETE", "/topics/a");
    CHECK(refused.status == 405);
    CHECK(refused.headers.get("Allow") == "GET, HEAD, POST, OPTIONS");
    CHECK(ask(router, "GET", "/voice/twilio/step").headers.get("Allow") == "POST, OPTIONS");
    CHECK(ask(router, "TRACE", "/").status == 405);
    CHECK(ask(router, "HEAD", "/voice/twilio/step").status == 405);
    // The literal route knows GET alone, although the capture beside it knows POST.
    CHECK(ask(router, "POST", "/topics/new").headers.get("Allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE("OPTIONS is answered with what is allowed, for a path and for the server") {
    const Router router = sample();
    const auto path = ask(router, "OPTIONS", "/topics/a");
    CHECK(path.status == 204);
    CHECK(path.body.empty());
    CHECK(path.headers.get("Allow") == "GET, HEAD, POST, OPTIONS");
    CHECK(ask(router, "OPTIONS", "*").headers.get("Allow") == "GET, HEAD, POST, OPTIONS");
}

TEST_CASE("HEAD is answered by the handler of GET") {
    CHECK(ask(sample(), "HEAD", "/").body == "home");
}

TEST_CASE("every answer carries the headers of its set") {
    const Router router = sample();
    for (const auto& [method, path] : std::vector<std::pair<std::string, std::string>>{{"GET", "/"},
                                                                                       {"GET", "/nowhere"},
                                                                                       {"DELETE", "/"},
                                                                                       {"OPTIONS", "/"},
                                                                                       {"GET", "/static/a"},
                                                                                       {"POST", "/voice/x/step"}}) {
        INFO(method << " " << path);
        const auto response = ask(router, method, path);
        CHECK(response.headers.get("X-Content-Type-Options") == "nosniff");
        CHECK(response.headers.get("Referrer-Policy") == "same-origin");
        CHECK(response.headers.get("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(response.headers.get("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(response.headers.get("Permissions-Policy").find("geolocation=()") != std::string_view::npos);
        CHECK(response.headers.get("Content-Security-Policy").substr(0, 18) == "default-src 'none'");
        for (const auto& field : response.headers.all()) CHECK(response.headers.count(field.first) == 1);
    }
    CHECK(ask(router, "GET", "/").headers.get("Content-Security-Policy").find("require-trusted-types-for 'script'") !=
          std::string_view::npos);
    CHECK(ask(router, "GET", "/").headers.get("Content-Security-Policy").find("unsafe") == std::string_view::npos);
    CHECK(ask(router, "GET", "/").headers.get("Cache-Control") == "no-store");
    CHECK(ask(router, "GET", "/static/a").headers.get("Cache-Control") == "public, max-age=3600");
    CHECK(ask(router, "POST", "/voice/x/step").headers.get("Cache-Control") == "no-store");
}

TEST_CASE("a handler may widen a header for its route, but not let a phone answer be kept") {
    Router router;
    Response located = html(200, "map");
    located.headers.add("Permissions-Policy", "geolocation=(self)");
    located.headers.add("Cache-Control", "public, max-age=60");
    router.add(Method::get, "/page", HeaderSet::page, answers(located));
    router.add(Method::get, "/phone", HeaderSet::phone, answers(located));
    CHECK(ask(router, "GET", "/page").headers.get("Permissions-Policy") == "geolocation=(self)");
    CHECK(ask(router, "GET", "/page").headers.get("Cache-Control") == "public, max-age=60");
    CHECK(ask(router, "GET", "/phone").headers.get("Cache-Control") == "no-store");
}

TEST_CASE("a refusal without a body gets the error page, on the phone it stays empty") {
    Router router;
    Response limited = refuse(429);
    limited.headers.add("Retry-After", "5");
    router.add(Method::get, "/page", HeaderSet::page, answers(limited));
    router.add(Method::get, "/phone", HeaderSet::phone, answers(refuse(403)));
    CHECK(ask(router, "GET", "/page").body == "429 Too Many Requests\n");
    CHECK(ask(router, "GET", "/page").headers.get("Retry-After") == "5");
    CHECK(ask(router, "GET", "/phone").body.empty());
    router.set_error_page([](const Request& request, int status) {
        return html(status, "<h1>" + std::to_string(status) + "</h1>" + request.path);
    });
    CHECK(ask(router, "GET", "/page").body == "<h1>429</h1>/page");
    CHECK(ask(router, "GET", "/lost").body == "<h1>404</h1>/lost");
    CHECK(ask(router, "GET", "/lost").headers.get("Content-Type") == "text/html; charset=utf-8");
}

TEST_CASE("an error page that fails itself is replaced by a plain one") {
    Router router;
    router.set_error_page([](const Request&, int) -> Response { throw std::runtime_error("secret"); });
    const auto response = ask(router, "GET", "/lost");
    CHECK(response.status == 404);
    CHECK(response.body == "404 Not Found\n");
}

TEST_CASE("what a handler throws goes to the caller of the router") {
    Router router;
    router.add(Method::get, "/", HeaderSet::page, [](const Request&) -> asio::awaitable<Response> {
        throw std::runtime_error("broken");
        co_return Response{};
    });
    CHECK_THROWS_WITH(ask(router, "GET", "/"), "broken");
}

TEST_CASE("what programs ask may be read from any origin, and a browser that asks first is told so") {
    Router router;
    router.add(Method::get, "/api/things", HeaderSet::api, says("things"));
    router.add(Method::post, "/api/things", HeaderSet::api, says("made"));
    router.add(Method::get, "/", HeaderSet::page, says("home"));
    const auto read = ask(router, "GET", "/api/things");
    CHECK(read.headers.get("Access-Control-Allow-Origin") == "*");
    CHECK(read.headers.get("Cross-Origin-Resource-Policy") == "cross-origin");
    CHECK_FALSE(read.headers.has("Access-Control-Allow-Credentials"));
    CHECK(read.headers.get("Content-Security-Policy").substr(0, 18) == "default-src 'none'");
    const auto asked = ask(router, "OPTIONS", "/api/things");
    CHECK(asked.status == 204);
    CHECK(asked.headers.get("Access-Control-Allow-Origin") == "*");
    CHECK(asked.headers.get("Access-Control-Allow-Methods") == "GET, HEAD, POST, OPTIONS");
    CHECK(asked.headers.get("Access-Control-Allow-Headers").find("Content-Type") != std::string::npos);
    CHECK(asked.headers.get("Access-Control-Max-Age") == "86400");
    for (const auto& response : {ask(router, "GET", "/"), ask(router, "OPTIONS", "/"), ask(router, "GET", "/lost")}) {
        CHECK_FALSE(response.headers.has("Access-Control-Allow-Origin"));
        CHECK_FALSE(response.headers.has("Access-Control-Allow-Methods"));
        CHECK(response.headers.get("Cross-Origin-Resource-Policy") == "same-origin");
    }
}

TEST_CASE("paths that begin alike have an error page of their own") {
    Router router;
    router.add(Method::get, "/api/things", HeaderSet::api, answers(refuse(429)));
    const auto named = [](std::string name) {
        return [name](const Request&, int status) { return text(status, name); };
    };
    router.set_error_page(named("pages"));
    router.set_error_page("/api/", named("programs"));
    router.set_error_page("/api/old/", named("old programs"));
    CHECK(ask(router, "GET", "/lost").body == "pages");
    CHECK(ask(router, "GET", "/api").body == "pages");
    CHECK(ask(router, "GET", "/api/old/lost").body == "old programs");
    CHECK(ask(router, "GET", "/api/lost").headers.get("Access-Control-Allow-Origin") == "*");
    for (const char* method : {"GET", "DELETE"}) CHECK(ask(router, method, "/api/things").body == "programs");
}
