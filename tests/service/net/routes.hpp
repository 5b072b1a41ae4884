#pragma once
// Routes and a log that the tests of the server share.
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>

#include "service/http/router.hpp"
#include "service/observe/observe.hpp"

namespace sayso::test {

// Takes the log while it lives.
class Quiet {
  public:
    Quiet() {
        observe::set_log_sink([this](std::string_view line) {
            const std::lock_guard lock(mutex_);
            lines_.append(line) += '\n';
        });
    }
    ~Quiet() { observe::set_log_sink(nullptr); }
    std::string text() {
        const std::lock_guard lock(mutex_);
        return lines_;
    }

  private:
    std::mutex mutex_;
    std::string lines_;
};

inline constexpr std::size_t large_size = 48u << 20;

using Answer = boost::asio::awaitable<http::Response>;

inline http::Router echoes() {
    using http::HeaderSet;
    using http::Method;
    using http::Request;
    http::Router router;
    router.add(Method::get, "/", HeaderSet::page, [](const Request&) -> Answer { co_return http::html(200, "home"); });
    router.add(Method::get, "/say/{word}", HeaderSet::page, [](const Request& request) -> Answer {
        co_return http::text(200, request.captures.find("word")->second + "?" + request.query);
    });
    router.add(Method::post, "/echo", HeaderSet::phone,
               [](const Request& request) -> Answer { co_return http::text(200, request.body); });
    router.add(Method::get, "/peer", HeaderSet::page,
               [](const Request& request) -> Answer { co_return http::text(200, request.peer); });
    router.add(Method::get, "/host", HeaderSet::page, [](const Request& request) -> Answer {
        co_return http::text(200, std::string(request.headers.get("Host")) + " " + request.target);
    });
    router.add(Method::get, "/large", HeaderSet::page,
               [](const Request&) -> Answer { co_return http::text(200, std::string(large_size, 'x')); });
    router.add(Method::get, "/nothing", HeaderSet::page, [](const Request&) -> Answer { co_return http::refuse(204); });
    router.add(Method::get, "/breaks", HeaderSet::page, [](const Request&) -> Answer {
        throw std::runtime_error("the secret of the house");
        co_return http::Response{};
    });
    router.add(Method::get, "/full", HeaderSet::page, [](const Request&) -> Answer {
        throw std::bad_alloc();
        co_return http::Response{};
    });
    router.add(Method::get, "/injects", HeaderSet::page,
               [](const Request&) -> Answer { co_return http::redirect(303, "/a\r\nSet-Cookie: b=c"); });
    return router;
}

inline std::string get(const std::string& path, const std::string& more = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: a.example\r\n" + more + "\r\n";
}

}  // namespace sayso::test
