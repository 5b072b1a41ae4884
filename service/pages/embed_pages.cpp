#include "service/pages/embed_pages.hpp"

#include "service/http/form.hpp"
#include "service/pages/embed_theme.hpp"

// Actions in frames on other sites. The pages in them are those of the site (Visit::embedded); here is what stands
// around: the script that makes the frame, and the colours of the other site.
namespace sayso::pages {
namespace {

constexpr std::size_t most_fields = 8;

http::Response theme(Frame&, const http::Request& request) {
    const auto fields = http::parse_form(request.query, most_fields);
    http::Response response;
    response.headers.add("Content-Type", "text/css; charset=utf-8");
    response.headers.add("Cache-Control", "public, max-age=86400");
    if (fields) response.body = theme_css(read_theme(*fields));
    return response;
}

}  // namespace

void show_take_along(Data& into, const Frame& frame, const Turn& turn, const topics::Topic& topic, int n) {
    if (turn.visit.embedded) return;
    frame.add_style(into, "letters.css");
    const std::string& site = frame.settings().public_url;
    const std::string action = topic.slug + "/" + std::to_string(n);
    Data data;
    data["sheet_href"] =
        Data("/topics/" + topic.slug + "/actions/" + std::to_string(n) + "/print" + turn.visit.query());
    data["embed_script"] = Data("<script src=\"" + site + "/embed.js\" data-action=\"" + action + "\" async></script>");
    data["embed_iframe"] = Data("<iframe src=\"" + site + "/embed/" + action +
                                "\" title=\"Sayso\" width=\"100%\" height=\"800\"></iframe>");
    into["take_along"] = std::move(data);
}

void add_embeds(http::Router& router, const std::shared_ptr<Frame>& frame) {
    using http::HeaderSet;
    // Under a name that stays, since other sites write it down: kept for an hour.
    const auto script = std::make_shared<const KeptAnswer>([&frame] {
        http::Response response = frame->assets().plain("embed.js");
        response.headers.set("Cache-Control", "public, max-age=3600");
        return response;
    }());
    router.add(http::Method::get, "/embed.js", HeaderSet::shared,
               [script](const http::Request& request) -> boost::asio::awaitable<http::Response> {
                   co_return script->to(request);
               });
    add_page(router, frame, http::Method::get, "/embed/theme.css", theme, HeaderSet::asset);
}

}  // namespace sayso::pages
