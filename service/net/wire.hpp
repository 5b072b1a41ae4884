#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <memory>
#include <optional>

#include "service/net/client.hpp"
#include "service/net/url.hpp"

namespace sayso::net {

// One outgoing connection, plain or TLS. Every operation blocks until it is done or its deadline is over; whatever goes
// wrong is a std::runtime_error in words for the person at the terminal.
class Wire {
  public:
    using Deadline = std::chrono::steady_clock::time_point;
    using Outgoing = boost::beast::http::request<boost::beast::http::string_body>;

    Wire(Url url, const ClientLimits& limits, Deadline total);
    ~Wire();
    // Nothing when the server closed the connection instead of answering, and the request may be sent again.
    std::optional<http::Response> exchange(const Outgoing& request, Deadline total, bool may_repeat);
    bool reusable() const { return reusable_; }
    // Whether the server has closed the connection, or says something nobody asked for.
    bool stale();

  private:
    struct TimedOut {};
    template <typename Start>
    boost::system::error_code wait(Deadline deadline, Start start);
    template <typename Stream>
    std::optional<http::Response> converse(Stream& stream, const Outgoing& request, Deadline total, bool may_repeat);
    template <typename Stream, typename Parser>
    boost::system::error_code receive(Stream& stream, Parser& parser, Deadline total);
    void connect(Deadline deadline);
    void shake_hands(Deadline deadline);
    [[noreturn]] void fail(const std::string& what) const;
    [[noreturn]] void fail_reading(boost::system::error_code failed) const;

    Url url_;
    ClientLimits limits_;
    boost::asio::io_context io_;
    std::optional<boost::asio::ssl::context> tls_;
    std::optional<boost::beast::tcp_stream> plain_;
    std::optional<boost::beast::ssl_stream<boost::beast::tcp_stream>> secure_;
    boost::beast::flat_buffer buffer_;
    bool reusable_ = true;
};

}  // namespace sayso::net
