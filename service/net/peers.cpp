#include "service/net/peers.hpp"

#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <optional>
#include <stdexcept>

namespace sayso::net {

namespace ip = boost::asio::ip;

namespace {

ip::address plain(const ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    return address;
}

// One element of X-Forwarded-For; some proxies add a port or brackets.
std::optional<ip::address> read_address(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    if (!text.empty() && text.front() == '[') {
        const auto close = text.find(']');
        if (close == std::string_view::npos) return std::nullopt;
        text = text.substr(1, close - 1);
    } else if (text.find('.') != std::string_view::npos && text.find(':') == text.rfind(':')) {
        text = text.substr(0, text.find(':'));
    }
    boost::system::error_code failed;
    const auto address = ip::make_address(std::string(text), failed);
    if (failed) return std::nullopt;
    return plain(address);
}

}  // namespace

Peers::Peers(const std::vector<std::string>& trusted) {
    for (const auto& text : trusted) {
        const bool network = text.find('/') != std::string::npos;
        boost::system::error_code not_v4, not_v6;
        const auto v4 = ip::make_network_v4(network ? text : text + "/32", not_v4);
        const auto v6 = ip::make_network_v6(network ? text : text + "/128", not_v6);
        if (!not_v4)
            networks_v4_.push_back(v4.canonical());
        else if (!not_v6)
            networks_v6_.push_back(v6.canonical());
        else
            throw std::runtime_error(
                "'" + text + "' is not the address of a proxy: write one like 10.0.0.7, or a network like 10.0.0.0/8");
    }
}

bool Peers::trusts(const ip::address& address) const {
    if (address.is_v4()) {
        const auto single = ip::make_network_v4(address.to_v4(), 32);
        for (const auto& network : networks_v4_)
            if (single == network || single.is_subnet_of(network)) return true;
        return false;
    }
    const auto single = ip::make_network_v6(address.to_v6(), 128);
    for (const auto& network : networks_v6_)
        if (single == network || single.is_subnet_of(network)) return true;
    return false;
}

std::string Peers::counted_as(const ip::address& address) {
    const auto own = plain(address);
    if (own.is_v4() || own.is_loopback()) return own.to_string();
    auto v6 = own.to_v6();
    v6.scope_id(0);
    return ip::make_network_v6(v6, 64).canonical().to_string();
}

std::string Peers::name(const ip::address& socket, const http::Headers& headers) const {
    ip::address peer = plain(socket);
    if (networks_v4_.empty() && networks_v6_.empty()) return counted_as(peer);
    const auto& fields = headers.own();
    for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
        if (!http::same_word(field->first, "X-Forwarded-For")) continue;
        std::string_view list = field->second;
        while (!list.empty()) {
            if (!trusts(peer)) return counted_as(peer);
            const auto comma = list.rfind(',');
            const auto before = read_address(comma == std::string_view::npos ? list : list.substr(comma + 1));
            if (!before) return counted_as(peer);
            peer = *before;
            list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
        }
    }
    return counted_as(peer);
}

}  // namespace sayso::net
