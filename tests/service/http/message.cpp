#include "service/http/message.hpp"

#include <catch2/catch.hpp>

using namespace sayso::http;
using namespace std::chrono_literals;

TEST_CASE("header names are compared without regard to case") {
    Headers headers;
    headers.add("Set-Cookie", "a");
    headers.add("set-cookie", "b");
    CHECK(headers.get("SET-COOKIE") == "a");
    CHECK(headers.count("Set-cookie") == 2);
    headers.set("Set-Cookie", "c");
    CHECK(headers.count("set-cookie") == 1);
    CHECK(headers.get("set-cookie") == "c");
    headers.remove("SET-cookie");
    CHECK_FALSE(headers.has("Set-Cookie"));
    CHECK(headers.get("Set-Cookie").empty());
}

TEST_CASE("common fields stand behind a message's own until one of them is changed") {
    static const CommonFields common({{"X-One", "1"}, {"X-Two", "2"}});
    Headers headers;
    headers.add("Content-Type", "text/plain");
    headers.add_missing(common);
    CHECK(headers.get("x-one") == "1");
    CHECK(headers.has("X-TWO"));
    CHECK(headers.count("X-Two") == 1);
    CHECK(headers.own().size() == 1);
    CHECK(headers.encoded() == "X-One: 1\r\nX-Two: 2\r\n");
    CHECK(headers.all() == std::vector<std::pair<std::string, std::string>>{
                               {"Content-Type", "text/plain"}, {"X-One", "1"}, {"X-Two", "2"}});

    headers.set("x-one", "other");
    CHECK(headers.get("X-One") == "other");
    CHECK(headers.count("X-One") == 1);
    CHECK(headers.get("X-Two") == "2");
    CHECK(headers.encoded().empty());
    headers.remove("X-Two");
    CHECK_FALSE(headers.has("X-Two"));
    CHECK(common.fields.size() == 2);
}

TEST_CASE("a common field that is there already stays as it is") {
    static const CommonFields common({{"X-One", "1"}, {"X-Two", "2"}});
    Headers headers;
    headers.add("x-two", "own");
    headers.add_missing(common);
    headers.add_missing(common);
    CHECK(headers.all() == std::vector<std::pair<std::string, std::string>>{{"x-two", "own"}, {"X-One", "1"}});
}

TEST_CASE("dates are written as HTTP wants them") {
    CHECK(http_date(std::chrono::sys_seconds{784111777s}) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(http_date(std::chrono::sys_seconds{951782400s}) == "Tue, 29 Feb 2000 00:00:00 GMT");
    CHECK(http_date(std::chrono::sys_seconds{4102444799s}) == "Thu, 31 Dec 2099 23:59:59 GMT");
}

TEST_CASE("methods are words with a case") {
    CHECK(method_of("GET") == Method::get);
    CHECK(method_of("DELETE") == Method::del);
    CHECK(method_of("get") == Method::other);
    CHECK(method_of("TRACE") == Method::other);
}

TEST_CASE("a header that would break the head is not a field") {
    CHECK(is_field("X-A", "one two\tthree"));
    CHECK(is_field("X-A", "caf\xc3\xa9"));
    CHECK_FALSE(is_field("X-A", "a\r\nSet-Cookie: b"));
    CHECK_FALSE(is_field("X-A", "a\nb"));
    CHECK_FALSE(is_field("X-A", std::string("a\0b", 3)));
    CHECK_FALSE(is_field("X A", "b"));
    CHECK_FALSE(is_field("", "b"));
}

TEST_CASE("a control character is seen wherever it stands in a value") {
    for (int byte = 0; byte < 256; ++byte) {
        const bool control = (byte < 0x20 && byte != '\t') || byte == 0x7f;
        for (std::size_t at = 0; at < 27; ++at) {
            std::string value(27, 'v');
            value[at] = static_cast<char>(byte);
            value[(at + 11) % 27] = '\x80';
            if (is_field("X-A", value) == control) FAIL("byte " << byte << " at " << at);
        }
    }
}

TEST_CASE("the plain answers carry their type") {
    CHECK(text(200, "a").headers.get("Content-Type") == "text/plain; charset=utf-8");
    CHECK(html(404, "a").status == 404);
    CHECK(html(404, "a").headers.get("Content-Type") == "text/html; charset=utf-8");
    CHECK(json(200, "{}").headers.get("Content-Type") == "application/json");
    CHECK(xml("text/xml; charset=utf-8", "<a/>").headers.get("Content-Type") == "text/xml; charset=utf-8");
    CHECK(redirect(303, "/there").headers.get("Location") == "/there");
    CHECK(refuse(415).status == 415);
}
