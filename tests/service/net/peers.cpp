#include "service/net/peers.hpp"

#include <boost/asio/ip/address.hpp>
#include <catch2/catch.hpp>

using namespace sayso;
using boost::asio::ip::make_address;

namespace {

std::string name(std::vector<std::string> trusted, const std::string& socket, std::vector<std::string> forwarded) {
    http::Headers headers;
    for (auto& line : forwarded) headers.add("X-Forwarded-For", line);
    return net::Peers(trusted).name(make_address(socket), headers);
}

}  // namespace

TEST_CASE("nobody is believed unless trusted") {
    CHECK(name({}, "192.0.2.1", {"203.0.113.9"}) == "192.0.2.1");
    CHECK(name({"192.0.2.2"}, "192.0.2.1", {"203.0.113.9"}) == "192.0.2.1");
    CHECK(name({"192.0.2.1"}, "192.0.2.1", {"203.0.113.9"}) == "203.0.113.9");
    CHECK(name({"192.0.2.1"}, "192.0.2.1", {}) == "192.0.2.1");
}

TEST_CASE("a forged beginning of the list is not reached") {
    CHECK(name({"192.0.2.0/24"}, "192.0.2.1", {"10.9.9.9, 203.0.113.9"}) == "203.0.113.9");
    CHECK(name({"192.0.2.0/24"}, "192.0.2.1", {"10.9.9.9", "203.0.113.9"}) == "203.0.113.9");
    CHECK(name({"192.0.2.0/24"}, "192.0.2.1", {"203.0.113.9, 192.0.2.77"}) == "203.0.113.9");
    CHECK(name({"192.0.2.0/24"}, "192.0.2.1", {"203.0.113.9", "192.0.2.77,192.0.2.78"}) == "203.0.113.9");
}

TEST_CASE("what is no address ends the search at the last one that was") {
    CHECK(name({"192.0.2.1"}, "192.0.2.1", {"unknown"}) == "192.0.2.1");
    CHECK(name({"192.0.2.0/24"}, "192.0.2.1", {"evil, 192.0.2.5"}) == "192.0.2.5");
    CHECK(name({"192.0.2.1"}, "192.0.2.1", {""}) == "192.0.2.1");
    CHECK(name({"192.0.2.1"}, "192.0.2.1", {"203.0.113.9:4711"}) == "203.0.113.9");
    CHECK(name({"192.0.2.1"}, "192.0.2.1", {"[2001:db8:1:2::9]:4711"}) == "2001:db8:1:2::/64");
}

TEST_CASE("an IPv6 household counts as one, an IPv4 address in IPv6 clothes as itself") {
    CHECK(name({}, "2001:db8:1:2:3:4:5:6", {}) == "2001:db8:1:2::/64");
    CHECK(name({}, "::ffff:192.0.2.1", {}) == "192.0.2.1");
    CHECK(name({}, "::1", {}) == "::1");
    CHECK(name({"192.0.2.1"}, "::ffff:192.0.2.1", {"203.0.113.9"}) == "203.0.113.9");
    CHECK(name({"2001:db8::/32"}, "2001:db8::7", {"203.0.113.9"}) == "203.0.113.9");
}
