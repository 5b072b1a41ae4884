#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "service/http/message.hpp"
#include "service/present/templates.hpp"

namespace sayso::pages {

// The static files of the program, each served under a name that holds the hash of its bytes: "sayso.3f2a9c1be0d4.css".
// A new content is a new name, so browsers may keep a file for ever.
class Assets {
  public:
    explicit Assets(std::span<const present::File> files);

    // Where the page finds a file: "/static/sayso.3f2a9c1be0d4.css". Throws std::out_of_range for an unknown one.
    const std::string& address(std::string_view name) const;
    // Answers a request for a hashed name; null status 404 for anything else. `none_match` is the If-None-Match header.
    http::Response answer(std::string_view hashed_name, std::string_view none_match) const;

  private:
    struct Asset {
        std::string_view bytes;
        std::string type, tag;
    };
    std::map<std::string, Asset, std::less<>> by_hashed_name_;
    std::map<std::string, std::string, std::less<>> addresses_;
};

// True when an If-None-Match header names this entity tag (RFC 9110, 13.1.2, weak comparison).
bool tag_matches(std::string_view none_match, std::string_view tag);

}  // namespace sayso::pages
