#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <future>

#include "tests/service/net/routes.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/running_server.hpp"

using namespace sayso;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using test::echoes;
using test::get;
using test::Quiet;
using test::RawClient;
using test::RunningServer;

namespace {

using Clock = std::chrono::steady_clock;

net::ServerOptions with(void (*change)(net::Limits&)) {
    net::ServerOptions options;
    change(options.limits);
    return options;
}

bool connections_become(int count) {
    const auto line = "sayso_http_connections{listener=\"public\"} " + std::to_string(count) + "\n";
    const auto until = Clock::now() + 30s;
    while (observe::metrics_text().find(line) == std::string::npos)
        if (Clock::now() > until) return false;
    return true;
}

// A handler that answers when the test lets it.
class Gate {
  public:
    http::Handler handler() {
        return [this](const http::Request&) -> test::Answer {
            asio::steady_timer wait(co_await asio::this_coro::executor);
            ++inside_;
            while (!open_) {
                boost::system::error_code ignored;
                wait.expires_after(2ms);
                co_await wait.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
            }
            co_return http::text(200, "at last");
        };
    }
    void open() { open_ = true; }
    bool reached(int count) const {
        const auto until = Clock::now() + 30s;
        while (inside_ < count && Clock::now() < until) std::this_thread::yield();
        return inside_ >= count;
    }

  private:
    std::atomic<bool> open_{false};
    std::atomic<int> inside_{0};
};

}  // namespace

TEST_CASE("a head that takes too long is answered 408, however busily it drips") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router, with([](net::Limits& limits) { limits.header_time = 150ms; }));
    RawClient client(running.url());
    REQUIRE(client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "));
    client.patience = 10ms;
    std::optional<test::RawResponse> answer;
    for (int i = 0; i < 500 && !answer; ++i) {
        client.send("a");
        answer = client.receive();
    }
    REQUIRE(answer);
    CHECK(answer->status == 408);
    CHECK(answer->header("Connection") == "close");
    client.patience = 20s;
    CHECK(client.closed());
}

TEST_CASE("with too many requests in hand the next is told at once, and its connection stays") {
    Quiet quiet;
    Gate gate;
    auto router = echoes();
    router.add(http::Method::get, "/gate", http::HeaderSet::page, gate.handler());
    router.add(http::Method::post, "/said", http::HeaderSet::phone, gate.handler(),
               [](const http::Request& request) { return http::text(200, "hold, " + request.body); });
    RunningServer running(router, with([](net::Limits& limits) { limits.in_hand = 3; }));
    std::vector<std::unique_ptr<RawClient>> inside;
    for (int i = 0; i < 3; ++i) {
        inside.push_back(std::make_unique<RawClient>(running.url()));
        REQUIRE(inside.back()->send(get("/gate")));
    }
    REQUIRE(gate.reached(3));
    RawClient late(running.url());
    auto answer = late.ask(get("/"));
    REQUIRE(answer);
    CHECK(answer->status == 503);
    CHECK(answer->header("Retry-After") == "5");
    CHECK(answer->header("X-Content-Type-Options") == "nosniff");
    answer = late.ask("POST /said HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nyou");
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == "hold, you");
    CHECK(quiet.text().find("too_busy") != std::string::npos);
    gate.open();
    for (auto& client : inside) {
        answer = client->receive();
        REQUIRE(answer);
        CHECK(answer->status == 200);
    }
    // The last place is free just after its answer was sent.
    const auto until = Clock::now() + 30s;
    do {
        answer = late.ask(get("/"));
        REQUIRE(answer);
    } while (answer->status != 200 && Clock::now() < until);
    CHECK(answer->status == 200);
}

TEST_CASE("many requests at once are all begun, some at a time") {
    Quiet quiet;
    Gate gate;
    auto router = echoes();
    router.add(http::Method::get, "/gate", http::HeaderSet::page, gate.handler());
    RunningServer running(router, {});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<RawClient>(running.url()));
        REQUIRE(clients.back()->send(get("/gate")));
    }
    CHECK(gate.reached(200));
    gate.open();
    for (auto& client : clients) CHECK(client->receive());
}

TEST_CASE("a server goes while requests wait for their turn") {
    Quiet quiet;
    Gate gate;
    auto router = echoes();
    router.add(http::Method::get, "/gate", http::HeaderSet::page, gate.handler());
    for (int steps = 100; steps < 500; steps += 20) {
        net::Loops loops(1);
        asio::io_context& io = loops.first();
        net::ServerOptions options;
        options.listen = "127.0.0.1:0";
        net::Server server(loops, options, router);
        server.start();
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 80; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.address()));
            REQUIRE(clients.back()->send(get("/gate")));
        }
        for (int i = 0; i < steps; ++i) io.run_one_for(1ms);
    }
}

TEST_CASE("a body that takes too long is answered 408, with a length and with chunks") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router, with([](net::Limits& limits) { limits.body_time = 100ms; }));
    for (const char* start : {"Content-Length: 10\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nab",
                              "Content-Length: 10\r\nExpect: 100-continue\r\n\r\n"}) {
        RawClient client(running.url());
        REQUIRE(client.send(std::string("POST /echo HTTP/1.1\r\nHost: a\r\n") + start));
        auto answer = client.receive();
        if (answer && answer->status == 100) answer = client.receive();
        REQUIRE(answer);
        CHECK(answer->status == 408);
        CHECK(client.closed());
    }
}

TEST_CASE("an idle connection is closed without a word, before and after a request") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router, with([](net::Limits& limits) { limits.idle_time = 500ms; }));
    RawClient silent(running.url());
    RawClient served(running.url());
    CHECK(served.ask(get("/")));
    CHECK(silent.rest().empty());
    CHECK(served.rest().empty());
    CHECK(silent.closed());
    CHECK(served.closed());
}

TEST_CASE("a client that does not read is gone when its time to read is over") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router, with([](net::Limits& limits) { limits.write_time = 100ms; }));
    RawClient client(running.url());
    REQUIRE(client.ask(get("/")));
    REQUIRE(connections_become(1));
    REQUIRE(client.send(get("/large")));
    CHECK(connections_become(0));
    // More than the buffers of both kernels hold, so it was cut.
    const std::string got = client.rest();
    CHECK(got.size() > 0);
    CHECK(got.size() < test::large_size);
}

TEST_CASE("heads and bodies have a size that still goes through, and one that does not") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router, with([](net::Limits& limits) {
                              limits.header_bytes = 1000;
                              limits.body_bytes = 5000;
                          }));
    const auto ask = [&](const std::string& bytes) {
        RawClient client(running.url());
        const auto answer = client.ask(bytes);
        return answer ? answer->status : 0;
    };
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    CHECK(ask(head + std::string(1000 - head.size() - 4, 'a') + "\r\n\r\n") == 200);
    CHECK(ask(head + std::string(1001 - head.size() - 4, 'a') + "\r\n\r\n") == 431);
    const std::string post = "POST /echo HTTP/1.1\r\nHost: a\r\n";
    CHECK(ask(post + "Content-Length: 5000\r\n\r\n" + std::string(5000, 'b')) == 200);
    CHECK(ask(post + "Content-Length: 5001\r\n\r\n" + std::string(5001, 'b')) == 413);
    const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    const std::string part = "3e8\r\n" + std::string(1000, 'c') + "\r\n";
    CHECK(ask(chunked + part + part + part + part + part + "0\r\n\r\n") == 200);
    CHECK(ask(chunked + part + part + part + part + part + "1\r\nd\r\n0\r\n\r\n") == 413);
}

TEST_CASE("bodies together have a size too: one more is told to come back, and finds room when another is done") {
    Quiet quiet;
    const auto router = echoes();
    // One thread, so that what was sent first is read first.
    RunningServer running(router, with([](net::Limits& limits) { limits.all_bodies_bytes = 6000; }), 1);
    const auto begin = [&](RawClient& client) {
        const auto go_on = client.ask(
            "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
            "Content-Length: 5000\r\n\r\n");
        REQUIRE(go_on);
        REQUIRE(go_on->status == 100);
    };
    RawClient first(running.url()), refused(running.url()), later(running.url());
    begin(first);
    REQUIRE(first.send(std::string(4000, 'b')));
    begin(refused);
    const auto full = refused.ask(std::string(4000, 'c'));
    REQUIRE(full);
    CHECK(full->status == 503);
    CHECK(full->header("Retry-After") == "5");
    CHECK(refused.closed());
    const auto answer = first.ask(std::string(1000, 'b'));
    REQUIRE(answer);
    CHECK(answer->status == 200);
    begin(later);
    const auto room_again = later.ask(std::string(5000, 'd'));
    REQUIRE(room_again);
    CHECK(room_again->status == 200);
}

TEST_CASE("a refusal reaches a client that is still sending") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient client(running.url());
    REQUIRE(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 600000\r\n\r\n" + std::string(600000, 'b')));
    const auto answer = client.receive();
    REQUIRE(answer);
    CHECK(answer->status == 413);
}

TEST_CASE("a client that stops in mid-request is told so if it still listens") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    for (const char* start :
         {"GET / HTTP/1.1\r\nHo", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"}) {
        RawClient client(running.url());
        REQUIRE(client.send(start));
        client.shut_sending();
        const auto answer = client.receive();
        REQUIRE(answer);
        CHECK(answer->status == 400);
        CHECK(client.closed());
    }
    RawClient client(running.url());
    REQUIRE(client.send(get("/")));
    client.shut_sending();
    CHECK(client.receive());
    CHECK(client.closed());
}

TEST_CASE("clients that vanish leave nothing behind") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    for (const char* start : {"", "GET / HT", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab",
                              "GET /large HTTP/1.1\r\nHost: a\r\n\r\n"}) {
        for (int i = 0; i < 5; ++i) {
            RawClient client(running.url());
            client.send(start);
            client.reset();
        }
    }
    RawClient client(running.url());  // accepted after all of them
    CHECK(client.ask(get("/")));
    CHECK(connections_become(1));
}

TEST_CASE("when there is no room the next one is told to come back, and finds room later") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router, with([](net::Limits& limits) {
                              limits.connections = 2;
                              limits.linger_time = 50ms;
                          }));
    auto first = std::make_unique<RawClient>(running.url());
    RawClient second(running.url());
    REQUIRE(first->ask(get("/")));
    REQUIRE(second.ask(get("/")));
    RawClient third(running.url());
    const auto refused = third.receive();
    REQUIRE(refused);
    CHECK(refused->status == 503);
    CHECK(refused->header("Retry-After") == "5");
    CHECK(refused->header("X-Content-Type-Options") == "nosniff");
    CHECK(third.closed());
    // One that does not hang up after being turned away is hung up on.
    RawClient fourth(running.url());
    CHECK(fourth.receive());
    CHECK(fourth.rest().empty());
    first.reset();
    int status = 0;
    for (const auto until = Clock::now() + 30s; status != 200 && Clock::now() < until;) {
        RawClient again(running.url());
        const auto answer = again.ask(get("/"));
        status = answer ? answer->status : 0;
    }
    CHECK(status == 200);
}

TEST_CASE("one address cannot take all the room when it has a share of its own") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router, with([](net::Limits& limits) { limits.connections_per_peer = 1; }));
    RawClient first(running.url());
    REQUIRE(first.ask(get("/")));
    RawClient second(running.url());
    const auto refused = second.receive();
    REQUIRE(refused);
    CHECK(refused->status == 503);
    CHECK(first.ask(get("/")));
}

TEST_CASE("without file descriptors the server waits, and goes on when there are some") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    RawClient before(running.url());
    REQUIRE(before.ask(get("/")));
    // UBSan itself needs a descriptor when it meets a class for the first time: let it meet these now.
    observe::log(observe::Level::warning, "warm",
                 {{"why", boost::system::error_code(EMFILE, boost::system::system_category()).message()}});
    observe::count("sayso_http_accept_failures_total", {{"listener", "warm"}});
    rlimit usual{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &usual) == 0);
    rlimit small = usual;
    small.rlim_cur = 128;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &small) == 0);
    // Take what is left, but for the one that the next client needs for itself.
    std::vector<int> taken;
    for (int fd = 0; (fd = open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;) taken.push_back(fd);
    close(taken.back());
    taken.pop_back();
    RawClient waiting(running.url());  // the kernel completes the connection; nobody can accept it
    const bool sent = waiting.send(get("/"));
    const auto served = before.ask(get("/"));
    const auto until = Clock::now() + 30s;
    bool noticed = false;
    while (!noticed && Clock::now() < until) noticed = quiet.text().find("accept_failed") != std::string::npos;
    for (const int fd : taken) close(fd);
    CHECK(setrlimit(RLIMIT_NOFILE, &usual) == 0);
    CHECK(sent);
    CHECK(served);  // those inside are not touched
    CHECK(noticed);
    const auto answer = waiting.receive();
    REQUIRE(answer);
    CHECK(answer->status == 200);
}

TEST_CASE("stopping closes the idle at once, lets the busy finish and takes nobody new") {
    Quiet quiet;
    auto router = echoes();
    Gate gate;
    router.add(http::Method::get, "/slow", http::HeaderSet::page, gate.handler());
    RunningServer running(router);
    RawClient idle(running.url()), busy(running.url()), halfway(running.url());
    REQUIRE(idle.ask(get("/")));
    REQUIRE(busy.send(get("/slow")));
    REQUIRE(gate.reached(1));
    const auto go_on =
        halfway.ask("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    REQUIRE(go_on);
    REQUIRE(go_on->status == 100);
    std::promise<void> done;
    running.server.stop(60s, [&] { done.set_value(); });
    CHECK(idle.closed());
    auto stopped = done.get_future();
    CHECK(stopped.wait_for(0s) == std::future_status::timeout);
    CHECK_THROWS(RawClient(running.url()).ask(get("/")).value());
    gate.open();
    const auto answer = busy.receive();
    REQUIRE(answer);
    CHECK(answer->body == "at last");
    CHECK(answer->header("Connection") == "close");
    CHECK(busy.closed());
    const auto finished = halfway.ask("abc");
    REQUIRE(finished);
    CHECK(finished->body == "abc");
    CHECK(finished->header("Connection") == "close");
    for (auto* client : {&busy, &halfway}) client->shut_sending();
    CHECK(stopped.wait_for(30s) == std::future_status::ready);
}

TEST_CASE("requests that were on their way when the server stopped are answered") {
    Quiet quiet;
    const auto router = echoes();
    net::Loops loops(1);
    asio::io_context& io = loops.first();
    net::ServerOptions options;
    options.listen = "127.0.0.1:0";
    net::Server server(loops, options, router);
    server.start();
    RawClient kept(server.address());
    REQUIRE(kept.send(get("/")));
    const auto until = Clock::now() + 30s;
    while (quiet.text().find("request") == std::string::npos && Clock::now() < until) io.run_for(1ms);
    REQUIRE(kept.receive());
    // Nothing runs now: these wait in the kernel, on a kept connection and on three that nobody has accepted.
    REQUIRE(kept.send(get("/say/kept")));
    std::vector<std::unique_ptr<RawClient>> fresh;
    for (int i = 0; i < 3; ++i) {
        fresh.push_back(std::make_unique<RawClient>(server.address()));
        REQUIRE(fresh.back()->send(get("/say/fresh")));
    }
    bool done = false;
    server.stop(60s, [&] { done = true; });
    std::thread running([&] { io.run(); });
    const auto answer = kept.receive();
    std::vector<std::optional<test::RawResponse>> answers;
    for (auto& client : fresh) answers.push_back(client->receive());
    kept.shut_sending();
    for (auto& client : fresh) client->shut_sending();
    running.join();
    CHECK(done);
    REQUIRE(answer);
    CHECK(answer->body == "kept?");
    CHECK(answer->header("Connection") == "close");
    for (const auto& each : answers) {
        REQUIRE(each);
        CHECK(each->body == "fresh?");
        CHECK(each->header("Connection") == "close");
    }
}

TEST_CASE("a connection that is being accepted when the server stops is answered") {
    Quiet quiet;
    const auto router = echoes();
    for (int steps = 0; steps < 12; ++steps) {
        CAPTURE(steps);
        net::Loops loops(1);
        asio::io_context& io = loops.first();
        net::ServerOptions options;
        options.listen = "127.0.0.1:0";
        net::Server server(loops, options, router);
        server.start();
        std::vector<std::unique_ptr<RawClient>> fresh;
        for (int i = 0; i < 4; ++i) {
            fresh.push_back(std::make_unique<RawClient>(server.address()));
            REQUIRE(fresh.back()->send(get("/say/fresh")));
        }
        for (int i = 0; i < steps; ++i) io.poll_one();  // some are taken up, one may be on its way to be
        bool done = false;
        server.stop(60s, [&] { done = true; });
        std::thread running([&] { io.run(); });
        int answered = 0;
        for (auto& client : fresh)
            if (const auto answer = client->receive()) answered += answer->body == "fresh?";
        for (auto& client : fresh) client->shut_sending();
        running.join();
        CHECK(done);
        CHECK(answered == 4);
    }
}

TEST_CASE("stopping ends at its deadline even when a handler does not") {
    Quiet quiet;
    auto router = echoes();
    Gate gate;
    router.add(http::Method::get, "/slow", http::HeaderSet::page, gate.handler());
    RunningServer running(router);
    RawClient busy(running.url());
    REQUIRE(busy.send(get("/slow")));
    REQUIRE(gate.reached(1));
    std::promise<void> done;
    running.server.stop(50ms, [&] { done.set_value(); });
    CHECK(done.get_future().wait_for(30s) == std::future_status::ready);
    CHECK(busy.rest().empty());
    std::promise<void> again;
    running.server.stop(50ms, [&] { again.set_value(); });
    CHECK(again.get_future().wait_for(30s) == std::future_status::ready);
    gate.open();
}

TEST_CASE("stopping a server that nobody uses is done at once") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router);
    std::promise<void> done;
    running.server.stop(1h, [&] { done.set_value(); });
    CHECK(done.get_future().wait_for(30s) == std::future_status::ready);
}

TEST_CASE("many clients at once, on several threads, get what they asked for") {
    Quiet quiet;
    const auto router = echoes();
    RunningServer running(router, {}, 4);
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 25; ++i) {
                RawClient client(running.url());
                const auto word = std::to_string(t) + "-" + std::to_string(i);
                for (int again = 0; again < 4; ++again) {
                    const auto answer = client.ask(get("/say/" + word));
                    right += answer && answer->body == word + "?" ? 1 : 0;
                }
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(right == 400);
}
