// Addresses that we fetch from, and where other servers send us.
#include "service/net/url.hpp"

#include <stdexcept>

#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

namespace {

void check(const net::Url& url) {
    must(url.scheme == "http" || url.scheme == "https", "no scheme but HTTP's");
    must(!url.host.empty() && !url.port.empty(), "a host and a port");
    must(url.target.substr(0, 1) == "/", "a target begins with a slash");
    for (const char c : url.target + url.host + url.port)
        must(static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f && c != '#',
             "nothing that could end a line");
    must(url.host.find('@') == std::string::npos, "no user names");
    const auto again = net::Url::parse(url.text());
    must(again.text() == url.text() && again.host == url.host && again.target == url.target, "an address reads back");
}

}  // namespace

SAYSO_FUZZ(url) {
    try {
        check(net::Url::parse(input));
    } catch (const std::runtime_error& refused) {
        must(refused.what() != nullptr, "a refusal says why");
    }
    static const net::Url base = net::Url::parse("https://a.example:8443/b/c?d=e");
    try {
        check(base.resolve(input));
    } catch (const std::runtime_error& refused) {
        must(refused.what() != nullptr, "a refusal says why");
    }
}
