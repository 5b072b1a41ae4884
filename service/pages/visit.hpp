#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "service/http/message.hpp"
#include "service/present/language.hpp"

namespace sayso::pages {

// What a request says about who reads the answer.
struct Visit {
    present::Language language = present::Language::en;
    bool chosen = false;  // by ?lang=, which every link of the page then keeps
    // What a group's or a partner's link brought along (?group=), kept by every link too: at most 64 bytes of UTF-8
    // without control characters, or empty.
    std::string group;
    // The page is for a frame on another site, with that site's colours: "accent=0b5d4b&font=serif", kept by every
    // link.
    bool embedded = false;
    std::string theme;

    std::string query() const;                               // "?lang=es&group=River%20Friends" or empty
    std::string query_in(present::Language language) const;  // the same for the page in that language
    // Where the action is for this visitor: "/topics/clean-water/actions/2", in a frame "/embed/clean-water/2".
    std::string action_path(const std::string& slug, std::size_t n) const;
};
Visit visit_of(const http::Request& request);

// False for a form that another site had the browser send: Sec-Fetch-Site when the browser tells it, else Origin
// against our own address. A request with neither comes from an old browser or a program and passes: the forms here
// change nothing but a count that anybody may add to.
bool from_our_pages(const http::Request& request, std::string_view public_url);

// What the visitor said of where they live.
struct ZipForm {
    std::string zip;      // the box: a ZIP, a ZIP+4, "lat,lng" or a street address
    std::string place;    // the answer to "which district?": "CA-28" or "CA"
    std::string at;       // "37.753,-122.418": what the device told, or an address was found to be
    std::string address;  // the box beside that question
    bool asked = false;   // that question was on the page
};

// The fields of a form that our pages send. A field that comes twice is none of ours.
class Form {
  public:
    // Reads the body; nothing when it is not a form we sent (wrong type, too many fields, a field twice).
    static std::optional<Form> read(const http::Request& request);
    // Empty when it is not there.
    const std::string& get(std::string_view name) const;
    bool has(std::string_view name) const { return fields_.find(name) != fields_.end(); }
    ZipForm zip_form() const;

  private:
    std::map<std::string, std::string, std::less<>> fields_;
};

}  // namespace sayso::pages
