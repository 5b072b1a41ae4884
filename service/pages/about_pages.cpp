#include "service/http/form.hpp"
#include "service/pages/frame.hpp"
#include "service/present/escape.hpp"
#include "service/present/words.hpp"

// What the service says about itself: what it is and who runs it, what it keeps of people, and for whom it works.
namespace sayso::pages {
namespace {

using present::word;

// Where to write: an e-mail address and a web address can be tapped.
void show_operator(Data& into, const Settings& settings) {
    into["operator_name"] = settings.operator_name.empty() ? Data(false) : Data(settings.operator_name);
    into["contact"] = Data(false);
    if (settings.contact.empty()) return;
    Data contact;
    contact["shown"] = Data(settings.contact);
    contact["href"] = Data(false);
    if (present::is_web_address(settings.contact))
        contact["href"] = Data(settings.contact);
    else if (settings.contact.find('@') != std::string::npos)
        contact["href"] = Data("mailto:" + http::percent_encode(settings.contact));
    into["contact"] = std::move(contact);
}

http::Response about_page(Frame& frame, const http::Request& request, const char* name, const char* script) {
    const Turn turn = frame.turn(request);
    return frame.cached(request, turn, [&] {
        const std::string key = name;
        Data data = frame.data(turn, std::string(word(key + "_title", turn.visit.language)) + " – Sayso", "/" + key);
        data["description"] = Data(std::string(word(key + "_lead", turn.visit.language)));
        show_operator(data, frame.settings());
        if (script) frame.add_script(data, script);
        return frame.page(turn, name, data);
    });
}

http::Response about(Frame& frame, const http::Request& request) {
    return about_page(frame, request, "about", nullptr);
}

http::Response privacy(Frame& frame, const http::Request& request) {
    return about_page(frame, request, "privacy", "device.js");
}

http::Response accessibility(Frame& frame, const http::Request& request) {
    return about_page(frame, request, "accessibility", nullptr);
}

}  // namespace

void add_about_pages(http::Router& router, const std::shared_ptr<Frame>& frame) {
    add_page(router, frame, http::Method::get, "/about", about);
    add_page(router, frame, http::Method::get, "/privacy", privacy);
    add_page(router, frame, http::Method::get, "/accessibility", accessibility);
}

}  // namespace sayso::pages
