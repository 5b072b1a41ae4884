#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "scripts/book/book.hpp"
#include "service/store/store.hpp"

namespace sayso::live {

// How often something was done.
struct Done {
    std::int64_t calls = 0;     // somebody or a machine heard the words: reached, left a message, connected
    std::int64_t attempts = 0;  // `calls`, and those that did not get through
    std::int64_t letters = 0;
    bool operator==(const Done&) const = default;
};

// What callers and visitors did, since the beginning or of late. Calls are counted by the office: a caller who speaks
// with three offices made three.
struct Totals {
    Done all;
    std::map<std::int64_t, Done> by_campaign;  // by Campaign::ref.id: on the line and on the web
    std::map<std::int64_t, Done> by_action;    // by Action::id: on the web alone, letters too
    std::map<std::string, Done> by_group;      // groups' links; on the web alone
    std::map<std::string, std::map<std::int64_t, Done>> by_group_and_action;
    // The line's and the web's together.
    Done of_action(const book::Document& document, const topics::Action& action) const;
};
struct Counts {
    Totals ever;
    Totals today;      // of this UTC day
    Totals yesterday;  // of this UTC day and the one before
    Totals week;       // of this UTC day and the six before
};

// The counts, read from the store when somebody asks and they are older than a few seconds: one reads, the others get
// what there was.
class Tally {
  public:
    explicit Tally(store::Store& store);
    // Never null and never throws what the store throws: then the counts are as old as the trouble, or nothing yet.
    boost::asio::awaitable<std::shared_ptr<const Counts>> counts(directory::Instant now);

  private:
    boost::asio::awaitable<std::shared_ptr<const Counts>> read(directory::Instant now);

    store::Store& store_;
    std::mutex mutex_;
    std::shared_ptr<const Counts> counts_;
    std::chrono::steady_clock::time_point read_at_{};
    bool reading_ = false;
};

}  // namespace sayso::live
