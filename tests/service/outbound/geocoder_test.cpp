#include "service/outbound/geocoder.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <mutex>

#include "service/observe/observe.hpp"
#include "service/outbound/breaker.hpp"
#include "tests/support/scripted_peer.hpp"

using namespace sayso;
using namespace std::chrono_literals;
using outbound::Geocoder;
using outbound::GeocoderLimits;
using outbound::Whereabouts;
using test::ScriptedPeer;
using Kind = Whereabouts::Kind;
using Clock = std::chrono::steady_clock;

namespace {

constexpr const char* address = "2700 Mission St, San Francisco, CA 94110";

std::string match(const std::string& longitude, const std::string& latitude, const std::string& zip = "94110") {
    return R"({"matchedAddress":"2700 MISSION ST, SAN FRANCISCO, CA, 94110","coordinates":{"x":)" + longitude +
           R"(,"y":)" + latitude + R"(},"addressComponents":{"zip":")" + zip + R"(","state":"CA"}})";
}

std::string census(const std::string& matches) {
    return R"({"result":{"input":{"address":{"address":"?"}},"addressMatches":[)" + matches + "]}}";
}

std::string answer(int status, const std::string& body) {
    return "HTTP/1.1 " + std::to_string(status) +
           " Whatever\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

ScriptedPeer::Script says(std::string bytes, std::string* asked = nullptr) {
    return [bytes = std::move(bytes), asked](ScriptedPeer::Talk& talk) {
        const std::string request = talk.read_request();
        if (asked) *asked = request;
        talk.write(bytes);
    };
}

std::string url_of(const ScriptedPeer& peer) {
    return "http://" + peer.host_and_port() + "/geocoder/locations/onelineaddress";
}

Whereabouts look_up(Geocoder& geocoder, const std::string& what = address) {
    boost::asio::io_context io;
    std::optional<Whereabouts> found;
    const auto ask = [&]() -> boost::asio::awaitable<void> { found = co_await geocoder.find(what); };
    std::exception_ptr failure;
    boost::asio::co_spawn(io, ask, [&](std::exception_ptr error) { failure = error; });
    io.run();
    if (failure) std::rethrow_exception(failure);
    return found.value();
}

// Takes the log while it lives.
class Log {
  public:
    Log() {
        observe::set_log_sink([this](std::string_view line) {
            const std::lock_guard lock(mutex_);
            lines_.append(line) += '\n';
        });
    }
    ~Log() { observe::set_log_sink(nullptr); }
    std::string text() {
        observe::flush_log();
        const std::lock_guard lock(mutex_);
        return lines_;
    }

  private:
    std::mutex mutex_;
    std::string lines_;
};

GeocoderLimits patient() {
    GeocoderLimits limits;
    limits.total_time = 20s;
    limits.failures = 100;
    return limits;
}

}  // namespace

TEST_CASE("an address is asked for as the Census Bureau wants it, and its place read") {
    std::string asked;
    ScriptedPeer peer({says(answer(200, census(match("-122.4186", "37.7531"))), &asked)});
    Geocoder geocoder(url_of(peer), patient());
    CHECK(geocoder.there_is_one());
    const Whereabouts found = look_up(geocoder, "  2700 Mission St #4,\r\n San Francisco & Ünion ");
    REQUIRE(found.found());
    CHECK(found.at == directory::Coordinates{37.7531, -122.4186});
    CHECK(found.zip == "94110");
    CHECK(asked.substr(0, asked.find("\r\n")) ==
          "GET /geocoder/locations/onelineaddress?address=2700%20Mission%20St%20%234%2C%20San%20Francisco%20%26%20%C3%"
          "9Cnion&benchmark=Public_AR_Current&format=json HTTP/1.1");
}

TEST_CASE("a geocoder's own query is kept") {
    std::string asked;
    ScriptedPeer peer({says(answer(200, census("")), &asked)});
    Geocoder geocoder("http://" + peer.host_and_port() + "/find?key=7", patient());
    CHECK(look_up(geocoder).kind == Kind::nowhere);
    CHECK(asked.find("GET /find?key=7&address=2700%20") == 0);
}

TEST_CASE("what a geocoder answers is read for what it is") {
    using outbound::read_census_answer;
    CHECK(read_census_answer(census("")).kind == Kind::nowhere);
    CHECK(read_census_answer(census(match("-122.4", "37.7") + "," + match("-122.4001", "37.7001"))).found());
    CHECK(read_census_answer(census(match("-122.4", "37.7") + "," + match("-92.4", "37.7"))).kind == Kind::unclear);
    CHECK(read_census_answer(census(match("-122", "38", "9411"))).zip.empty());
    CHECK(read_census_answer(census(match("-122", "38", "9411<"))).zip.empty());
    CHECK(read_census_answer(census(R"({"coordinates":{"x":-122,"y":38}})")).found());
    for (const std::string& garbage :
         {std::string("<html>busy</html>"), std::string(), std::string("[]"), std::string("{}"), std::string("null"),
          std::string(R"({"result":{}})"), std::string(R"({"result":{"addressMatches":{}}})"),
          std::string(R"({"result":[{"addressMatches":[]}]})"), census("7"), census("{}"), census(match("-181", "37")),
          census(match("-122", "91")), census(match("1e999", "37")), census(match("\"-122\"", "37")),
          census(match("null", "37")), std::string(100'000, '['), census("").substr(0, 30), census("") + "x"})
        CHECK(read_census_answer(garbage).kind == Kind::not_now);
}

TEST_CASE("without a geocoder nothing is asked, and what cannot be an address is not asked for") {
    Geocoder none("");
    CHECK_FALSE(none.there_is_one());
    CHECK(look_up(none).kind == Kind::not_now);

    ScriptedPeer peer({});
    Geocoder geocoder(url_of(peer));
    CHECK(look_up(geocoder, " \r\n\t").kind == Kind::nowhere);
    CHECK(look_up(geocoder, std::string(201, 'a')).kind == Kind::nowhere);
    CHECK(peer.connections() == 0);
}

TEST_CASE("a geocoder that fails says nothing about the address, and nobody logs the address") {
    Log log;
    const auto resets = [](ScriptedPeer::Talk& talk) {
        talk.read_request();
        talk.close();
    };
    const auto hangs_up = [](ScriptedPeer::Talk& talk) { talk.close(); };
    ScriptedPeer peer({says(answer(500, "oh no")), says(answer(200, "<html>busy</html>")),
                       says("SSH-2.0-OpenSSH_9.2\r\n"), resets, hangs_up,
                       says("HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/?address=2700\r\n"
                            "Content-Length: 0\r\n\r\n"),
                       says("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n" + std::string(300'000, 'x')),
                       says(answer(200, census(match("-122.4186", "37.7531"))).substr(0, 120))});
    GeocoderLimits limits = patient();
    limits.failures = 1;
    limits.rest = 0s;  // each may try
    Geocoder geocoder(url_of(peer), limits);
    for (int i = 0; i < 8; ++i) {
        INFO(i);
        CHECK(look_up(geocoder).kind == Kind::not_now);
    }
    CHECK(peer.connections() == 8);
    CHECK(log.text().find("geocoder_rests") != std::string::npos);
    CHECK(log.text().find("2700") == std::string::npos);
    CHECK(log.text().find("Mission") == std::string::npos);
    CHECK(observe::metrics_text().find("Mission") == std::string::npos);
}

TEST_CASE("an address that the Census Bureau refuses is no fault of the geocoder") {
    ScriptedPeer peer({says(answer(400, R"({"errors":["Address cannot be empty"],"status":"400"})"))});
    GeocoderLimits limits = patient();
    limits.failures = 1;
    Geocoder geocoder(url_of(peer), limits);
    CHECK(look_up(geocoder).kind == Kind::nowhere);
}

TEST_CASE("a slow geocoder is waited for no longer than said, by nobody") {
    Log log;
    const auto waits = [](ScriptedPeer::Talk& talk) {
        talk.read_request();
        talk.wait_for_close();
    };
    const auto drips = [](ScriptedPeer::Talk& talk) {
        talk.read_request();
        talk.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
        talk.wait_for_close();
    };
    ScriptedPeer peer({waits, drips, waits});
    GeocoderLimits limits;
    limits.total_time = 300ms;
    limits.at_once = 1;
    Geocoder geocoder(url_of(peer), limits);
    const auto begun = Clock::now();
    boost::asio::io_context io;
    int told = 0;
    for (int i = 0; i < 5; ++i) {
        const auto ask = [&]() -> boost::asio::awaitable<void> {
            const auto found = co_await geocoder.find(address);
            if (found.kind == Kind::not_now) ++told;
        };
        boost::asio::co_spawn(io, ask, [](std::exception_ptr) {});
    }
    io.run();
    CHECK(told == 5);
    CHECK(Clock::now() - begun >= 300ms);
    CHECK(Clock::now() - begun < 3s);  // far less than five times as long, were the machine not busy
}

TEST_CASE("more questions than fit are told so at once, and others at the end") {
    ScriptedPeer peer({[](ScriptedPeer::Talk& talk) {
        talk.read_request();
        talk.wait_for_close();
    }});
    GeocoderLimits limits;
    limits.total_time = 2s;
    limits.at_once = 1;
    limits.waiting = 2;
    auto geocoder = std::make_unique<Geocoder>(url_of(peer), limits);
    boost::asio::io_context io;
    int told = 0;
    const auto ask = [&]() -> boost::asio::awaitable<void> {
        const auto found = co_await geocoder->find(address);
        if (found.kind == Kind::not_now) ++told;
    };
    for (int i = 0; i < 10; ++i) boost::asio::co_spawn(io, ask, [](std::exception_ptr) {});
    io.poll();
    CHECK(told >= 7);  // one is under way at most, two wait
    geocoder.reset();
    io.run();
    CHECK(told == 10);
}

TEST_CASE("after failures in a row nobody is asked for a while, then one tries") {
    using Moment = outbound::Breaker::Moment;
    outbound::Breaker breaker(3, 30s);
    const Moment start = Moment() + 1h;
    CHECK(breaker.may_ask(start));
    CHECK_FALSE(breaker.failed(start));
    CHECK_FALSE(breaker.failed(start));
    CHECK_FALSE(breaker.went_well());  // begins to count anew
    CHECK_FALSE(breaker.failed(start));
    CHECK_FALSE(breaker.failed(start));
    CHECK(breaker.may_ask(start));
    CHECK(breaker.failed(start));
    CHECK_FALSE(breaker.may_ask(start + 29s));
    CHECK(breaker.may_ask(start + 30s));
    CHECK_FALSE(breaker.may_ask(start + 31s));  // that one is still trying
    CHECK_FALSE(breaker.failed(start + 32s));   // nothing new
    CHECK_FALSE(breaker.may_ask(start + 59s));
    CHECK(breaker.may_ask(start + 60s));
    CHECK(breaker.went_well());
    CHECK(breaker.may_ask(start + 60s));
}

TEST_CASE("a geocoder that rests is not asked") {
    Log log;
    ScriptedPeer peer({says(answer(500, "")), says(answer(503, "")), says(answer(200, census("")))});
    GeocoderLimits limits = patient();
    limits.failures = 2;
    const auto start = Clock::now();
    std::atomic<std::int64_t> later{0};
    observe::set_steady_clock([&] { return start + std::chrono::seconds(later.load()); });
    {
        Geocoder geocoder(url_of(peer), limits);
        for (int i = 0; i < 5; ++i) CHECK(look_up(geocoder).kind == Kind::not_now);
        CHECK(peer.connections() == 2);
        later = 31;
        CHECK(look_up(geocoder).kind == Kind::nowhere);
        CHECK(peer.connections() == 3);
    }
    observe::set_steady_clock(nullptr);
    CHECK(log.text().find("geocoder_answers_again") != std::string::npos);
}
