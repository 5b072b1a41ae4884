#pragma once
#include <optional>
#include <string>

#include "service/api/answers.hpp"
#include "service/guard/guard.hpp"

namespace sayso::api {

// So many requests a minute for each address, told in every answer as RateLimit-Policy and RateLimit
// (draft-ietf-httpapi-ratelimit-headers).
class Limit {
  public:
    Limit(std::string name, int per_minute);  // 0: no limit, and nothing told
    // Takes one for that address; `told` gets what the answer has to tell, after what other limits told.
    // The refusal when there is none left.
    struct Told {
        std::string policies, states;
    };
    std::optional<http::Response> ask(Dialect dialect, const std::string& address, Told& told);

  private:
    std::string name_;
    int per_minute_;
    guard::Limiter limiter_;
};

void tell(http::Response& response, const Limit::Told& told);

}  // namespace sayso::api
