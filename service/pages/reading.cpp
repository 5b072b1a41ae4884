#include "service/pages/reading.hpp"

#include <algorithm>

#include "service/observe/observe.hpp"

namespace sayso::pages {
namespace {

constexpr std::size_t most_kept = 4096;           // of dates
constexpr std::size_t most_documents_kept = 128;  // of old revisions

template <typename Map>
void bound(Map& map, std::size_t most) {
    if (map.size() >= most) map.clear();
}

}  // namespace

Reading::Reading(Frame& frame) : frame_(frame) {}

// ---- search
// ---------------------------------------------------------------------------------------------------------

std::shared_ptr<const SearchIndex> Reading::index_of(std::shared_ptr<const book::Book> book,
                                                     present::Language language) {
    const auto place = static_cast<std::size_t>(language);
    {
        const std::lock_guard lock(mutex_);
        if (indexes_[place] && &indexes_[place]->book() == book.get()) return indexes_[place];
    }
    auto made = std::make_shared<const SearchIndex>(std::move(book), language);
    const std::lock_guard lock(mutex_);
    return indexes_[place] = std::move(made);
}

boost::asio::awaitable<std::optional<Reading::Found>> Reading::search(std::shared_ptr<const book::Book> book,
                                                                      present::Language language,
                                                                      std::vector<std::string> asked) {
    Found found;
    std::function<std::string()> work = [&] {
        found = index_of(book, language)->find(asked);
        return std::string();
    };
    auto searching = frame_.workshop().make(work);
    const auto done = co_await std::move(searching);
    if (!done) co_return std::nullopt;
    co_return found;
}

// ---- revisions
// ------------------------------------------------------------------------------------------------------

bool Reading::remembers() const {
    return frame_.settings().store && frame_.settings().read_revision;
}

boost::asio::awaitable<std::optional<store::Instant>> Reading::updated(std::int64_t topic, int revision) {
    if (!frame_.settings().store) co_return std::nullopt;
    const Key key{topic, revision};
    {
        const std::lock_guard lock(mutex_);
        const auto known = updated_.find(key);
        if (known != updated_.end()) co_return known->second;
    }
    std::optional<store::Instant> updated;
    try {
        // Two are enough to tell that there was one before; more, since the same text may have been published twice.
        auto asking = frame_.settings().store->contents().history(topic, most_revisions);
        const auto revisions = co_await std::move(asking);
        if (revisions.size() > 1) updated = revisions.back().saved;
    } catch (const std::runtime_error& trouble) {
        observe::log(observe::Level::warning, "history_unavailable", {{"why", trouble.what()}});
        co_return std::nullopt;  // the page is worth more than this line of it
    }
    const std::lock_guard lock(mutex_);
    bound(updated_, most_kept);
    updated_[key] = updated;
    co_return updated;
}

std::shared_ptr<const book::Document> Reading::read(const store::StoredDocument& stored) {
    const Key key{stored.topic, stored.revision};
    {
        const std::lock_guard lock(mutex_);
        const auto known = documents_.find(key);
        if (known != documents_.end()) return known->second;
    }
    auto document = std::make_shared<const book::Document>(frame_.settings().read_revision(stored));
    const std::lock_guard lock(mutex_);
    bound(documents_, most_documents_kept);
    return documents_[key] = std::move(document);
}

boost::asio::awaitable<std::optional<std::vector<Reading::Step>>> Reading::history(std::int64_t topic,
                                                                                   present::Language language) {
    auto asking = frame_.settings().store->contents().history(topic, most_revisions);
    const auto stored = co_await std::move(asking);
    std::vector<Step> steps;
    std::function<std::string()> work = [&] {
        for (const store::StoredDocument& each : stored) {
            Step step{{each.revision, each.saved, read(each)}, {}, steps.empty()};
            if (!steps.empty())
                step.changes = changes(*steps.back().revision.document, *step.revision.document, language);
            steps.push_back(std::move(step));
        }
        return std::string();
    };
    auto reading = frame_.workshop().make(work);
    const auto done = co_await std::move(reading);
    if (!done) co_return std::nullopt;
    co_return steps;
}

boost::asio::awaitable<std::optional<Reading::Step>> Reading::compare(std::int64_t topic, int older, int newer,
                                                                      present::Language language) {
    auto asking = frame_.settings().store->contents().history(topic, most_revisions);
    const auto stored = co_await std::move(asking);
    const auto numbered = [&stored](int number) {
        return std::find_if(stored.begin(), stored.end(), [&](const auto& each) { return each.revision == number; });
    };
    const auto after = numbered(newer);
    if (after == stored.end() || (older == 0 && after == stored.begin())) co_return Step{};
    const auto before = older == 0 ? std::prev(after) : numbered(older);
    if (before == stored.end() || before >= after) co_return Step{};
    auto comparing = step(&*before, *after, language);
    co_return co_await std::move(comparing);
}

boost::asio::awaitable<std::optional<Reading::Step>> Reading::whole(std::int64_t topic, int number,
                                                                    present::Language language) {
    auto asking = frame_.settings().store->contents().history(topic, most_revisions);
    const auto stored = co_await std::move(asking);
    const auto named =
        std::find_if(stored.begin(), stored.end(), [&](const auto& each) { return each.revision == number; });
    if (named == stored.end()) co_return Step{};
    auto reading = step(nullptr, *named, language);
    co_return co_await std::move(reading);
}

boost::asio::awaitable<std::optional<Reading::Step>> Reading::step(const store::StoredDocument* before,
                                                                   const store::StoredDocument& after,
                                                                   present::Language language) {
    Step step;
    std::function<std::string()> work = [&] {
        step.revision = {after.revision, after.saved, read(after)};
        const book::Document& now = *step.revision.document;
        step.changes = before ? changes(*read(*before), now, language) : all_texts(now, language);
        return std::string();
    };
    auto reading = frame_.workshop().make(work);
    const auto done = co_await std::move(reading);
    if (!done) co_return std::nullopt;
    co_return step;
}

// ---- routes
// ---------------------------------------------------------------------------------------------------------

void add_page(http::Router& router, const std::shared_ptr<Frame>& frame, const std::shared_ptr<Reading>& reading,
              http::Method method, const char* pattern, ReadingPage page) {
    router.add(method, pattern, http::HeaderSet::page,
               [frame, reading, page](const http::Request& request) { return page(*frame, *reading, request); });
}

}  // namespace sayso::pages
