#include <boost/json.hpp>

#include "service/pages/card_pages.hpp"
#include "service/pages/frame.hpp"
#include "service/pages/shown.hpp"
#include "service/present/escape.hpp"
#include "service/present/markdown.hpp"
#include "service/present/words.hpp"

// What programs read about the site: RSS 2.0, JSON Feed 1.1, the sitemap (sitemaps.org, with hreflang), robots.txt and
// the web app manifest.
namespace sayso::pages {
namespace {

namespace json = boost::json;
using present::escape;
using present::say;
using present::word;

constexpr std::size_t most_items = 50;

// The day of a topic has no time: noon, so that it is the same day in every zone of the United States.
std::chrono::sys_seconds noon_of(std::chrono::year_month_day date) {
    return std::chrono::sys_days(date.ok() ? date : std::chrono::year_month_day{}) + std::chrono::hours(12);
}

std::string element(std::string_view name, const std::string& text) {
    return "<" + std::string(name) + ">" + escape(text) + "</" + std::string(name) + ">\n";
}

http::Response answer(std::string type, std::string body) {
    http::Response response;
    response.headers.add("Content-Type", std::move(type));
    response.body = std::move(body);
    return response;
}

// One topic as both feeds tell it.
struct Item {
    std::string url, title, summary, html, language;
    std::vector<std::string> tags;
    std::chrono::sys_seconds at, changed;  // changed: the epoch where nobody knows
    std::string picture;
};

Item item_of(const book::Document& document, const Turn& turn, const std::string& site) {
    const topics::Topic& topic = document.topic;
    const present::Spoken title = present::spoken(topic.title, turn.visit.language);
    Item item;
    const std::string path = "/topics/" + topic.slug;
    item.url = site + path + turn.visit.query();
    item.title = title.text;
    item.language = title.language;
    item.summary = present::spoken(topic.summary, turn.visit.language).text;
    item.html = present::markdown_html(present::spoken(topic.body, turn.visit.language).text, {2, {}});
    for (const auto& tag : topic.tags) item.tags.push_back(present::spoken(tag.label, turn.visit.language).text);
    item.at = noon_of(topic.date);
    item.changed = document.saved;
    item.picture = site + card_address(path, turn.visit.language);
    return item;
}

std::vector<Item> items_of(const Turn& turn, const std::string& site) {
    std::vector<Item> items;
    for (const auto& document : turn.book->documents()) {
        if (items.size() == most_items) break;
        items.push_back(item_of(*document, turn, site));
    }
    return items;
}

std::string rss_item(const Item& item) {
    std::string out = "<item>\n" + element("title", item.title) + element("link", item.url) +
                      "<guid isPermaLink=\"true\">" + escape(item.url) + "</guid>\n" +
                      element("pubDate", http::http_date(item.at));
    for (const auto& tag : item.tags) out += element("category", tag);
    out += element("description", item.summary);
    if (!item.html.empty()) out += element("content:encoded", item.html);
    return out + "</item>\n";
}

http::Response rss(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    return frame.cached(request, turn, [&] {
        const std::string& site = frame.settings().public_url;
        const Language language = turn.visit.language;
        const auto items = items_of(turn, site);
        std::string out =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
            "xmlns:atom=\"http://www.w3.org/2005/Atom\" "
            "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n<channel>\n";
        out += element("title", std::string(word("feed_title", language))) +
               element("link", site + "/" + turn.visit.query()) +
               element("description", std::string(word("home_description", language))) +
               element("language", std::string(present::tag(language)));
        out += "<atom:link href=\"" + escape(site + "/feed.xml" + turn.visit.query()) +
               "\" rel=\"self\" type=\"application/rss+xml\"/>\n";
        if (!items.empty()) out += element("lastBuildDate", http::http_date(items.front().at));
        for (const auto& item : items) out += rss_item(item);
        return answer("application/rss+xml; charset=utf-8", out + "</channel>\n</rss>\n");
    });
}

json::object json_item(const Item& item) {
    json::object out{{"id", present::clean(item.url)},
                     {"url", present::clean(item.url)},
                     {"title", present::clean(item.title)},
                     {"language", item.language},
                     {"date_published", directory::rfc3339(item.at)},
                     {"image", item.picture}};
    if (item.changed > item.at) out["date_modified"] = directory::rfc3339(item.changed);
    if (!item.summary.empty()) out["summary"] = present::clean(item.summary);
    if (item.html.empty())
        out["content_text"] = present::clean(item.summary);
    else
        out["content_html"] = item.html;
    json::array tags;
    for (const auto& tag : item.tags) tags.emplace_back(present::clean(tag));
    if (!tags.empty()) out["tags"] = std::move(tags);
    return out;
}

http::Response json_feed(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    return frame.cached(request, turn, [&] {
        const std::string& site = frame.settings().public_url;
        json::array items;
        for (const auto& item : items_of(turn, site)) items.push_back(json_item(item));
        const json::object feed{{"version", "https://jsonfeed.org/version/1.1"},
                                {"title", word("feed_title", turn.visit.language)},
                                {"description", word("home_description", turn.visit.language)},
                                {"language", present::tag(turn.visit.language)},
                                {"home_page_url", site + "/" + turn.visit.query()},
                                {"feed_url", site + "/feed.json" + turn.visit.query()},
                                {"icon", site + frame.assets().address("icon-512.png")},
                                {"favicon", site + frame.assets().address("icon-192.png")},
                                {"items", std::move(items)}};
        return answer("application/feed+json; charset=utf-8", json::serialize(feed));
    });
}

// ---- sitemap

std::string sitemap_entry(const std::string& address, std::string_view changed) {
    const auto in = [&address](present::Language language) {
        return escape(address + "?lang=" + std::string(present::tag(language)));
    };
    std::string links = "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"" + escape(address) + "\"/>\n";
    for (const auto language : present::all_languages)
        links += "<xhtml:link rel=\"alternate\" hreflang=\"" + std::string(present::tag(language)) + "\" href=\"" +
                 in(language) + "\"/>\n";
    if (!changed.empty()) links += "<lastmod>" + escape(changed) + "</lastmod>\n";
    std::string out;
    for (const auto language : present::all_languages)
        out += "<url>\n<loc>" + in(language) + "</loc>\n" + links + "</url>\n";
    return out;
}

// When the topic was last saved; the day it is of, where nobody knows.
std::string changed(const book::Document& document) {
    if (document.saved == directory::Instant{}) return present::iso_date(document.topic.date);
    return directory::rfc3339(document.saved);
}

std::string sitemap_of(const book::Book& book, const std::string& site) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "
        "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
        "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
    for (const char* page : {"/", "/reps", "/tags", "/about", "/privacy", "/accessibility"})
        out += sitemap_entry(site + page, "");
    for (const auto& document : book.documents()) {
        const std::string when = changed(*document);
        const std::string topic = site + "/topics/" + document->topic.slug;
        out += sitemap_entry(topic, when);
        for (std::size_t n = 1; n <= document->topic.actions.size(); ++n)
            out += sitemap_entry(topic + "/actions/" + std::to_string(n), when);
    }
    return out + "</urlset>\n";
}

http::Response sitemap(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    return frame.cached(request, turn, [&] {
        return answer("application/xml; charset=utf-8", sitemap_of(*turn.book, frame.settings().public_url));
    });
}

http::Response robots(Frame& frame, const http::Request&) {
    std::string text = "User-agent: *\nDisallow:\n";
    if (!frame.settings().public_url.empty()) text += "\nSitemap: " + frame.settings().public_url + "/sitemap.xml\n";
    return http::text(200, text);
}

// ---- manifest

json::object icon(const std::string& address, const char* sizes, const char* type, const char* purpose) {
    return {{"src", address}, {"sizes", sizes}, {"type", type}, {"purpose", purpose}};
}

http::Response manifest(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    return frame.cached(request, turn, [&] {
        const Assets& assets = frame.assets();
        const json::object made{
            {"id", "/"},
            {"name", "Sayso"},
            {"short_name", "Sayso"},
            {"description", word("home_description", turn.visit.language)},
            {"lang", present::tag(turn.visit.language)},
            {"dir", "ltr"},
            {"start_url", "/" + turn.visit.query()},
            {"scope", "/"},
            {"display", "minimal-ui"},
            {"background_color", "#faf8f3"},
            {"theme_color", "#0b5d4b"},
            {"icons", json::array{icon(assets.address("icon-192.png"), "192x192", "image/png", "any"),
                                  icon(assets.address("icon-512.png"), "512x512", "image/png", "any"),
                                  icon(assets.address("icon-maskable.png"), "512x512", "image/png", "maskable"),
                                  icon(assets.address("icon.svg"), "any", "image/svg+xml", "any")}}};
        return answer("application/manifest+json", json::serialize(made));
    });
}

}  // namespace

void add_feeds(http::Router& router, const std::shared_ptr<Frame>& frame) {
    using http::HeaderSet;
    add_page(router, frame, http::Method::get, "/feed.xml", rss, HeaderSet::asset);
    add_page(router, frame, http::Method::get, "/feed.json", json_feed, HeaderSet::asset);
    add_page(router, frame, http::Method::get, "/manifest.webmanifest", manifest, HeaderSet::asset);
    add_page(router, frame, http::Method::get, "/robots.txt", robots, HeaderSet::asset);
    add_page(router, frame, http::Method::get, "/sitemap.xml", sitemap, HeaderSet::asset);
}

}  // namespace sayso::pages
