#include "service/pages/frame.hpp"

#include "service/http/form.hpp"
#include "service/observe/observe.hpp"
#include "service/pages/card_pages.hpp"
#include "service/pages/finding_view.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using present::say;
using present::word;

present::Language other(present::Language language) {
    return language == present::Language::en ? present::Language::es : present::Language::en;
}

http::Response page_of(const Turn& turn, std::string html, int status) {
    http::Response response = http::html(status, std::move(html));
    response.headers.set("Content-Language", std::string(present::tag(turn.visit.language)));
    response.headers.add("Vary", "Accept-Language");
    return response;
}

http::Response private_answer(http::Response response) {
    response.headers.set("Cache-Control", "no-store");
    return response;
}

void switch_by_link(Data& into, const Visit& visit, const std::string& path) {
    into["switch_link"] = Data("href", Data(path + visit.query_in(other(visit.language))));
}

}  // namespace

// ---- the frame of every page
// -------------------------------------------------------------------------------------------

Frame::Frame(BookSource books, Settings settings)
    : books_(std::move(books)),
      settings_(std::move(settings)),
      templates_(templates_files()),
      assets_(static_files()),
      limiter_(settings_.zip_lookups_per_second, settings_.zip_lookup_burst) {
    while (!settings_.public_url.empty() && settings_.public_url.back() == '/') settings_.public_url.pop_back();
}

Turn Frame::turn(const http::Request& request) const {
    auto book = books_();
    const Visit visit = visit_of(request);
    const Scene scene{*book,         settings_.as_of ? settings_.as_of() : observe::now(),     visit.language,
                      visit.query(), settings_.geocoder && settings_.geocoder->there_is_one(), *scripts_};
    return {std::move(book), visit, scene};
}

Data Frame::data(const Turn& turn, const std::string& title, const std::string& path) const {
    Data data;
    data["page_title"] = Data(title);
    show_files(data, turn.visit);
    show_shared(data, turn, path);
    const directory::Directory& directory = turn.book->directory();
    if (directory.built_in()) {
        data["built_in"] = Data("command", Data(settings_.pull_command));
    } else {
        const std::chrono::year_month_day dated{std::chrono::floor<std::chrono::days>(directory.data().dated)};
        data["data_date"] = Data(present::date_in_words(dated, turn.visit.language));
    }
    switch_by_link(data, turn.visit, path);
    return data;
}

namespace {

// One entry more of a list that a template goes through.
void add_to(Data& into, const std::string& name, const Data& entry) {
    Data& list = into[name];
    if (!list.is_list()) list = Data(Data::type::list);
    list.push_back(entry);
}

}  // namespace

void Frame::add_script(Data& into, std::string_view file) const {
    add_to(into, "scripts", Data("src", Data(assets_.address(file))));
}

void Frame::add_style(Data& into, std::string_view file) const {
    add_to(into, "styles", Data("href", Data(assets_.address(file))));
}

// The files that every page names.
void Frame::show_files(Data& into, const Visit& visit) const {
    into["stylesheet"] = Data(assets_.address("sayso.css"));
    into["icon"] = Data(assets_.address("icon.svg"));
    into["touch_icon"] = Data(assets_.address("icon-180.png"));
    into["q"] = Data(visit.query());
    into["scripts"] = Data(false);
    into["embedded"] = Data(visit.embedded);
    into["full_href"] = Data("/");
    into["theme"] = visit.theme.empty() ? Data(false) : Data(visit.theme);
    into["styles"] = Data(false);
    if (!visit.embedded) return;
    add_style(into, "letters.css");
    add_script(into, "framed.js");
}

// What search engines and sites that show a card of a shared page are told. The address without a language is for
// whoever has not chosen one.
void Frame::show_shared(Data& into, const Turn& turn, const std::string& path) const {
    if (settings_.public_url.empty()) return;
    if (turn.visit.embedded) {
        // The action's own page is the one to be found.
        into["hide_from_search"] = Data(true);
        return;
    }
    const bool of_topic = path.compare(0, 8, "/topics/") == 0;
    const std::string language = "?lang=" + std::string(present::tag(turn.visit.language));
    into["canonical"] = Data(settings_.public_url + path + (turn.visit.chosen ? language : std::string()));
    into["canonical_plain"] = Data(settings_.public_url + path);
    into["shared_kind"] = Data(of_topic ? "article" : "website");
    into["card"] = Data(settings_.public_url + card_address(path, turn.visit.language));
}

// The page that answers a form says the same thing in the other language by sending the form again.
void Frame::switch_by_form(Data& into, const Turn& turn, const std::string& path, const Fields& fields) const {
    Data other_language;
    other_language["action"] = Data(path + turn.visit.query_in(other(turn.visit.language)));
    other_language["fields"] = listed(hidden_fields(fields));
    into["switch_link"] = Data(false);
    into["switch_form"] = std::move(other_language);
    into["canonical"] = Data(false);
    into["hide_from_search"] = Data(true);
}

http::Response Frame::page(const Turn& turn, std::string_view name, const Data& data, int status) const {
    return page_of(turn, templates_.render(name, turn.visit.language, data), status);
}

http::Response Frame::private_page(const Turn& turn, std::string_view name, const Data& data, int status) const {
    return private_answer(page(turn, name, data, status));
}

http::Response Frame::private_page(const Turn& turn, std::string html, int status) const {
    return private_answer(page_of(turn, std::move(html), status));
}

std::string Frame::cache_key(const http::Request& request, const Turn& turn) {
    return std::string(present::tag(turn.visit.language)) + (turn.visit.chosen ? "!" : " ") + request.path;
}

MinuteShelf<KeptAnswer>::Kept Frame::keep(const std::string& key, const Turn& turn, http::Response made) {
    if (!made.headers.has("Cache-Control")) made.headers.set("Cache-Control", "no-cache");
    auto kept = std::make_shared<const KeptAnswer>(std::move(made));
    cache_.keep(key, turn.book->version(), turn.scene.at, kept, 1);
    return kept;
}

std::optional<http::Response> Frame::kept_page(const http::Request& request, const Turn& turn) {
    if (!turn.visit.group.empty()) return std::nullopt;
    const auto kept = cache_.find(cache_key(request, turn) + "\n", turn.book->version(), turn.scene.at);
    if (!kept) return std::nullopt;
    return kept->to(request);
}

std::optional<http::Response> Frame::refuse_form(const http::Request& request, const Turn& turn) {
    if (!from_our_pages(request, settings_.public_url)) return error(turn.visit, 403);
    if (settings_.zip_lookups_per_second > 0) {
        const auto verdict = limiter_.ask(request.peer, observe::steady_now());
        if (!verdict.allowed) {
            observe::count("sayso_zip_lookups_total", {{"result", "limited"}});
            const std::string seconds = std::to_string(verdict.retry_after.count());
            http::Response response =
                error(turn.visit, 429, say("error_429_text", turn.visit.language, {{"seconds", seconds}}));
            response.headers.set("Retry-After", seconds);
            return response;
        }
    }
    if (!http::is_form(request)) return error(turn.visit, 415);
    return std::nullopt;
}

http::Response Frame::error(const Visit& visit, int status, const std::string& text) const {
    const auto known = [](int candidate) {
        for (const int ours : {400, 403, 404, 405, 413, 415, 429, 500, 503}) {
            if (ours == candidate) return true;
        }
        return false;
    };
    const int words = known(status) ? status : status == 414 || status == 431 ? 413 : status < 500 ? 400 : 500;
    const std::string key = "error_" + std::to_string(words);
    const std::string title(word(key + "_title", visit.language));
    Data data;
    data["page_title"] = Data(title);
    show_files(data, visit);
    data["hide_from_search"] = Data(true);
    switch_by_link(data, visit, "/");
    // A frame's other language is at an address that nobody knows here.
    if (visit.embedded) data["switch_link"] = Data(false);
    data["status_line"] = Data(say("status_line", visit.language, {{"status", std::to_string(status)}}));
    data["error_title"] = Data(title);
    data["error_text"] = Data(text.empty() ? std::string(word(key + "_text", visit.language)) : text);
    show_search_form(data, visit, "");
    if (status >= 500)
        show_switchboard(data, visit.language, "error_way_on", "");
    else if (const auto book = books_())
        show_newest_topics(data, *book, visit.language);
    http::Response response = http::html(status, templates_.render("error", visit.language, data));
    response.headers.set("Content-Language", std::string(present::tag(visit.language)));
    return private_answer(std::move(response));
}

// ---- routes
// ---------------------------------------------------------------------------------------------------------

void add_page(http::Router& router, const std::shared_ptr<Frame>& frame, http::Method method, const char* pattern,
              Page page, http::HeaderSet headers) {
    router.add(method, pattern, headers,
               [frame, page](const http::Request& request) -> boost::asio::awaitable<http::Response> {
                   co_return page(*frame, request);
               });
}

void add_page(http::Router& router, const std::shared_ptr<Frame>& frame, http::Method method, const char* pattern,
              WaitingPage page, http::HeaderSet headers) {
    router.add(method, pattern, headers, [frame, page](const http::Request& request) { return page(*frame, request); });
}

}  // namespace sayso::pages
