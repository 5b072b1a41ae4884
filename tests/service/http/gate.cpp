#include "service/http/gate.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "service/http/body.hpp"

using namespace sayso::http;

namespace {

struct Reading {
    int status;
    std::size_t end;
    std::string method, target;
};

// A head as it arrives in pieces of `step` bytes.
Reading read_in_steps(const std::string& bytes, std::size_t step) {
    HeadScan scan(16 * 1024);
    for (std::size_t size = std::min(step, bytes.size());; size = std::min(size + step, bytes.size())) {
        if (scan.look(std::string_view(bytes).substr(0, size))) break;
        if (size == bytes.size()) return {-1, 0, "", ""};
    }
    if (!scan.verdict().passed()) return {scan.verdict().status, 0, "", ""};
    Head head;
    const auto verdict = read_head(std::string_view(bytes).substr(scan.begin(), scan.end() - scan.begin()), head);
    return {verdict.status, scan.end(), head.method, head.target};
}

std::string body_of(const std::string& bytes, std::size_t step, int& status, std::size_t& used) {
    BodyReader reader(Framing::chunked, 0, 1000);
    std::string body;
    used = 0;
    while (used < bytes.size() && !reader.done() && reader.verdict().passed()) {
        const auto part = std::string_view(bytes).substr(used, step);
        used += reader.take(part, body);
    }
    status = reader.done() ? 200 : reader.verdict().status;
    return body;
}

Admission admitted(const std::string& bytes) {
    Head head;
    REQUIRE(read_head(bytes, head).passed());
    return admit(head, 1000);
}

}  // namespace

TEST_CASE("a head reads the same in whatever pieces it arrives") {
    const std::string good = "\r\nGET /a?b HTTP/1.1\r\nHost: a\r\nX: \t y \r\n\r\nrest";
    for (std::size_t step = 1; step <= good.size(); ++step) {
        const auto reading = read_in_steps(good, step);
        CHECK(reading.status == 0);
        CHECK(reading.end == good.size() - 4);
        CHECK(reading.method == "GET");
        CHECK(reading.target == "/a?b");
    }
    for (const std::string bad :
         {"GET /\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\n\r\n\r\n",
          "GET / HTTP/9.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n"}) {
        const int whole = read_in_steps(bad, bad.size()).status;
        CHECK(whole >= 400);
        for (std::size_t step = 1; step <= bad.size(); ++step) CHECK(read_in_steps(bad, step).status == whole);
    }
}

TEST_CASE("every byte is judged wherever it stands in a field, and the head's size to the byte") {
    for (int byte = 0; byte < 256; ++byte) {
        const bool good = (byte >= 0x20 && byte != 0x7f) || byte == '\t';
        for (std::size_t at = 0; at < 27; ++at) {
            std::string value(27, 'v');
            value[at] = static_cast<char>(byte);
            const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nX:" + value + "\r\n\r\n";
            const auto reading = read_in_steps(head, head.size());
            if ((reading.status == 0) != good) FAIL("byte " << byte << " at " << at << ": " << reading.status);
        }
    }
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nX: 0123456789abcdef0123456789abcdef\r\n\r\n";
    for (std::size_t most = 30; most <= head.size() + 1; ++most) {
        HeadScan scan(most);
        REQUIRE(scan.look(head));
        CHECK(scan.verdict().status == (most < head.size() ? 431 : 0));
    }
}

TEST_CASE("a body reads the same in whatever pieces it arrives, and no further than it goes") {
    const std::string good = "3;a=\"b\"\r\nabc\r\n0a\r\n0123456789\r\n0\r\nX: y\r\n\r\nGET / HTTP/1.1";
    const std::string bad = "3\r\nabcX\r\n0\r\n\r\n";
    int status = 0;
    std::size_t used = 0;
    for (std::size_t step = 1; step <= good.size(); ++step) {
        CHECK(body_of(good, step, status, used) == "abc0123456789");
        CHECK(status == 200);
        CHECK(used == good.size() - 14);
        body_of(bad, step, status, used);
        CHECK(status == 400);
    }
}

TEST_CASE("the fields of a head keep their order and lose their margins") {
    Head head;
    REQUIRE(read_head("POST /x HTTP/1.0\r\nB:1\r\na: \t2 3\t \r\nb:\r\n\r\n", head).passed());
    CHECK(head.minor == 0);
    using Fields = std::vector<std::pair<std::string, std::string>>;
    CHECK(head.fields.all() == Fields{{"B", "1"}, {"a", "2 3"}, {"b", ""}});
}

TEST_CASE("the gate says how a request is framed and what it is for") {
    const auto plain = admitted("GET /a%20b?c=d&e HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(plain.verdict.passed());
    CHECK(plain.path == "/a%20b");
    CHECK(plain.query == "c=d&e");
    CHECK(plain.framing == Framing::none);
    CHECK(plain.keep_alive);
    CHECK_FALSE(plain.wants_continue);
    const auto sized = admitted(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    CHECK(sized.framing == Framing::length);
    CHECK(sized.length == 1000);
    CHECK(sized.wants_continue);
    CHECK_FALSE(sized.keep_alive);
    CHECK(admitted("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n").verdict.status == 413);
    CHECK(admitted("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n").framing == Framing::chunked);
    const auto absolute = admitted("GET http://b:1?q HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(absolute.authority == "b:1");
    CHECK(absolute.path == "/");
    CHECK(absolute.query == "q");
}

TEST_CASE("no bytes whatever break the reader, and a head that passes is a head") {
    std::mt19937 random(7);
    const std::string seed =
        "POST /voice/x/step?n=1 HTTP/1.1\r\nHost: a.example:80\r\nContent-Length: 5\r\nTransfer-Encoding: "
        "chunked\r\n\r\n";
    const std::string bytes =
        "\r\n \t:;,/%?#*\"\\\x00\x7f\xff"
        "aZ09";
    int passed = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string head = seed;
        for (unsigned i = 0, changes = 1 + random() % 4; i < changes; ++i) {
            const std::size_t at = random() % head.size();
            switch (random() % 3) {
                case 0:
                    head[at] = bytes[random() % bytes.size()];
                    break;
                case 1:
                    head.erase(at, 1 + random() % 8);
                    break;
                default:
                    head.insert(at, 1, bytes[random() % bytes.size()]);
            }
            if (head.empty()) head = "x";
        }
        HeadScan scan(16 * 1024);
        if (!scan.look(head) || !scan.verdict().passed()) continue;
        const std::string_view found = std::string_view(head).substr(scan.begin(), scan.end() - scan.begin());
        REQUIRE(found.substr(found.size() - 4) == "\r\n\r\n");
        REQUIRE(found.find("\r\n\r\n") == found.size() - 4);
        Head taken;
        if (!read_head(found, taken).passed()) continue;
        const auto admission = admit(taken, 1000);
        if (!admission.verdict.passed()) continue;
        ++passed;
        REQUIRE(taken.fields.count("Transfer-Encoding") + taken.fields.count("Content-Length") <= 1);
        REQUIRE((admission.path == "*" || admission.path.front() == '/'));
    }
    CHECK(passed > 10);
}
