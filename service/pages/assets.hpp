#pragma once
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "service/http/message.hpp"
#include "service/pages/coding.hpp"
#include "service/present/templates.hpp"

namespace sayso::pages {

// The static files of the program, each served under a name that holds the hash of its bytes: "sayso.3f2a9c1be0d4.css".
// A new content is a new name, so browsers may keep a file for ever. Compressed when made, once for the whole process.
class Assets {
  public:
    explicit Assets(std::span<const present::File> files);

    // Where the page finds a file: "/static/sayso.3f2a9c1be0d4.css". Throws std::out_of_range for an unknown one.
    const std::string& address(std::string_view name) const;
    // Answers a request for a hashed name; 404 for anything else.
    // The file as it is: 200 with its type. Throws std::out_of_range for an unknown one.
    http::Response plain(std::string_view name) const;
    http::Response answer(std::string_view hashed_name, const http::Request& request) const;

  private:
    std::map<std::string, std::shared_ptr<const KeptAnswer>, std::less<>> by_hashed_name_;
    std::map<std::string, std::string, std::less<>> addresses_;
};

}  // namespace sayso::pages
