#include "service/pages/pages.hpp"

#include "service/pages/frame.hpp"
#include "service/pages/reading.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {

void add_pages(http::Router& router, BookSource books, Settings settings) {
    const auto frame = std::make_shared<Frame>(std::move(books), std::move(settings));
    const auto reading = std::make_shared<Reading>(*frame);
    add_reading_pages(router, frame, reading);
    add_finding_pages(router, frame, reading);
    add_action_pages(router, frame);
    add_history_pages(router, frame, reading);
    add_quiz_pages(router, frame);
    add_about_pages(router, frame);
    add_people_pages(router, frame);
    add_files(router, frame);
    add_done_pages(router, frame);
    add_embeds(router, frame);
    add_letters(router, frame);
    add_cards(router, frame);
    add_feeds(router, frame);
    const auto problem = [frame](const http::Request& request, int status) {
        const Visit visit = visit_of(request);
        const std::string text =
            status == 429 ? present::say("error_429_text", visit.language, {{"seconds", "60"}}) : std::string();
        return frame->error(visit, status, text);
    };
    router.set_error_page(problem);
    router.set_error_page("/embed/", problem, http::HeaderSet::embed);
}

}  // namespace sayso::pages
