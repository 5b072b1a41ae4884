#pragma once
#include <memory>
#include <mutex>
#include <string>

#include "service/api/answers.hpp"
#include "service/api/api.hpp"
#include "service/api/catalog.hpp"
#include "service/api/limits.hpp"
#include "service/api/place.hpp"
#include "service/api/reading.hpp"

// What the three interfaces share.
namespace sayso::api {

// One request's view: nothing in it changes while the request is answered.
struct Turn {
    std::shared_ptr<const Catalog> catalog;
    directory::Instant at{};  // the moment the directory is asked about
    present::Language language = present::Language::en;

    const book::Book& book() const { return catalog->book(); }
    const directory::Directory& directory() const { return catalog->directory(); }
    std::string_view tag() const { return present::tag(language); }
};

// Answers made once for a book, a language and the counts.
class KeptAnswers {
  public:
    using Made = std::shared_ptr<const KeptAnswer>;
    // `counts` are only compared.
    Made find(const std::string& key, std::int64_t version, const std::shared_ptr<const live::Counts>& counts);
    void keep(const std::string& key, std::int64_t version, const std::shared_ptr<const live::Counts>& counts,
              Made made);

  private:
    void forget_unless(std::int64_t version, const std::shared_ptr<const live::Counts>& counts);
    std::mutex mutex_;
    std::int64_t version_ = -1;
    std::shared_ptr<const live::Counts> counts_;
    std::map<std::string, Made> made_;
};

// An outcome that a program reports of an action.
struct Report {
    const topics::Action* action = nullptr;
    const campaigns::Campaign* campaign = nullptr;  // null for a letter, whose one target is "letter"
    std::string target, outcome, group, device, phone;
};

class Common {
  public:
    Common(BookSource books, Settings settings);

    const Settings& settings() const { return settings_; }
    Turn turn(const http::Request& request);
    boost::asio::awaitable<Place> place(const Turn& turn, std::string text) const;
    // Never null.
    boost::asio::awaitable<std::shared_ptr<const live::Counts>> counts();
    // The absolute address of a path of the site.
    std::string address(const std::string& path) const { return settings_.public_url + path; }
    // Stores what a visitor says of a target; false when there is no such target. `outcome` empty takes the last word
    // back. Throws what the store throws.
    boost::asio::awaitable<bool> record(const http::Request& request, const Turn& turn, const Report& report);

    Limit requests, outcomes;
    KeptAnswers kept;

  private:
    std::string visitor(const http::Request& request, const std::string& device, directory::Instant now) const;

    const BookSource books_;
    Settings settings_;
    std::mutex mutex_;  // of catalog_
    std::shared_ptr<const Catalog> catalog_;
};

// The address of an action's page below the site's.
std::string page_of(const Dialled& dialled);

}  // namespace sayso::api
