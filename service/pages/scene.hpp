#pragma once
#include <string>

#include "scripts/book/book.hpp"
#include "service/pages/script_view.hpp"

namespace sayso::pages {

// What every view of people needs to know. Lives as long as one request.
struct Scene {
    const book::Book& book;
    directory::Instant at{};
    Language language = Language::en;
    std::string query;             // what links keep: "?lang=es"
    bool finds_addresses = false;  // a geocoder is there to be asked
    ScriptViews& scripts;
};

}  // namespace sayso::pages
