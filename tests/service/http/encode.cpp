#include "service/http/encode.hpp"

#include <catch2/catch.hpp>

using namespace sayso::http;
using namespace std::chrono_literals;

namespace {

std::string head_of(const Response& response, Delivery delivery = {}) {
    delivery.date = std::chrono::sys_seconds{784111777s};
    return encode_head(response, delivery).value_or("nothing");
}

}  // namespace

TEST_CASE("a head is a status line, our fields, the handler's fields and an empty line") {
    Response response = text(404, "lost");
    response.headers.add("X-A", "b");
    Delivery delivery;
    delivery.request_id = "id1";
    CHECK(head_of(response, delivery) ==
          "HTTP/1.1 404 Not Found\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: sayso\r\nX-Request-Id: id1\r\n"
          "Content-Length: 4\r\nContent-Type: text/plain; charset=utf-8\r\nX-A: b\r\n\r\n");
}

TEST_CASE("common fields are written behind the handler's") {
    static const CommonFields common(std::vector<std::pair<std::string, std::string>>{{"X-One", "1"}});
    auto response = text(200, "a");
    response.headers.add("X-Own", "o");
    response.headers.add_missing(common);
    const auto head = head_of(response);
    CHECK(head.find("X-Own: o\r\nX-One: 1\r\n\r\n") != std::string::npos);
}

TEST_CASE("a handler does not frame its answer") {
    Response response = text(200, "body");
    for (const char* name :
         {"Content-Length", "transfer-encoding", "Connection", "Keep-Alive", "Date", "SERVER", "x-request-id"})
        response.headers.add(name, "7");
    CHECK(head_of(response).find("7\r\n") == head_of(text(200, "body")).find("7\r\n"));
    CHECK(head_of(response) == head_of(text(200, "body")));
}

TEST_CASE("an answer says when the connection ends, and to HTTP/1.0 when it does not") {
    Delivery delivery;
    CHECK(head_of(text(200, ""), delivery).find("Connection") == std::string::npos);
    delivery.minor = 0;
    CHECK(head_of(text(200, ""), delivery).find("Connection: keep-alive\r\n") != std::string::npos);
    delivery.keep_alive = false;
    CHECK(head_of(text(200, ""), delivery).find("Connection: close\r\n") != std::string::npos);
}

TEST_CASE("no content means no length") {
    CHECK(head_of(refuse(204)).find("Content-Length") == std::string::npos);
    CHECK(head_of(refuse(304)).find("Content-Length") == std::string::npos);
    CHECK(head_of(text(200, "")).find("Content-Length: 0\r\n") != std::string::npos);
}

TEST_CASE("a field that would break the head is not written") {
    Response response = text(200, "a");
    response.headers.add("Location", "/a\r\nSet-Cookie: b");
    CHECK(head_of(response) == "nothing");
}
