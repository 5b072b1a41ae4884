#include <catch2/catch.hpp>

#include "service/observe/observe.hpp"
#include "tests/service/phone/line.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

// Sends the answer webhook changed by `change`, and checks that it is refused and that nothing is kept.
template <class Change>
void refused(Change change, int status = 403) {
    House house(plan());
    auto request = house.signed_request(answer_path, ring());
    change(request);
    const auto response = house.send(std::move(request));
    CHECK(response.status == status);
    CHECK(response.body.empty());
    CHECK(house.store().calls().total_calls() == 0);
}

}  // namespace

TEST_CASE("a forged, missing or truncated signature gets 403 and an empty body, and is counted") {
    refused([](http::Request& request) { request.headers.set("X-Twilio-Signature", std::string(27, 'A') + "="); });
    refused([](http::Request& request) { request.headers.remove("X-Twilio-Signature"); });
    refused([](http::Request& request) {
        const std::string good(request.headers.get("X-Twilio-Signature"));
        request.headers.set("X-Twilio-Signature", good.substr(0, 20));
    });
    CHECK(observe::metrics_text().find(
              "sayso_webhooks_total{provider=\"twilio\",result=\"forged\",route=\"answer\"}") != std::string::npos);
}

TEST_CASE("a request changed on its way is refused") {
    refused([](http::Request& request) { request.body += "&Digits=1"; });
    refused([](http::Request& request) {
        request.target += "?n=0";
        request.query = "n=0";
    });
    refused([](http::Request& request) { request.headers.set("Content-Type", "text/plain"); });
}

TEST_CASE("another account's request is refused though it is signed") {
    House house(plan());
    auto params = ring();
    for (auto& [name, value] : params) {
        if (name == "AccountSid") value = "AC99999999999999999999999999999999";
    }
    const auto response = house.post(answer_path, params);
    CHECK(response.status == 403);
    CHECK(response.body.empty());
}

TEST_CASE("a signed request that names no call is malformed") {
    House house(plan());
    const auto response = house.post(answer_path, {{"AccountSid", House::account}, {"From", "+12025550143"}});
    CHECK(response.status == 400);
    CHECK(response.body.empty());
}

TEST_CASE("a provider without tokens is closed on every route") {
    House house(plan());
    phone::Settings settings;
    settings.public_url = House::public_url;
    guard::Limiter callers(1, 10);
    phone::Phone closed(house.store().calls(), house.live(), keys::HashKey("a secret of at least sixteen bytes"),
                        callers, settings);
    http::Router router;
    closed.add_routes(router);
    for (const char* path :
         {"/voice/twilio/answer", "/voice/twilio/step?n=0", "/voice/twilio/status", "/voice/twilio/fallback"}) {
        auto request = house.signed_request(path, ring());
        boost::asio::io_context io;
        http::Response response;
        boost::asio::co_spawn(io, router.handle(request),
                              [&response](std::exception_ptr, http::Response given) { response = std::move(given); });
        io.run();
        CHECK(response.status == 403);
        CHECK(response.body.empty());
    }
}

TEST_CASE("only POST is taken, and every answer is markup that nobody may keep") {
    House house(plan());
    auto request = house.signed_request(answer_path, ring());
    request.method = http::Method::get;
    request.method_text = "GET";
    CHECK(house.send(std::move(request)).status == 405);
    const auto response = house.post(answer_path, ring());
    CHECK(response.status == 200);
    CHECK(response.headers.get("Content-Type") == "text/xml; charset=utf-8");
    CHECK(response.headers.get("Cache-Control") == "no-store");
    CHECK(response.headers.get("X-Content-Type-Options") == "nosniff");
}
