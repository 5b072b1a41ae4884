#include "service/pages/pages.hpp"

namespace sayso::pages {

void add_pages(http::Router& router, live::Live& live, Settings settings) {
    add_pages(
        router, [&live] { return live.book(); }, std::move(settings));
}

}  // namespace sayso::pages
