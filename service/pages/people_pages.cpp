#include <charconv>

#include "service/observe/observe.hpp"
#include "service/pages/frame.hpp"
#include "service/pages/letter_view.hpp"
#include "service/pages/topic_view.hpp"
#include "service/present/words.hpp"

// The actions of a topic and the representatives of a place: before and after the visitor has said where they live.
namespace sayso::pages {
namespace {

using present::say;
using present::word;

std::string_view kind_name(Located::Kind kind) {
    switch (kind) {
        case Located::Kind::empty:
            return "empty";
        case Located::Kind::malformed:
            return "malformed";
        case Located::Kind::nothing:
            return "nothing";
        case Located::Kind::military:
            return "military";
        case Located::Kind::freely_associated:
            return "freely-associated";
        case Located::Kind::ask_district:
            return "ask-district";
        case Located::Kind::ask_state:
            return "ask-state";
        case Located::Kind::found:
            return "found";
    }
    return "other";
}

void note_lookup(const Located& located) {
    observe::count("sayso_zip_lookups_total", {{"result", kind_name(located.kind)}});
}

const topics::Action* find_action(const http::Request& request, const Turn& turn, const book::Document*& document,
                                  int& n) {
    document = turn.book->topic(request.captures.at("slug"));
    const std::string& number = request.captures.at("n");
    const auto read = std::from_chars(number.data(), number.data() + number.size(), n);
    if (!document || read.ec != std::errc() || read.ptr != number.data() + number.size()) return nullptr;
    const auto& actions = document->topic.actions;
    if (n < 1 || number.front() == '0' || static_cast<std::size_t>(n) > actions.size()) return nullptr;
    return &actions[static_cast<std::size_t>(n) - 1];
}

Data action_data(const Frame& frame, const Turn& turn, const book::Document& document, const topics::Action& action,
                 int n) {
    const present::Language language = turn.visit.language;
    const std::string topic_title = present::spoken(document.topic.title, language).text;
    const std::string action_title = present::spoken(action.title, language).text;
    const std::string path = "/topics/" + document.topic.slug + "/actions/" + std::to_string(n);
    Data data =
        frame.data(turn, say("action_page_title", language, {{"action", action_title}, {"topic", topic_title}}), path);
    data["slug"] = Data(document.topic.slug);
    data["topic_title"] = shown(document.topic.title, language);
    show_action(data, turn.scene, action, n);
    List others;
    for (std::size_t i = 0; i < document.topic.actions.size(); ++i) {
        if (static_cast<int>(i) + 1 == n) continue;
        Data item;
        show_action(item, turn.scene, document.topic.actions[i], static_cast<int>(i) + 1);
        item["other_n"] = Data(std::to_string(i + 1));
        others.push_back(std::move(item));
    }
    show_list(data, "other_actions", std::move(others));
    return data;
}

http::Response action(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const book::Document* document = nullptr;
    int n = 0;
    const topics::Action* found = find_action(request, turn, document, n);
    if (!found) return http::refuse(404);
    return frame.cached(request, turn, [&] {
        Data data = action_data(frame, turn, *document, *found, n);
        const campaigns::Campaign* campaign = campaign_of(turn.scene, *found);
        if (campaign && needs_place(*campaign)) {
            data["ask_zip"] = Data(true);
            show_zip_form(data, turn.scene, request.path, "zip_button_action", "zip", nullptr);
            show_preview(data, turn.scene, *campaign);
        } else if (campaign) {
            show_answer(data, turn.scene, *campaign, nullptr, "target-", 2);
        }
        if (found->written) {
            show_letter_builder(data, turn, *found->written, {}, request.path);
            frame.add_script(data, "letter.js");
        }
        return frame.page(turn, "action", data, 200);
    });
}

http::Response answer_action(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    if (auto refused = frame.refuse_form(request, turn)) return std::move(*refused);
    const book::Document* document = nullptr;
    int n = 0;
    const topics::Action* found = find_action(request, turn, document, n);
    if (!found) return http::refuse(404);
    const campaigns::Campaign* campaign = campaign_of(turn.scene, *found);
    if (!campaign || !needs_place(*campaign)) return action(frame, request);

    const ZipForm form = *read_zip_form(request);
    const Located located = locate(turn.book->directory(), form, campaigns::place_need(*campaign));
    note_lookup(located);
    const std::string path = "/topics/" + document->topic.slug + "/actions/" + std::to_string(n);
    Data data = action_data(frame, turn, *document, *found, n);
    frame.switch_by_form(data, turn, path, form);
    if (located.found()) {
        show_answer(data, turn.scene, *campaign, &located, "target-", 2);
    } else if (located.asks()) {
        show_question(data, turn.scene, path, located);
    } else {
        data["ask_zip"] = Data(true);
        show_preview(data, turn.scene, *campaign);
        show_switchboard(data, turn.visit.language, "way_on_text", "");
    }
    show_zip_form(data, turn.scene, path, "zip_button_action", "zip", &located);
    data["change_zip"] = Data(true);
    return frame.private_page(turn, "action", data, located.found() || located.asks() ? 200 : 422);
}

void more_actions(Data& into, const Turn& turn) {
    List list;
    for (const auto& document : turn.book->documents()) {
        int n = 0;
        for (const auto& action : document->topic.actions) {
            ++n;
            const campaigns::Campaign* campaign = campaign_of(turn.scene, action);
            if (campaign && needs_place(*campaign)) continue;
            Data item;
            show_action(item, turn.scene, action, n);
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
        data["ask_zip"] = Data(true);
        show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", nullptr);
        return frame.page(turn, "reps", data, 200);
    });
}

http::Response answer_reps(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    if (auto refused = frame.refuse_form(request, turn)) return std::move(*refused);
    const ZipForm form = *read_zip_form(request);
    const Located located = locate(turn.book->directory(), form, campaigns::PlaceNeed::district);
    note_lookup(located);
    Data data = frame.data(turn, std::string(word("reps_page_title", turn.visit.language)), "/reps");
    frame.switch_by_form(data, turn, "/reps", form);
    if (located.found()) {
        show_own_members(data, turn.scene, located);
        more_actions(data, turn);
    } else if (located.asks()) {
        show_question(data, turn.scene, "/reps", located);
    } else {
        data["ask_zip"] = Data(true);
        show_switchboard(data, turn.visit.language, "way_on_text", "");
    }
    show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", &located);
    data["change_zip"] = Data(true);
    return frame.private_page(turn, "reps", data, located.found() || located.asks() ? 200 : 422);
}

}  // namespace

void add_people_pages(http::Router& router, const std::shared_ptr<Frame>& frame) {
    add_page(router, frame, http::Method::get, "/topics/{slug}/actions/{n}", action);
    add_page(router, frame, http::Method::post, "/topics/{slug}/actions/{n}", answer_action);
    add_page(router, frame, http::Method::get, "/reps", reps);
    add_page(router, frame, http::Method::post, "/reps", answer_reps);
}

}  // namespace sayso::pages
