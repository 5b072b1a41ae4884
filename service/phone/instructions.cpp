#include <algorithm>
#include <charconv>

#include "service/http/form.hpp"
#include "service/observe/observe.hpp"
#include "service/phone/phone.hpp"
#include "service/phone/records.hpp"

// Answer, step and fallback: load the call, let the machine move once per step, say where it stands.
namespace sayso::phone {
namespace {

constexpr int most_n = 10'000;

// A number from the query; nothing when it is missing or none.
std::optional<int> number(const webhook::Fields& query, std::string_view name) {
    const auto text = webhook::field(query, name);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > most_n) return std::nullopt;
    return value;
}

flow::State decoded(const std::string& bytes) {
    auto state = flow::decode(bytes);
    if (!state) throw std::runtime_error("a stored state cannot be read");
    return std::move(*state);
}

// What a hold carried in place of keys and dial results (decisions 3).
flow::Happening carried(const webhook::Fields& query) {
    if (const auto key = webhook::field(query, "key"); key.size() == 1) return flow::Keyed{std::string(key)};
    if (const auto dial = webhook::field(query, "dial"); !dial.empty()) {
        webhook::Fields as_sent{{"CallSid", "held"}, {"DialCallStatus", std::string(dial)}};
        as_sent.emplace_back("DialCallDuration", std::string(webhook::field(query, "seconds")));
        return webhook::happened(*webhook::twilio_instruction(as_sent));
    }
    if (!webhook::field(query, "lost").empty()) return flow::KeysLost{};
    return flow::Silence{};
}

flow::Happening happening(const Webhook& hook) {
    flow::Happening what = webhook::happened(hook.instruction);
    if (number(hook.query, "aside")) {
        // The dial that just ended was the apology's, not the call's.
        const auto* dial = std::get_if<flow::DialEnded>(&what);
        const bool left = std::holds_alternative<flow::HungUp>(what) || (dial && dial->caller_left);
        return left ? flow::Happening(flow::HungUp{}) : carried(hook.query);
    }
    if (std::holds_alternative<flow::Silence>(what) && number(hook.query, "hold")) return carried(hook.query);
    return what;
}

// The query that carries the happening over a hold; a ZIP, or anything else of several keys, is never carried.
std::string carry(const flow::Happening& what) {
    if (const auto* keyed = std::get_if<flow::Keyed>(&what)) {
        return keyed->digits.size() == 1 ? "&key=" + http::percent_encode(keyed->digits) : "&lost=1";
    }
    if (const auto* ended = std::get_if<flow::DialEnded>(&what)) {
        return "&dial=" + std::string(word(ended->outcome)) + "&seconds=" + std::to_string(ended->seconds);
    }
    return std::holds_alternative<flow::KeysLost>(what) ? "&lost=1" : "";
}

// Which revisions what is said and done next may need.
std::vector<campaigns::CampaignRef> pinned(const flow::State& state) {
    std::vector<campaigns::CampaignRef> refs;
    if (state.campaign) refs.push_back(*state.campaign);
    if (const auto* menu = std::get_if<flow::ChooseCampaign>(&state.step)) {
        refs.insert(refs.end(), menu->campaigns.begin(), menu->campaigns.end());
    }
    return refs;
}

// How long the call has lasted, by the clock that nobody sets.
std::chrono::seconds lasted(const store::CallInProgress& call) {
    const auto passed = std::chrono::floor<std::chrono::seconds>(observe::steady_now() - call.begun);
    return std::clamp<std::chrono::seconds>(passed, std::chrono::seconds{0}, std::chrono::hours{24});
}

// Now, as the call's own records go on from its answer, whatever happens to the clock on the wall.
store::Instant now_in(const store::CallInProgress& call) {
    return call.answered + lasted(call);
}

// The step that closes a call without moving it.
store::StepTaken ended_as_it_is(const store::CallInProgress& found, const std::optional<flow::State>& state,
                                std::string event) {
    store::StepTaken taken;
    taken.call = found.key;
    taken.n = found.n + 1;
    taken.at = now_in(found);
    taken.event = std::move(event);
    taken.state = found.state;
    auto how = flow::EndedBy::broken;
    if (state) {
        flow::State same = *state;
        same.n = taken.n;
        taken.state = flow::encode(same);
        how = same.ended_by().value_or(how);
    }
    taken.ended = std::string(word(how));
    return taken;
}

void count_changes(const store::StepTaken& step) {
    if (step.ended) observe::count("sayso_calls_ended_total", {{"how", *step.ended}});
    for (const auto& leg : step.legs) {
        if (leg.result) observe::count("sayso_legs_total", {{"result", *leg.result}});
    }
}

}  // namespace

// The directory is asked about the moment on the wall; how long a call has lasted is not its business.
flow::Event Phone::event_now(const store::CallInProgress& found, flow::Happening what) const {
    flow::Event event;
    event.at = settings_.as_of ? settings_.as_of() : observe::now();
    event.since_answer = static_cast<int>(lasted(found).count());
    event.what = std::move(what);
    return event;
}

// The current book, with the revisions this call is pinned to (the only content read on the call path: decisions 1).
std::shared_ptr<const book::Book> Phone::book_for(const flow::State& state) {
    auto book = live_.book();
    for (const auto& ref : pinned(state)) {
        if (book->campaign(ref)) continue;
        book = live_.book_with(ref);
        if (!book)
            throw std::runtime_error("revision " + std::to_string(ref.revision) + " of campaign " +
                                     std::to_string(ref.id) + " is gone from the store");
    }
    return book;
}

markup::Document Phone::say(Webhook& hook, const flow::State& state) {
    hook.state = state.step_name();
    hook.language = state.language;
    const auto book = book_for(state);
    return flow::say(*book, state, path("step"));
}

// Where the switchboard is dialled in place of an answer, what happened to the call comes back with the end of that
// talk.
markup::Document Phone::aside(const Webhook& hook, markup::Document document) const {
    // Tried once more already: a breakdown that lasts ends the call instead of going round.
    if (number(hook.query, "aside")) return flow::unknown_call(hook.language);
    if (auto* dial = std::get_if<markup::Dial>(&document.ending)) dial->action += "&aside=1" + carry(happening(hook));
    return document;
}

markup::Document Phone::hold(const Webhook& hook) const {
    const int n = number(hook.query, "n").value_or(0);
    const int holds = number(hook.query, "hold").value_or(0);
    return aside(hook, flow::hold(path(hook.route), n, holds, carry(happening(hook)), hook.language));
}

markup::Document Phone::apologise(const Webhook& hook) const {
    return aside(hook, flow::apology(path(hook.route), number(hook.query, "n").value_or(0), hook.language));
}

std::string Phone::language_of(const book::Book& book, directory::PhoneNumber number) {
    const auto* line = book.line(number);
    if (line == nullptr) return "en";
    if (!line->languages.empty()) return line->languages.front();
    const auto live = book.campaigns_of(*line);
    return live.empty() ? "en" : live.front()->language;
}

boost::asio::awaitable<markup::Document> Phone::answer(Webhook& hook) {
    const auto& instruction = hook.instruction;
    const auto line = directory::PhoneNumber::parse(instruction.to);
    const bool inbound = webhook::field(hook.form, "Direction").substr(0, 8) != "outbound";
    if (!line || !inbound) {
        hook.result = "unknown-line";
        co_return flow::unknown_call(hook.language);
    }
    const auto kind = webhook::caller_kind(instruction.from);
    const std::string caller = kind == flow::CallerKind::withheld ? "" : key_.hash(instruction.from);
    if (!caller.empty() && !callers_.ask(caller, observe::steady_now()).allowed) {
        // A repeat of an answer that was given already is not a new call.
        const auto known = co_await calls_.find(instruction.call.provider, instruction.call.id);
        if (known) co_return co_await repeat(hook, *known, 0);
        hook.result = "too-many";
        co_return markup::Document{{}, markup::Reject{true}};
    }
    const auto book = live_.book();
    flow::Answered answered;
    answered.line = *line;
    answered.caller = kind;
    answered.shuffle = keys::random_number();
    hook.language = language_of(*book, *line);
    answered.web_address = settings_.public_url;
    flow::Event event;
    event.at = settings_.as_of ? settings_.as_of() : observe::now();
    event.what = std::move(answered);
    hook.event = word(event.what);
    const auto begun_state = std::make_shared<const flow::State>(flow::start(*book, event));
    const flow::State& state = *begun_state;
    const store::NewCall call = new_call(instruction.call, caller, state, event, observe::now());
    const store::StepResult begun = co_await calls_.begin(call);
    if (!begun.applied) co_return co_await repeat(hook, begun.current, 0);
    hook.call = begun.current.key;
    recent_.keep(hook.call, begun_state);
    hook.result = "moved";
    if (const auto* closed = std::get_if<flow::Closed>(&state.step); closed && closed->why != flow::ClosedWhy::hours) {
        observe::log(observe::Level::warning, "line_without_campaign",
                     {{"line", call.line}, {"to_set_it_up", "sayso line set " + call.line + " --campaigns SLUG"}});
    }
    co_return say(hook, state);
}

// What was said after step n, byte for byte; what holds now when that is gone.
boost::asio::awaitable<markup::Document> Phone::repeat(Webhook& hook, const store::CallInProgress& found, int n) {
    hook.call = found.key;
    hook.result = "repeated";
    if (n != found.n) {
        const auto stored = co_await calls_.state_after(found.key, n);
        if (stored) co_return say(hook, decoded(*stored));
    }
    co_return say(hook, decoded(found.state));
}

boost::asio::awaitable<markup::Document> Phone::step(Webhook& hook) {
    const auto found = co_await calls_.find(hook.instruction.call.provider, hook.instruction.call.id);
    if (!found) {
        hook.result = "unknown-call";
        co_return flow::unknown_call(hook.language);
    }
    hook.call = found->key;
    const auto current = recent_.of(*found);
    const flow::State& state = *current;
    hook.language = state.language;
    const flow::Event event = event_now(*found, happening(hook));
    hook.event = word(event.what);
    const auto n = number(hook.query, "n");
    if (n && *n == found->n) co_return co_await advance(hook, *found, state, event);
    if (n && *n < found->n) {
        const bool left = std::holds_alternative<flow::Left>(state.step) && *n + 1 == found->n;
        if (left && std::holds_alternative<flow::DialEnded>(event.what)) {
            co_await keep_late_result(*found, state, event);
        }
        co_return co_await repeat(hook, *found, *n + 1);
    }
    hook.result = "ahead";
    co_return say(hook, state);
}

boost::asio::awaitable<markup::Document> Phone::advance(Webhook& hook, const store::CallInProgress& found,
                                                        const flow::State& state, const flow::Event& event) {
    const auto book = book_for(state);
    auto next = flow::next(*book, state, event);
    if (!next) {
        hook.result = "stays";
        co_return say(hook, state);
    }
    const auto after = std::make_shared<const flow::State>(std::move(*next));
    const store::StepTaken taken = step_taken(found.key, state, *after, event, now_in(found));
    const store::StepResult result = co_await calls_.advance(taken);
    // Somebody was first with the same step: what came of that is said to both.
    if (!result.applied) co_return co_await repeat(hook, result.current, after->n);
    recent_.keep(found.key, after);
    count_changes(taken);
    hook.result = "moved";
    co_return say(hook, *after);
}

// The caller's hang-up was heard of before the dial it ended: the leg's truth is kept all the same.
boost::asio::awaitable<void> Phone::keep_late_result(const store::CallInProgress& found, const flow::State& state,
                                                     const flow::Event& event) {
    const auto book = book_for(state);
    const auto after = flow::next(*book, state, event);
    if (!after) co_return;
    const store::StepTaken taken = step_taken(found.key, state, *after, event, now_in(found));
    const store::StepResult result = co_await calls_.advance(taken);
    if (result.applied) count_changes(taken);
}

boost::asio::awaitable<markup::Document> Phone::fallback(Webhook& hook) {
    const auto found = co_await calls_.find(hook.instruction.call.provider, hook.instruction.call.id);
    const auto error = webhook::field(hook.form, "ErrorCode");
    const bool is_code =
        error.size() <= 5 && std::all_of(error.begin(), error.end(), [](char c) { return c >= '0' && c <= '9'; });
    observe::log(observe::Level::warning, "provider_fell_back", {{"error", is_code ? error : "?"}});
    if (!found) {
        hook.result = "unknown-call";
        co_return flow::unknown_call(hook.language);
    }
    hook.call = found->key;
    hook.result = "current";
    co_return say(hook, decoded(found->state));
}

boost::asio::awaitable<void> Phone::close(const store::CallInProgress& call, bool given_up) {
    constexpr int most_tries = 5;  // a webhook may move the call at the same moment
    store::CallInProgress found = call;
    for (int i = 0; i < most_tries; ++i) {
        const auto state = flow::decode(found.state.text());
        flow::Event event = event_now(found, flow::HungUp{});
        store::StepTaken taken;
        std::optional<flow::State> after;
        if (state) {
            const auto book = book_for(*state);
            after = flow::next(*book, *state, event);
        }
        if (after) {
            taken = step_taken(found.key, *state, *after, event, now_in(found));
        } else {
            // The machine is at its end: only a call that ended at the answer still has to be closed in the records.
            const bool never_closed = given_up || (found.n == 0 && state && state->ended());
            if (!never_closed) co_return;
            taken = ended_as_it_is(found, state, flow::describe(event));
        }
        if (given_up && after) taken.ended = std::string(word(flow::EndedBy::given_up));
        store::StepResult result = co_await calls_.advance(taken);
        if (result.applied) {
            recent_.forget(found.key);
            count_changes(taken);
            co_return;
        }
        found = std::move(result.current);
    }
}

}  // namespace sayso::phone
