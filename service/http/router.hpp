#pragma once
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/message.hpp"

namespace sayso::http {

// A handler may suspend. It is given a request that outlives it.
using Handler = std::function<boost::asio::awaitable<Response>(const Request&)>;

// Which set of response headers a route gets (promises.md E, decisions 24).
enum class HeaderSet { page, phone, asset, operations };

// Routes by method and path. HEAD is answered by GET's handler; a known path with another method is 405 with Allow.
class Router {
  public:
    // pattern: "/topics/{slug}"; a capture matches one non-empty segment.
    void add(Method method, std::string pattern, HeaderSet headers, Handler handler);
    // Runs the matching handler, or answers 404 or 405, and adds the security headers of the route. Exceptions from a
    // handler pass through: the caller (net) turns them into the error page.
    boost::asio::awaitable<Response> handle(Request& request) const;
    // Makes the 404, 405, 413, ... and 500 bodies; by default plain text.
    void set_error_page(std::function<Response(const Request&, int status)> page);
    Response error(const Request& request, int status) const;

  private:
    struct Route {
        Method method;
        std::vector<std::string> segments;
        HeaderSet headers;
        Handler handler;
    };
    std::vector<Route> routes_;
    std::function<Response(const Request&, int)> error_page_;
};

}  // namespace sayso::http
