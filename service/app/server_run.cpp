#include "service/app/server_run.hpp"

#include <sched.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <filesystem>
#include <ostream>

#include "service/api/api.hpp"
#include "service/app/directory_start.hpp"
#include "service/app/operations.hpp"
#include "service/content/content.hpp"
#include "service/guard/guard.hpp"
#include "service/keys/keys.hpp"
#include "service/live/live.hpp"
#include "service/live/tally.hpp"
#include "service/net/server.hpp"
#include "service/observe/observe.hpp"
#include "service/outbound/geocoder.hpp"
#include "service/pages/pages.hpp"
#include "service/phone/phone.hpp"

namespace sayso::app {

namespace asio = boost::asio;
using observe::Level;

namespace {

// Fills an empty store with the directory and content the configuration names; after that the database is the truth.
void fill_store(Session& session) {
    const Config& config = session.config();
    const auto say = [&session](const std::string& line) { session.out << line << std::endl; };
    fill_directory_at_start(session, say);

    const auto folder = config.text("content.path");
    auto& contents = session.store().contents();
    if (folder.empty() || !contents.current().empty() || !contents.lines().empty()) return;
    const auto read = content::read_folder(folder);
    for (const auto& problem : read.problems) say(content::text_of(problem));
    if (!read.ok())
        throw std::runtime_error("the content in " + folder + " has errors (above); nothing of it was imported");
    const auto imported = content::import_folder(read, session.store(), observe::now());
    say("Imported " + std::to_string(imported.topics) + " topics and " + std::to_string(imported.lines) +
        " lines from " + folder);
}

std::string hash_secret(const Config& config) {
    const auto given = config.text("privacy.hash_key");
    if (!given.empty()) return given;
    const std::filesystem::path file = config.text("privacy.hash_key_file");
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    return keys::read_or_make_secret(file.string());
}

// Those of the environment and those of the file that `key`_file names.
std::vector<std::string> tokens_of(const Config& config, const std::string& key) {
    auto tokens = config.list(key);
    const auto file = config.text(key + "_file");
    if (!file.empty())
        for (auto& token : keys::read_secret_lines(file)) tokens.push_back(std::move(token));
    return tokens;
}

// So many per period on average, all of them at once if they come so; 0 is no limit.
guard::Limiter limiter_of(std::int64_t most, double period_seconds) {
    const auto rate = most == 0 ? 1e9 : static_cast<double>(most);
    return guard::Limiter(rate / period_seconds, rate);
}

net::ServerOptions options_for(const Config& config, std::string_view listen_key) {
    net::ServerOptions options;
    options.listen = config.text(listen_key);
    options.name = listen_key == "server.operations_listen" ? "operations" : "public";
    const bool is_public = options.name == "public";
    options.limits.in_hand = is_public ? static_cast<int>(config.number("server.max_requests_in_hand")) : 0;
    options.limits.connections = static_cast<int>(config.number("server.max_connections"));
    options.limits.connections_per_peer = static_cast<int>(config.number("server.max_connections_per_address"));
    options.trusted_proxies = config.list("server.trusted_proxies");
    options.behind_tls = config.text("server.public_url").substr(0, 8) == "https://";
    return options;
}

// Tells once a day which seats the data will soon know nobody for, from six weeks before.
void warn_of_terms_running_out(const book::Book& book, directory::Instant now) {
    const auto warnings = book.directory().seats_running_out(now, std::chrono::days(42));
    if (warnings.empty()) return;
    observe::log(Level::warning, "directory_runs_out",
                 {{"seats", std::to_string(warnings.size())},
                  {"from", directory::rfc3339(warnings.front().when)},
                  {"see", "sayso directory show"}});
}

// Everything that answers, wired together. Members are destroyed in reverse: servers first, the store's users before
// the loop.
class Service {
  public:
    explicit Service(Session& session)
        : session_(session),
          config_(session.config()),
          store_(session.store()),
          loops_(static_cast<int>(config_.number("server.io_threads"))),
          io_(loops_.first()),
          live_(store_,
                [this](const store::StoredDocument& stored) { return content::decode(stored, store_.contents()); }),
          tally_(store_),
          callers_(limiter_of(config_.number("limits.calls_per_caller_per_hour"), 3600)),
          hash_key_(hash_secret(config_)),
          geocoder_(config_.text("geocoder.url")),
          phone_(store_.calls(), live_, hash_key_, callers_, phone_settings()),
          signals_(io_, SIGTERM, SIGINT),
          daily_(io_) {
        live_.reload();
        phone_.add_routes(public_router_);
        pages::add_pages(public_router_, live_, pages_settings());
        api::add_api(
            public_router_, [this] { return live_.book(); }, api_settings());
        add_operations(operations_router_, live_, store_);
        public_ = std::make_unique<net::Server>(loops_, options_for(config_, "server.listen"), public_router_);
        operations_ =
            std::make_unique<net::Server>(loops_, options_for(config_, "server.operations_listen"), operations_router_);
    }

    int run() {
        live_.watch();
        public_->start();
        operations_->start();
        asio::co_spawn(io_, phone_.keep_sweeping(), asio::detached);
        each_day();
        live::give_back_memory();
        signals_.async_wait([this](boost::system::error_code failure, int) {
            if (!failure) stop();
        });
        session_.out << "listening " << public_->address() << "\noperations " << operations_->address() << std::endl;
        say_state();

        loops_.run();
        store_.close();
        observe::log(Level::info, "stopped");
        return 0;
    }

  private:
    // directory.as_of fixed in the configuration: for tests.
    std::function<directory::Instant()> fixed_moment() {
        if (!config_.is_set("directory.as_of")) return nullptr;
        return [at = session_.as_of()] { return at; };
    }

    phone::Settings phone_settings() {
        phone::Settings settings;
        settings.public_url = config_.text("server.public_url");
        settings.account = config_.text("providers.twilio.account_sid");
        settings.tokens = tokens_of(config_, "providers.twilio.auth_tokens");
        settings.as_of = fixed_moment();
        return settings;
    }

    pages::Settings pages_settings() {
        pages::Settings settings;
        settings.public_url = config_.text("server.public_url");
        settings.as_of = fixed_moment();
        settings.store = &store_;
        settings.tally = &tally_;
        settings.operator_name = config_.text("site.operator_name");
        settings.contact = config_.text("site.contact");
        settings.read_revision = content::read_stored;
        settings.geocoder = &geocoder_;
        settings.visitor_key = std::make_shared<const keys::HashKey>(hash_key_);
        const auto most = config_.number("limits.lookups_per_address_per_minute");
        settings.zip_lookups_per_second = static_cast<double>(most) / 60;
        settings.zip_lookup_burst = static_cast<double>(most);
        return settings;
    }

    api::Settings api_settings() {
        api::Settings settings;
        settings.public_url = config_.text("server.public_url");
        settings.as_of = fixed_moment();
        settings.store = &store_;
        settings.tally = &tally_;
        settings.visitor_key = std::make_shared<const keys::HashKey>(hash_key_);
        if (geocoder_.there_is_one())
            settings.geocode = [this](std::string address) { return geocoder_.find(std::move(address)); };
        settings.tokens = tokens_of(config_, "api.tokens");
        settings.requests_per_minute = static_cast<int>(config_.number("limits.api_requests_per_address_per_minute"));
        settings.outcomes_per_minute = static_cast<int>(config_.number("limits.api_outcomes_per_address_per_minute"));
        return settings;
    }

    void say_state() {
        const auto book = live_.book();
        if (book->directory().built_in())
            session_.out << "The directory is the built-in fallback: every ZIP gets the Capitol switchboard. To fill "
                            "it: sayso directory pull, "
                            "or sayso directory import DIR"
                         << std::endl;
        if (book->lines().empty())
            session_.out << "No line is set up yet: sayso line set +1... --campaigns SLUG" << std::endl;
        if (tokens_of(config_, "providers.twilio.auth_tokens").empty())
            session_.out << "The Twilio address is closed: providers.twilio.auth_tokens_file names no token"
                         << std::endl;
    }

    // Who told what is needed for the day alone, so that it counts once; the counts stay.
    boost::asio::awaitable<void> forget_visitors() {
        try {
            while (co_await store_.visits().forget_visitors(observe::now() - std::chrono::hours(48)) > 0) {
            }
        } catch (const std::exception& problem) {
            observe::log(Level::warning, "forgetting_put_off", {{"problem", problem.what()}});
        }
    }

    void each_day() {
        warn_of_terms_running_out(*live_.book(), session_.as_of());
        asio::co_spawn(io_, forget_visitors(), asio::detached);
        daily_.expires_after(std::chrono::hours(24));
        daily_.async_wait([this](boost::system::error_code failure) {
            if (!failure) each_day();
        });
    }

    // Drains both listeners, then lets the loop run dry of everything else.
    void stop() {
        observe::log(Level::info, "stopping");
        const std::chrono::seconds deadline(config_.number("server.drain_seconds"));
        daily_.cancel();
        public_->stop(deadline, [this, deadline] { operations_->stop(deadline, [this] { loops_.stop(); }); });
    }

    Session& session_;
    const Config& config_;
    store::Store& store_;
    net::Loops loops_;
    asio::io_context& io_;
    live::Live live_;
    live::Tally tally_;
    guard::Limiter callers_;
    keys::HashKey hash_key_;
    outbound::Geocoder geocoder_;
    phone::Phone phone_;
    http::Router public_router_, operations_router_;
    asio::signal_set signals_;
    asio::steady_timer daily_;
    std::unique_ptr<net::Server> public_, operations_;
};

observe::Level level_of(const std::string& word) {
    if (word == "debug") return Level::debug;
    if (word == "warning") return Level::warning;
    return word == "error" ? Level::error : Level::info;
}

// On a core they share, a thread that wakes interrupts the one that runs: the database's thread to commit a step or
// two, a loop in the middle of a commit that others wait for. Threads with the policy for batch work wait until the
// running one sleeps or its time slice ends, so steps and requests gather. Threads started later inherit it. An
// operator's own choice of a policy stays.
void take_turns() {
    const sched_param none{};
    if (sched_getscheduler(0) == SCHED_OTHER) sched_setscheduler(0, SCHED_BATCH, &none);
}

}  // namespace

int serve_until_stopped(Session& session) {
    take_turns();
    observe::set_log_level(level_of(session.config().text("log.level")));
    observe::open_log();
    fill_store(session);
    Service service(session);
    return service.run();
}

}  // namespace sayso::app
