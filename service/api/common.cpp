#include "service/api/common.hpp"

#include "service/observe/observe.hpp"
#include "service/store/visitor.hpp"

namespace sayso::api {

namespace {

constexpr std::size_t most_kept = 500;

// The office of a target that a caller dials by `phone`, else the first one.
struct Rung {
    std::string office, number;
};

Rung rung(const directory::Directory& directory, const directory::Official& official, const directory::Term& term,
          const std::string& phone) {
    const auto dialled = directory::PhoneNumber::parse(phone);
    if (dialled)
        for (const auto* office : directory.offices_nearest(official, std::nullopt))
            if (office->phone == dialled) return {office->id, dialled->e164()};
    return {term.capitol.id, term.capitol.phone ? term.capitol.phone->e164() : ""};
}

// The target among those the campaign names itself, or who represents somebody.
std::optional<Rung> find_target(const Turn& turn, const Report& report) {
    const auto& directory = turn.directory();
    if (!report.campaign) return report.target == "letter" ? std::optional(Rung{}) : std::nullopt;
    if (report.target == "own-representative" || report.target == "own-senators")
        return Rung{"switchboard", directory::capitol_switchboard().e164()};
    if (const auto* official = directory.official(report.target)) {
        const auto* term = directory.term_at(*official, turn.at);
        return term ? rung(directory, *official, *term, report.phone) : Rung{};
    }
    const auto choice = campaigns::choose(*report.campaign, directory, {}, turn.at, 0);
    for (const auto& target : choice.targets)
        if (!target.id.empty() && target.id == report.target)
            return Rung{target.office.id, target.office.number.e164()};
    return std::nullopt;
}

}  // namespace

// ---- kept answers

void KeptAnswers::forget_unless(std::int64_t version, const std::shared_ptr<const live::Counts>& counts) {
    if (version_ == version && counts_ == counts && made_.size() < most_kept) return;
    made_.clear();
    version_ = version;
    counts_ = counts;
}

KeptAnswers::Made KeptAnswers::find(const std::string& key, std::int64_t version,
                                    const std::shared_ptr<const live::Counts>& counts) {
    const std::lock_guard lock(mutex_);
    forget_unless(version, counts);
    const auto found = made_.find(key);
    return found == made_.end() ? nullptr : found->second;
}

void KeptAnswers::keep(const std::string& key, std::int64_t version, const std::shared_ptr<const live::Counts>& counts,
                       Made made) {
    const std::lock_guard lock(mutex_);
    forget_unless(version, counts);
    made_[key] = std::move(made);
}

// ---- common

Common::Common(BookSource books, Settings settings)
    : requests("requests", settings.requests_per_minute),
      outcomes("outcomes", settings.outcomes_per_minute),
      books_(std::move(books)),
      settings_(std::move(settings)) {
    while (!settings_.public_url.empty() && settings_.public_url.back() == '/') settings_.public_url.pop_back();
}

Turn Common::turn(const http::Request& request) {
    Turn turn;
    turn.at = settings_.as_of ? settings_.as_of() : observe::now();
    turn.language = language_of(request);
    auto book = books_();
    const std::lock_guard lock(mutex_);
    // A book with one pinned revision more has the same version, and nothing new for us.
    const bool same =
        catalog_ && catalog_->book().version() == book->version() && &catalog_->directory() == &book->directory();
    if (!same) {
        auto cities = catalog_ && &catalog_->directory() == &book->directory()
                          ? catalog_->shared_cities()
                          : std::make_shared<const Cities>(book->directory());
        catalog_ = std::make_shared<const Catalog>(std::move(book), std::move(cities));
    }
    turn.catalog = catalog_;
    return turn;
}

boost::asio::awaitable<Place> Common::place(const Turn& turn, std::string text) const {
    auto place = co_await place_of(*turn.catalog, settings_.geocode, std::move(text));
    co_return place;
}

boost::asio::awaitable<std::shared_ptr<const live::Counts>> Common::counts() {
    static const auto none = std::make_shared<const live::Counts>();
    if (!settings_.tally) co_return none;
    auto counts = co_await settings_.tally->counts(observe::now());
    co_return counts;
}

// A device that says who it is, or else the address and the program, for one day.
std::string Common::visitor(const http::Request& request, const std::string& device, directory::Instant now) const {
    return settings_.visitor_key->hash(
        store::visitor_name(device, request.peer, request.headers.get("User-Agent"), now));
}

boost::asio::awaitable<bool> Common::record(const http::Request& request, const Turn& turn, const Report& report) {
    const auto rung = find_target(turn, report);
    if (!rung) co_return false;
    if (!settings_.store) throw store::Unavailable("outcomes are not kept here");
    store::VisitOutcome outcome;
    outcome.at = observe::now();
    outcome.visitor = visitor(request, report.device, outcome.at);
    outcome.action = report.action->id;
    outcome.campaign = report.campaign ? report.campaign->ref.id : 0;
    outcome.target_id = report.target;
    outcome.office_id = rung->office;
    outcome.dialled = rung->number;
    outcome.outcome = report.outcome;
    outcome.via = "api";
    outcome.group = report.group;
    if (report.outcome.empty())
        co_await settings_.store->visits().take_back(outcome);
    else
        co_await settings_.store->visits().record(outcome);
    co_return true;
}

std::string page_of(const Dialled& dialled) {
    return "/topics/" + dialled.document->topic.slug + "/actions/" + std::to_string(dialled.n);
}

}  // namespace sayso::api
