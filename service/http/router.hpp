#pragma once
#include <boost/asio/awaitable.hpp>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/message.hpp"

namespace sayso::http {

// A handler may suspend. It is given a request that outlives it.
using Handler = std::function<boost::asio::awaitable<Response>(const Request&)>;
// What a route says at once when too many requests are in hand to run its handler.
using BusyAnswer = std::function<Response(const Request&)>;

// Which set of response headers a route gets: pages the strict content policy, the rest a policy that allows nothing.
// What programs on other sites ask (`api`) may be read from any origin, since it answers nobody's cookies.
// `embed` is a page that any site may show in a frame, `shared` a file that any site may use (decisions 24).
enum class HeaderSet { page, phone, asset, operations, api, embed, shared };
// Adds each header of the set that the response does not carry already, so that a handler can widen one for its route.
void add_security_headers(Response& response, HeaderSet set);
// Lets this page ask the device where it is; everything else stays forbidden.
void allow_geolocation(Response& response);

// Routes by method and path. HEAD is answered by GET's handler; a known path with another method is 405 with Allow;
// OPTIONS is answered with Allow, for `api` routes also with what a browser asks before it sends another site's
// request. A literal segment wins over a capture.
class Router {
  public:
    Router() = default;
    Router(Router&&) = default;  // literal_ points into routes_: true after a move, not in a copy
    Router& operator=(Router&&) = default;
    // pattern: "/topics/{slug}"; a capture matches one non-empty segment, never one that decodes to ".", "..", or to
    // something with a slash or a control character.
    void add(Method method, std::string pattern, HeaderSet headers, Handler handler, BusyAnswer busy = nullptr);
    // Runs the matching handler, or answers 404 or 405, and adds the security headers of the route. A handler's answer
    // of 400 and above without a body gets the error page (phone routes excepted). Exceptions from a
    // handler pass through: the caller (net) turns them into the error page.
    boost::asio::awaitable<Response> handle(Request& request) const;
    // The answer while too many requests are in hand: the route's own, or 503 with Retry-After. Cheap; throws nothing
    // but for want of memory.
    Response busy(Request& request) const;
    // Makes the 404, 405, 413, ... and 500 bodies; by default plain text.
    void set_error_page(std::function<Response(const Request&, int status)> page);
    // The same for paths that begin so ("/api/"), in the words of those who ask there; with the headers of `api`.
    void set_error_page(std::string beginning, std::function<Response(const Request&, int status)> page,
                        HeaderSet headers = HeaderSet::api);
    // The error page with the status and the headers of a page; never throws what the page's maker throws.
    Response error(const Request& request, int status) const;

  private:
    struct Segment {
        std::string text;
        bool capture;
    };
    struct Route {
        Method method;
        std::string pattern;
        std::vector<Segment> segments;
        HeaderSet headers;
        Handler handler;
        BusyAnswer busy;
    };
    // What a path leads to: the routes of the best matching pattern, one for each method, none for an unknown path;
    // and its decoded segments, unless it is written as a pattern without captures is.
    struct Found {
        std::vector<const Route*> routes;
        std::vector<std::string> segments;
    };
    Found find(std::string_view path) const;
    std::vector<const Route*> routes_of(const std::vector<std::string>& path) const;
    static bool fits(const Route& route, const std::vector<std::string>& path);
    boost::asio::awaitable<Response> answer(const Route& route, const Request& request) const;
    Response method_refused(const Request& request, const std::vector<const Route*>& known) const;

    std::deque<Route> routes_;
    std::map<std::string, std::vector<const Route*>, std::less<>> literal_;  // those without captures, by their path
    struct ErrorPage {
        std::string beginning;
        HeaderSet headers;
        std::function<Response(const Request&, int)> make;
    };
    const ErrorPage* error_page_for(const Request& request) const;
    std::vector<ErrorPage> error_pages_;
};

}  // namespace sayso::http
