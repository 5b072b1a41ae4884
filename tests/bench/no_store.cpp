// The phone without its store, to see where the time goes: the service's own rooms, calls kept in memory and on no
// disk.
//   bench_no_store DATABASE PORT PUBLIC_URL TOKEN AS_OF
// Content and directory come from the database. Prints a line once it listens; SIGTERM ends it.
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <unordered_map>

#include "scripts/directory/instant.hpp"
#include "service/content/content.hpp"
#include "service/net/server.hpp"
#include "service/observe/observe.hpp"
#include "service/phone/phone.hpp"
#include "service/store/sqlite/sqlite.hpp"

using namespace sayso;
namespace asio = boost::asio;

namespace {

// One thread asks, so nothing is locked. A call is dropped with its final status.
class CallsInMemory final : public store::Calls {
  public:
    asio::awaitable<store::StepResult> begin(const store::NewCall& call) override {
        const auto [known, is_new] = by_id_.try_emplace(call.id);
        if (is_new) {
            known->second = {++last_, 0, call.state, call.at, std::chrono::steady_clock::now()};
            by_key_[last_] = &known->second;
        }
        co_return store::StepResult{is_new, known->second};
    }
    asio::awaitable<store::StepResult> advance(const store::StepTaken& step) override {
        store::CallInProgress& call = *by_key_.at(step.call);
        const bool applied = call.n == step.n - 1;
        if (applied) {
            call.n = step.n;
            call.state = step.state;
        }
        co_return store::StepResult{applied, call};
    }
    asio::awaitable<std::optional<store::CallInProgress>> find(const std::string&, const std::string& id) override {
        const auto known = by_id_.find(id);
        if (known == by_id_.end()) co_return std::nullopt;
        co_return known->second;
    }
    asio::awaitable<std::optional<std::string>> state_after(store::CallKey, int) override { co_return std::nullopt; }
    asio::awaitable<store::Noted> note_status(const store::StatusNote& note) override {
        const auto known = by_id_.find(note.id);
        if (known == by_id_.end()) co_return store::Noted{};
        by_key_.erase(known->second.key);
        by_id_.erase(known);
        co_return store::Noted{true, false};
    }
    asio::awaitable<std::vector<store::CallInProgress>> silent_since(store::Instant, int) override {
        co_return std::vector<store::CallInProgress>{};
    }
    asio::awaitable<int> forget_states(store::Instant) override { co_return 0; }
    std::vector<store::SuspectNumber> suspect_numbers() override { return {}; }
    std::int64_t total_calls() override { return last_; }
    std::vector<store::DailyCount> daily_counts(store::Instant, store::Instant) override { return {}; }
    std::optional<store::CallRecord> record(store::CallKey) override { return std::nullopt; }

  private:
    store::CallKey last_ = 0;
    std::unordered_map<std::string, store::CallInProgress> by_id_;
    std::unordered_map<store::CallKey, store::CallInProgress*> by_key_;
};

void serve(char** values) {
    observe::set_log_level(observe::Level::warning);
    const auto database = store::sqlite::open(values[1]);
    net::Loops loops(1);
    asio::io_context& io = loops.first();
    live::Live live(*database,
                    [&](const store::StoredDocument& stored) { return content::decode(stored, database->contents()); });
    live.reload();
    phone::Settings settings;
    settings.public_url = values[3];
    settings.tokens = {values[4]};
    settings.as_of = [at = *directory::parse_instant(values[5])] { return at; };
    CallsInMemory calls;
    guard::Limiter callers(30.0 / 3600, 30);
    phone::Phone phone(calls, live, keys::HashKey("sixteen bytes and more"), callers, settings);
    http::Router router;
    phone.add_routes(router);
    net::ServerOptions options;
    options.listen = std::string("127.0.0.1:") + values[2];
    net::Server server(loops, options, router);
    server.start();
    asio::signal_set signals(io, SIGTERM, SIGINT);
    signals.async_wait([&](boost::system::error_code, int) { io.stop(); });
    std::printf("listening %s\n", server.address().c_str());
    std::fflush(stdout);
    io.run();
}

}  // namespace

int main(int count, char** values) {
    if (count != 6) {
        std::fprintf(stderr, "bench_no_store DATABASE PORT PUBLIC_URL TOKEN AS_OF\n");
        return 2;
    }
    try {
        serve(values);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
