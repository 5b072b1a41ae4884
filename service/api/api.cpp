#include "service/api/api.hpp"

#include "service/api/call_power.hpp"
#include "service/api/five_calls.hpp"
#include "service/api/own.hpp"
#include "service/observe/observe.hpp"

namespace sayso::api {

namespace {

using http::Method;
using http::Request;
using http::Response;

Response not_now(Dialect dialect, std::string_view detail) {
    Response response = refusal(dialect, 503, detail);
    response.headers.set("Retry-After", "5");
    return response;
}

// Everything an answer needs around what it says: the limits, and words for a store that cannot do it now.
template <typename Interface>
http::Handler guarded(std::shared_ptr<Common> common, std::shared_ptr<Interface> its, Dialect dialect, bool outcome,
                      boost::asio::awaitable<Response> (Interface::*answer)(const Request&)) {
    return [=](const Request& request) -> boost::asio::awaitable<Response> {
        Limit::Told told;
        auto refused = common->requests.ask(dialect, request.peer, told);
        if (!refused && outcome) refused = common->outcomes.ask(dialect, request.peer, told);
        Response response;
        if (refused) {
            response = std::move(*refused);
        } else {
            try {
                response = co_await (*its.*answer)(request);
            } catch (const store::Full&) {
                response = not_now(dialect, "There is too much to do right now. Try again in a few seconds.");
            } catch (const store::Unavailable&) {
                response = not_now(dialect, "This cannot be stored right now. Try again in a few seconds.");
            }
        }
        tell(response, told);
        co_return response;
    };
}

std::string_view error_words(int status) {
    switch (status) {
        case 404:
            return "There is nothing at this address. GET /api/openapi.json says what there is.";
        case 405:
            return "This address does not answer to this method; the header Allow names those it answers to.";
        case 413:
            return "The request is too large.";
        case 429:
            return "Too many requests. Try again later.";
        case 503:
            return "The service is busy. Try again in a few seconds.";
        default:
            return status < 500 ? "The request cannot be understood." : "Something broke on our side. Try again later.";
    }
}

// Adds the routes of one interface, each through `guarded`.
template <typename Interface>
class Routes {
  public:
    Routes(http::Router& router, std::shared_ptr<Common> common, Dialect dialect)
        : router_(router), common_(common), its_(std::make_shared<Interface>(common)), dialect_(dialect) {}

    using Answer = boost::asio::awaitable<Response> (Interface::*)(const Request&);
    void add(Method method, const char* pattern, Answer answer, bool outcome = false) {
        router_.add(method, pattern, http::HeaderSet::api, guarded(common_, its_, dialect_, outcome, answer));
    }
    // Errors at addresses that begin so are in this interface's words.
    void explain(const char* beginning) {
        router_.set_error_page(beginning, [dialect = dialect_](const Request&, int status) {
            return refusal(dialect, status, error_words(status));
        });
    }

  private:
    http::Router& router_;
    std::shared_ptr<Common> common_;
    std::shared_ptr<Interface> its_;
    Dialect dialect_;
};

void add_five_calls(http::Router& router, const std::shared_ptr<Common>& common) {
    Routes<FiveCalls> routes(router, common, Dialect::five_calls);
    routes.explain("/v1/");
    routes.add(Method::get, "/v1/reps", &FiveCalls::reps);
    routes.add(Method::get, "/v1/representatives", &FiveCalls::representatives);
    routes.add(Method::get, "/v1/issues", &FiveCalls::issues);
    routes.add(Method::get, "/v1/issue/{id}/script", &FiveCalls::script);
    routes.add(Method::get, "/v1/report", &FiveCalls::counts);
    routes.add(Method::post, "/v1/report", &FiveCalls::report, true);
}

void add_call_power(http::Router& router, const std::shared_ptr<Common>& common) {
    Routes<CallPower> routes(router, common, Dialect::call_power);
    for (const char* beginning : {"/call/", "/create", "/api/campaign/"}) routes.explain(beginning);
    for (const char* path : {"/call/create", "/create"})
        for (const Method method : {Method::get, Method::post}) routes.add(method, path, &CallPower::create);
    routes.add(Method::get, "/api/campaign/{id}/count.json", &CallPower::count);
    for (const char* path : {"/api/campaign/{id}/embed.js", "/api/campaign/{id}/CallPowerForm.js"})
        routes.add(Method::get, path, &CallPower::script);
    routes.add(Method::get, "/api/campaign/{id}/embed_iframe.html", &CallPower::frame);
}

void add_own(http::Router& router, const std::shared_ptr<Common>& common) {
    Routes<Own> routes(router, common, Dialect::own);
    routes.explain("/api/");
    routes.add(Method::get, "/api/openapi.json", &Own::description);
    routes.add(Method::get, "/api/topics", &Own::topics);
    routes.add(Method::get, "/api/topics/{slug}", &Own::topic);
    routes.add(Method::post, "/api/representatives", &Own::representatives);
    routes.add(Method::post, "/api/actions/{slug}/{n}/targets", &Own::targets);
    routes.add(Method::get, "/api/counts", &Own::counts);
    routes.add(Method::post, "/api/outcomes", &Own::outcome, true);
    routes.add(Method::get, "/api/lines", &Own::lines);
}

}  // namespace

void add_api(http::Router& router, BookSource books, Settings settings) {
    observe::describe("sayso_api_places_total",
                      "Places that programs asked about, by kind and how well they are known.");
    observe::describe("sayso_api_limited_total", "Requests of programs that were refused by a limit.");
    const auto common = std::make_shared<Common>(std::move(books), std::move(settings));
    add_five_calls(router, common);
    add_call_power(router, common);
    add_own(router, common);
}

}  // namespace sayso::api
