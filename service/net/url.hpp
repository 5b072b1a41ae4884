#pragma once
#include <string>
#include <string_view>

namespace sayso::net {

// An http or https address taken apart.
struct Url {
    std::string scheme, host, port;  // the host without brackets; the port is the scheme's when none is given
    std::string target;              // path and query, "/" when empty

    // Throws std::runtime_error that says what is wrong.
    static Url parse(std::string_view text);
    // Where a Location header leads from here (RFC 3986 5.2). Throws as parse does.
    Url resolve(std::string_view reference) const;
    std::string authority() const;  // for the Host field: brackets, and the port unless it is the scheme's
    std::string text() const;
};

}  // namespace sayso::net
