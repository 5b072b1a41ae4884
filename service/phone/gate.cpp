#include <boost/asio/this_coro.hpp>

#include "service/http/form.hpp"
#include "service/observe/observe.hpp"
#include "service/phone/phone.hpp"
#include "voice/markup/render.hpp"

// The boundary of the phone: who may speak to it, and that an instruction is always answered.
namespace sayso::phone {
namespace {

constexpr std::size_t most_fields = 200;

http::Response spoken(const markup::Document& document, const std::string& base_url) {
    markup::Rendered rendered = markup::render(document, markup::Dialect::twilio, base_url);
    return http::xml(std::move(rendered.content_type), std::move(rendered.body));
}

std::string without_slash(std::string url) {
    while (!url.empty() && url.back() == '/') url.pop_back();
    return url;
}

}  // namespace

Phone::Phone(store::Calls& calls, live::Live& live, keys::HashKey key, guard::Limiter& callers, Settings settings)
    : calls_(calls), live_(live), key_(std::move(key)), callers_(callers), settings_(std::move(settings)) {
    settings_.public_url = without_slash(std::move(settings_.public_url));
    notice_a_set_clock();
    observe::describe("sayso_webhooks_total", "Webhooks of the telephone provider by route and what became of them.");
    observe::describe("sayso_webhook_seconds", "Time to answer a webhook of the telephone provider.");
    observe::describe("sayso_calls_ended_total", "Calls by how they ended.");
    observe::describe("sayso_legs_total", "Connections to offices by their result.");
}

std::string Phone::path(std::string_view route) const {
    return "/voice/" + settings_.provider + "/" + std::string(route);
}

void Phone::add_routes(http::Router& router) {
    const auto add = [this, &router](const std::string& route, Handle handle) {
        const http::Handler handler = [this, route, handle](const http::Request& request) {
            return instruct(request, route, handle);
        };
        const http::BusyAnswer busy = [this, route](const http::Request& request) {
            return hold_unread(request, route);
        };
        router.add(http::Method::post, path(route), http::HeaderSet::phone, handler, busy);
    };
    add("answer", &Phone::answer);
    add("step", &Phone::step);
    add("fallback", &Phone::fallback);
    const http::Handler handler = [this](const http::Request& request) { return status(request); };
    const http::BusyAnswer busy = [](const http::Request&) {
        http::Response response = http::refuse(503);
        response.headers.set("Retry-After", "5");
        return response;
    };
    router.add(http::Method::post, path("status"), http::HeaderSet::phone, handler, busy);
}

http::Response Phone::hold_unread(const http::Request& request, const std::string& route) const {
    if (settings_.tokens.empty() || !request.headers.has("X-Twilio-Signature")) return http::refuse(403);
    Webhook hook;
    hook.route = route;
    auto form = http::parse_form(http::is_form(request) ? std::string_view(request.body) : "", most_fields);
    auto query = http::parse_form(request.query, most_fields);
    if (!form || !query) return http::refuse(403);
    auto instruction = webhook::twilio_instruction(*form);
    if (!instruction) return http::refuse(400);
    hook.query = std::move(*query);
    hook.instruction = std::move(*instruction);
    // What the caller chose is not looked up: the words are the line's own.
    if (const auto line = directory::PhoneNumber::parse(hook.instruction.to))
        hook.language = language_of(*live_.book(), *line);
    observe::count("sayso_webhooks_total",
                   {{"provider", settings_.provider}, {"route", hook.route}, {"result", "held-unread"}});
    return spoken(hold(hook), settings_.public_url);
}

// The status to refuse the request with, before anything of it is believed; otherwise the webhook is filled in.
std::optional<int> Phone::refusal(const http::Request& request, Webhook& hook) const {
    auto form = http::parse_form(http::is_form(request) ? std::string_view(request.body) : "", most_fields);
    auto query = http::parse_form(request.query, most_fields);
    const std::string url = settings_.public_url + request.target;
    const bool is_signed = form && query &&
                           webhook::twilio_signature_valid(settings_.tokens, url, request.method_text, *form,
                                                           request.body, request.headers.get("X-Twilio-Signature"));
    if (!is_signed) {
        hook.result = settings_.tokens.empty() ? "closed" : "forged";
        return 403;
    }
    hook.form = std::move(*form);
    hook.query = std::move(*query);
    if (!settings_.account.empty() && webhook::field(hook.form, "AccountSid") != settings_.account) {
        hook.result = "foreign-account";
        return 403;
    }
    auto instruction = webhook::twilio_instruction(hook.form);
    if (!instruction) {
        hook.result = "malformed";
        return 400;
    }
    hook.instruction = std::move(*instruction);
    hook.instruction.call.provider = settings_.provider;
    return std::nullopt;
}

boost::asio::awaitable<http::Response> Phone::instruct(const http::Request& request, std::string route, Handle handle) {
    const auto begun = observe::steady_now();
    Webhook hook;
    hook.route = std::move(route);
    if (const auto refused = refusal(request, hook)) {
        report(hook, begun, *refused);
        co_return http::refuse(*refused);
    }
    http::Response response;
    try {
        const markup::Document document = co_await (this->*handle)(hook);
        response = spoken(document, settings_.public_url);
    } catch (const store::Full&) {
        hook.result = "held";
        response = spoken(hold(hook), settings_.public_url);
    } catch (const store::Unavailable&) {
        // A lock or a full disk often goes by within a hold; the store itself has said what is wrong.
        hook.result = "held";
        response = spoken(hold(hook), settings_.public_url);
    } catch (const std::exception& problem) {
        hook.result = "apology";
        observe::log(observe::Level::error, "webhook_failed", {{"route", hook.route}, {"problem", problem.what()}});
        response = spoken(apologise(hook), settings_.public_url);
    }
    report(hook, begun, response.status);
    co_return response;
}

boost::asio::awaitable<http::Response> Phone::status(const http::Request& request) {
    const auto begun = observe::steady_now();
    Webhook hook;
    hook.route = "status";
    http::Response response;
    response.status = 204;
    if (const auto refused = refusal(request, hook)) {
        response = http::refuse(*refused);
    } else if (auto report_of = webhook::twilio_status(hook.form); !report_of) {
        hook.result =
            "ignored";  // a status that came after our time: nothing to keep, and nothing the provider could mend
    } else {
        try {
            store::StatusNote note;
            note.provider = settings_.provider;
            note.id = report_of->call.id;
            note.leg = report_of->leg;
            note.status = report_of->status;
            note.sequence = report_of->sequence;
            note.seconds = report_of->seconds;
            note.final = report_of->final();
            note.at = observe::now();
            const store::Noted noted = co_await calls_.note_status(note);
            hook.result = noted.is_new ? "kept" : "repeated";
            // Tried again with each repeat: the first may have been cut off between the two.
            if (note.final && note.leg.empty() && noted.going_on) {
                const auto found = co_await calls_.find(note.provider, note.id);
                if (found) {
                    hook.call = found->key;
                    co_await close(*found, false);
                }
            }
        } catch (const std::exception& problem) {
            hook.result = "not-kept";
            observe::log(observe::Level::error, "status_not_kept", {{"problem", problem.what()}});
            response.status = 503;
            response.headers.set("Retry-After", "5");
        }
    }
    report(hook, begun, response.status);
    co_return response;
}

void Phone::report(const Webhook& hook, std::chrono::steady_clock::time_point begun, int status) const {
    const double seconds = std::chrono::duration<double>(observe::steady_now() - begun).count();
    observe::count("sayso_webhooks_total",
                   {{"provider", settings_.provider}, {"route", hook.route}, {"result", hook.result}});
    observe::observe_seconds("sayso_webhook_seconds", seconds, {{"route", hook.route}});
    const bool worrying = status >= 400 || hook.result == "apology" || hook.result == "held";
    const auto level = worrying ? observe::Level::warning : observe::Level::info;
    if (!observe::logs(level)) return;
    const auto call = std::to_string(hook.call);
    const auto n = std::string(webhook::field(hook.query, "n"));
    const auto microseconds = std::to_string(static_cast<long>(seconds * 1e6));
    observe::log(level, "webhook",
                 {{"route", hook.route},
                  {"call", call},
                  {"n", n},
                  {"event", hook.event},
                  {"state", hook.state},
                  {"result", hook.result},
                  {"status", std::to_string(status)},
                  {"us", microseconds}});
}

}  // namespace sayso::phone
