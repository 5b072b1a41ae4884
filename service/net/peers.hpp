#pragma once
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/message.hpp"

namespace sayso::net {

// Whom a request is counted under: the address of the socket, or what a trusted proxy says of it.
class Peers {
  public:
    // Throws std::runtime_error that names what is neither an address nor a network.
    explicit Peers(const std::vector<std::string>& trusted);
    // X-Forwarded-For is read from the right: each trusted proxy vouches for the one before it, no further.
    std::string name(const boost::asio::ip::address& socket, const http::Headers& headers) const;

    bool trusts_somebody() const { return !networks_v4_.empty() || !networks_v6_.empty(); }

    // An IPv4 address, or the /64 network of an IPv6 one: a household has more addresses than a table has room for.
    static std::string counted_as(const boost::asio::ip::address& address);

  private:
    bool trusts(const boost::asio::ip::address& address) const;

    std::vector<boost::asio::ip::network_v4> networks_v4_;
    std::vector<boost::asio::ip::network_v6> networks_v6_;
};

}  // namespace sayso::net
