// RFC 9112 9, RFC 9110 7.6 and 10.1.1, RFC 6455: whether a connection stays, and what it turns into (nothing else).
#include "tests/service/net/gate_table.hpp"

using namespace std::string_literals;

namespace sayso::test {

Cases connection_cases() {
    const auto old = [](const std::string& fields) { return "GET / HTTP/1.0\r\n" + fields + "\r\n"; };
    const auto expecting = [](const std::string& value, const std::string& more) {
        return post + "Expect: " + value + "\r\n" + more;
    };
    const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13";
    return {
        {"9112 9.3: it stays", ask("/"), keeps(200)},
        {"9112 9.6: close", with("Connection: close"), closes(200)},
        {"9112 9.6: close has no case", with("Connection: Close"), closes(200)},
        {"9112 9.6: capitals", with("CONNECTION: CLOSE"), closes(200)},
        {"9112 9.6: close among others", with("Connection: x, close , y"), closes(200)},
        {"9112 9.6: close in a second line", with("Connection: keep-alive\r\nConnection: close"), closes(200)},
        {"9112 9.6: close in the first of two lines", with("Connection: close\r\nConnection: keep-alive"), closes(200)},
        {"9112 9.6: close and keep-alive", with("Connection: keep-alive, close"), closes(200)},
        {"9112 9.6: close behind empty elements", with("Connection: , ,close,"), closes(200)},
        {"9112 9.6: what comes after it is not answered", with("Connection: close") + ask("/say/smuggled"),
         closes(200)},
        {"9112 9.6: close with a body", post + "Connection: close\r\nContent-Length: 3\r\n\r\nabc",
         closes({200}, {"abc"})},
        {"9112 9.6: close with chunks",
         post + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", closes({200}, {"a"})},
        {"9112 9.6: close and what is not there", "GET /none HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
         closes(404)},
        {"9112 9.6: close and a method that is not allowed", "PUT / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
         closes(405)},
        {"9112 9.3: keep-alive", with("Connection: keep-alive"), keeps(200)},
        {"9110 7.6.1: unknown options", with("Connection: x, y-z"), keeps(200)},
        {"9110 7.6.1: a name that begins like close", with("Connection: closed"), keeps(200)},
        {"9110 7.6.1: an empty one", with("Connection:"), keeps(200)},
        {"9110 7.6.1: an option naming Host", with("Connection: Host"), keeps(200)},
        {"9110 7.6.1: an option naming Content-Length",
         post + "Connection: Content-Length\r\nContent-Length: 3\r\n\r\nabc", keeps({200}, {"abc"})},
        {"9110 7.6.1: close in quotes is no option", with("Connection: \"close\""), closes(400)},
        {"9110 7.6.1: two words are no option", with("Connection: keep alive"), closes(400)},
        {"9110 7.6.1: an option with a parameter", with("Connection: close;a=b"), closes(400)},
        {"9110 7.6.1: brackets are no option", with("Connection: [close]"), closes(400)},
        {"9110 7.6.1: high bytes are no option", with("Connection: clos\xe9"), closes(400)},
        {"9112 9.3: HTTP/1.0 ends", old(host), closes(200)},
        {"9112 9.3: HTTP/1.0 without Host", old(""), closes(200)},
        {"9112 9.3: HTTP/1.0 that asks to stay", old("Connection: keep-alive\r\n"), keeps(200)},
        {"9112 9.3: HTTP/1.0 that asks in other letters", old("connection: Keep-Alive\r\n"), keeps(200)},
        {"9112 9.3: HTTP/1.0 that asks for both", old("Connection: keep-alive, close\r\n"), closes(200)},
        {"9112 9.3: HTTP/1.0 with Keep-Alive alone", old("Keep-Alive: timeout=5\r\n"), closes(200)},
        {"9112 9.3: HTTP/1.0 and Proxy-Connection", old("Proxy-Connection: keep-alive\r\n"), closes(200)},
        {"9112 C.2.2: Proxy-Connection means nothing", with("Proxy-Connection: close"), keeps(200)},
        {"9112 9.3: HTTP/1.0 with a length",
         "POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc", keeps({200}, {"abc"})},
        {"9112 9.3: HTTP/1.0 without a length has no body", "POST /echo HTTP/1.0\r\n\r\nabc", closes({200}, {""})},
        {"9112 9.3: HTTP/1.0 with two lengths",
         "POST /echo HTTP/1.0\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", closes(400)},
        {"9112 9.3: HTTP/1.0 to an unknown method", "BREW / HTTP/1.0\r\n\r\n", closes(501)},
        {"9112 3.2.2: HTTP/1.0 with an absolute target", "GET http://a.example/ HTTP/1.0\r\n\r\n", closes(200)},
        {"9112 5.2: HTTP/1.0 with a folded line", old("X: a\r\n b\r\n"), closes(400)},
        {"9112 2.2: HTTP/1.0 with bare LF", "GET / HTTP/1.0\n\n", closes(400)},
        {"9112 6.1: HTTP/1.0 may not smuggle in chunks",
         "POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
         "0\r\n\r\n" +
             ask("/say/smuggled"),
         closes(400)},
        {"9110 10.1.1: 100 before the body",
         expecting("100-continue", "Content-Length: 3\r\n\r\n"),
         {Fate::cut, {100, 400}, {}}},
        {"9110 10.1.1: 100 before chunks",
         expecting("100-continue", "Transfer-Encoding: chunked\r\n\r\n"),
         {Fate::cut, {100, 400}, {}}},
        {"9110 10.1.1: the expectation has no case",
         expecting("100-Continue", "Content-Length: 3\r\n\r\n"),
         {Fate::cut, {100, 400}, {}}},
        {"9110 10.1.1: no 100 when the body is there", expecting("100-continue", "Content-Length: 3\r\n\r\nabc"),
         keeps({200}, {"abc"})},
        {"9110 10.1.1: no 100 without a body", expecting("100-continue", "\r\n"), keeps(200)},
        {"9110 10.1.1: no 100 for a body of nothing", expecting("100-continue", "Content-Length: 0\r\n\r\n"),
         keeps(200)},
        {"9110 10.1.1: no 100 for what is refused", expecting("100-continue", "Content-Length: 262145\r\n\r\n"),
         closes(413)},
        {"9110 10.1.1: no 100 for two lengths",
         expecting("100-continue", "Content-Length: 3\r\nContent-Length: 4\r\n\r\n"), closes(400)},
        {"9110 10.1.1: HTTP/1.0 expects nothing", old("Expect: 100-continue\r\n"), closes(200)},
        {"9110 10.1.1: nor with a body", "POST /echo HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n",
         waits_until_cut(400)},
        {"9110 10.1.1: another expectation", with("Expect: a-miracle"), closes(417)},
        {"9110 10.1.1: another with a body", expecting("a-miracle", "Content-Length: 3\r\n\r\nabc"), closes(417)},
        {"9110 10.1.1: two expectations", with("Expect: 100-continue\r\nExpect: 100-continue"), closes(417)},
        {"9110 10.1.1: two in one line", with("Expect: 100-continue, a-miracle"), closes(417)},
        {"9110 10.1.1: an empty one", with("Expect:"), closes(417)},
        {"9110 10.1.1: a number alone", with("Expect: 100"), closes(417)},
        {"9110 10.1.1: a parameter", with("Expect: 100-continue;a=b"), closes(417)},
        // RFC 9110 7.8: a server that does not know a protocol answers as if nobody had asked for it.
        {"6455 4.2.2: no WebSocket here", with("Upgrade: websocket\r\nConnection: Upgrade\r\n" + key),
         keeps({200}, {"home"})},
        {"6455 4.1: a WebSocket without key", with("Upgrade: websocket\r\nConnection: Upgrade"), keeps(200)},
        {"6455 4.1: a WebSocket of another version",
         with("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99"), keeps(200)},
        {"6455 4.1: a WebSocket by POST", post + "Upgrade: websocket\r\nConnection: Upgrade\r\n" + key + "\r\n\r\n",
         keeps(200)},
        {"6455 4.1: a WebSocket in HTTP/1.0", old("Upgrade: websocket\r\nConnection: Upgrade\r\n" + key + "\r\n"),
         closes(200)},
        {"6455 5.2: frames after it are no request",
         with("Upgrade: websocket\r\nConnection: Upgrade\r\n" + key) + "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58",
         closes({200, 400})},
        {"9113 3.2: no HTTP/2 here",
         with("Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk"), keeps(200)},
        {"9110 7.8: TLS within is not done", with("Upgrade: TLS/1.0\r\nConnection: Upgrade"), keeps(200)},
    };
}

Cases pipelining_cases() {
    const std::string first = ask("/say/first"), second = ask("/say/second");
    const std::string body = post + "Content-Length: 3\r\n\r\nabc";
    const std::string in_chunks = chunked + "3\r\nabc\r\n0\r\n\r\n";
    std::string many;
    for (int i = 0; i < 40; ++i) many += ask("/say/" + std::to_string(i));
    std::vector<std::string> answers;
    for (int i = 0; i < 40; ++i) answers.push_back(std::to_string(i) + "?");
    return {
        {"9112 9.3.2: two requests", first + second, keeps({200, 200}, {"first?", "second?"})},
        {"9112 9.3.2: an empty line between", first + "\r\n" + second, keeps({200, 200}, {"first?", "second?"})},
        {"9112 9.3.2: a body between", first + body + second, keeps({200, 200, 200}, {"first?", "abc", "second?"})},
        {"9112 9.3.2: chunks between", first + in_chunks + second,
         keeps({200, 200, 200}, {"first?", "abc", "second?"})},
        {"9112 9.3.2: forty", many, keeps(std::vector<int>(40, 200), answers)},
        {"9112 9.3.2: what is not there does not stop it", ask("/none") + second, keeps({404, 200})},
        {"9112 9.3.2: a method that is not allowed neither", line("PUT / HTTP/1.1") + second, keeps({405, 200})},
        {"9112 9.3.2: a refusal stops it", with("X A: b") + second, closes(400)},
        {"9112 9.3.2: a refusal of the second", first + with("X A: b") + second, closes({200, 400}, {"first?"})},
        {"9112 9.3.2: close stops it", first + with("Connection: close") + second,
         closes({200, 200}, {"first?", "home"})},
        {"9112 9.3.2: HTTP/1.0 stops it", first + "GET / HTTP/1.0\r\n\r\n" + second, closes({200, 200})},
        {"9112 9.3.2: a broken body stops it", first + chunked + "x\r\n" + second, closes({200, 400})},
        {"9112 9.3.2: an unknown method stops it", first + line("BREW / HTTP/1.1") + second, closes({200, 501})},
        {"9112 9.3.2: a half request waits", first + "GET / HT", {Fate::cut, {200, 400}, {}}},
        {"9112 9.3.2: a length that lies takes the next request for a body",
         post + "Content-Length: " + std::to_string(second.size()) + "\r\n\r\n" + second, keeps({200}, {second})},
        {"9112 9.3.2: a length too short makes the rest a request", post + "Content-Length: 1\r\n\r\nabc\r\n\r\n",
         closes({200, 400}, {"a"})},
        {"9112 11.2: smuggling by length and chunks",
         post + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG" + ask("/say/smuggled"),
         closes(400)},
        {"9112 11.2: smuggling by chunks and length",
         post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n1e\r\n" + ask("/say/smuggled") + "0\r\n\r\n",
         closes(400)},
        {"9112 11.2: smuggling by two codings",
         post + "Transfer-Encoding: chunked\r\nTransfer-encoding: cow\r\n\r\n0\r\n\r\n" + ask("/say/smuggled"),
         closes(400)},
        {"9112 11.2: smuggling by a coding with a blank",
         post + "Content-Length: 6\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\nG", closes(400)},
        {"9112 11.2: smuggling by a folded coding",
         post + "Content-Length: 6\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\nG", closes(400)},
        {"9112 11.2: smuggling by a vertical tab",
         post + "Content-Length: 6\r\nTransfer-Encoding:\x0b"
                "chunked\r\n\r\n0\r\n\r\nG",
         closes(400)},
        {"9112 11.2: smuggling by a bare LF before a coding",
         post + "Content-Length: 6\r\nX: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG", closes(400)},
        {"9112 11.2: smuggling by a bare LF in an extension", chunked + "1;\n" + ask("/say/smuggled") + "\r\n0\r\n\r\n",
         closes(400)},
        {"9112 11.2: smuggling by a trailer", chunked + "0\r\n" + ask("/say/smuggled"), closes(400)},
        {"9112 11.2: smuggling behind GET with a length",
         "GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nGET /" + second,
         keeps({200, 200}, {"home", "second?"})},
        {"9112 11.1: an answer cannot be split", ask("/say/a%0d%0aSet-Cookie:b"), keeps(404)},
    };
}

Cases limit_cases() {
    const std::string start = "GET / HTTP/1.1\r\n" + host;
    const auto head_of = [&](std::size_t size) {
        const std::string open = start + "X: ";
        return open + std::string(size - open.size() - 4, 'a') + "\r\n\r\n";
    };
    const auto fields = [](int count) {
        std::string many;
        for (int i = 1; i < count; ++i) many += "X" + std::to_string(i) + ": a\r\n";
        return ask("/", host + many);
    };
    const std::string prefix = "GET /";
    const auto line_of = [&](std::size_t size) {
        return prefix + std::string(size - prefix.size() - 11, 'a') + " HTTP/1.1\r\n" + host + "\r\n";
    };
    const std::string full(256 * 1024, 'b');
    return {
        {"9112 3: targets of 8000 are read", ask("/" + std::string(8000, 'a')), keeps(404)},
        {"9110 15.5.15: the longest request line", line_of(8192), keeps(404)},
        {"9110 15.5.15: one byte more", line_of(8193), closes(414)},
        {"9110 15.5.15: an endless target", "GET /" + std::string(20000, 'a'), closes(414)},
        {"9110 15.5.15: an endless query", ask("/?" + std::string(9000, 'a')), closes(414)},
        {"9110 15.5.15: an endless absolute target", ask("http://a.example/" + std::string(9000, 'a')), closes(414)},
        {"6585 5: the largest head", head_of(16 * 1024), keeps(200)},
        {"6585 5: one byte more", head_of(16 * 1024 + 1), closes(431)},
        {"6585 5: a large field", with("X-A: " + std::string(17000, 'b')), closes(431)},
        {"6585 5: a large name", with(std::string(17000, 'X') + ": b"), closes(431)},
        {"6585 5: blanks without end", with("X-A:" + std::string(17000, ' ') + "b"), closes(431)},
        {"6585 5: a head without end", start + std::string(20000, 'x'), closes(431)},
        {"6585 5: a hundred fields", fields(100), keeps(200)},
        {"6585 5: one more", fields(101), closes(431)},
        {"6585 5: many empty fields", fields(150), closes(431)},
        {"9110 15.5.14: the largest body", post + "Content-Length: 262144\r\n\r\n" + full, keeps({200}, {full})},
        {"9110 15.5.14: the largest body in chunks", chunked + "40000\r\n" + full + "\r\n0\r\n\r\n",
         keeps({200}, {full})},
        {"9110 15.5.14: one byte more", post + "Content-Length: 262145\r\n\r\n" + full + "b", closes(413)},
        {"9110 15.5.14: one byte more in chunks", chunked + "40000\r\n" + full + "\r\n1\r\nb\r\n0\r\n\r\n",
         closes(413)},
        {"9110 15.5.14: the refusal reaches a client that still writes",
         post + "Content-Length: 600000\r\n\r\n" + std::string(600000, 'b'), closes(413)},
        {"9112 9.6: so does a 400", post + "Content-Length: x\r\n\r\n" + std::string(600000, 'b'), closes(400)},
        {"9112 9.6: and one for a broken field", "POST /echo HTTP/1.1\r\nHost : a\r\n\r\n" + std::string(600000, 'b'),
         closes(400)},
        {"9112 9.6: and one within the body", chunked + "3\r\nabcd" + std::string(600000, 'b'), closes(400)},
        {"9112 9.6: and a 501", post + "Transfer-Encoding: gzip\r\n\r\n" + std::string(600000, 'b'), closes(501)},
        {"9112 9.6: and a 414", "GET /" + std::string(600000, 'b'), closes(414)},
        {"9112 9.6: and a 431", start + "X: " + std::string(600000, 'b'), closes(431)},
    };
}

// For a server that waits 120 ms for a head or a body and 60 ms for a request.
Cases slow_cases() {
    return {
        {"9112 9.5: nothing at all is closed without a word", "", silence()},
        {"9112 9.5: a served connection is closed without a word", ask("/"), closes(200)},
        {"9112 9.5: an empty line is no request", "\r\n", {Fate::closed, {408}, {}}},
        {"9110 15.5.9: one byte", "G", closes(408)},
        {"9110 15.5.9: half a request line", "GET / HT", closes(408)},
        {"9110 15.5.9: a request line", "GET / HTTP/1.1\r\n", closes(408)},
        {"9110 15.5.9: half a field", "GET / HTTP/1.1\r\nHost: a", closes(408)},
        {"9110 15.5.9: no empty line", "GET / HTTP/1.1\r\nHost: a\r\n", closes(408)},
        {"9110 15.5.9: a CR for the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\r", closes(408)},
        {"9110 15.5.9: no byte of a body", post + "Content-Length: 5\r\n\r\n", closes(408)},
        {"9110 15.5.9: half a body", post + "Content-Length: 5\r\n\r\nab", closes(408)},
        {"9110 15.5.9: no chunk", chunked, closes(408)},
        {"9110 15.5.9: half a chunk size", chunked + "3", closes(408)},
        {"9110 15.5.9: half a chunk", chunked + "3\r\nab", closes(408)},
        {"9110 15.5.9: no last chunk", chunked + "3\r\nabc\r\n", closes(408)},
        {"9110 15.5.9: no end of the trailers", chunked + "0\r\n", closes(408)},
        {"9110 15.5.9: half a trailer", chunked + "0\r\nX: y", closes(408)},
        {"9110 15.5.9: no body after 100", post + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n",
         closes({100, 408})},
        {"9110 9.3.2: a slow HEAD is answered without content", "HEAD / HT", closes(408)},
        {"9110 15.5.9: the second of two requests", ask("/") + "GET", closes({200, 408})},
    };
}

}  // namespace sayso::test
