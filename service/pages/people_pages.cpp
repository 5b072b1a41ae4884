#include "service/pages/find_place.hpp"
#include "service/pages/frame.hpp"
#include "service/pages/topic_view.hpp"
#include "service/present/words.hpp"

// The representatives of a place: before and after the visitor has said where they live.
namespace sayso::pages {
namespace {

using present::word;

void more_actions(Data& into, const Turn& turn) {
    List list;
    for (const auto& document : turn.book->documents()) {
        int n = 0;
        for (const auto& action : document->topic.actions) {
            ++n;
            const campaigns::Campaign* campaign = campaign_of(turn.scene, action);
            if (campaign && needs_place(*campaign)) continue;
            Data item;
            item["kind"] = Data(kind_of(action, turn.scene.language));
            item["title"] = shown(action.title, turn.scene.language);
            item["href"] =
                Data("/topics/" + document->topic.slug + "/actions/" + std::to_string(n) + turn.visit.query());
            list.push_back(std::move(item));
        }
    }
    show_list(into, "more_actions", std::move(list));
}

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

boost::asio::awaitable<http::Response> answer_reps(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    if (auto refused = frame.refuse_form(request, turn)) co_return std::move(*refused);
    const auto read = Form::read(request);
    if (!read) co_return frame.error(turn.visit, 415);
    const ZipForm form = read->zip_form();
    const Located located = co_await find_place(frame, turn, form, campaigns::PlaceNeed::district);
    Data data = frame.data(turn, std::string(word("reps_page_title", turn.visit.language)), "/reps");
    frame.add_style(data, "people.css");
    frame.add_script(data, "place.js");
    frame.add_script(data, "people.js");
    const ZipForm again = located.found() ? located.form() : form;
    frame.switch_by_form(data, turn, "/reps", {{"zip", again.zip}, {"place", again.place}, {"at", again.at}});
    if (located.found()) {
        show_own_members(data, turn.scene, located, frame.member_cards());
        more_actions(data, turn);
    } else if (located.asks()) {
        show_question(data, turn.scene, "/reps", located);
    } else {
        data["ask_zip"] = Data(true);
        show_switchboard(data, turn.visit.language, "way_on_text", "");
    }
    show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", &located);
    if (!located.found() && !located.asks()) show_locating(data, turn.scene);
    data["change_zip"] = Data(true);
    co_return may_locate(frame.private_page(turn, "reps", data, located.found() || located.asks() ? 200 : 422));
}

}  // namespace

void add_people_pages(http::Router& router, const std::shared_ptr<Frame>& frame) {
    add_page(router, frame, http::Method::get, "/reps", reps);
    add_page(router, frame, http::Method::post, "/reps", answer_reps);
}

}  // namespace sayso::pages
