#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "service/guard/guard.hpp"
#include "service/http/message.hpp"
#include "service/pages/assets.hpp"
#include "service/pages/pages.hpp"
#include "service/pages/people_view.hpp"
#include "service/pages/visit.hpp"

namespace sayso::pages {

// The built files of this room (service/pages/templates, service/pages/static).
std::span<const present::File> templates_files();
std::span<const present::File> static_files();

// Finished pages without anything of the visitor's in them, kept while the book and the minute stay the same.
class PageCache {
  public:
    using Page = std::shared_ptr<const http::Response>;
    // Null when it has to be made (again).
    Page find(const std::string& key, std::int64_t version, directory::Instant at);
    void keep(const std::string& key, std::int64_t version, directory::Instant at, Page page);

  private:
    void forget_unless(std::int64_t version, directory::Instant at);

    std::mutex mutex_;
    std::int64_t version_ = 0;
    std::int64_t minute_ = 0;
    std::map<std::string, Page> pages_;
};

// The pages, route by route. Handlers are const in effect and safe to run on several threads.
class Site {
  public:
    Site(BookSource books, Settings settings);

    http::Response home(const http::Request& request);
    http::Response topic(const http::Request& request);
    http::Response action(const http::Request& request);         // GET: with an empty ZIP form
    http::Response answer_action(const http::Request& request);  // POST: for the ZIP in the form
    http::Response reps(const http::Request& request);
    http::Response answer_reps(const http::Request& request);
    http::Response asset(const http::Request& request) const;
    http::Response icon() const;
    http::Response robots() const;
    // Needs nothing but the templates, so that it can tell about a breakdown of everything else.
    http::Response error_page(const http::Request& request, int status) const;

  private:
    struct Turn;  // one request's book, visitor and scene

    template <typename Make>
    http::Response cached(const http::Request& request, Turn& turn, Make make);
    // 403, 415 or 429 when the form is not to be answered.
    std::optional<http::Response> refuse_form(const http::Request& request, const Turn& turn);
    Data frame(const Turn& turn, const std::string& title, const std::string& path) const;
    void switch_by_link(Data& into, const Visit& visit, const std::string& path) const;
    void switch_by_form(Data& into, const Turn& turn, const std::string& path, const ZipForm& form) const;
    http::Response page(const Turn& turn, std::string_view name, const Data& data, int status) const;
    http::Response error_with(const Visit& visit, int status, const std::string& text) const;
    const topics::Action* find_action(const http::Request& request, const Turn& turn, const book::Document*& document,
                                      int& n) const;
    Data action_data(const Turn& turn, const book::Document& document, const topics::Action& action, int n) const;
    void more_actions(Data& into, const Turn& turn) const;

    BookSource books_;
    Settings settings_;
    present::Templates templates_;
    Assets assets_;
    guard::Limiter limiter_;
    PageCache cache_;
};

}  // namespace sayso::pages
