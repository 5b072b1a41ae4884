#include "service/live/tally.hpp"

#include "service/observe/observe.hpp"

namespace sayso::live {

namespace {

constexpr std::chrono::seconds fresh_for{5};
constexpr std::chrono::days week_before{6};

// How an outcome counts, on the line and on the web.
void add(Done& to, std::string_view outcome, std::int64_t count) {
    if (outcome == "written") {
        to.letters += count;
    } else if (outcome == "reached" || outcome == "left-message" || outcome == "connected-unconfirmed") {
        to.calls += count;
        to.attempts += count;
    } else if (outcome == "not-reached") {
        to.attempts += count;
    }
}

void add_visit(Totals& to, const store::VisitCount& visit) {
    const auto into = [&visit](Done& done) { add(done, visit.outcome, visit.count); };
    into(to.all);
    into(to.by_action[visit.action]);
    if (visit.campaign != 0) into(to.by_campaign[visit.campaign]);
    if (visit.group.empty()) return;
    into(to.by_group[visit.group]);
    into(to.by_group_and_action[visit.group][visit.action]);
}

void add_line(Totals& to, const store::DailyCount& line) {
    if (line.kind != "outcome") return;
    add(to.all, line.name, line.count);
    add(to.by_campaign[line.campaign], line.name, line.count);
}

}  // namespace

Done Totals::of_action(const book::Document& document, const topics::Action& action) const {
    for (const auto& campaign : document.campaigns) {
        if (campaign.slug != action.campaign_slug) continue;
        const auto found = by_campaign.find(campaign.ref.id);
        return found == by_campaign.end() ? Done() : found->second;
    }
    const auto found = by_action.find(action.id);
    return found == by_action.end() ? Done() : found->second;
}

Tally::Tally(store::Store& store) : store_(store), counts_(std::make_shared<const Counts>()) {}

boost::asio::awaitable<std::shared_ptr<const Counts>> Tally::counts(directory::Instant now) {
    const auto asked = observe::steady_now();
    {
        const std::lock_guard lock(mutex_);
        const bool fresh = read_at_ != std::chrono::steady_clock::time_point{} && asked - read_at_ < fresh_for;
        if (fresh || reading_) co_return counts_;
        reading_ = true;
    }
    std::shared_ptr<const Counts> made;
    try {
        made = co_await read(now);
    } catch (const std::exception& problem) {
        observe::log(observe::Level::warning, "counts-not-read", {{"problem", problem.what()}});
    }
    const std::lock_guard lock(mutex_);
    reading_ = false;
    read_at_ = asked;  // after trouble too, so that it is not asked at every request
    if (made) counts_ = std::move(made);
    co_return counts_;
}

boost::asio::awaitable<std::shared_ptr<const Counts>> Tally::read(directory::Instant now) {
    const auto today = std::chrono::floor<std::chrono::days>(now);
    const std::optional<store::Instant> always, of_late = store::Instant(today - week_before);
    auto counts = std::make_shared<Counts>();
    const auto visits_ever = co_await store_.visits().counts(always);
    const auto line_ever = co_await store_.visits().line_counts(always);
    const auto visits_late = co_await store_.visits().counts(of_late);
    const auto line_late = co_await store_.visits().line_counts(of_late);
    const auto of_days = [&](const auto& rows, auto add_row) {
        for (const auto& row : rows) {
            add_row(counts->week, row);
            if (row.day >= today - std::chrono::days(1)) add_row(counts->yesterday, row);
            if (row.day >= today) add_row(counts->today, row);
        }
    };
    for (const auto& visit : visits_ever) add_visit(counts->ever, visit);
    for (const auto& line : line_ever) add_line(counts->ever, line);
    of_days(visits_late, add_visit);
    of_days(line_late, add_line);
    co_return counts;
}

}  // namespace sayso::live
