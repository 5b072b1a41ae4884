#include "service/pages/site.hpp"

#include <algorithm>
#include <charconv>

#include "service/http/form.hpp"
#include "service/keys/keys.hpp"
#include "service/observe/observe.hpp"
#include "service/pages/topic_view.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using present::say;
using present::word;

constexpr std::size_t most_pages_kept = 2000;
constexpr std::size_t description_length = 160;

std::int64_t minute_of(directory::Instant at) {
    return std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count();
}

present::Language other(present::Language language) {
    return language == present::Language::en ? present::Language::es : present::Language::en;
}

// Cut at a blank, for a description that search engines show.
std::string shortened(std::string text) {
    if (text.size() <= description_length) return text;
    text.resize(text.rfind(' ', description_length) == std::string::npos ? description_length
                                                                         : text.rfind(' ', description_length));
    return text + "…";
}

std::string_view kind_name(Located::Kind kind) {
    switch (kind) {
        case Located::Kind::empty:
            return "empty";
        case Located::Kind::malformed:
            return "malformed";
        case Located::Kind::nothing:
            return "nothing";
        case Located::Kind::military:
            return "military";
        case Located::Kind::freely_associated:
            return "freely-associated";
        case Located::Kind::ask_district:
            return "ask-district";
        case Located::Kind::ask_state:
            return "ask-state";
        case Located::Kind::found:
            return "found";
    }
    return "other";
}

void note_lookup(const Located& located) {
    observe::count("sayso_zip_lookups_total", {{"result", kind_name(located.kind)}});
}

http::Response private_answer(http::Response response) {
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace

// ---- cache
// -------------------------------------------------------------------------------------------------------------

void PageCache::forget_unless(std::int64_t version, directory::Instant at) {
    if (version_ == version && minute_ == minute_of(at) && pages_.size() < most_pages_kept) return;
    pages_.clear();
    version_ = version;
    minute_ = minute_of(at);
}

PageCache::Page PageCache::find(const std::string& key, std::int64_t version, directory::Instant at) {
    const std::lock_guard lock(mutex_);
    forget_unless(version, at);
    const auto found = pages_.find(key);
    return found == pages_.end() ? nullptr : found->second;
}

void PageCache::keep(const std::string& key, std::int64_t version, directory::Instant at, Page page) {
    const std::lock_guard lock(mutex_);
    forget_unless(version, at);
    pages_[key] = std::move(page);
}

// ---- the frame of every page
// -------------------------------------------------------------------------------------------

struct Site::Turn {
    std::shared_ptr<const book::Book> book;
    Visit visit;
    Scene scene;

    Turn(const Site& site, const http::Request& request)
        : book(site.books_()),
          visit(visit_of(request)),
          scene{*book, site.settings_.as_of ? site.settings_.as_of() : observe::now(), visit.language, visit.query()} {}
};

Site::Site(BookSource books, Settings settings)
    : books_(std::move(books)),
      settings_(std::move(settings)),
      templates_(templates_files()),
      assets_(static_files()),
      limiter_(settings_.zip_lookups_per_second, settings_.zip_lookup_burst) {
    while (!settings_.public_url.empty() && settings_.public_url.back() == '/') settings_.public_url.pop_back();
}

Data Site::frame(const Turn& turn, const std::string& title, const std::string& path) const {
    Data data;
    data["page_title"] = Data(title);
    data["stylesheet"] = Data(assets_.address("sayso.css"));
    data["icon"] = Data(assets_.address("icon.svg"));
    data["q"] = Data(turn.visit.query());
    if (!settings_.public_url.empty()) data["canonical"] = Data(settings_.public_url + path);
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

void Site::switch_by_link(Data& into, const Visit& visit, const std::string& path) const {
    into["switch_link"] = Data("href", Data(path + "?lang=" + std::string(present::tag(other(visit.language)))));
}

// The page that answers a form says the same thing in the other language by sending the form again.
void Site::switch_by_form(Data& into, const Turn& turn, const std::string& path, const ZipForm& form) const {
    List fields;
    const auto add = [&fields](const char* name, const std::string& value) {
        Data field;
        field["name"] = Data(name);
        field["value"] = Data(value);
        fields.push_back(std::move(field));
    };
    add("zip", form.zip);
    if (!form.place.empty()) add("place", form.place);
    Data other_language;
    other_language["action"] = Data(path + "?lang=" + std::string(present::tag(other(turn.visit.language))));
    other_language["fields"] = Data(fields);
    into["switch_link"] = Data(false);
    into["switch_form"] = std::move(other_language);
    into["canonical"] = Data(false);
    into["hide_from_search"] = Data(true);
}

http::Response Site::page(const Turn& turn, std::string_view name, const Data& data, int status) const {
    http::Response response = http::html(status, templates_.render(name, turn.visit.language, data));
    response.headers.set("Content-Language", std::string(present::tag(turn.visit.language)));
    response.headers.add("Vary", "Accept-Language");
    return response;
}

template <typename Make>
http::Response Site::cached(const http::Request& request, Turn& turn, Make make) {
    std::string key(present::tag(turn.visit.language));
    key += turn.visit.chosen ? "!" : " ";
    key += request.path;
    PageCache::Page kept = cache_.find(key, turn.book->version(), turn.scene.at);
    if (!kept) {
        http::Response made = make();
        if (made.status != 200) return made;
        made.headers.set("Cache-Control", "no-cache");
        made.headers.set("ETag", "\"" + keys::sha256_hex(made.body).substr(0, 20) + "\"");
        kept = std::make_shared<const http::Response>(std::move(made));
        cache_.keep(key, turn.book->version(), turn.scene.at, kept);
    }
    http::Response response = *kept;
    if (tag_matches(request.headers.get("If-None-Match"), response.headers.get("ETag"))) {
        response.status = 304;
        response.body.clear();
    }
    return response;
}

// ---- home and topics
// ---------------------------------------------------------------------------------------------------

http::Response Site::home(const http::Request& request) {
    Turn turn(*this, request);
    return cached(request, turn, [&] {
        const present::Language language = turn.visit.language;
        Data data = frame(turn, std::string(word("home_page_title", language)), "/");
        data["description"] = Data(std::string(word("home_description", language)));
        show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", nullptr);
        List cards;
        const book::Line* line = nullptr;
        for (const auto& document : turn.book->documents()) {
            cards.push_back(topic_card(document->topic, language));
            for (const auto& campaign : document->campaigns) {
                if (!line) line = turn.book->line_for(campaign.slug);
            }
        }
        show_hotline(data, line);
        data["topic_cards"] = Data(cards);
        return page(turn, "home", data, 200);
    });
}

http::Response Site::topic(const http::Request& request) {
    Turn turn(*this, request);
    const book::Document* document = turn.book->topic(request.captures.at("slug"));
    if (!document) return http::refuse(404);
    return cached(request, turn, [&] {
        const present::Language language = turn.visit.language;
        const std::string title = present::spoken(document->topic.title, language).text;
        Data data =
            frame(turn, say("topic_page_title", language, {{"topic", title}}), "/topics/" + document->topic.slug);
        const std::string summary = present::spoken(document->topic.summary, language).text;
        if (!summary.empty()) data["description"] = Data(shortened(summary));
        show_topic(data, turn.scene, document->topic);
        return page(turn, "topic", data, 200);
    });
}

// ---- one action
// --------------------------------------------------------------------------------------------------------

const topics::Action* Site::find_action(const http::Request& request, const Turn& turn, const book::Document*& document,
                                        int& n) const {
    document = turn.book->topic(request.captures.at("slug"));
    const std::string& number = request.captures.at("n");
    const auto read = std::from_chars(number.data(), number.data() + number.size(), n);
    if (!document || read.ec != std::errc() || read.ptr != number.data() + number.size()) return nullptr;
    const auto& actions = document->topic.actions;
    if (n < 1 || number.front() == '0' || static_cast<std::size_t>(n) > actions.size()) return nullptr;
    return &actions[static_cast<std::size_t>(n) - 1];
}

Data Site::action_data(const Turn& turn, const book::Document& document, const topics::Action& action, int n) const {
    const present::Language language = turn.visit.language;
    const std::string topic_title = present::spoken(document.topic.title, language).text;
    const std::string action_title = present::spoken(action.title, language).text;
    const std::string path = "/topics/" + document.topic.slug + "/actions/" + std::to_string(n);
    Data data =
        frame(turn, say("action_page_title", language, {{"action", action_title}, {"topic", topic_title}}), path);
    data["slug"] = Data(document.topic.slug);
    data["topic_title"] = shown(document.topic.title, language);
    show_action(data, turn.scene, action, n);
    List others;
    for (std::size_t i = 0; i < document.topic.actions.size(); ++i) {
        if (static_cast<int>(i) + 1 == n) continue;
        Data item;
        show_action(item, turn.scene, document.topic.actions[i], static_cast<int>(i) + 1);
        item["other_n"] = Data(std::to_string(i + 1));
        others.push_back(std::move(item));
    }
    show_list(data, "other_actions", std::move(others));
    return data;
}

http::Response Site::action(const http::Request& request) {
    Turn turn(*this, request);
    const book::Document* document = nullptr;
    int n = 0;
    const topics::Action* found = find_action(request, turn, document, n);
    if (!found) return http::refuse(404);
    return cached(request, turn, [&] {
        Data data = action_data(turn, *document, *found, n);
        const campaigns::Campaign* campaign = campaign_of(turn.scene, *found);
        if (campaign && needs_place(*campaign)) {
            data["ask_zip"] = Data(true);
            show_zip_form(data, turn.scene, request.path, "zip_button_action", "zip", nullptr);
            show_preview(data, turn.scene, *campaign);
        } else if (campaign) {
            show_answer(data, turn.scene, *campaign, nullptr, "target-", 2);
        }
        return page(turn, "action", data, 200);
    });
}

http::Response Site::answer_action(const http::Request& request) {
    Turn turn(*this, request);
    if (auto refused = refuse_form(request, turn)) return std::move(*refused);
    const book::Document* document = nullptr;
    int n = 0;
    const topics::Action* found = find_action(request, turn, document, n);
    if (!found) return http::refuse(404);
    const campaigns::Campaign* campaign = campaign_of(turn.scene, *found);
    if (!campaign || !needs_place(*campaign)) return action(request);

    const ZipForm form = *read_zip_form(request);
    const Located located = locate(turn.book->directory(), form, campaigns::place_need(*campaign));
    note_lookup(located);
    const std::string path = "/topics/" + document->topic.slug + "/actions/" + std::to_string(n);
    Data data = action_data(turn, *document, *found, n);
    switch_by_form(data, turn, path, form);
    if (located.found()) {
        show_answer(data, turn.scene, *campaign, &located, "target-", 2);
    } else if (located.asks()) {
        show_question(data, turn.scene, path, located);
    } else {
        data["ask_zip"] = Data(true);
        show_preview(data, turn.scene, *campaign);
        show_switchboard(data, turn.visit.language, "way_on_text", "");
    }
    show_zip_form(data, turn.scene, path, "zip_button_action", "zip", &located);
    data["change_zip"] = Data(true);
    return private_answer(page(turn, "action", data, located.found() || located.asks() ? 200 : 422));
}

// ---- the representatives of a ZIP
// --------------------------------------------------------------------------------------

void Site::more_actions(Data& into, const Turn& turn) const {
    List list;
    for (const auto& document : turn.book->documents()) {
        int n = 0;
        for (const auto& action : document->topic.actions) {
            ++n;
            const campaigns::Campaign* campaign = campaign_of(turn.scene, action);
            if (campaign && needs_place(*campaign)) continue;
            Data item;
            show_action(item, turn.scene, action, n);
            item["href"] =
                Data("/topics/" + document->topic.slug + "/actions/" + std::to_string(n) + turn.visit.query());
            list.push_back(std::move(item));
        }
    }
    show_list(into, "more_actions", std::move(list));
}

http::Response Site::reps(const http::Request& request) {
    Turn turn(*this, request);
    return cached(request, turn, [&] {
        Data data = frame(turn, std::string(word("reps_page_title", turn.visit.language)), "/reps");
        data["ask_zip"] = Data(true);
        show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", nullptr);
        return page(turn, "reps", data, 200);
    });
}

http::Response Site::answer_reps(const http::Request& request) {
    Turn turn(*this, request);
    if (auto refused = refuse_form(request, turn)) return std::move(*refused);
    const ZipForm form = *read_zip_form(request);
    const Located located = locate(turn.book->directory(), form, campaigns::PlaceNeed::district);
    note_lookup(located);
    Data data = frame(turn, std::string(word("reps_page_title", turn.visit.language)), "/reps");
    switch_by_form(data, turn, "/reps", form);
    if (located.found()) {
        show_own_members(data, turn.scene, located);
        more_actions(data, turn);
    } else if (located.asks()) {
        show_question(data, turn.scene, "/reps", located);
    } else {
        data["ask_zip"] = Data(true);
        show_switchboard(data, turn.visit.language, "way_on_text", "");
    }
    show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", &located);
    data["change_zip"] = Data(true);
    return private_answer(page(turn, "reps", data, located.found() || located.asks() ? 200 : 422));
}

std::optional<http::Response> Site::refuse_form(const http::Request& request, const Turn& turn) {
    if (!from_our_pages(request, settings_.public_url)) return private_answer(error_with(turn.visit, 403, {}));
    if (settings_.zip_lookups_per_second > 0) {
        const auto verdict = limiter_.ask(request.peer, observe::steady_now());
        if (!verdict.allowed) {
            observe::count("sayso_zip_lookups_total", {{"result", "limited"}});
            const std::string seconds = std::to_string(verdict.retry_after.count());
            http::Response response =
                error_with(turn.visit, 429, say("error_429_text", turn.visit.language, {{"seconds", seconds}}));
            response.headers.set("Retry-After", seconds);
            return private_answer(std::move(response));
        }
    }
    if (!read_zip_form(request)) return private_answer(error_with(turn.visit, 415, {}));
    return std::nullopt;
}

// ---- the rest
// ----------------------------------------------------------------------------------------------------------

http::Response Site::asset(const http::Request& request) const {
    return assets_.answer(request.captures.at("file"), request.headers.get("If-None-Match"));
}

http::Response Site::icon() const {
    http::Response response = http::redirect(301, assets_.address("icon.svg"));
    response.headers.set("Cache-Control", "public, max-age=3600");
    return response;
}

http::Response Site::robots() const {
    return http::text(200, "User-agent: *\nDisallow:\n");
}

http::Response Site::error_with(const Visit& visit, int status, const std::string& text) const {
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
    data["stylesheet"] = Data(assets_.address("sayso.css"));
    data["icon"] = Data(assets_.address("icon.svg"));
    data["q"] = Data(visit.query());
    data["hide_from_search"] = Data(true);
    switch_by_link(data, visit, "/");
    data["status_line"] = Data(say("status_line", visit.language, {{"status", std::to_string(status)}}));
    data["error_title"] = Data(title);
    data["error_text"] = Data(text.empty() ? std::string(word(key + "_text", visit.language)) : text);
    if (status >= 500) show_switchboard(data, visit.language, "error_way_on", "");
    http::Response response = http::html(status, templates_.render("error", visit.language, data));
    response.headers.set("Content-Language", std::string(present::tag(visit.language)));
    return response;
}

http::Response Site::error_page(const http::Request& request, int status) const {
    std::string seconds = "60";
    const Visit visit = visit_of(request);
    const std::string text = status == 429 ? say("error_429_text", visit.language, {{"seconds", seconds}}) : "";
    return private_answer(error_with(visit, status, text));
}

}  // namespace sayso::pages
