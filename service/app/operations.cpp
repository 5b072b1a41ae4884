#include "service/app/operations.hpp"

#include "service/observe/observe.hpp"

namespace sayso::app {

namespace {

// Gauges are read when asked for, not kept up all day.
void refresh_gauges(const live::Live& live, store::Store& store) {
    const auto health = store.health();
    observe::gauge("sayso_store_writable", health.writable ? 1 : 0);
    observe::gauge("sayso_store_queued_jobs", static_cast<double>(health.queued));
    observe::gauge("sayso_store_commits_total", static_cast<double>(health.commits));
    observe::gauge("sayso_store_jobs_total", static_cast<double>(health.jobs));
    const auto book = live.book();
    observe::gauge("sayso_book_version", static_cast<double>(book->version()));
    observe::gauge("sayso_book_topics", static_cast<double>(book->documents().size()));
    observe::gauge("sayso_book_lines", static_cast<double>(book->lines().size()));
    observe::gauge("sayso_directory_built_in", book->directory().built_in() ? 1 : 0);
}

}  // namespace

void add_operations(http::Router& router, live::Live& live, store::Store& store) {
    using http::HeaderSet;
    using http::Method;
    using http::Request;
    using http::Response;
    router.add(Method::get, "/healthz", HeaderSet::operations,
               [](const Request&) -> boost::asio::awaitable<Response> { co_return http::text(200, "ok\n"); });
    router.add(Method::get, "/readyz", HeaderSet::operations,
               [&live, &store](const Request&) -> boost::asio::awaitable<Response> {
                   const auto health = store.health();
                   if (!health.writable)
                       co_return http::text(503, "the database takes no writes: " + health.problem + "\n");
                   if (!live.book()) co_return http::text(503, "no book is loaded yet\n");
                   co_return http::text(200, "ready\n");
               });
    router.add(Method::get, "/metrics", HeaderSet::operations,
               [&live, &store](const Request&) -> boost::asio::awaitable<Response> {
                   refresh_gauges(live, store);
                   auto answer = http::text(200, observe::metrics_text());
                   answer.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                   co_return answer;
               });
}

}  // namespace sayso::app
