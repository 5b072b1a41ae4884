#include "service/net/client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <future>

#include "service/http/form.hpp"
#include "tests/support/scripted_peer.hpp"
#include "tests/service/net/routes.hpp"
#include "tests/support/running_server.hpp"

using namespace sayso;
using namespace std::chrono_literals;
using Catch::Contains;
using test::Answer;
using test::echoes;
using test::Quiet;
using test::RunningServer;
using test::ScriptedPeer;

namespace {

net::ClientLimits quick(void (*change)(net::ClientLimits&) = nullptr) {
    net::ClientLimits limits;
    limits.connect_time = 30s;
    limits.total_time = 60s;
    if (change) change(limits);
    return limits;
}

ScriptedPeer::Script says(std::string bytes) {
    return [bytes](ScriptedPeer::Talk& talk) {
        talk.read_request();
        talk.write(bytes);
    };
}

std::string answer(const std::string& body, const std::string& more = "") {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more + "\r\n" + body;
}

// Where a request may be sent on: to a place and, by its name, another host of the same server.
http::Router signposts() {
    http::Router router = echoes();
    const auto tells = [](const http::Request& request) -> Answer {
        co_return http::text(
            200, request.method_text + " " + std::string(request.headers.get("Authorization")) + " " + request.body);
    };
    router.add(http::Method::get, "/end", http::HeaderSet::page, tells);
    router.add(http::Method::post, "/end", http::HeaderSet::page, tells);
    const auto sends_on = [](const http::Request& request) -> Answer {
        const int status = std::stoi(request.captures.find("status")->second);
        co_return http::redirect(status, http::percent_decode(request.query).value_or(""));
    };
    router.add(http::Method::get, "/go/{status}", http::HeaderSet::page, sends_on);
    router.add(http::Method::post, "/go/{status}", http::HeaderSet::page, sends_on);
    return router;
}

}  // namespace

TEST_CASE("a request is sent and its answer read") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    const auto home = net::fetch("GET", running.url(), {}, "", quick());
    CHECK(home.status == 200);
    CHECK(home.body == "home");
    CHECK(home.headers.get("Content-Type") == "text/html; charset=utf-8");
    CHECK(net::fetch("POST", running.url() + "/echo", {}, "some words", quick()).body == "some words");
    CHECK(net::fetch("HEAD", running.url() + "/", {}, "", quick()).headers.get("Content-Length") == "4");
    CHECK(net::fetch("GET", running.url() + "/lost", {}, "", quick()).status == 404);
    CHECK(net::fetch("GET", running.url() + "/say/a?b=c#d", {}, "", quick()).body == "a?b=c");
    CHECK(net::fetch("GET", running.url() + "/nothing", {}, "", quick()).status == 204);
}

TEST_CASE("redirects are followed, a post becomes a get where it should") {
    Quiet quiet;
    const auto router = signposts();
    RunningServer running(router);
    http::Headers headers;
    headers.add("Authorization", "word");
    const auto end = [&](std::string_view method, const std::string& path, std::string_view body) {
        return net::fetch(method, running.url() + path, headers, body, quick()).body;
    };
    CHECK(end("GET", "/go/301?/end", "") == "GET word ");
    CHECK(end("GET", "/go/302?%2Fgo%2F307%3F%2Fend", "") == "GET word ");
    CHECK(end("POST", "/go/303?/end", "x") == "GET word ");
    CHECK(end("POST", "/go/302?../end", "x") == "GET word ");
    CHECK(end("POST", "/go/307?/end", "x") == "POST word x");
    CHECK(end("POST", "/go/308?/end", "x") == "POST word x");
    // Another name is another host: it does not get what was meant for the first.
    const auto port = running.url().substr(running.url().rfind(':'));
    CHECK(end("GET", "/go/302?" + http::percent_encode("http://localhost" + port + "/end"), "") == "GET  ");
}

TEST_CASE("redirects end somewhere") {
    Quiet quiet;
    const auto router = signposts();
    RunningServer running(router);
    http::Router circle;
    circle.add(http::Method::get, "/", http::HeaderSet::page,
               [](const http::Request&) -> Answer { co_return http::redirect(302, "/"); });
    RunningServer turning(circle);
    CHECK_THROWS_WITH(net::fetch("GET", turning.url(), {}, "", quick()), Contains("redirects more than 5 times"));
    CHECK(net::fetch("GET", turning.url(), {}, "", quick([](auto& limits) { limits.redirects = 0; })).status == 302);
    CHECK_THROWS_WITH(net::fetch("GET", running.url() + "/go/302?ftp://a/", {}, "", quick()),
                      Contains("'ftp://a/' is not an http"));
    CHECK_THROWS_WITH(net::fetch("GET", running.url() + "/go/302?http:%2F%2F%5B", {}, "", quick()),
                      Contains("which is not a web address"));
}

TEST_CASE("who cannot be reached is named") {
    int port = 0;
    {
        ScriptedPeer gone({});
        port = gone.port();
    }
    const auto nobody = "127.0.0.1:" + std::to_string(port);
    CHECK_THROWS_WITH(net::fetch("GET", "http://" + nobody, {}, "", quick()),
                      Contains("could not connect to " + nobody + ": Connection refused"));
    CHECK_THROWS_WITH(net::fetch("GET", "http://nowhere.invalid/", {}, "", quick()), Contains("nowhere.invalid"));
}

TEST_CASE("who does not take up the connection is given up in time") {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof generic);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener, &generic, size) == 0);
    REQUIRE(::listen(listener, 0) == 0);
    REQUIRE(::getsockname(listener, &generic, &size) == 0);
    std::memcpy(&address, &generic, sizeof address);
    // Fill the queue that nobody empties.
    std::vector<int> waiting;
    for (int i = 0; i < 4; ++i) {
        waiting.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        ::connect(waiting.back(), &generic, size);
    }
    const auto host = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    const auto began = std::chrono::steady_clock::now();
    CHECK_THROWS_WITH(
        net::fetch("GET", "http://" + host, {}, "", quick([](auto& limits) { limits.connect_time = 100ms; })),
        Contains("could not connect to " + host + " in 100 ms"));
    CHECK(std::chrono::steady_clock::now() - began < 25s);
    for (const int socket : waiting) ::close(socket);
    ::close(listener);
}

TEST_CASE("who answers too slowly is given up in time") {
    const auto limits = quick([](auto& given) { given.total_time = 150ms; });
    ScriptedPeer silent({[](auto& talk) { talk.wait_for_close(); }});
    CHECK_THROWS_WITH(net::fetch("GET", "http://" + silent.host_and_port(), {}, "", limits),
                      Contains("answer in 150 ms"));
    ScriptedPeer half({[](auto& talk) {
        talk.read_request();
        talk.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        talk.wait_for_close();
    }});
    CHECK_THROWS_WITH(net::fetch("GET", "http://" + half.host_and_port(), {}, "", limits),
                      Contains("answer in 150 ms"));
}

TEST_CASE("an answer that is too large, cut off or no answer at all is refused") {
    const auto limits = quick([](auto& given) { given.body_bytes = 20; });
    const auto fetch = [&](const std::string& bytes) {
        ScriptedPeer peer({says(bytes)});
        return net::fetch("GET", "http://" + peer.host_and_port(), {}, "", limits);
    };
    CHECK(fetch(answer(std::string(20, 'a'))).body.size() == 20);
    CHECK_THROWS_WITH(fetch(answer(std::string(21, 'a'))), Contains("is larger than 20 bytes"));
    CHECK_THROWS_WITH(
        fetch("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n" + std::string(21, 'a') + "\r\n0\r\n\r\n"),
        Contains("is larger than 20 bytes"));
    CHECK_THROWS_WITH(fetch("HTTP/1.1 200 OK\r\n\r\n" + std::string(21, 'a')), Contains("is larger than 20 bytes"));
    CHECK(fetch("HTTP/1.1 200 OK\r\n\r\nuntil the end").body == "until the end");
    CHECK(fetch("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n").body == "abc");
    CHECK_THROWS_WITH(fetch("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
                      Contains("closed the connection before its answer was complete"));
    CHECK_THROWS_WITH(fetch("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
                      Contains("closed the connection before its answer was complete"));
    CHECK_THROWS_WITH(fetch(""), Contains("closed the connection before its answer was complete"));
    CHECK_THROWS_WITH(fetch("SSH-2.0-nobody\r\n\r\n"), Contains("did not answer in HTTP"));
    CHECK_THROWS_WITH(fetch("HTTP/1.1 200 OK\r\nX: " + std::string(70000, 'a') + "\r\n\r\n"),
                      Contains("head of the answer"));
}

TEST_CASE("interim answers are passed over") {
    ScriptedPeer peer(
        {says("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + answer("done"))});
    CHECK(net::fetch("GET", "http://" + peer.host_and_port(), {}, "", quick()).body == "done");
}

TEST_CASE("progress is told while a body arrives") {
    ScriptedPeer peer({says(answer(std::string(300000, 'a')))});
    auto limits = quick();
    std::uint64_t last = 0, of = 0;
    int told = 0;
    limits.progress = [&](std::uint64_t got, std::optional<std::uint64_t> all) {
        CHECK(got >= last);
        last = got;
        of = all.value_or(0);
        ++told;
    };
    net::fetch("GET", "http://" + peer.host_and_port(), {}, "", limits);
    CHECK(told > 1);
    CHECK(last == 300000);
    CHECK(of == 300000);
}

TEST_CASE("what is no address, no method or no header is refused before anything is sent") {
    for (const char* address : {"", "example.org", "ftp://example.org/", "http://", "http://a b/",
                                "https://me:word@example.org/", "http://example.org:8=80/"})
        CHECK_THROWS_AS(net::fetch("GET", address, {}, "", quick()), std::runtime_error);
    CHECK_THROWS_WITH(net::fetch("GET", "ftp://example.org/", {}, "", quick()),
                      Contains("is not an http:// or https:// address"));
    ScriptedPeer peer({[](auto&) {}, [](auto&) {}});
    const auto url = "http://" + peer.host_and_port();
    CHECK_THROWS_WITH(net::fetch("GET / HTTP/1.1\r\nX:", url, {}, "", quick()), Contains("is not a method"));
    http::Headers headers;
    headers.add("X-Word", "a\r\nX-Other: b");
    CHECK_THROWS_WITH(net::fetch("GET", url, headers, "", quick()),
                      Contains("the header X-Word has characters that cannot be sent"));
}

TEST_CASE("over TLS only a trusted certificate with the right name will do") {
    const auto sealed = says(answer("sealed"));
    const auto fetch_from = [](const ScriptedPeer& peer) {
        return net::fetch("GET", "https://localhost:" + std::to_string(peer.port()) + "/", {}, "", quick());
    };
    {
        ScriptedPeer peer({sealed}, "localhost");
        CHECK_THROWS_WITH(fetch_from(peer), Contains("is not trusted: self-signed certificate"));
    }
    {
        ScriptedPeer peer({sealed}, "localhost");
        ::setenv("SSL_CERT_FILE", peer.certificate().c_str(), 1);
        CHECK(fetch_from(peer).body == "sealed");
    }
    {
        ScriptedPeer peer({sealed}, "other.example");
        ::setenv("SSL_CERT_FILE", peer.certificate().c_str(), 1);
        CHECK_THROWS_WITH(fetch_from(peer), Contains("the certificate of localhost"));
    }
    {
        ScriptedPeer peer({says("HTTP/1.1 302 Found\r\nLocation: http://localhost/\r\nContent-Length: 0\r\n\r\n")},
                          "localhost");
        ::setenv("SSL_CERT_FILE", peer.certificate().c_str(), 1);
        CHECK_THROWS_WITH(fetch_from(peer), Contains("redirects from https to http, which is not followed"));
    }
    ::unsetenv("SSL_CERT_FILE");
}

TEST_CASE("a connection is kept for the next request") {
    ScriptedPeer peer({[](auto& talk) {
        for (int i = 0; i < 3; ++i) {
            const auto request = talk.read_request();
            talk.write(answer(request.substr(0, request.find(' ', 5))));
        }
    }});
    net::Connection connection("http://" + peer.host_and_port(), quick());
    CHECK(connection.send("GET", "/a", {}, "").body == "GET /a");
    CHECK(connection.send("POST", "/b", {}, "x").body == "POST /b");
    CHECK(connection.send("GET", "/c", {}, "").body == "GET /c");
    CHECK(peer.connections() == 1);
}

TEST_CASE("a connection that the server closed meanwhile is made anew, for a post too") {
    std::promise<void> closed;
    ScriptedPeer peer({[&](auto& talk) {
                           talk.read_request();
                           talk.write(answer("first"));
                           talk.close();
                           closed.set_value();
                       },
                       says(answer("second", "Connection: close\r\n")), says(answer("third"))});
    net::Connection connection("http://" + peer.host_and_port(), quick());
    CHECK(connection.send("POST", "/", {}, "x").body == "first");
    REQUIRE(closed.get_future().wait_for(30s) == std::future_status::ready);
    CHECK(connection.send("POST", "/", {}, "x").body == "second");
    CHECK(connection.send("POST", "/", {}, "x").body == "third");
    CHECK(peer.connections() == 3);
}

TEST_CASE("a request that was cut off is repeated only when that changes nothing") {
    const auto one_then_hang_up = [](ScriptedPeer::Talk& talk) {
        talk.read_request();
        talk.write(answer("first"));
        talk.read_request();
    };
    ScriptedPeer peer({one_then_hang_up, one_then_hang_up});
    net::Connection connection("http://" + peer.host_and_port(), quick());
    CHECK(connection.send("GET", "/", {}, "").body == "first");
    CHECK(connection.send("GET", "/", {}, "").body == "first");
    CHECK_THROWS_WITH(connection.send("POST", "/", {}, "x"),
                      Contains("closed the connection before its answer was complete"));
}
