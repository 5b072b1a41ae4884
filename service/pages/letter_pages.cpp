#include "service/http/form.hpp"
#include "service/observe/observe.hpp"
#include "service/pages/letter_view.hpp"
#include "service/pages/topic_view.hpp"
#include "service/pages/visitor.hpp"
#include "service/present/words.hpp"

// A written request as a letter: on the page, as text, as PDF, and told as sent. Name and address of the writer come in
// bodies alone, go into the one answer, and are kept nowhere.
namespace sayso::pages {
namespace {

using present::say;
using present::word;

struct Asked {
    const book::Document* document = nullptr;
    const topics::Action* action = nullptr;
    std::string path;
};

// The written request the path names; nothing when it is none.
std::optional<Asked> asked_for(const http::Request& request, const Turn& turn) {
    Asked asked;
    asked.document = turn.book->topic(request.captures.at("slug"));
    if (!asked.document) return std::nullopt;
    asked.action = numbered_action(asked.document->topic, request.captures.at("n"));
    if (!asked.action || !asked.action->written) return std::nullopt;
    const auto n = static_cast<std::size_t>(asked.action - asked.document->topic.actions.data()) + 1;
    asked.path = turn.visit.action_path(asked.document->topic.slug, n);
    return asked;
}

present::Letter letter_of(const Asked& asked, const LetterForm& form, const Turn& turn) {
    return present::written_letter(*asked.action->written, form.choice, letter_day(form, turn.scene.at), turn.visit.language);
}

// A file to keep. Never kept on the way: it may hold a name.
http::Response file(std::string type, std::string_view name, std::string bytes) {
    http::Response response;
    response.headers.add("Content-Type", std::move(type));
    response.headers.add("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
    response.headers.add("Cache-Control", "no-store");
    response.body = std::move(bytes);
    return response;
}

boost::asio::awaitable<http::Response> pdf(Frame& frame, const Turn& turn, const Asked& asked, const LetterForm& form) {
    const present::Letter letter = letter_of(asked, form, turn);
    std::function<std::string()> draw = [&letter] { return present::letter_pdf(letter); };
    std::optional<std::string> drawn = co_await frame.workshop().make(draw);
    if (!drawn) co_return frame.error(turn.visit, 503);
    const std::string name = std::string(word("letter_file", turn.visit.language)) + ".pdf";
    co_return file("application/pdf", name, std::move(*drawn));
}

http::Response text(const Turn& turn, const Asked& asked, const LetterForm& form) {
    const std::string name = std::string(word("letter_file", turn.visit.language)) + ".txt";
    return file("text/plain; charset=utf-8", name, present::letter_text(letter_of(asked, form, turn)));
}

boost::asio::awaitable<http::Response> blank_pdf(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const auto asked = asked_for(request, turn);
    if (!asked) co_return http::refuse(404);
    const LetterForm form = read_letter_form(request.query, false, *asked->action->written);
    co_return co_await pdf(frame, turn, *asked, form);
}

http::Response blank_text(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const auto asked = asked_for(request, turn);
    if (!asked) return http::refuse(404);
    return text(turn, *asked, read_letter_form(request.query, false, *asked->action->written));
}

http::Response letter_page(Frame& frame, const Turn& turn, const Asked& asked, const LetterForm& form) {
    const Language language = turn.visit.language;
    const std::string title = present::spoken(asked.action->title, language).text;
    const std::string topic = present::spoken(asked.document->topic.title, language).text;
    Data data = frame.data(turn, say("action_page_title", language, {{"action", title}, {"topic", topic}}), asked.path);
    data["hide_from_search"] = Data(true);
    data["canonical"] = Data(false);
    data["action_href"] = Data(asked.path + turn.visit.query());
    data["title"] = shown(asked.action->title, language);
    show_letter_builder(data, turn, *asked.action->written, form, asked.path);
    frame.add_script(data, "people.js");  // names the device, so that a letter counts once a day
    frame.add_script(data, "letter.js");
    if (!turn.visit.embedded) frame.add_style(data, "letters.css");
    return frame.private_page(turn, "letter_page", data, form.problem.empty() ? 200 : 422);
}

boost::asio::awaitable<http::Response> letter(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    if (auto refused = frame.refuse_form(request, turn)) co_return std::move(*refused);
    const auto asked = asked_for(request, turn);
    if (!asked) co_return http::refuse(404);
    const LetterForm form = read_letter_form(request.body, true, *asked->action->written);
    if (form.problem.empty() && form.as == "txt") co_return text(turn, *asked, form);
    if (form.problem.empty() && form.as == "pdf") co_return co_await pdf(frame, turn, *asked, form);
    co_return letter_page(frame, turn, *asked, form);
}

// Counts the letter once for a visitor and day, and thanks in any case.
boost::asio::awaitable<http::Response> sent(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    if (auto refused = frame.refuse_form(request, turn)) co_return std::move(*refused);
    const auto asked = asked_for(request, turn);
    if (!asked) co_return http::refuse(404);
    const Settings& settings = frame.settings();
    if (settings.store && settings.visitor_key) {
        const LetterForm form = read_letter_form(request.body, true, *asked->action->written);
        store::VisitOutcome outcome;
        outcome.at = observe::now();
        outcome.visitor = visitor_of(*settings.visitor_key, request, form.device, outcome.at);
        outcome.action = asked->action->id;
        outcome.target_id = "letter";
        outcome.outcome = "written";
        outcome.via = turn.visit.embedded ? "embed" : "web";
        outcome.group = turn.visit.group;
        co_await settings.store->visits().record(outcome);
    }
    co_return http::redirect(303, asked->path + "/done" + turn.visit.query());
}

}  // namespace

void add_letters(http::Router& router, const std::shared_ptr<Frame>& frame) {
    using http::Method;
    add_page(router, frame, Method::get, "/topics/{slug}/actions/{n}/letter.pdf", blank_pdf);
    add_page(router, frame, Method::get, "/topics/{slug}/actions/{n}/letter.txt", blank_text);
    add_page(router, frame, Method::post, "/topics/{slug}/actions/{n}/letter", letter);
    add_page(router, frame, Method::post, "/topics/{slug}/actions/{n}/sent", sent);
    const auto embed = http::HeaderSet::embed;
    add_page(router, frame, Method::get, "/embed/{slug}/{n}/letter.pdf", blank_pdf, embed);
    add_page(router, frame, Method::get, "/embed/{slug}/{n}/letter.txt", blank_text, embed);
    add_page(router, frame, Method::post, "/embed/{slug}/{n}/letter", letter, embed);
    add_page(router, frame, Method::post, "/embed/{slug}/{n}/sent", sent, embed);
}

}  // namespace sayso::pages
