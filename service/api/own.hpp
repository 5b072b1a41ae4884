#pragma once
#include <memory>

#include "service/api/common.hpp"

namespace sayso::api {

// Our own interface, as /api/openapi.json describes it. Places come in the bodies of POSTs, so that they stay out of
// URLs, logs and caches (house rule 9).
class Own {
  public:
    explicit Own(std::shared_ptr<Common> common) : common_(std::move(common)) {}
    using Answer = boost::asio::awaitable<http::Response>;

    Answer topics(const http::Request& request);
    Answer topic(const http::Request& request);
    Answer representatives(const http::Request& request);
    Answer targets(const http::Request& request);
    Answer counts(const http::Request& request);
    Answer outcome(const http::Request& request);
    Answer lines(const http::Request& request);
    Answer description(const http::Request& request);

  private:
    // The place a body names by zip, address or coordinates; what is wrong with it is noted in the body.
    boost::asio::awaitable<Place> place_in(const Turn& turn, Body& body) const;
    // The action of a topic by its number; a null document when there is no such action.
    struct Found {
        const book::Document* document = nullptr;
        const topics::Action* action = nullptr;
        const campaigns::Campaign* campaign = nullptr;  // the live one it dials, if any
        int n = 0;
    };
    static Found find(const Turn& turn, std::string_view slug, std::string_view n);

    std::shared_ptr<Common> common_;
};

}  // namespace sayso::api
