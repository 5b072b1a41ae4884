#pragma once
#include <memory>

#include "service/api/common.hpp"

namespace sayso::api {

// CallPower's public API, so that a page made for CallPower needs only a new host. Of /call/create the part without a
// telephone number: the script, whom it is for, and our line that connects; we place no calls to visitors here.
class CallPower {
  public:
    explicit CallPower(std::shared_ptr<Common> common) : common_(std::move(common)) {}
    using Answer = boost::asio::awaitable<http::Response>;

    Answer create(const http::Request& request);  // GET or POST
    Answer count(const http::Request& request);   // GET /api/campaign/{id}/count.json
    // GET /api/campaign/{id}/embed.js and CallPowerForm.js: makes a page's form ask us.
    Answer script(const http::Request& request);
    Answer frame(const http::Request& request);  // GET /api/campaign/{id}/embed_iframe.html: on to the action's frame

  private:
    std::shared_ptr<Common> common_;
};

}  // namespace sayso::api
