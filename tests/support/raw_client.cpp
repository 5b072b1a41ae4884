#include "tests/support/raw_client.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace sayso::test {

std::string RawResponse::header(std::string_view name) const {
    for (const auto& [field, value] : headers)
        if (field.size() == name.size() && strncasecmp(field.data(), name.data(), name.size()) == 0) return value;
    return {};
}

RawClient::RawClient(std::string_view url, std::chrono::milliseconds at_most) : patience(at_most) {
    const auto host_start = url.find("//") + 2;
    const auto colon = url.rfind(':');
    const std::string host(url.substr(host_start, colon - host_start));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(std::string(url.substr(colon + 1)).c_str())));
    if (inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1)
        throw std::runtime_error("not an address: " + std::string(url));
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof generic);
    if (socket_ < 0 || ::connect(socket_, &generic, sizeof address) != 0) {
        if (socket_ >= 0) ::close(socket_);
        throw std::runtime_error("cannot connect to " + std::string(url) + ": " + std::strerror(errno));
    }
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

RawClient::~RawClient() {
    ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!bytes.empty()) {
        const std::size_t sent = send_some(bytes);
        bytes.remove_prefix(sent);
        if (sent > 0) continue;
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd ready{socket_, POLLOUT, 0};
        if (left.count() <= 0 || ::poll(&ready, 1, static_cast<int>(left.count())) <= 0) return false;
        if (ready.revents & (POLLERR | POLLHUP)) return false;
    }
    return true;
}

std::size_t RawClient::send_some(std::string_view bytes) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return sent < 0 ? 0 : static_cast<std::size_t>(sent);
}

void RawClient::shut_sending() {
    ::shutdown(socket_, SHUT_WR);
}

void RawClient::reset() {
    const linger now{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(socket_);
    socket_ = -1;
}

bool RawClient::fill() {
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
    char bytes[16384];
    const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size <= 0) return false;
    arrived_.append(bytes, static_cast<std::size_t>(size));
    return true;
}

std::optional<RawResponse> RawClient::receive(bool to_head) {
    std::size_t end = 0;
    while ((end = arrived_.find("\r\n\r\n")) == std::string::npos)
        if (!fill()) return std::nullopt;
    const std::string head = arrived_.substr(0, end + 2);
    RawResponse response;
    if (head.compare(0, 9, "HTTP/1.1 ") != 0) return std::nullopt;
    response.status = std::atoi(head.c_str() + 9);
    const auto first = head.find("\r\n");
    response.reason = head.substr(std::min(first, std::size_t{13}), first - std::min(first, std::size_t{13}));
    for (std::size_t at = first + 2; at < head.size();) {
        const auto stop = head.find("\r\n", at);
        const auto colon = head.find(": ", at);
        if (colon == std::string::npos || colon > stop) return std::nullopt;
        response.headers.emplace_back(head.substr(at, colon - at), head.substr(colon + 2, stop - colon - 2));
        at = stop + 2;
    }
    arrived_.erase(0, end + 4);
    const auto length = to_head ? 0 : std::strtoul(response.header("Content-Length").c_str(), nullptr, 10);
    while (arrived_.size() < length)
        if (!fill()) return std::nullopt;
    response.body = arrived_.substr(0, length);
    arrived_.erase(0, length);
    return response;
}

std::string RawClient::rest() {
    while (fill()) {
    }
    return std::exchange(arrived_, {});
}

bool RawClient::closed() {
    if (!arrived_.empty()) return false;
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
    char byte = 0;
    return ::recv(socket_, &byte, 1, MSG_PEEK) <= 0;
}

}  // namespace sayso::test
