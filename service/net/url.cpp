#include "service/net/url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <stdexcept>

namespace sayso::net {

namespace urls = boost::urls;

namespace {

Url taken_apart(const urls::url_view& url, std::string_view text) {
    const auto wrong = [text](const char* why) { return std::runtime_error("'" + std::string(text) + "' " + why); };
    Url out;
    out.scheme = std::string(url.scheme());
    for (char& c : out.scheme)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (out.scheme != "http" && out.scheme != "https") throw wrong("is not an http:// or https:// address");
    if (url.has_userinfo()) throw wrong("has a user name in it; leave it out");
    out.host = std::string(url.encoded_host());
    if (out.host.size() > 2 && out.host.front() == '[') out.host = out.host.substr(1, out.host.size() - 2);
    if (out.host.empty()) throw wrong("names no host");
    out.port = std::string(url.port());
    if (out.port.empty()) out.port = out.scheme == "https" ? "443" : "80";
    out.target = std::string(url.encoded_path());
    if (out.target.empty()) out.target = "/";
    // The parser takes "http://a:8=80/" for port 8 and a path without a slash.
    if (out.target.front() != '/') throw wrong("has something after its port that is no path");
    if (url.has_query()) out.target += "?" + std::string(url.encoded_query());
    return out;
}

}  // namespace

Url Url::parse(std::string_view text) {
    const auto url = urls::parse_uri(urls::string_view(text.data(), text.size()));
    if (!url)
        throw std::runtime_error("'" + std::string(text) +
                                 "' is not a web address: write one like https://example.org/file");
    return taken_apart(*url, text);
}

Url Url::resolve(std::string_view reference) const {
    const auto relative = urls::parse_uri_reference(urls::string_view(reference.data(), reference.size()));
    const auto own = text();
    const auto base = urls::parse_uri(own);
    urls::url whole;
    if (!relative || !base || !urls::resolve(*base, *relative, whole))
        throw std::runtime_error(authority() + " redirects to '" + std::string(reference) +
                                 "', which is not a web address");
    return taken_apart(whole, reference);
}

std::string Url::authority() const {
    const std::string name = host.find(':') != std::string::npos ? "[" + host + "]" : host;
    const bool usual = port == (scheme == "https" ? "443" : "80");
    return usual ? name : name + ":" + port;
}

std::string Url::text() const {
    return scheme + "://" + authority() + target;
}

}  // namespace sayso::net
