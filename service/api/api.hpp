#pragma once
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scripts/book/book.hpp"
#include "service/http/router.hpp"
#include "service/keys/keys.hpp"
#include "service/live/tally.hpp"
#include "service/outbound/geocoder.hpp"
#include "service/store/store.hpp"

namespace sayso::api {

// The snapshot a request reads; never null.
using BookSource = std::function<std::shared_ptr<const book::Book>()>;
// Where an address lies. Never throws.
using Geocoder = std::function<boost::asio::awaitable<outbound::Whereabouts>(std::string address)>;

struct Settings {
    std::string public_url;                     // "https://sayso.example", for addresses of pages
    std::function<directory::Instant()> as_of;  // the moment the directory is asked about; empty: now
    store::Store* store = nullptr;              // where outcomes are kept; null: they are refused
    live::Tally* tally = nullptr;               // how often things were done; null: never
    // Makes a visitor's device and day into what the store knows them by; must be there when `store` is.
    std::shared_ptr<const keys::HashKey> visitor_key;
    Geocoder geocode;                 // null: addresses cannot be placed
    std::vector<std::string> tokens;  // one of them opens /v1/representatives; none: it is open
    int requests_per_minute = 240;    // for each address; 0: no limit
    int outcomes_per_minute = 60;     // outcomes reported, of those requests; 0: no limit
};

// Adds what other sites and programs ask: the 5 Calls API below /v1/, CallPower's public API (/call/create, /create,
// /api/campaign/{id}/count.json), our own below /api/, and its description at /api/openapi.json.
void add_api(http::Router& router, BookSource books, Settings settings);

}  // namespace sayso::api
