#include "service/pages/done_pages.hpp"

#include "service/http/form.hpp"
#include "service/observe/observe.hpp"
#include "service/pages/topic_view.hpp"
#include "service/present/calendar.hpp"
#include "service/present/finished_script.hpp"
#include "service/present/qr.hpp"
#include "service/present/words.hpp"

// After an action: thanks, the count, sharing, what to do next, a reminder to call again; and the sheet of an action
// for a table at an event. Nothing here knows who did it.
namespace sayso::pages {
namespace {

using present::say;
using present::word;

struct Place {
    const book::Document* document = nullptr;
    const topics::Action* action = nullptr;
    int n = 0;
    std::string path;  // on the site itself, also for who is in a frame
};

std::optional<Place> place_of(const http::Request& request, const Turn& turn) {
    Place place;
    place.document = turn.book->topic(request.captures.at("slug"));
    if (!place.document) return std::nullopt;
    place.action = numbered_action(place.document->topic, request.captures.at("n"));
    if (!place.action) return std::nullopt;
    place.n = static_cast<int>(place.action - place.document->topic.actions.data()) + 1;
    place.path = "/topics/" + place.document->topic.slug + "/actions/" + std::to_string(place.n);
    return place;
}

std::string title_of(const topics::LocalText& text, const Turn& turn) {
    return present::spoken(text, turn.visit.language).text;
}

// Where the action is for whoever gets the link: in the language and with the group of who passes it on.
std::string shared_address(const Frame& frame, const Place& place, const Turn& turn) {
    Visit passed_on = turn.visit;
    passed_on.theme.clear();
    return frame.settings().public_url + place.path + passed_on.query();
}

void show_qr(Data& into, const std::string& address, Language language) {
    into["qr"] = Data(false);
    const auto code = present::qr_code(address);
    if (!code) return;
    Data data;
    data["size"] = Data(std::to_string(code->size));
    data["path"] = Data(code->path);
    data["qr_label"] = Data(say("qr_label", language, {{"address", address}}));
    into["qr"] = std::move(data);
}

std::string_view text_to_share(Became became) {
    if (became == Became::sent) return "share_text_letter";
    return became == Became::reached ? "share_text_call" : "share_text_open";
}

void show_share(Data& into, const Frame& frame, const Place& place, const Turn& turn, Became became) {
    const Language language = turn.visit.language;
    const std::string address = shared_address(frame, place, turn);
    const std::string title = title_of(place.action->title, turn);
    const std::string text = say(text_to_share(became), language,
                                 {{"action", title}, {"topic", title_of(place.document->topic.title, turn)}});
    Data share;
    share["share_hint"] =
        Data(std::string(word(became == Became::sent ? "share_hint_letter" : "share_hint_call", language)));
    share["share_title"] = Data(title);
    share["share_text"] = Data(text);
    share["share_url"] = Data(address);
    const std::string both = text + " " + address;
    share["share_mail"] = Data("mailto:?subject=" + http::percent_encode(title) +
                               "&body=" + http::percent_encode(text + "\r\n" + address));
    share["share_sms"] = Data("sms:?&body=" + http::percent_encode(both));
    show_qr(share, address, language);
    into["share"] = std::move(share);
}

// The next action of the topic, from the first again after the last; for a topic of one, the newest other topic's
// first.
void show_next(Data& into, const Place& place, const Turn& turn) {
    const auto& actions = place.document->topic.actions;
    const book::Document* document = place.document;
    std::size_t n = static_cast<std::size_t>(place.n) % actions.size() + 1;
    if (actions.size() == 1) {
        document = nullptr;
        for (const auto& other : turn.book->documents())
            if (!document && other.get() != place.document && !other->topic.actions.empty()) document = other.get();
        n = 1;
    }
    into["next"] = Data(false);
    if (!document) return;
    Data next;
    show_action(next, turn.scene, document->topic.actions[n - 1], static_cast<int>(n));
    next["next_href"] = Data(turn.visit.action_path(document->topic.slug, n) + turn.visit.query());
    next["next_topic"] = document == place.document ? Data(false) : shown(document->topic.title, turn.visit.language);
    into["next"] = std::move(next);
}

std::string count_line(std::int64_t count, bool letters, Language language) {
    const std::string key = std::string(letters ? "done_letters" : "done_calls") + (count == 1 ? "_one" : "");
    return say(key, language, {{"count", present::number(count)}});
}

std::string_view line_for(Became became) {
    switch (became) {
        case Became::sent:
            return "done_letter_line";
        case Became::reached:
            return "done_call_line";
        case Became::not_reached:
            return "done_tried_line";
        case Became::skipped:
            return "done_skipped_line";
        case Became::unknown:
            break;
    }
    return "done_open_line";
}

Data done_data(const Frame& frame, const Place& place, const Turn& turn, Became became) {
    const Language language = turn.visit.language;
    Data data =
        frame.data(turn, std::string(word("done_page_title", language)),
                   turn.visit.action_path(place.document->topic.slug, static_cast<std::size_t>(place.n)) + "/done");
    data["hide_from_search"] = Data(true);
    data["canonical"] = Data(false);
    data["full_href"] = Data(shared_address(frame, place, turn));
    data["slug"] = Data(place.document->topic.slug);
    data["topic_title"] = shown(place.document->topic.title, language);
    data["done_line"] = Data(std::string(word(line_for(became), language)));
    data["done_count"] = Data(false);
    const bool letter = became == Became::sent;
    data["reminder_href"] = letter ? Data(false) : Data(place.path + "/reminder.ics" + turn.visit.query());
    show_next(data, place, turn);
    show_share(data, frame, place, turn, became);
    frame.add_script(data, "share.js");
    if (!turn.visit.embedded) frame.add_style(data, "letters.css");
    return data;
}

boost::asio::awaitable<void> add_count(Data& into, Frame& frame, const Place& place, const Turn& turn) {
    if (!frame.settings().tally) co_return;
    const auto counts = co_await frame.settings().tally->counts(observe::now());
    const live::Done all = counts->ever.of_action(*place.document, *place.action);
    const bool letter = place.action->written.has_value();
    const std::int64_t count = letter ? all.letters : all.calls;
    if (count > 0) into["done_count"] = Data(count_line(count, letter, turn.visit.language));
}

boost::asio::awaitable<http::Response> done(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const auto place = place_of(request, turn);
    if (!place) co_return http::refuse(404);
    Data data = done_data(frame, *place, turn, place->action->written ? Became::sent : Became::unknown);
    co_await add_count(data, frame, *place, turn);
    http::Response response = frame.page(turn, "done", data, 200);
    response.headers.set("Cache-Control", "no-cache");
    co_return response;
}

http::Response reminder(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const auto place = place_of(request, turn);
    if (!place || place->action->written) return http::refuse(404);
    const Language language = turn.visit.language;
    present::Reminder entry;
    // The day in Washington, about: the zone of the reader is nobody's business here.
    const auto today = std::chrono::floor<std::chrono::days>(turn.scene.at - std::chrono::hours(5));
    entry.day = present::next_workday(std::chrono::year_month_day(today));
    entry.written = turn.scene.at;
    entry.language = present::tag(language);
    entry.url = shared_address(frame, *place, turn);
    const std::string host = frame.settings().public_url.substr(frame.settings().public_url.find("//") + 2);
    entry.uid =
        place->document->topic.slug + "-" + std::to_string(place->n) + "-" + present::iso_date(entry.day) + "@" + host;
    entry.summary = say("reminder_summary", language, {{"action", title_of(place->action->title, turn)}});
    entry.description = say("reminder_text", language, {{"address", entry.url}});
    if (const book::Line* line = turn.book->line_for(place->action->campaign_slug))
        entry.description += "\n" + say("reminder_hotline", language, {{"number", line->number.display()}});
    http::Response response;
    response.headers.add("Content-Type", "text/calendar; charset=utf-8");
    response.headers.add("Content-Disposition",
                         "attachment; filename=\"" + std::string(word("reminder_file", language)) + ".ics\"");
    response.headers.add("Content-Language", std::string(present::tag(language)));
    response.body = present::calendar_of(entry);
    return response;
}

// ---- the sheet

// How large the words can be and still stand on one sheet.
std::string_view size_for(std::size_t characters) {
    return characters < 550 ? "large" : characters < 1200 ? "medium" : characters < 2000 ? "small" : "smallest";
}

// The hotline; without one the number of whom everybody calls, where that is one office.
void show_number(Data& into, const Turn& turn, const topics::Action& action) {
    into["number"] = Data(false);
    const book::Line* line = turn.book->line_for(action.campaign_slug);
    const campaigns::Campaign* campaign = campaign_of(turn.scene, action);
    std::optional<directory::PhoneNumber> number;
    if (line)
        number = line->number;
    else if (campaign && !needs_place(*campaign) && campaign->targets.size() == 1)
        number = campaign->targets.front().number;
    if (number) into["number"] = Data("display", Data(number->display()));
}

void show_sheet_words(Data& into, const Turn& turn, const topics::Action& action) {
    std::size_t size = present::spoken(action.title, turn.visit.language).text.size();
    into["preview"] = Data(false);
    into["sheet_requests"] = Data(false);
    if (const campaigns::Campaign* campaign = campaign_of(turn.scene, action)) {
        show_preview(into, turn.scene, *campaign);
        for (const auto& piece : present::script_preview(*campaign, turn.visit.language).call)
            size += piece.text.size();
    }
    if (action.written) {
        List requests;
        for (const auto& item : action.written->requests) {
            requests.push_back(shown(item, turn.visit.language));
            size += present::spoken(item, turn.visit.language).text.size();
        }
        if (!requests.empty()) into["sheet_requests"] = Data("items", listed(std::move(requests)));
    }
    into["sheet_size"] = Data(std::string(size_for(size)));
}

http::Response sheet(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const auto place = place_of(request, turn);
    if (!place) return http::refuse(404);
    return frame.cached(request, turn, [&] {
        const Language language = turn.visit.language;
        const std::string title = title_of(place->action->title, turn);
        Data data = frame.data(turn, say("sheet_page_title", language, {{"action", title}}), place->path + "/print");
        data["hide_from_search"] = Data(true);
        data["canonical"] = Data(false);
        data["action_href"] = Data(place->path + turn.visit.query());
        data["topic_title"] = shown(place->document->topic.title, language);
        show_action(data, turn.scene, *place->action, place->n);
        data["title"] = shown(place->action->title, language);
        show_number(data, turn, *place->action);
        show_sheet_words(data, turn, *place->action);
        const std::string address = shared_address(frame, *place, turn);
        data["sheet_address"] = Data(frame.settings().public_url + place->path);
        show_qr(data, address, language);
        frame.add_script(data, "share.js");
        if (!turn.visit.embedded) frame.add_style(data, "letters.css");
        return frame.page(turn, "sheet", data, 200);
    });
}

}  // namespace

boost::asio::awaitable<http::Response> after_calls(Frame& frame, const http::Request& request, const Turn& turn,
                                                   Became became, const Data& calls, const Fields& fields) {
    const auto place = place_of(request, turn);
    if (!place) co_return http::refuse(404);
    Data data = done_data(frame, *place, turn, became);
    data["flow"] = Data(*calls.get("flow"));
    frame.add_style(data, "people.css");
    frame.add_script(data, "people.js");
    frame.switch_by_form(
        data, turn, turn.visit.action_path(place->document->topic.slug, static_cast<std::size_t>(place->n)), fields);
    co_await add_count(data, frame, *place, turn);
    co_return frame.private_page(turn, "done", data);
}

void add_done_pages(http::Router& router, const std::shared_ptr<Frame>& frame) {
    using http::Method;
    add_page(router, frame, Method::get, "/topics/{slug}/actions/{n}/done", done);
    add_page(router, frame, Method::get, "/embed/{slug}/{n}/done", done, http::HeaderSet::embed);
    add_page(router, frame, Method::get, "/topics/{slug}/actions/{n}/reminder.ics", reminder);
    add_page(router, frame, Method::get, "/topics/{slug}/actions/{n}/print", sheet);
}

}  // namespace sayso::pages
