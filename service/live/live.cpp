#include "service/live/live.hpp"

#include <condition_variable>
#include <cstddef>
#include <utility>

#include "service/observe/observe.hpp"

// jemalloc's, where that is the allocator.
extern "C" int mallctl(const char* name, void* old, std::size_t* old_size, void* now, std::size_t size)
    __attribute__((weak));

namespace sayso::live {

namespace {

constexpr std::chrono::seconds between_looks{1};
constexpr std::chrono::minutes pinned_for{45};  // decisions 1

}  // namespace

void give_back_memory() {
    constexpr const char* all_of_it = "arena.4096.purge";  // MALLCTL_ARENAS_ALL
    if (mallctl != nullptr) mallctl(all_of_it, nullptr, nullptr, nullptr, 0);
}

struct Live::Stop {
    std::mutex mutex;
    std::condition_variable changed;
    bool wanted = false;
};

Live::Live(store::Store& store, Decode decode)
    : store_(store), decode_(std::move(decode)), stop_(std::make_shared<Stop>()) {
    auto built_in = std::make_shared<const directory::Directory>(directory::DirectoryData{});
    swap(std::make_shared<const book::Book>(std::move(built_in), std::vector<std::shared_ptr<const book::Document>>{},
                                            std::vector<std::shared_ptr<const book::Document>>{},
                                            std::vector<book::Line>{}, 0));
}

Live::~Live() {
    {
        const std::lock_guard lock(stop_->mutex);
        stop_->wanted = true;
    }
    stop_->changed.notify_all();
    if (watcher_.joinable()) watcher_.join();
}

std::shared_ptr<const book::Book> Live::book() const {
    const std::lock_guard lock(mutex_);
    return book_;
}

void Live::swap(std::shared_ptr<const book::Book> book) {
    // The old book, perhaps the last of its kind, goes outside the lock.
    const std::lock_guard lock(mutex_);
    book_.swap(book);
}

void Live::reload() {
    const auto* const before = &book()->directory();  // alive until the next one is
    read_all();
    if (&book()->directory() != before) give_back_memory();
}

void Live::read_all() {
    const std::lock_guard lock(reload_mutex_);
    // The version first: what changes after this line is seen at the next look.
    const std::int64_t version = store_.contents().book_version();
    Documents documents;
    std::vector<std::shared_ptr<const book::Document>> live, pinned, archived;
    for (const store::StoredDocument& stored : store_.contents().current()) {
        if (stored.status == topics::Status::draft) continue;
        auto document = read(stored, documents);
        if (stored.status == topics::Status::archived) {
            archived.push_back(std::move(document));
            continue;
        }
        if (!document) document = last_good(stored.topic, documents);
        if (document) live.push_back(std::move(document));
    }
    const Documents offered = documents;
    for (const store::StoredDocument& stored : store_.contents().pinned_since(observe::now() - pinned_for)) {
        if (offered.contains({stored.topic, stored.revision})) continue;
        if (auto document = read(stored, documents)) pinned.push_back(std::move(document));
    }
    const auto installed = store_.directories().current();
    const std::int64_t directory_id = installed ? installed->id : 0;
    std::shared_ptr<const directory::Directory> directory = book()->shared_directory();
    if (directory_id != directory_id_) {
        directory = std::make_shared<const directory::Directory>(
            store_.directories().load().value_or(directory::DirectoryData{}));
    }
    swap(std::make_shared<const book::Book>(std::move(directory), std::move(live), std::move(pinned),
                                            store_.contents().lines(), version, std::move(archived)));
    directory_id_ = directory_id;
    documents_ = std::move(documents);
}

// The document of a stored revision, kept for the next reload; null when it cannot be read.
std::shared_ptr<const book::Document> Live::read(const store::StoredDocument& stored, Documents& kept) const {
    const Revision revision{stored.topic, stored.revision};
    const auto known = documents_.find(revision);
    if (known != documents_.end()) {
        kept.insert(*known);
        return known->second;
    }
    try {
        auto document = std::make_shared<const book::Document>(decode_(stored));
        kept.emplace(revision, document);
        return document;
    } catch (const std::exception& problem) {
        observe::log(
            observe::Level::error, "document-not-read",
            {{"topic", stored.slug}, {"revision", std::to_string(stored.revision)}, {"problem", problem.what()}});
        return nullptr;
    }
}

// The newest revision of the topic that the current book has, kept for the next reload; or null.
std::shared_ptr<const book::Document> Live::last_good(std::int64_t topic, Documents& kept) const {
    const auto after = documents_.lower_bound({topic + 1, 0});
    if (after == documents_.begin()) return nullptr;
    const auto newest = std::prev(after);
    if (newest->first.first != topic) return nullptr;
    kept.insert(*newest);
    return newest->second;
}

void Live::watch() {
    if (watcher_.joinable()) return;
    watcher_ = std::thread([this] {
        std::unique_lock lock(stop_->mutex);
        while (!stop_->changed.wait_for(lock, between_looks, [this] { return stop_->wanted; })) {
            lock.unlock();
            look();
            lock.lock();
        }
    });
}

void Live::look() {
    try {
        if (store_.contents().book_version() != book()->version()) reload();
        failing_ = false;
    } catch (const std::exception& problem) {
        // Once, not each second.
        if (!failing_) observe::log(observe::Level::error, "book-not-reloaded", {{"problem", problem.what()}});
        failing_ = true;
    }
}

std::shared_ptr<const book::Book> Live::book_with(campaigns::CampaignRef ref) {
    auto current = book();
    if (current->campaign(ref) != nullptr) return current;
    const auto stored = store_.contents().revision_of_campaign(ref.id, ref.revision);
    if (!stored) return nullptr;
    auto document = std::make_shared<const book::Document>(decode_(*stored));
    const std::lock_guard lock(reload_mutex_);
    // Another thread may have added it, or swapped the book.
    current = book();
    if (current->campaign(ref) != nullptr) return current;
    auto grown = current->with(std::move(document));
    if (grown->campaign(ref) == nullptr) return nullptr;
    swap(grown);
    return grown;
}

}  // namespace sayso::live
