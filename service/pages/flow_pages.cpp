#include <charconv>

#include "service/keys/keys.hpp"
#include "service/observe/observe.hpp"
#include "service/pages/done_pages.hpp"
#include "service/pages/embed_pages.hpp"
#include "service/pages/find_place.hpp"
#include "service/pages/flow_view.hpp"
#include "service/pages/letter_view.hpp"
#include "service/pages/topic_view.hpp"
#include "service/pages/visitor.hpp"
#include "service/present/words.hpp"

// The actions of a topic: before the visitor has said where they live, and call by call after that.
namespace sayso::pages {
namespace {

using boost::asio::awaitable;
using campaigns::Campaign;
using campaigns::Choice;
using campaigns::Target;
using present::say;
using present::word;

// An action and its page.
struct ActionPage {
    const book::Document* document = nullptr;
    const topics::Action* action = nullptr;
    const Campaign* campaign = nullptr;  // null for a letter
    int n = 0;
    std::string path;

    bool asks_place() const { return campaign && needs_place(*campaign); }
};

// Without an action when there is none of that number.
ActionPage find_action(const http::Request& request, const Turn& turn) {
    ActionPage page;
    page.document = turn.book->topic(request.captures.at("slug"));
    const std::string& number = request.captures.at("n");
    const auto read = std::from_chars(number.data(), number.data() + number.size(), page.n);
    if (!page.document || read.ec != std::errc() || read.ptr != number.data() + number.size()) return page;
    const auto& actions = page.document->topic.actions;
    if (page.n < 1 || number.front() == '0' || static_cast<std::size_t>(page.n) > actions.size()) return page;
    page.action = &actions[static_cast<std::size_t>(page.n) - 1];
    page.campaign = campaign_of(turn.scene, *page.action);
    page.path = turn.visit.action_path(page.document->topic.slug, static_cast<std::size_t>(page.n));
    return page;
}

Data action_data(const Frame& frame, const Turn& turn, const ActionPage& page) {
    const book::Document& document = *page.document;
    const topics::Action& action = *page.action;
    const int n = page.n;
    const present::Language language = turn.visit.language;
    const std::string topic_title = present::spoken(document.topic.title, language).text;
    const std::string action_title = present::spoken(action.title, language).text;
    Data data = frame.data(turn, say("action_page_title", language, {{"action", action_title}, {"topic", topic_title}}),
                           page.path);
    data["slug"] = Data(document.topic.slug);
    data["topic_title"] = shown(document.topic.title, language);
    show_action(data, turn.scene, action, n);
    show_take_along(data, frame, turn, document.topic, n);
    data["full_href"] = Data("/topics/" + document.topic.slug + "/actions/" + std::to_string(n) + turn.visit.query());
    List others;
    for (std::size_t i = 0; i < document.topic.actions.size(); ++i) {
        if (static_cast<int>(i) + 1 == n) continue;
        Data item;
        show_action(item, turn.scene, document.topic.actions[i], static_cast<int>(i) + 1);
        item["other_n"] = Data(std::to_string(i + 1));
        others.push_back(std::move(item));
    }
    show_list(data, "other_actions", std::move(others));
    if (page.campaign) frame.add_style(data, "people.css");
    if (page.asks_place()) frame.add_script(data, "place.js");
    if (page.campaign || page.action->written) frame.add_script(data, "people.js");
    return data;
}

// Not in a frame: there the device tells where it is only if the page around it wants that too.
void offer_locating(Data& into, const Turn& turn) {
    if (!turn.visit.embedded) show_locating(into, turn.scene);
}

// ---- the way through the calls

// Everything a page of the flow is made of.
struct Flow {
    const ActionPage& page;
    const Located* located;  // null when the targets do not depend on place
    FlowState state;
    Choice choice;
    FlowNote note;
};

const Target* target_named(const Choice& choice, const std::string& key) {
    for (const Target& target : choice.targets) {
        if (target_key(target) == key) return &target;
    }
    return nullptr;
}

Flow begin_flow(const Turn& turn, const ActionPage& page, const Located* located, FlowState state) {
    static const campaigns::Whereabouts nowhere;
    if (page.campaign->order != campaigns::Order::shuffled)
        state.shuffle = 0;
    else if (state.shuffle == 0)
        state.shuffle = keys::random_number();
    Choice choice = campaigns::choose(*page.campaign, turn.book->directory(), located ? located->where : nowhere,
                                      turn.scene.at, state.shuffle, present::tag(turn.visit.language));
    if (!target_named(choice, state.who)) state.who.clear();
    return {page, located, std::move(state), std::move(choice), {}};
}

bool tells(const Frame& frame) {
    return frame.settings().store && frame.settings().visitor_key;
}

void show(Data& into, const Frame& frame, const Turn& turn, const Flow& flow) {
    show_flow(into, turn.scene, *flow.page.campaign, flow.choice, flow.located, flow.state,
              position(flow.choice.targets, flow.state), flow.note, tells(frame), flow.page.path);
}

store::VisitOutcome outcome_of(const Frame& frame, const http::Request& request, const Turn& turn, const Form& form,
                               const Flow& flow, const Target& target, const std::string& outcome) {
    store::VisitOutcome told;
    told.at = observe::now();
    told.visitor = visitor_of(*frame.settings().visitor_key, request, form.get("device"), told.at);
    told.action = flow.page.action->id;
    told.campaign = flow.page.campaign->ref.id;
    told.target_id = target_key(target);
    told.office_id = target.office.id;
    told.dialled = target.office.number.e164();
    told.outcome = outcome;
    told.via = turn.visit.embedded ? "embed" : "web";
    told.group = turn.visit.group;
    return told;
}

// Does one thing with the store. False when it cannot now: then nothing is counted, and the visitor goes on.
template <typename Job>
awaitable<bool> keep(Job& job) {
    try {
        co_await job();
        co_return true;
    } catch (const store::Unavailable&) {
    } catch (const store::Full&) {
    }
    observe::count("sayso_visits_not_kept_total");
    co_return false;
}

// A number of the target's, by its office; nothing for the switchboard, which is never wrong.
std::optional<store::NumberReport> report_of(const Turn& turn, const store::VisitOutcome& told,
                                             const std::string& office) {
    store::NumberReport report{told.visitor, told.dialled, told.office_id, told.target_id, told.at};
    if (office != told.office_id) {
        const directory::Official* official = turn.book->directory().official(told.target_id);
        if (!official) return std::nullopt;
        const directory::Office* named = nullptr;
        for (const auto& each : official->local_offices) {
            if (each.id == office && each.phone) named = &each;
        }
        if (!named) return std::nullopt;
        report.number = named->phone->e164();
        report.office_id = named->id;
    }
    if (report.number == directory::capitol_switchboard().e164()) return std::nullopt;
    return report;
}

awaitable<bool> report_number(Frame& frame, const store::NumberReport& report) {
    auto job = [&frame, &report] { return frame.settings().store->visits().report_number(report); };
    co_return co_await keep(job);
}

awaitable<bool> withdraw_report(Frame& frame, const store::NumberReport& report) {
    auto job = [&frame, &report] { return frame.settings().store->visits().take_back_report(report); };
    co_return co_await keep(job);
}

// An outcome of the target at hand: it is kept, and the next one comes.
awaitable<void> tell(Frame& frame, const http::Request& request, const Turn& turn, const Form& form, Flow& flow,
                     const Target& target) {
    const std::string key = target_key(target);
    const std::string outcome = form.get("outcome");
    const auto told = outcome_of(frame, request, turn, form, flow, target, outcome);
    auto job = [&frame, &told] { return frame.settings().store->visits().record(told); };
    const bool kept = co_await keep(job);
    const auto before = flow.state.results.find(key);
    const bool was_wrong = before != flow.state.results.end() && before->second == "wrong-number";
    const auto report = report_of(turn, told, told.office_id);
    if (kept && report && outcome == "wrong-number") co_await report_number(frame, *report);
    if (kept && report && outcome != "wrong-number" && was_wrong) co_await withdraw_report(frame, *report);
    flow.state.results[key] = outcome;
    flow.note = {kept ? FlowNote::Kind::told : FlowNote::Kind::not_kept, key, outcome, {}};
    flow.state.who = next_after(flow.choice.targets, flow.state, key);
}

awaitable<void> take_back(Frame& frame, const http::Request& request, const Turn& turn, const Form& form, Flow& flow,
                          const Target& target) {
    const std::string key = target_key(target);
    const std::string before = flow.state.results.count(key) > 0 ? flow.state.results.at(key) : std::string();
    const auto told = outcome_of(frame, request, turn, form, flow, target, before);
    auto job = [&frame, &told] { return frame.settings().store->visits().take_back(told); };
    const bool kept = co_await keep(job);
    const auto report = before == "wrong-number" ? report_of(turn, told, told.office_id) : std::nullopt;
    if (kept && report) co_await withdraw_report(frame, *report);
    if (kept) flow.state.results.erase(key);
    flow.note.kind = kept ? FlowNote::Kind::taken_back : FlowNote::Kind::not_kept;
    flow.state.who = key;
}

awaitable<void> report_office(Frame& frame, const http::Request& request, const Turn& turn, const Form& form,
                              Flow& flow, const Target& target) {
    const auto told = outcome_of(frame, request, turn, form, flow, target, "");
    const auto report = report_of(turn, told, form.get("wrong"));
    if (!report) co_return;
    const auto phone = directory::PhoneNumber::parse(report->number);
    const bool kept = co_await report_number(frame, *report);
    flow.note.kind = kept ? FlowNote::Kind::reported : FlowNote::Kind::not_kept;
    flow.note.number = phone ? phone->display() : std::string();
}

// What the visitor tapped. Returns true when it was an outcome.
awaitable<bool> take_tap(Frame& frame, const http::Request& request, const Turn& turn, const Form& form, Flow& flow) {
    const Target* at_hand = target_named(flow.choice, flow.state.who);
    if (form.has("go")) {
        if (target_named(flow.choice, form.get("go"))) flow.state.who = form.get("go");
    } else if (!tells(frame)) {
        co_return false;
    } else if (const Target* undone = target_named(flow.choice, form.get("undo"))) {
        co_await take_back(frame, request, turn, form, flow, *undone);
    } else if (at_hand && form.has("wrong")) {
        co_await report_office(frame, request, turn, form, flow, *at_hand);
    } else if (at_hand && is_flow_outcome(form.get("outcome"))) {
        co_await tell(frame, request, turn, form, flow, *at_hand);
        co_return true;
    }
    co_return false;
}

// ---- pages

http::Response action(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const ActionPage page = find_action(request, turn);
    if (!page.action) return http::refuse(404);
    return frame.cached(request, turn, [&] {
        Data data = action_data(frame, turn, page);
        if (page.asks_place()) {
            data["ask_zip"] = Data(true);
            show_zip_form(data, turn.scene, page.path, "zip_button_action", "zip", nullptr);
            offer_locating(data, turn);
            show_preview(data, turn.scene, *page.campaign);
        } else if (page.campaign) {
            show(data, frame, turn, begin_flow(turn, page, nullptr, {}));
        }
        if (page.action->written) {
            show_letter_builder(data, turn, *page.action->written, {}, page.path);
            frame.add_script(data, "letter.js");
        }
        return may_locate(frame.page(turn, "action", data, 200));
    });
}

// No place yet: what is wrong beside the box, or the question.
http::Response ask_again(Frame& frame, const Turn& turn, const ActionPage& page, const Located& located,
                         const ZipForm& form) {
    Data data = action_data(frame, turn, page);
    frame.switch_by_form(data, turn, page.path, {{"zip", form.zip}, {"place", form.place}, {"at", form.at}});
    if (located.asks()) {
        show_question(data, turn.scene, page.path, located);
    } else {
        data["ask_zip"] = Data(true);
        show_preview(data, turn.scene, *page.campaign);
        show_switchboard(data, turn.visit.language, "way_on_text", "");
    }
    show_zip_form(data, turn.scene, page.path, "zip_button_action", "zip", &located);
    if (!located.asks()) offer_locating(data, turn);
    return may_locate(frame.private_page(turn, "action", data, located.asks() ? 200 : 422));
}

// What a form has to say for the same page to come again.
Fields fields_of(const Flow& flow) {
    Fields fields = flow.state.fields();
    if (flow.located) {
        const ZipForm place = flow.located->form();
        fields.insert(fields.begin(), {{"zip", place.zip}, {"place", place.place}, {"at", place.at}});
    }
    return fields;
}

http::Response show_step(Frame& frame, const Turn& turn, const ActionPage& page, const Flow& flow) {
    Data data = action_data(frame, turn, page);
    frame.switch_by_form(data, turn, page.path, fields_of(flow));
    show(data, frame, turn, flow);
    data["answered"] = Data(true);
    if (flow.located) {
        show_zip_form(data, turn.scene, page.path, "zip_button_action", "zip", flow.located);
        data["change_zip"] = Data(true);
    }
    return may_locate(frame.private_page(turn, "action", data));
}

Became became(const Flow& flow) {
    Became all = Became::skipped;
    for (const auto& [key, outcome] : flow.state.results) {
        if (outcome == "reached" || outcome == "left-message") return Became::reached;
        if (outcome != "skipped") all = Became::not_reached;
    }
    return all;
}

awaitable<http::Response> answer_action(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    if (auto refused = frame.refuse_form(request, turn)) co_return std::move(*refused);
    const ActionPage page = find_action(request, turn);
    if (!page.action) co_return http::refuse(404);
    if (!page.campaign) co_return action(frame, request);
    const auto read = Form::read(request);
    if (!read) co_return frame.error(turn.visit, 415);
    const Form& form = *read;
    const ZipForm place = form.zip_form();
    Located located;
    if (page.asks_place()) {
        located = co_await find_place(frame, turn, place, campaigns::place_need(*page.campaign));
        if (!located.found()) co_return ask_again(frame, turn, page, located, place);
    }
    Flow flow = begin_flow(turn, page, page.asks_place() ? &located : nullptr, FlowState::read(form));
    const bool told = co_await take_tap(frame, request, turn, form, flow);
    // All done, and all of it counted. Else the page says so before it leads on.
    if (told && flow.state.who.empty() && flow.note.kind == FlowNote::Kind::told) {
        Data calls;
        show(calls, frame, turn, flow);
        const Fields fields = fields_of(flow);
        co_return co_await after_calls(frame, request, turn, became(flow), calls, fields);
    }
    co_return show_step(frame, turn, page, flow);
}

}  // namespace

void add_action_pages(http::Router& router, const std::shared_ptr<Frame>& frame) {
    add_page(router, frame, http::Method::get, "/topics/{slug}/actions/{n}", action);
    add_page(router, frame, http::Method::post, "/topics/{slug}/actions/{n}", answer_action);
    add_page(router, frame, http::Method::get, "/embed/{slug}/{n}", action, http::HeaderSet::embed);
    add_page(router, frame, http::Method::post, "/embed/{slug}/{n}", answer_action, http::HeaderSet::embed);
}

}  // namespace sayso::pages
