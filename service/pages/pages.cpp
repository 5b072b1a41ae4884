#include "service/pages/pages.hpp"

#include "service/pages/site.hpp"

namespace sayso::pages {
namespace {

using http::HeaderSet;
using http::Method;
using http::Request;
using http::Response;

// A page answers at once from the snapshot; nothing here waits.
template <typename Answer>
http::Handler handler(std::shared_ptr<Site> site, Answer answer) {
    return [site = std::move(site), answer](const Request& request) -> boost::asio::awaitable<Response> {
        co_return answer(*site, request);
    };
}

}  // namespace

void add_pages(http::Router& router, BookSource books, Settings settings) {
    const auto site = std::make_shared<Site>(std::move(books), std::move(settings));
    const auto page = [&](Method method, const char* pattern, Response (Site::*answer)(const Request&)) {
        router.add(method, pattern, HeaderSet::page,
                   handler(site, [answer](Site& its, const Request& request) { return (its.*answer)(request); }));
    };
    page(Method::get, "/", &Site::home);
    page(Method::get, "/topics/{slug}", &Site::topic);
    page(Method::get, "/topics/{slug}/actions/{n}", &Site::action);
    page(Method::post, "/topics/{slug}/actions/{n}", &Site::answer_action);
    page(Method::get, "/reps", &Site::reps);
    page(Method::post, "/reps", &Site::answer_reps);
    router.add(Method::get, "/static/{file}", HeaderSet::asset,
               handler(site, [](Site& its, const Request& request) { return its.asset(request); }));
    router.add(Method::get, "/favicon.ico", HeaderSet::asset,
               handler(site, [](Site& its, const Request&) { return its.icon(); }));
    router.add(Method::get, "/robots.txt", HeaderSet::asset,
               handler(site, [](Site& its, const Request&) { return its.robots(); }));
    router.set_error_page([site](const Request& request, int status) { return site->error_page(request, status); });
}

}  // namespace sayso::pages
