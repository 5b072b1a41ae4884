#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "service/guard/guard.hpp"
#include "service/http/message.hpp"
#include "service/http/router.hpp"
#include "service/keys/keys.hpp"
#include "service/pages/assets.hpp"
#include "service/pages/coding.hpp"
#include "service/pages/minute_shelf.hpp"
#include "service/pages/pages.hpp"
#include "service/pages/people_view.hpp"
#include "service/pages/visit.hpp"
#include "service/pages/workshop.hpp"

namespace sayso::pages {

// The built files of this room (service/pages/templates, service/pages/static).
std::span<const present::File> templates_files();
std::span<const present::File> static_files();

// One request's book, visitor and scene.
struct Turn {
    std::shared_ptr<const book::Book> book;
    Visit visit;
    Scene scene;
};

// What every page shares: the settings, the templates, the head and foot around a page, the cache, and the answers when
// there is no page to show. Const in effect, and safe to use on several threads.
class Frame {
  public:
    Frame(BookSource books, Settings settings);

    const Settings& settings() const { return settings_; }
    const Assets& assets() const { return assets_; }
    Turn turn(const http::Request& request) const;
    Workshop& workshop() { return workshop_; }
    const present::Templates& templates() const { return templates_; }

    // What head.html and foot.html need. `path` is the page's own, for its canonical address and the language switch.
    Data data(const Turn& turn, const std::string& title, const std::string& path) const;
    // Has the page load a static file of ours as a script.
    void add_script(Data& into, std::string_view file) const;
    // Has the page load a static file of ours as a stylesheet, after sayso.css. Frames have letters.css already.
    void add_style(Data& into, std::string_view file) const;
    // For the page that answers a form: the other language comes by sending the form again, and search engines stay
    // out.
    void switch_by_form(Data& into, const Turn& turn, const std::string& path, const Fields& fields) const;

    // The template filled in, as the answer.
    http::Response page(const Turn& turn, std::string_view name, const Data& data, int status = 200) const;
    // The same for a page that holds something of the visitor's: nobody may keep it.
    http::Response private_page(const Turn& turn, std::string_view name, const Data& data, int status = 200) const;
    // The same of HTML that is put together already.
    http::Response private_page(const Turn& turn, std::string html, int status = 200) const;
    // A page without anything of the visitor's in it, made once for all who ask for this path in this language while
    // the book and the minute stay the same; 304 to who has it already. `make` gives the answer. `variant` tells pages
    // of the same path apart. A group's link and a theme are answered anew each
    // time: there may be any number of them.
    template <typename Make>
    http::Response cached(const http::Request& request, const Turn& turn, Make make, std::string_view variant = {}) {
        if (!turn.visit.group.empty() || !turn.visit.theme.empty()) return make();
        const std::string key = cache_key(request, turn).append(1, '\n').append(variant);
        auto kept = cache_.find(key, turn.book->version(), turn.scene.at);
        if (!kept) {
            http::Response made = make();
            if (made.status != 200) return made;
            kept = keep(key, turn, std::move(made));
        }
        return kept->to(request);
    }

    // What `cached` answers when it has the page already.
    std::optional<http::Response> kept_page(const http::Request& request, const Turn& turn);

    // 403, 415 or 429 when a form is not to be answered: another site's, none at all, or one too many.
    std::optional<http::Response> refuse_form(const http::Request& request, const Turn& turn);
    // Needs nothing but the templates, so that it can tell about a breakdown of everything else. `text` empty: the
    // words for that status.
    http::Response error(const Visit& visit, int status, const std::string& text = {}) const;

  private:
    static constexpr std::size_t most_pages_kept = 2000;
    static std::string cache_key(const http::Request& request, const Turn& turn);
    MinuteShelf<KeptAnswer>::Kept keep(const std::string& key, const Turn& turn, http::Response made);
    void show_files(Data& into, const Visit& visit) const;
    void show_shared(Data& into, const Turn& turn, const std::string& path) const;

    BookSource books_;
    Settings settings_;
    present::Templates templates_;
    Assets assets_;
    guard::Limiter limiter_;
    MinuteShelf<KeptAnswer> cache_{most_pages_kept};
    const std::unique_ptr<ScriptViews> scripts_ = std::make_unique<ScriptViews>();
    Workshop workshop_;
};

// The routes, group by group. A handler gets the frame and the request; one that has to wait gives an awaitable.
using Page = http::Response (*)(Frame&, const http::Request&);
using WaitingPage = boost::asio::awaitable<http::Response> (*)(Frame&, const http::Request&);
void add_page(http::Router& router, const std::shared_ptr<Frame>& frame, http::Method method, const char* pattern,
              Page page, http::HeaderSet headers = http::HeaderSet::page);
void add_page(http::Router& router, const std::shared_ptr<Frame>& frame, http::Method method, const char* pattern,
              WaitingPage page, http::HeaderSet headers = http::HeaderSet::page);

class Reading;  // reading.hpp: what the pages for reading keep between requests
// Home and topics; lists, tags, search.
void add_reading_pages(http::Router& router, const std::shared_ptr<Frame>& frame,
                       const std::shared_ptr<Reading>& reading);
void add_finding_pages(http::Router& router, const std::shared_ptr<Frame>& frame,
                       const std::shared_ptr<Reading>& reading);
void add_about_pages(http::Router& router, const std::shared_ptr<Frame>& frame);
void add_quiz_pages(http::Router& router, const std::shared_ptr<Frame>& frame);
// How topics changed.
void add_history_pages(http::Router& router, const std::shared_ptr<Frame>& frame,
                       const std::shared_ptr<Reading>& reading);

void add_action_pages(http::Router& router, const std::shared_ptr<Frame>& frame);  // actions, call by call
void add_people_pages(http::Router& router, const std::shared_ptr<Frame>& frame);  // representatives
void add_files(http::Router& router, const std::shared_ptr<Frame>& frame);         // static files and icons
void add_embeds(http::Router& router, const std::shared_ptr<Frame>& frame);        // what frames on other sites need
void add_done_pages(http::Router& router, const std::shared_ptr<Frame>& frame);    // after an action; sheets
void add_letters(http::Router& router, const std::shared_ptr<Frame>& frame);       // written requests as letters
void add_cards(http::Router& router, const std::shared_ptr<Frame>& frame);         // pictures for shared links
void add_feeds(http::Router& router, const std::shared_ptr<Frame>& frame);         // RSS, JSON, sitemap, manifest

}  // namespace sayso::pages
