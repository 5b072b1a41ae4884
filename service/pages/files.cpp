#include "service/pages/frame.hpp"

// The files beside the pages.
namespace sayso::pages {
namespace {

http::Response asset(Frame& frame, const http::Request& request) {
    return frame.assets().answer(request.captures.at("file"), request);
}

http::Response icon(Frame& frame, const http::Request&) {
    http::Response response = http::redirect(301, frame.assets().address("icon.svg"));
    response.headers.set("Cache-Control", "public, max-age=3600");
    return response;
}

}  // namespace

void add_files(http::Router& router, const std::shared_ptr<Frame>& frame) {
    using http::HeaderSet;
    add_page(router, frame, http::Method::get, "/static/{file}", asset, HeaderSet::asset);
    add_page(router, frame, http::Method::get, "/favicon.ico", icon, HeaderSet::asset);
}

}  // namespace sayso::pages
