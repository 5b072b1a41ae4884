#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "scripts/book/book.hpp"
#include "service/http/router.hpp"
#include "service/keys/keys.hpp"
#include "service/live/live.hpp"
#include "service/live/tally.hpp"
#include "service/outbound/geocoder.hpp"
#include "service/store/store.hpp"

namespace sayso::pages {

struct Settings {
    std::string public_url;                     // "https://sayso.example", for canonical addresses and the origin check
    std::function<directory::Instant()> as_of;  // the moment the directory is asked about; empty: now
    double zip_lookups_per_second = 2;          // for each address, in the long run; 0: no limit
    double zip_lookup_burst = 60;               // at once, so that a household or a classroom is not turned away
    // Where outcomes are kept; null: the pages are for reading only and offer none.
    store::Store* store = nullptr;
    // Makes a visitor's device and day into what the store knows them by; must be there when `store` is.
    std::shared_ptr<const keys::HashKey> visitor_key;
    // How often things were done; null: no counts are shown.
    live::Tally* tally = nullptr;
    // Asked where a street address is; null: nobody is, and visitors choose by name.
    outbound::Geocoder* geocoder = nullptr;
    std::string operator_name, contact;  // who runs the service, and an e-mail or web address of theirs; may be empty
    // Reads an old revision of a topic, on any thread; empty: pages offer no history.
    live::Decode read_revision;
    std::string pull_command = "build/sayso directory pull";  // shown while the built-in directory is all there is
};

// The snapshot a request reads; never null.
using BookSource = std::function<std::shared_ptr<const book::Book>()>;

// Adds what a constituent sees: / , /topics/{slug}, /topics/{slug}/actions/{n}, /reps, the static files, /robots.txt,
// and the error page. Throws std::invalid_argument when a built-in template is broken.
void add_pages(http::Router& router, BookSource books, Settings settings);
void add_pages(http::Router& router, live::Live& live, Settings settings);

}  // namespace sayso::pages
