#include "tests/support/house.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <map>
#include <stdexcept>

#include "service/content/content.hpp"
#include "service/http/form.hpp"
#include "service/intake/intake.hpp"
#include "service/observe/observe.hpp"
#include "service/store/sqlite/sqlite.hpp"

namespace sayso::tests {
namespace {

constexpr std::chrono::seconds patience{30};

std::filesystem::path new_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sayso-house-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    return pattern;
}

store::Instant noon(const std::string& day) {
    const auto number = [&day](std::size_t at, std::size_t length) { return std::stoi(day.substr(at, length)); };
    const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    return std::chrono::sys_days(date) + std::chrono::hours{12};
}

std::string encoded(const webhook::Fields& params) {
    std::string body;
    for (const auto& [name, value] : params) {
        body += (body.empty() ? "" : "&") + http::percent_encode(name) + "=" + http::percent_encode(value);
    }
    return body;
}

// Databases furnished before, by what is in them: importing takes longer than most calls.
class Furnished {
  public:
    ~Furnished() {
        std::error_code ignored;
        for (const auto& [key, folder] : folders_) std::filesystem::remove_all(folder, ignored);
    }
    bool take(const std::string& key, const std::filesystem::path& file) const {
        const auto known = folders_.find(key);
        if (known == folders_.end()) return false;
        std::filesystem::copy_file(known->second / "sayso.db", file);
        return true;
    }
    void keep(const std::string& key, const std::filesystem::path& file) {
        const auto folder = new_folder();
        std::filesystem::copy_file(file, folder / "sayso.db");
        folders_[key] = folder;
    }

  private:
    std::map<std::string, std::filesystem::path> folders_;
};

Furnished& furnished() {
    static Furnished all;
    return all;
}

}  // namespace

book::Document topic_with(campaigns::Campaign campaign) {
    book::Document document;
    document.topic.slug = "about-" + campaign.slug;
    document.topic.status = topics::Status::live;
    document.topic.date =
        std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{6}, std::chrono::day{1}};
    document.topic.title = campaign.title;
    document.topic.summary = campaign.title;
    topics::Action action;
    action.type = "legislative";
    action.title = campaign.title;
    action.campaign_slug = campaign.slug;
    document.topic.actions.push_back(std::move(action));
    document.campaigns.push_back(std::move(campaign));
    return document;
}

campaigns::Campaign own_members(const std::string& slug) {
    campaigns::Campaign campaign;
    campaign.slug = slug;
    campaign.status = topics::Status::live;
    campaign.title = topics::LocalText("the clean water bill");
    campaign.sponsor = topics::LocalText("Neighbors for Water");
    campaign.targets.push_back({});
    std::vector<campaigns::ScriptProblem> problems;
    campaign.scripts["en"] = campaigns::Script::parse("Please vote for clean water.\n\nThank you.", problems);
    return campaign;
}

House::House(Plan plan)
    : plan_(std::move(plan)),
      folder_(new_folder()),
      now_(noon(plan_.as_of)),
      steady_(std::chrono::steady_clock::now()) {
    observe::set_clock([this] { return now_; });
    observe::set_steady_clock([this] { return steady_; });
    observe::set_log_sink([](std::string_view) {});
    const std::string key = plan_.as_of + "\n" + plan_.directory + "\n" + plan_.content;
    const bool by_files = plan_.documents.empty() && plan_.lines.empty();
    const bool known = by_files && furnished().take(key, folder_ / "sayso.db");
    open();
    if (!known) furnish();
    if (by_files && !known) {
        close();
        furnished().keep(key, folder_ / "sayso.db");
        open();
    }
    live_->reload();
}

House::~House() {
    close();
    observe::set_clock(nullptr);
    observe::set_steady_clock(nullptr);
    observe::flush_log();
    observe::set_log_sink(nullptr);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void House::open() {
    // A slow machine must not look like an overloaded service: tests order their faults themselves.
    store::sqlite::Options options;
    options.job_deadline = options.read_deadline = options.busy_timeout = patience;
    store_ = store::sqlite::open((folder_ / "sayso.db").string(), options);
    live_ =
        std::make_unique<live::Live>(*store_, [this](const store::StoredDocument& stored) { return decode(stored); });
    callers_ = std::make_unique<guard::Limiter>(1.0 / 60, plan_.calls_per_caller);
    wire(store_->calls());
}

void House::close() {
    router_.reset();
    phone_.reset();
    live_.reset();
    if (store_) store_->close();
    io_.restart();
    io_.poll();
    store_.reset();
}

void House::wire(store::Calls& calls) {
    phone::Settings settings;
    settings.public_url = public_url;
    settings.account = account;
    settings.tokens = {token};
    router_ = std::make_unique<http::Router>();
    phone_ = std::make_unique<phone::Phone>(calls, *live_, keys::HashKey("a secret of at least sixteen bytes"),
                                            *callers_, settings);
    phone_->add_routes(*router_);
}

void House::replace_calls(store::Calls* calls) {
    wire(calls ? *calls : store_->calls());
}

void House::furnish() {
    if (!plan_.directory.empty()) {
        auto parsed = intake::read_folder(plan_.directory, noon("2026-06-15"));
        intake::check(parsed, now_);
        if (!parsed.ok()) throw std::runtime_error("the directory of the tests has errors");
        store_->directories().install(parsed.data, parsed.files, now_);
    }
    if (!plan_.content.empty()) {
        const auto folder = content::read_folder(plan_.content);
        for (const auto& problem : folder.problems) {
            if (problem.error)
                throw std::runtime_error(problem.file + ":" + std::to_string(problem.line) + ": " + problem.message);
        }
        content::import_folder(folder, *store_, now_);
    }
    for (const auto& document : plan_.documents) publish(document);
    for (const auto& line : plan_.lines) store_->contents().set_line(line);
}

void House::publish(const book::Document& document) {
    auto& contents = store_->contents();
    const auto topic = contents.id_of("topic", document.topic.slug);
    std::vector<std::int64_t> ids;
    for (const auto& campaign : document.campaigns) ids.push_back(contents.id_of("campaign", campaign.slug));
    saved_.push_back(document);
    contents.save(topic, document.topic.slug, document.topic.status, std::to_string(saved_.size() - 1), now_, ids);
    live_->reload();
}

book::Document House::decode(const store::StoredDocument& stored) {
    if (!plan_.content.empty()) return content::decode(stored, store_->contents());
    book::Document document = saved_.at(std::stoul(stored.text));
    document.topic.id = stored.topic;
    document.topic.revision = stored.revision;
    for (auto& campaign : document.campaigns) {
        campaign.ref = {store_->contents().id_of("campaign", campaign.slug), stored.revision};
    }
    return document;
}

void House::reopen() {
    close();
    open();
    live_->reload();
}

void House::kill() {
    const auto copy = new_folder();
    for (const char* file : {"sayso.db", "sayso.db-wal"}) {
        if (std::filesystem::exists(folder_ / file)) std::filesystem::copy_file(folder_ / file, copy / file);
    }
    close();
    std::filesystem::remove_all(folder_);
    folder_ = copy;
    open();
    live_->reload();
}

void House::pass(std::chrono::seconds time) {
    now_ += time;
    steady_ += time;
}

void House::set_clock_ahead(std::chrono::seconds time) {
    now_ += time;
}

// Runs until the work says it is done.
template <class Work>
void House::run(Work& work) {
    io_.restart();
    const auto guard = boost::asio::make_work_guard(io_);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!work()) {
        if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("no answer within the deadline");
        io_.run_one_for(std::chrono::milliseconds{200});
    }
}

std::vector<http::Response> House::together(std::vector<http::Request> requests) {
    std::vector<http::Response> responses(requests.size());
    std::size_t done = 0;
    std::exception_ptr problem;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        boost::asio::co_spawn(io_, router_->handle(requests[i]),
                              [i, &responses, &done, &problem](std::exception_ptr error, http::Response response) {
                                  if (error) problem = error;
                                  responses[i] = std::move(response);
                                  ++done;
                              });
    }
    const auto all = [&done, &requests] { return done == requests.size(); };
    run(all);
    if (problem) std::rethrow_exception(problem);
    return responses;
}

http::Response House::send(http::Request request) {
    std::vector<http::Request> one;
    one.push_back(std::move(request));
    return together(std::move(one)).front();
}

http::Response House::send_when_busy(http::Request request) {
    return router_->busy(request);
}

http::Request House::signed_request(const std::string& path, const webhook::Fields& params) const {
    http::Request request;
    request.method = http::Method::post;
    request.method_text = "POST";
    request.target = path;
    const auto question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos) request.query = path.substr(question + 1);
    request.body = encoded(params);
    request.headers.set("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    request.headers.set("X-Twilio-Signature", webhook::twilio_sign(token, public_url + path, params));
    return request;
}

http::Response House::post(const std::string& path, const webhook::Fields& params) {
    return send(signed_request(path, params));
}

simulator::Reply House::carry(const simulator::Request& request) {
    const std::string base = public_url;
    if (request.url.compare(0, base.size(), base) != 0) return {0, "", ""};
    const auto response = post(request.url.substr(base.size()), request.params);
    return {response.status, std::string(response.headers.get("Content-Type")), response.body};
}

simulator::Setup House::setup(const std::string& line, const std::string& call) const {
    simulator::Setup setup;
    setup.call_id = call;
    setup.account = account;
    setup.from = "+12025550143";
    setup.to = line;
    setup.answer_url = std::string(public_url) + "/voice/twilio/answer";
    setup.status_url = std::string(public_url) + "/voice/twilio/status";
    return setup;
}

void House::sweep() {
    bool done = false;
    boost::asio::co_spawn(io_, phone_->sweep(), [&done](std::exception_ptr) { done = true; });
    const auto finished = [&done] { return done; };
    run(finished);
}

store::CallRecord House::record(const std::string& call) {
    std::optional<store::CallInProgress> found;
    bool done = false;
    const std::string provider = "twilio";
    boost::asio::co_spawn(io_, store_->calls().find(provider, call),
                          [&](std::exception_ptr, std::optional<store::CallInProgress> result) {
                              found = std::move(result);
                              done = true;
                          });
    const auto finished = [&done] { return done; };
    run(finished);
    if (!found) throw std::runtime_error("there is no call " + call);
    return store_->calls().record(found->key).value();
}

}  // namespace sayso::tests
