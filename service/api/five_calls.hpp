#pragma once
#include <memory>

#include "service/api/common.hpp"

namespace sayso::api {

// The interface that 5 Calls' own programs and its partners speak: GET /v1/reps and /v1/representatives, /v1/issues,
// /v1/issue/{id}/script, /v1/report. Field for field what those programs read; an issue is a live campaign.
class FiveCalls {
  public:
    explicit FiveCalls(std::shared_ptr<Common> common) : common_(std::move(common)) {}
    using Answer = boost::asio::awaitable<http::Response>;

    Answer reps(const http::Request& request);
    Answer representatives(const http::Request& request);  // the same for those who have a token
    Answer issues(const http::Request& request);
    Answer script(const http::Request& request);
    Answer counts(const http::Request& request);
    Answer report(const http::Request& request);

  private:
    std::shared_ptr<Common> common_;
};

}  // namespace sayso::api
