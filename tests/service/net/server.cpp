#include "service/net/server.hpp"

#include <catch2/catch.hpp>

#include "tests/service/net/routes.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/running_server.hpp"

using namespace sayso;
using test::echoes;
using test::get;
using test::Quiet;
using test::RawClient;
using test::RunningServer;

TEST_CASE("a request gets its answer, with date, server, length and id") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    const auto response = client.ask(get("/"));
    REQUIRE(response);
    CHECK(response->status == 200);
    CHECK(response->reason == "OK");
    CHECK(response->body == "home");
    CHECK(response->header("Server") == "sayso");
    CHECK(response->header("Date").size() == 29);
    CHECK(response->header("Content-Length") == "4");
    CHECK(response->header("X-Request-Id").size() == 16);
    CHECK(response->header("Connection").empty());
    CHECK(response->header("X-Content-Type-Options") == "nosniff");
    CHECK(response->header("Strict-Transport-Security").empty());
}

TEST_CASE("a connection serves one request after the other, each with an id of ours") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    std::string last;
    for (int i = 0; i < 20; ++i) {
        const auto response = client.ask(get("/say/" + std::to_string(i), "X-Request-Id: forged\r\n"));
        REQUIRE(response);
        CHECK(response->body == std::to_string(i) + "?");
        CHECK(response->header("X-Request-Id") != last);
        CHECK(response->header("X-Request-Id") != "forged");
        last = response->header("X-Request-Id");
    }
}

TEST_CASE("pipelined requests are answered in order") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    std::string all;
    for (int i = 0; i < 50; ++i) {
        all += get("/say/" + std::to_string(i));
        all += "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nb" + std::to_string(100 + i);
    }
    REQUIRE(client.send(all));
    for (int i = 0; i < 50; ++i) {
        const auto first = client.receive(), second = client.receive();
        REQUIRE((first && second));
        CHECK(first->body == std::to_string(i) + "?");
        CHECK(second->body == "b" + std::to_string(100 + i));
    }
}

TEST_CASE("a request may arrive byte by byte") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    const std::string request =
        "\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n" +
        get("/");
    for (const char c : request) REQUIRE(client.send(std::string(1, c)));
    const auto first = client.receive(), second = client.receive();
    REQUIRE((first && second));
    CHECK(first->body == "abcde");
    CHECK(second->body == "home");
}

TEST_CASE("HEAD is GET without the body") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    REQUIRE(client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + get("/") + "HEAD /lost HTTP/1.1\r\nHost: a\r\n\r\n" +
                        get("/")));
    const auto head = client.receive(true), full = client.receive(), lost = client.receive(true),
               after = client.receive();
    REQUIRE((head && full && lost && after));
    CHECK(head->status == 200);
    CHECK(head->header("Content-Length") == "4");
    CHECK(head->header("Content-Type") == full->header("Content-Type"));
    CHECK(full->body == "home");
    CHECK(lost->status == 404);
    CHECK(lost->header("Content-Length") == "14");
    CHECK(after->body == "home");
}

TEST_CASE("an answer without content has no length and nothing after it") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    REQUIRE(client.send(get("/nothing") + get("/")));
    const auto nothing = client.receive(), after = client.receive();
    REQUIRE((nothing && after));
    CHECK(nothing->status == 204);
    CHECK(nothing->header("Content-Length").empty());
    CHECK(after->body == "home");
}

TEST_CASE("the request says whether the connection stays") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    for (const auto& [request, connection] : std::vector<std::pair<std::string, std::string>>{
             {get("/", "Connection: foo, Close\r\n"), "close"},
             {"GET / HTTP/1.0\r\n\r\n", "close"},
             {"GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", "close"}}) {
        RawClient client(running.url());
        const auto response = client.ask(request);
        REQUIRE(response);
        CHECK(response->status == 200);
        CHECK(response->header("Connection") == connection);
        CHECK(client.closed());
    }
    RawClient client(running.url());
    for (int i = 0; i < 2; ++i) {
        const auto response = client.ask("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
        REQUIRE(response);
        CHECK(response->header("Connection") == "keep-alive");
    }
}

TEST_CASE("unknown paths and methods are told apart, and the connection stays") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    const auto status = [&](const std::string& request) {
        const auto response = client.ask(request);
        return response ? response->status : 0;
    };
    CHECK(status(get("/lost")) == 404);
    const auto refused = client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
    REQUIRE(refused);
    CHECK(refused->status == 405);
    CHECK(refused->header("Allow") == "GET, HEAD, OPTIONS");
    CHECK(status("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n") == 405);
    const auto options = client.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    REQUIRE(options);
    CHECK(options->status == 204);
    CHECK(options->header("Allow") == "GET, HEAD, POST, OPTIONS");
    CHECK(status("OPTIONS http://a HTTP/1.1\r\nHost: a\r\n\r\n") == 204);
    CHECK(status(get("/")) == 200);
}

TEST_CASE("an absolute target names the host") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    const auto response = client.ask("GET http://b.example:8080/host?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
    REQUIRE(response);
    CHECK(response->body == "b.example:8080 http://b.example:8080/host?x=1");
}

TEST_CASE("Expect: 100-continue is answered before the body") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: ";
    const auto go_on = client.ask(head + "3\r\n\r\n");
    REQUIRE(go_on);
    CHECK(go_on->status == 100);
    const auto answer = client.ask("abc");
    REQUIRE(answer);
    CHECK(answer->body == "abc");
    // With the body already there nobody waits for it.
    const auto at_once = client.ask(head + "3\r\n\r\nxyz");
    REQUIRE(at_once);
    CHECK(at_once->body == "xyz");
    const auto refused = client.ask(head + "300000\r\n\r\n");
    REQUIRE(refused);
    CHECK(refused->status == 413);
    CHECK(client.closed());
}

TEST_CASE("what a handler throws is logged, and outsiders see a plain page") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    const auto broken = client.ask(get("/breaks"));
    REQUIRE(broken);
    CHECK(broken->status == 500);
    CHECK(broken->body.find("secret") == std::string::npos);
    CHECK(quiet.text().find("why=\"the secret of the house\"") != std::string::npos);
    CHECK(quiet.text().find("id=" + broken->header("X-Request-Id")) != std::string::npos);
    const auto full = client.ask(get("/full"));
    REQUIRE(full);
    CHECK(full->status == 503);
    CHECK(full->header("Retry-After") == "5");
    const auto after = client.ask(get("/"));
    REQUIRE(after);
    CHECK(after->status == 200);
}

TEST_CASE("a handler cannot be talked into writing headers") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    const auto response = client.ask(get("/injects"));
    REQUIRE(response);
    CHECK(response->status == 500);
    CHECK(response->header("Set-Cookie").empty());
    const auto after = client.ask(get("/"));
    REQUIRE(after);
    CHECK(after->body == "home");
}

TEST_CASE("behind TLS every answer insists on it") {
    Quiet quiet;
    const auto router = echoes();
    net::ServerOptions options;
    options.behind_tls = true;
    RunningServer running(router, options);
    RawClient client(running.url());
    for (const auto& request : {get("/"), get("/lost"), std::string("GET / HTTP/1.1\r\n\r\n")}) {
        const auto response = client.ask(request);
        REQUIRE(response);
        CHECK(response->header("Strict-Transport-Security") == "max-age=63072000; includeSubDomains");
    }
}

TEST_CASE("only a trusted proxy says where a request comes from") {
    Quiet quiet;
    const auto router = echoes();
    const auto peer = [&](std::vector<std::string> trusted, const std::string& headers) {
        net::ServerOptions options;
        options.trusted_proxies = std::move(trusted);
        RunningServer running(router, options);
        RawClient client(running.url());
        const auto response = client.ask(get("/peer", headers));
        return response ? response->body : "nothing";
    };
    const std::string forwarded = "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n";
    CHECK(peer({}, forwarded) == "127.0.0.1");
    CHECK(peer({"10.0.0.1"}, forwarded) == "127.0.0.1");
    CHECK(peer({"127.0.0.0/8"}, forwarded) == "198.51.100.7");
    CHECK(peer({"127.0.0.1"}, "") == "127.0.0.1");
}

TEST_CASE("the log and the metrics name the route of a request, not its path") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    for (const char* path : {"/say/94110?zip=94110", "/94110", "/"}) client.ask(get(path));
    // A request is reported after its answer: the third one's answer says that two reports are there.
    const auto lines = quiet.text();
    CHECK(lines.find("route=/say/{word} status=200") != std::string::npos);
    CHECK(lines.find("route=- status=404") != std::string::npos);
    CHECK(lines.find("94110") == std::string::npos);
    const auto metrics = observe::metrics_text();
    CHECK(metrics.find("94110") == std::string::npos);
    CHECK(metrics.find(
              "sayso_http_requests_total{listener=\"public\",method=\"GET\",route=\"/say/{word}\",status=\"200\"}") !=
          std::string::npos);
}

TEST_CASE("a busy port is named, with what to do, and so is a wrong address") {
    const http::Router router;
    net::Loops loops(1);
    net::ServerOptions options;
    options.listen = "127.0.0.1:0";
    net::Server first(loops, options, router);
    options.listen = first.address().substr(7);
    CHECK_THROWS_WITH(net::Server(loops, options, router),
                      Catch::Contains(options.listen) && Catch::Contains("another program uses that port"));
    for (const char* wrong : {"8080", "here:80", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000"}) {
        options.listen = wrong;
        CHECK_THROWS_WITH(net::Server(loops, options, router), Catch::Contains("write host:port"));
    }
    options.listen = "127.0.0.1:0";
    options.trusted_proxies = {"proxy.example"};
    CHECK_THROWS_WITH(net::Server(loops, options, router),
                      Catch::Contains("'proxy.example' is not the address of a proxy"));
}
