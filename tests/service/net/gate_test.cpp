// Sends the table of the gate to a real server, one connection for each case.
#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "service/net/server.hpp"
#include "tests/service/net/gate_table.hpp"
#include "tests/service/net/routes.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/running_server.hpp"

using namespace sayso;
using namespace sayso::test;
using namespace std::chrono_literals;

namespace {

// What every answer carries, whatever it answers (part E of the promises).
void check_fields(const RawResponse& answer) {
    if (answer.status == 100) return;
    CHECK(answer.header("X-Content-Type-Options") == "nosniff");
    CHECK(answer.header("Referrer-Policy") == "same-origin");
    CHECK(answer.header("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(answer.header("Cross-Origin-Resource-Policy") == "same-origin");
    CHECK(answer.header("Permissions-Policy").find("microphone=()") != std::string::npos);
    CHECK(answer.header("Content-Security-Policy").find("default-src 'none'") == 0);
    CHECK(answer.header("Cache-Control") == "no-store");
    CHECK(answer.header("Server") == "sayso");
    CHECK(!answer.header("Date").empty());
    if (answer.status == 405 || answer.status == 204) CHECK(!answer.header("Allow").empty());
    std::set<std::string> names;
    for (const auto& [name, value] : answer.headers) CHECK(names.insert(name).second);  // none twice
}

void check_case(const RunningServer& running, const Case& probe) {
    INFO(probe.rule << ": " << probe.bytes.substr(0, 300));
    const bool to_head = probe.bytes.substr(0, 5) == "HEAD ";
    RawClient client(running.url());
    client.send(probe.bytes);  // a server that has heard enough may not take all of it
    const auto& outcome = probe.outcome;
    for (std::size_t i = 0; i < outcome.statuses.size(); ++i) {
        if (outcome.fate == Fate::cut && i + 1 == outcome.statuses.size()) client.shut_sending();
        const auto answer = client.receive(to_head);
        REQUIRE(answer);
        CHECK(answer->status == outcome.statuses[i]);
        if (i < outcome.said.size()) CHECK(answer->body == outcome.said[i]);
        check_fields(*answer);
        const bool last = i + 1 == outcome.statuses.size();
        CHECK((answer->header("Connection") == "close") ==
              (last && outcome.fate != Fate::kept && !answer->header("Date").empty()));
    }
    if (outcome.fate == Fate::kept) {
        // Nothing of the case is left over: the next answer is the next request's.
        const auto next = client.ask(ask("/say/next"));
        REQUIRE(next);
        CHECK(next->body == "next?");
        return;
    }
    if (outcome.fate == Fate::closed) client.send(ask("/say/smuggled"));
    if (outcome.statuses.empty()) client.shut_sending();
    CHECK(client.rest().empty());
}

void send_all(const Cases& cases, net::Limits limits = {}) {
    Quiet quiet;
    const auto router = echoes();
    net::ServerOptions options;
    options.limits = limits;
    RunningServer running(router, options);
    for (const auto& probe : cases) check_case(running, probe);
}

}  // namespace

TEST_CASE("request lines are read strictly") {
    send_all(request_line_cases());
}
TEST_CASE("methods are known, refused or not allowed") {
    send_all(method_cases());
}
TEST_CASE("targets are read strictly, in all four forms") {
    send_all(target_cases());
}
TEST_CASE("Host is read strictly") {
    send_all(host_cases());
}
TEST_CASE("names and values of fields are read strictly") {
    send_all(field_cases());
}
TEST_CASE("the framing of a body is never guessed") {
    send_all(framing_cases());
}
TEST_CASE("chunks are read strictly") {
    send_all(chunk_cases());
}
TEST_CASE("a connection stays or goes as both sides say, and turns into nothing else") {
    send_all(connection_cases());
}
TEST_CASE("requests one after the other are answered in order, and none is smuggled in") {
    send_all(pipelining_cases());
}
TEST_CASE("everything has a size that still goes through and one that does not") {
    send_all(limit_cases());
}

TEST_CASE("who is slow is told so and gone, whatever they are slow with") {
    net::Limits limits;
    limits.header_time = limits.body_time = 120ms;
    limits.idle_time = 60ms;
    Quiet quiet;
    const auto router = echoes();
    net::ServerOptions options;
    options.limits = limits;
    RunningServer running(router, options);
    for (const auto& probe : slow_cases()) {
        INFO(probe.rule << ": " << probe.bytes.substr(0, 300));
        RawClient client(running.url());
        REQUIRE(client.send(probe.bytes));
        for (const int status : probe.outcome.statuses) {
            const auto answer = client.receive(probe.bytes.substr(0, 5) == "HEAD ");
            REQUIRE(answer);
            CHECK(answer->status == status);
            check_fields(*answer);
        }
        CHECK(client.closed());
    }
}

TEST_CASE("the table has at least 300 different cases, each with its rule") {
    const std::vector<Cases> topics{request_line_cases(), method_cases(),  target_cases(), host_cases(),
                                    field_cases(),        framing_cases(), chunk_cases(),  connection_cases(),
                                    pipelining_cases(),   limit_cases()};
    static const std::regex named(R"((9110|9112|9113|3986|6455|6585|8446) [0-9C][0-9.]*: .+)");
    std::set<std::string> rules, bytes;
    for (const auto& cases : topics)
        for (const auto& probe : cases) {
            INFO(probe.rule);
            CHECK(std::regex_match(probe.rule, named));
            CHECK(rules.insert(probe.rule).second);
            bytes.insert(probe.bytes);
        }
    CHECK(bytes.size() >= 300);
    CHECK(bytes.size() + 12 >= rules.size());  // a few are looked at under two rules
    WARN(rules.size() << " cases of the gate and " << slow_cases().size() << " of slow clients");
}
