#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/book/book.hpp"

namespace sayso::api {

// A live campaign and the action of the topic that dials it.
struct Dialled {
    const book::Document* document = nullptr;
    const topics::Action* action = nullptr;
    int n = 0;  // the action's number on its topic's page
    const campaigns::Campaign* campaign = nullptr;
};

// The cities the directory knows, by name: a stand-in for a geocoder that needs nobody else.
class Cities {
  public:
    explicit Cities(const directory::Directory& directory);
    // Where "San Francisco, CA", "San Francisco, California" or "San Francisco" lies: all of its ZIPs together. Nothing
    // for an unknown city. `ambiguous`: there is one of that name in several states, and none was named.
    struct Found {
        directory::Placement placement;
        bool ambiguous = false;
    };
    std::optional<Found> find(const directory::Directory& directory, std::string_view text) const;

  private:
    std::map<std::string, std::map<directory::StateCode, std::vector<directory::Zip>>, std::less<>> by_name_;
};

// What the interfaces look up in one book.
class Catalog {
  public:
    Catalog(std::shared_ptr<const book::Book> book, std::shared_ptr<const Cities> cities);

    const book::Book& book() const { return *book_; }
    const directory::Directory& directory() const { return book_->directory(); }
    const Cities& cities() const { return *cities_; }
    std::shared_ptr<const Cities> shared_cities() const { return cities_; }
    // Every action that a live campaign dials, newest topic first.
    const std::vector<Dialled>& dialled() const { return dialled_; }
    // By the campaign's number, its slug, or (as CallPower has it) its title. Null when there is no such live one.
    const Dialled* find(std::string_view campaign) const;
    // The number of a campaign that is over, found the same way.
    std::optional<std::int64_t> archived(std::string_view campaign) const;

  private:
    struct Past {
        std::int64_t id = 0;
        std::string slug;
        topics::LocalText title;
    };
    std::shared_ptr<const book::Book> book_;
    std::shared_ptr<const Cities> cities_;
    std::vector<Dialled> dialled_;
    std::vector<Past> archived_;
};

}  // namespace sayso::api
