#include "service/pages/find_place.hpp"
#include "service/pages/frame.hpp"
#include "service/pages/reps_page.hpp"
#include "service/present/words.hpp"

// The representatives of a place: before and after the visitor has said where they live.
namespace sayso::pages {
namespace {

using present::word;

http::Response reps(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    return frame.cached(request, turn, [&] {
        Data data = frame.data(turn, std::string(word("reps_page_title", turn.visit.language)), "/reps");
        frame.add_style(data, "people.css");
        frame.add_script(data, "place.js");
        data["ask_zip"] = Data(true);
        show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", nullptr);
        show_locating(data, turn.scene);
        return may_locate(frame.page(turn, "reps", data, 200));
    });
}

boost::asio::awaitable<http::Response> answer_reps(Frame& frame, RepsPage& page, const http::Request& request) {
    const Turn turn = frame.turn(request);
    if (auto refused = frame.refuse_form(request, turn)) co_return std::move(*refused);
    const auto read = Form::read(request);
    if (!read) co_return frame.error(turn.visit, 415);
    const ZipForm form = read->zip_form();
    const Located located = co_await find_place(frame, turn, form, campaigns::PlaceNeed::district);
    if (located.found()) co_return may_locate(frame.private_page(turn, page.html(turn, located)));
    Data data = reps_page_data(frame, turn, form);
    if (located.asks()) {
        show_question(data, turn.scene, "/reps", located);
    } else {
        data["ask_zip"] = Data(true);
        show_switchboard(data, turn.visit.language, "way_on_text", "");
    }
    show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", &located);
    if (!located.asks()) show_locating(data, turn.scene);
    data["change_zip"] = Data(true);
    co_return may_locate(frame.private_page(turn, "reps", data, located.asks() ? 200 : 422));
}

}  // namespace

void add_people_pages(http::Router& router, const std::shared_ptr<Frame>& frame) {
    add_page(router, frame, http::Method::get, "/reps", reps);
    const auto page = std::make_shared<RepsPage>(*frame);
    router.add(http::Method::post, "/reps", http::HeaderSet::page,
               [frame, page](const http::Request& request) { return answer_reps(*frame, *page, request); });
}

}  // namespace sayso::pages
