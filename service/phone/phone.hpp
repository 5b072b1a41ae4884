#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "service/guard/guard.hpp"
#include "service/http/router.hpp"
#include "service/keys/keys.hpp"
#include "service/live/live.hpp"
#include "service/store/store.hpp"
#include "voice/flow/machine.hpp"
#include "voice/webhook/webhook.hpp"

// The provider's webhooks: takes what the provider says to the call's machine, and what the machine says back. Knows
// nothing of what is said or of how a call goes on (voice/flow does), nor of sockets, databases and content files.
namespace sayso::phone {

struct Settings {
    std::string provider = "twilio";        // the part of the path: /voice/<provider>/answer
    std::string public_url;                 // the base the provider was told, "https://hotline.example.org"
    std::string account;                    // requests of another account are refused; empty: any account that signs
    std::vector<std::string> tokens;        // that may sign; none: every request is refused
    std::function<store::Instant()> as_of;  // the moment the directory is asked about; empty: now
};

// One webhook on its way through: what it says, and what became of it for log and metrics.
struct Webhook {
    std::string route;  // "answer", "step", "status", "fallback"
    webhook::Fields form, query;
    webhook::Instruction instruction;
    std::string language = "en";  // of the call, once it is known
    store::CallKey call = 0;
    std::string_view event = "", state = "", result = "";  // names of few values each
};

// States of calls in progress, as the machine has them: the next webhook of a call need not read its bytes again. A
// state never changes under its call and number, so what is here is true whoever else moves the call.
class RecentStates {
  public:
    // The state after step n, from here or read from `found`. Throws std::runtime_error when the bytes cannot be read.
    std::shared_ptr<const flow::State> of(const store::CallInProgress& found);
    void keep(store::CallKey call, std::shared_ptr<const flow::State> state);
    void forget(store::CallKey call);

  private:
    std::mutex mutex_;
    std::unordered_map<store::CallKey, std::shared_ptr<const flow::State>> states_;  // the latest of each call
};

class Phone {
  public:
    // All must outlive the phone, and the phone the router.
    Phone(store::Calls& calls, live::Live& live, keys::HashKey key, guard::Limiter& callers, Settings settings);

    // POST /voice/<provider>/{answer,step,status,fallback}. Instruction URLs answer 200 whatever happens, unless the
    // request is not the provider's (403, empty) or names no call (400). Status answers 204, or 503 while it cannot be
    // stored.
    void add_routes(http::Router& router);

    // Closes calls that were silent for 35 minutes, and forgets the states of calls that ended an hour ago. What cannot
    // be done now is left for the next time.
    // After a start, and after the clock was set, nothing is closed for so long.
    boost::asio::awaitable<void> sweep();
    // sweep() each minute, until the coroutine is cancelled.
    boost::asio::awaitable<void> keep_sweeping();

  private:
    using Handle = boost::asio::awaitable<markup::Document> (Phone::*)(Webhook&);

    boost::asio::awaitable<http::Response> instruct(const http::Request& request, std::string route, Handle handle);
    boost::asio::awaitable<http::Response> status(const http::Request& request);
    // While there is no time to look closer, not even at the signature: says nothing of the call but what came with the
    // request.
    http::Response hold_unread(const http::Request& request, const std::string& route) const;
    std::optional<int> refusal(const http::Request& request, Webhook& hook) const;

    boost::asio::awaitable<markup::Document> answer(Webhook& hook);
    boost::asio::awaitable<markup::Document> step(Webhook& hook);
    boost::asio::awaitable<markup::Document> fallback(Webhook& hook);
    boost::asio::awaitable<markup::Document> advance(Webhook& hook, const store::CallInProgress& found,
                                                     const flow::State& state, const flow::Event& event);
    boost::asio::awaitable<markup::Document> repeat(Webhook& hook, const store::CallInProgress& found, int n);
    boost::asio::awaitable<void> keep_late_result(const store::CallInProgress& found, const flow::State& state,
                                                  const flow::Event& event);
    // Ends the call for the machine and the records; `given_up` when nobody told us that the caller left.
    boost::asio::awaitable<void> close(const store::CallInProgress& call, bool given_up);

    void notice_a_set_clock();
    flow::Event event_now(const store::CallInProgress& found, flow::Happening what) const;
    markup::Document say(Webhook& hook, const flow::State& state);
    markup::Document aside(const Webhook& hook, markup::Document document) const;
    markup::Document hold(const Webhook& hook) const;
    markup::Document apologise(const Webhook& hook) const;
    std::shared_ptr<const book::Book> book_for(const flow::State& state);
    // The first that a caller of that line hears; English where the line is not known.
    static std::string language_of(const book::Book& book, directory::PhoneNumber line);
    std::string path(std::string_view route) const;
    void report(const Webhook& hook, std::chrono::steady_clock::time_point begun, int status) const;

    store::Calls& calls_;
    live::Live& live_;
    RecentStates recent_;
    keys::HashKey key_;
    guard::Limiter& callers_;
    Settings settings_;
    // Of the sweeper alone.
    store::Instant looked_at_wall_{};
    std::chrono::steady_clock::time_point looked_at_{}, close_from_{}, forget_from_{};
};

}  // namespace sayso::phone
