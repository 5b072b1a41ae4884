#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "scripts/book/book.hpp"
#include "service/store/store.hpp"

namespace sayso::live {

// Turns a stored document's text into a Document; given by app, since reading YAML is content's business.
using Decode = std::function<book::Document(const store::StoredDocument&)>;

// Holds the current Book and swaps it when book_version moved (decisions 18). book() never blocks on the database.
class Live {
  public:
    Live(store::Store& store, Decode decode);
    ~Live();
    std::shared_ptr<const book::Book> book() const;
    // Builds the book now from the store; throws when it cannot. Called once at start and by the watcher.
    void reload();
    // Watches the version each second on a thread of its own, until destroyed.
    void watch();
    // The book and one revision that a call pins but the book has lost: loads it through the store (blocking), or null.
    std::shared_ptr<const book::Book> book_with(campaigns::CampaignRef ref);

  private:
    store::Store& store_;
    Decode decode_;
    mutable std::mutex mutex_;
    std::shared_ptr<const book::Book> book_;
    std::thread watcher_;
    struct Stop;
    std::shared_ptr<Stop> stop_;
};

}  // namespace sayso::live
