// What a strict server answers to requests that are almost right. Each probe names the rule it is about.
#include <catch2/catch.hpp>

#include "service/net/server.hpp"
#include "tests/service/net/routes.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/running_server.hpp"

using namespace sayso;
using namespace std::string_literals;
using test::echoes;
using test::Quiet;
using test::RawClient;
using test::RunningServer;

namespace {

struct Probe {
    std::string rule;
    std::string bytes;
    int status;  // of the first answer; 400 and above (404 and 405 excepted) close the connection
};

const std::string host = "Host: a.example\r\n";
const std::string post = "POST /echo HTTP/1.1\r\nHost: a.example\r\n";
const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";

std::string get(const std::string& target, const std::string& fields = host) {
    return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
}
std::string with(const std::string& field) {
    return "GET / HTTP/1.1\r\n" + host + field + "\r\n\r\n";
}

std::vector<Probe> request_lines() {
    return {
        {"9112 3: a request", get("/"), 200},
        {"9112 2.2: an empty line before it", "\r\n" + get("/"), 200},
        {"9112 2.2: many empty lines before it", "\r\n\r\n\r\n" + get("/"), 400},
        {"9112 2.2: bare LF ends no line", "GET / HTTP/1.1\nHost: a\n\n", 400},
        {"9112 2.2: bare LF in the fields", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
        {"9112 2.2: bare CR in the fields", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},
        {"9112 2.2: bare CR in the request line", "GET /\r HTTP/1.1\r\n" + host + "\r\n", 400},
        {"9112 2.2: blank before the method", " GET / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"9112 2.2: blank before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        {"9112 3: two blanks", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"9112 3: two blanks before the version", "GET /  HTTP/1.1\r\n" + host + "\r\n", 400},
        {"9112 3: blank after the version", "GET / HTTP/1.1 \r\n" + host + "\r\n", 400},
        {"9112 3: tab for a blank", "GET\t/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"9112 3: no version", "GET /\r\n" + host + "\r\n", 400},
        {"9112 3: no target", "GET HTTP/1.1\r\n" + host + "\r\n", 400},
        {"9112 3: one word", "GET\r\n\r\n", 400},
        {"9112 3.1: a method with parentheses", "GE(T / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"9112 3.1: methods have a case", "get / HTTP/1.1\r\n" + host + "\r\n", 501},
        {"9112 3.1: an unknown method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 501},
        {"9112 3.1: an endless method", std::string(100, 'A') + " / HTTP/1.1\r\n" + host + "\r\n", 501},
        {"9110 9.3.6: this is no proxy", "CONNECT a.example:443 HTTP/1.1\r\n" + host + "\r\n", 501},
        {"9110 9.3.8: TRACE is off", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"9110 9.3.8: TRACE has no content", "TRACE / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\na", 400},
        {"9112 2.3: HTTP has capitals", "GET / http/1.1\r\n" + host + "\r\n", 400},
        {"9112 2.3: one digit each", "GET / HTTP/1.10\r\n" + host + "\r\n", 400},
        {"9112 2.3: one digit each", "GET / HTTP/01.1\r\n" + host + "\r\n", 400},
        {"9112 2.3: a version has a point", "GET / HTTP/1\r\n" + host + "\r\n", 400},
        {"9112 2.3: another protocol", "GET / ICY/1.1\r\n" + host + "\r\n", 400},
        {"9110 2.5: a later minor version", "GET / HTTP/1.2\r\n" + host + "\r\n", 200},
        {"9110 15.6.6: version 2", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
        {"9113 3.4: the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"9110 15.6.6: version 0.9", "GET / HTTP/0.9\r\n" + host + "\r\n", 505},
        {"8446 5.1: a TLS greeting", "\x16\x03\x01\x02"s + std::string(8, '\0'), 400},
        {"9110 15.5.15: a long target", get("/" + std::string(9000, 'a')), 414},
        {"9112 3: targets of 8000 are read", get("/" + std::string(8000, 'a')), 404},
    };
}

std::vector<Probe> targets() {
    return {
        {"9112 3.2.1: a query", get("/say/a?b=c&d=%20"), 200},
        {"9112 3.2.1: an empty query", get("/?"), 200},
        {"9112 3.2: a fragment", get("/#a"), 400},
        {"9112 3.2.1: no slash", get("say"), 400},
        {"3986 2.1: a broken escape", get("/say/%zz"), 400},
        {"3986 2.1: half an escape", get("/say/%4"), 400},
        {"3986 2.1: an escaped NUL", get("/say/%00"), 400},
        {"3986 3.3: a quotation mark", get("/say/\"a\""), 400},
        {"3986 3.3: angle brackets", get("/say/<a>"), 400},
        {"3986 3.3: a backslash", get("/say\\a"), 400},
        {"3986 3.4: angle brackets in a query", get("/?a=<b>"), 400},
        {"WHATWG: braces in a query, as browsers send them", get("/?a={b}|[c]"), 200},
        {"3986 2: a byte above ASCII", get("/caf\xc3\xa9"), 400},
        {"9112 3.2: NUL", get("/a\0b"s), 400},
        {"9112 3.2: DEL", get("/a\x7f"), 400},
        {"3986 3.3: dot segments lead nowhere", get("/say/../../etc/passwd"), 404},
        {"9112 3.2.2: an absolute target", get("http://a.example/"), 200},
        {"9112 3.2.2: an absolute target without path", get("http://a.example"), 200},
        {"9112 3.2.2: capitals in the scheme", get("HTTPS://a.example/"), 200},
        {"9112 3.2.2: Host is needed all the same", get("http://a.example/", ""), 400},
        {"9112 3.2.2: another scheme", get("ftp://a.example/"), 400},
        {"9110 4.2.4: a user name", get("http://b@a.example/"), 400},
        {"9110 4.2.1: no host", get("http:///a"), 400},
        {"9112 3.2.2: one slash", get("http:/a.example/"), 400},
        {"9112 3.2.3: an authority", get("a.example:80"), 400},
        {"9112 3.2.4: asterisk", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 204},
        {"9112 3.2.4: asterisk is for OPTIONS", get("*"), 400},
        {"9112 3.2.4: asterisk and more", "OPTIONS *a HTTP/1.1\r\n" + host + "\r\n", 400},
    };
}

std::vector<Probe> fields() {
    std::string many;
    for (int i = 0; i < 120; ++i) many += "X" + std::to_string(i) + ": a\r\n";
    return {
        {"9112 3.2: no Host", get("/", ""), 400},
        {"9112 3.2: HTTP/1.0 needs none", "GET / HTTP/1.0\r\n\r\n", 200},
        {"9112 3.2: two Hosts", get("/", host + host), 400},
        {"9112 3.2: two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\n" + host + host + "\r\n", 400},
        {"9110 7.2: an empty Host", get("/", "Host:\r\n"), 400},
        {"9110 7.2: a path in Host", get("/", "Host: a/b\r\n"), 400},
        {"9110 7.2: a user in Host", get("/", "Host: b@a\r\n"), 400},
        {"9110 7.2: two in one Host", get("/", "Host: a, b\r\n"), 400},
        {"9110 7.2: a blank in Host", get("/", "Host: a b\r\n"), 400},
        {"9110 7.2: a port of letters", get("/", "Host: a:b\r\n"), 400},
        {"9110 7.2: a port too high", get("/", "Host: a:65536\r\n"), 400},
        {"9110 7.2: a port", get("/", "Host: a:65535\r\n"), 200},
        {"9110 7.2: an empty port", get("/", "Host: a:\r\n"), 200},
        {"3986 3.2.2: an IPv6 address", get("/", "Host: [2001:db8::1]:8080\r\n"), 200},
        {"3986 3.2.2: half a bracket", get("/", "Host: [2001:db8::1\r\n"), 400},
        {"3986 3.2.2: something after the bracket", get("/", "Host: [::1]a\r\n"), 400},
        {"9112 5.1: blank before the colon", with("X-A : b"), 400},
        {"9112 5.1: tab before the colon", with("X-A\t: b"), 400},
        {"9112 5.1: no colon", with("X-A"), 400},
        {"9112 5.1: no name", with(": b"), 400},
        {"9110 5.1: a name with a bracket", with("X[A]: b"), 400},
        {"9110 5.1: a name above ASCII", with("X\xc3\xa9: b"), 400},
        {"9112 5.2: a folded line", with("X-A: b\r\n c"), 400},
        {"9112 5.2: a folded line with a tab", with("X-A: b\r\n\tc"), 400},
        {"9110 5.5: NUL in a value", with("X-A: b\0c"s), 400},
        {"9110 5.5: a control in a value", with("X-A: b\x01"), 400},
        {"9110 5.5: escape in a value", with("X-A: \x1b[31m"), 400},
        {"9110 5.5: tab and high bytes in a value", with("X-A: b\tc\xe9"), 200},
        {"9110 5.5: an empty value", with("X-A:"), 200},
        {"9110 5.4: too many fields", with(many + "X: a"), 431},
        {"6585 5: a large field", with("X-A: " + std::string(17000, 'b')), 431},
        {"9110 10.1.1: another expectation", with("Expect: a-miracle"), 417},
        {"9110 10.1.1: two expectations", with("Expect: 100-continue\r\nExpect: 100-continue"), 417},
        {"9110 10.1.1: HTTP/1.0 expects nothing", "GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n", 200},
    };
}

std::vector<Probe> framing() {
    const auto length = [](const std::string& value) { return post + "Content-Length: " + value + "\r\n\r\n"; };
    const auto coding = [](const std::string& value) {
        return post + "Transfer-Encoding: " + value + "\r\n\r\n0\r\n\r\n";
    };
    return {
        {"9112 6.2: a length", length("3") + "abc", 200},
        {"9112 6.2: zeros before it", length("003") + "abc", 200},
        {"9112 6.3: no length, no body", post + "\r\n", 200},
        {"9112 6.2: a body on GET", "GET / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc", 200},
        {"9112 6.3: the same length twice", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
        {"9112 6.3: two lengths", post + "Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc", 400},
        {"9112 6.3: a list of lengths", length("3, 3") + "abc", 400},
        {"9110 8.6: a sign", length("+3") + "abc", 400},
        {"9110 8.6: negative", length("-3"), 400},
        {"9110 8.6: hexadecimal", length("0x3") + "abc", 400},
        {"9110 8.6: a blank within", length("3 3"), 400},
        {"9110 8.6: empty", length(""), 400},
        {"9110 8.6: a fraction", length("3.0") + "abc", 400},
        {"9110 15.5.14: too large", length("262145"), 413},
        {"9110 8.6: beyond 64 bits", length("18446744073709551619") + "abc", 413},
        {"9112 6.1: chunks", chunked + "3\r\nabc\r\n0\r\n\r\n", 200},
        {"9112 6.1: the name has no case", coding("Chunked"), 200},
        {"9112 6.3: both kinds", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"9112 6.3: both kinds, the other way",
         post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400},
        {"9112 6.1: HTTP/1.0 has no chunks",
         "POST /echo HTTP/1.0\r\n" + host + "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"9112 6.1: an unknown coding", coding("xchunked"), 501},
        {"9112 7.2: a coding we do not do", coding("gzip, chunked"), 501},
        {"9112 6.3: identity is gone", coding("identity"), 501},
        {"9112 6.3: chunked is the last", coding("chunked, gzip"), 400},
        {"9112 6.1: chunked once", coding("chunked, chunked"), 400},
        {"9112 6.1: chunked in two lines",
         post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"9112 6.1: one line hides the other",
         post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400},
        {"9112 6.1: an empty coding", coding(""), 400},
        {"9112 6.1: a comma before it", coding(",chunked"), 400},
        {"9112 6.1: quoted", coding("\"chunked\""), 400},
        {"9112 6.1: with a parameter", coding("chunked;a=b"), 501},
        {"9112 6.1: a control before it",
         coding("\x0b"
                "chunked"),
         400},
    };
}

std::vector<Probe> chunks() {
    return {
        {"9112 7.1: capitals and zeros in the size", chunked + "00A\r\n0123456789\r\n000\r\n\r\n", 200},
        {"9112 7.1.1: extensions", chunked + "3;a;b=c;d=\"e;\\\"f\"\r\nabc\r\n0 ;x\r\n\r\n", 200},
        {"9112 7.1.2: trailers are read and forgotten", chunked + "0\r\nContent-Length: 9\r\nX: b\r\n\r\n", 200},
        {"9112 7.1: no size", chunked + "\r\n\r\n", 400},
        {"9112 7.1: 0x", chunked + "0x3\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1: a sign", chunked + "+3\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1: negative", chunked + "-3\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1: a blank before the size", chunked + " 3\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1: a blank after the size", chunked + "3 \r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1: an underscore", chunked + "1_0\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1: beyond 64 bits", chunked + "10000000000000003\r\nabc\r\n0\r\n\r\n", 400},
        {"9110 15.5.14: too large", chunked + "FFFFFFFFFFFFFFFF\r\nabc", 413},
        {"9112 7.1: data longer than said", chunked + "3\r\nabcd\r\n0\r\n\r\n", 400},
        {"9112 7.1: data shorter than said", chunked + "4\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1: bare LF after the size", chunked + "3\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1: bare LF after the data", chunked + "3\r\nabc\n0\r\n\r\n", 400},
        {"9112 7.1: bare CR after the size", chunked + "3\rabc\r\n0\r\n\r\n", 400},
        {"9112 7.1: bare LF at the end", chunked + "0\r\n\n", 400},
        {"9112 7.1.1: an extension without name", chunked + "3;\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1.1: an open quotation", chunked + "3;a=\"b\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1.1: bare CR in an extension", chunked + "3;a\rb\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1.1: NUL in an extension", chunked + "3;a\0\r\nabc\r\n0\r\n\r\n"s, 400},
        {"9112 7.1.1: an endless extension", chunked + "3;" + std::string(5000, 'a') + "\r\nabc\r\n0\r\n\r\n", 400},
        {"9112 7.1.2: a folded trailer", chunked + "0\r\nX: a\r\n b\r\n\r\n", 400},
        {"9112 7.1.2: a trailer without colon", chunked + "0\r\nX\r\n\r\n", 400},
        {"6585 5: an endless trailer", chunked + "0\r\nX: " + std::string(5000, 'a') + "\r\n\r\n", 431},
    };
}

bool stays(int status) {
    return status < 400 || status == 404 || status == 405;
}

void send_all(const std::vector<Probe>& probes) {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    for (const auto& probe : probes) {
        INFO(probe.rule << ": " << probe.bytes.substr(0, 200));
        RawClient client(running.url());
        REQUIRE(client.send(probe.bytes));
        const auto answer = client.receive();
        REQUIRE(answer);
        CHECK(answer->status == probe.status);
        CHECK(answer->header("X-Content-Type-Options") == "nosniff");
        const bool said_close = answer->header("Connection") == "close";
        if (stays(answer->status) && !said_close) {
            // Nothing of the probe is left over: the next answer is the next request's.
            const auto next = client.ask(get("/say/next"));
            REQUIRE(next);
            CHECK(next->body == "next?");
        } else {
            CHECK(said_close);
            client.send(get("/say/smuggled"));
            CHECK(client.rest().empty());
        }
    }
}

}  // namespace

TEST_CASE("request lines are read strictly") {
    send_all(request_lines());
}
TEST_CASE("targets are read strictly") {
    send_all(targets());
}
TEST_CASE("fields are read strictly") {
    send_all(fields());
}
TEST_CASE("the framing of a body is never guessed") {
    send_all(framing());
}
TEST_CASE("chunks are read strictly") {
    send_all(chunks());
}

TEST_CASE("a fault in the request line is answered before the rest of the head is there") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    for (const char* start : {"GET /\r\n", "GET / HTTP/3.0\r\n", "\x16\x03", "GET / HTTP/1.1\n", "G{"}) {
        INFO(start);
        RawClient client(running.url());
        const auto answer = client.ask(start);
        REQUIRE(answer);
        CHECK(answer->status >= 400);
        CHECK(client.closed());
    }
}
