#pragma once
#include <cstdint>
#include <functional>
#include <map>
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
    // Never null: before the first reload the built-in directory without content.
    std::shared_ptr<const book::Book> book() const;
    // Builds the book now from the store; throws when it cannot, and the book stays as it was. Called once at start and
    // by the watcher. A document that cannot be read keeps its place as it was before; one never read is left out with
    // an error in the log, so that it does not silence the others.
    void reload();
    // Looks at the version each second on a thread of its own, until destroyed.
    void watch();
    // The book and one revision that a call pins but the book has lost: loads it through the store (blocking), or null.
    std::shared_ptr<const book::Book> book_with(campaigns::CampaignRef ref);

  private:
    struct Stop;
    using Revision = std::pair<std::int64_t, int>;  // topic, number
    using Documents = std::map<Revision, std::shared_ptr<const book::Document>>;

    std::shared_ptr<const book::Document> read(const store::StoredDocument& stored, Documents& kept) const;
    std::shared_ptr<const book::Document> last_good(std::int64_t topic, Documents& kept) const;
    void look();
    void read_all();
    void swap(std::shared_ptr<const book::Book> book);

    store::Store& store_;
    const Decode decode_;
    mutable std::mutex mutex_;  // of book_ alone: held only for copying the pointer
    std::shared_ptr<const book::Book> book_;
    std::mutex reload_mutex_;  // of what follows
    Documents documents_;      // of the current book: a revision never changes, so it is read once
    std::int64_t directory_id_ = 0;
    std::thread watcher_;
    bool failing_ = false;  // the watcher's own
    const std::shared_ptr<Stop> stop_;
};

// To the system, what was freed and is not used again soon: reading a directory takes some megabytes, and so does what
// is made of it at the start. Reloading one does it by itself.
void give_back_memory();

}  // namespace sayso::live
