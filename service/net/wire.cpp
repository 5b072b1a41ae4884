#include "service/net/wire.hpp"

#include <openssl/ssl.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <future>
#include <stdexcept>
#include <thread>

namespace sayso::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::uint32_t most_head = 64 * 1024;

std::string in_seconds(std::chrono::milliseconds time) {
    const auto ms = time.count();
    if (ms % 1000 == 0) return std::to_string(ms / 1000) + " s";
    return std::to_string(ms) + " ms";
}

using Found = std::pair<error_code, std::vector<tcp::endpoint>>;

// The system's resolver cannot be interrupted and may take half a minute: it has a thread that we need not wait for.
std::optional<Found> find_host(const Url& url, Wire::Deadline deadline) {
    auto promise = std::make_shared<std::promise<Found>>();
    auto found = promise->get_future();
    std::thread([promise, host = url.host, port = url.port] {
        Found result;
        try {
            asio::io_context io;
            tcp::resolver resolver(io);
            for (const auto& entry : resolver.resolve(host, port, result.first)) result.second.push_back(entry.endpoint());
        } catch (const std::exception&) {
            result.first = asio::error::host_not_found;
        }
        promise->set_value(std::move(result));
    }).detach();
    if (found.wait_until(deadline) != std::future_status::ready) return std::nullopt;
    return found.get();
}

bool is_address(const std::string& host) {
    error_code failed;
    asio::ip::make_address(host, failed);
    return !failed;
}

}  // namespace

// Runs one asynchronous operation to its end. At the deadline the socket is closed, which ends it too.
template <typename Start>
error_code Wire::wait(Deadline deadline, Start start) {
    std::optional<error_code> result;
    const auto done = [&result](error_code ended, auto&&...) { result = ended; };
    start(done);
    io_.restart();
    io_.run_until(deadline);
    if (result) return *result;
    error_code ignored;
    auto& stream = secure_ ? beast::get_lowest_layer(*secure_) : *plain_;
    stream.socket().close(ignored);
    io_.restart();
    io_.run();
    throw TimedOut{};
}

Wire::Wire(Url url, const ClientLimits& limits, Deadline total) : url_(std::move(url)), limits_(limits) {
    if (url_.scheme == "https") {
        tls_.emplace(asio::ssl::context::tls_client);
        SSL_CTX_set_min_proto_version(tls_->native_handle(), TLS1_2_VERSION);
        tls_->set_default_verify_paths();
        tls_->set_verify_mode(asio::ssl::verify_peer);
        secure_.emplace(io_, *tls_);
        secure_->set_verify_callback(asio::ssl::host_name_verification(url_.host));
        if (!is_address(url_.host))  // the name we mean, for hosts that serve several
            SSL_ctrl(secure_->native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, url_.host.data());
    } else {
        plain_.emplace(io_);
    }
    const auto own = std::chrono::steady_clock::now() + limits_.connect_time;
    try {
        connect(std::min(own, total));
        if (secure_) shake_hands(std::min(own, total));
    } catch (const TimedOut&) {
        if (own <= total) fail("could not connect to " + url_.authority() + " in " + in_seconds(limits_.connect_time));
        fail(url_.authority() + " did not answer in " + in_seconds(limits_.total_time));
    }
}

Wire::~Wire() {
    error_code ignored;
    auto& stream = secure_ ? beast::get_lowest_layer(*secure_) : *plain_;
    stream.socket().close(ignored);
}

void Wire::fail(const std::string& what) const { throw std::runtime_error(what); }

void Wire::connect(Deadline deadline) {
    const auto found = find_host(url_, deadline);
    if (!found) throw TimedOut{};
    if (found->first || found->second.empty())
        fail("could not find the host " + url_.host + ": " + (found->first ? found->first.message() : "it has no address"));
    auto& stream = secure_ ? beast::get_lowest_layer(*secure_) : *plain_;
    const auto failed = wait(deadline, [&](auto done) { asio::async_connect(stream.socket(), found->second, done); });
    if (failed) fail("could not connect to " + url_.authority() + ": " + failed.message());
    stream.socket().set_option(tcp::no_delay(true));
}

void Wire::shake_hands(Deadline deadline) {
    const auto failed = wait(deadline, [&](auto done) { secure_->async_handshake(asio::ssl::stream_base::client, done); });
    if (!failed) return;
    const long verdict = SSL_get_verify_result(secure_->native_handle());
    if (verdict != X509_V_OK)
        fail("the certificate of " + url_.authority() + " is not trusted: " + X509_verify_cert_error_string(verdict));
    fail("could not make a secure connection to " + url_.authority() + ": " + failed.message());
}

bool Wire::stale() {
    auto& socket = (secure_ ? beast::get_lowest_layer(*secure_) : *plain_).socket();
    error_code failed;
    socket.non_blocking(true, failed);
    if (failed) return true;
    char byte = 0;
    socket.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, failed);
    const bool quiet = failed == asio::error::would_block;
    socket.non_blocking(false, failed);
    return !quiet;
}

void Wire::fail_reading(error_code failed) const {
    if (failed == beast::http::error::body_limit)
        fail("the answer of " + url_.authority() + " is larger than " + std::to_string(limits_.body_bytes) + " bytes");
    if (failed == beast::http::error::header_limit) fail("the head of the answer of " + url_.authority() + " is too large");
    if (failed == beast::http::error::end_of_stream || failed == beast::http::error::partial_message ||
        failed == asio::error::eof || failed == asio::ssl::error::stream_truncated)
        fail(url_.authority() + " closed the connection before its answer was complete");
    if (failed.category() == beast::http::make_error_code(beast::http::error::bad_version).category())
        fail(url_.authority() + " did not answer in HTTP: " + failed.message());
    fail("the connection to " + url_.authority() + " broke: " + failed.message());
}

template <typename Stream, typename Parser>
error_code Wire::receive(Stream& stream, Parser& parser, Deadline total) {
    auto failed = wait(total, [&](auto done) { beast::http::async_read_header(stream, buffer_, parser, done); });
    while (!failed && !parser.is_done()) {
        failed = wait(total, [&](auto done) { beast::http::async_read_some(stream, buffer_, parser, done); });
        if (limits_.progress) {
            const auto of = parser.content_length();
            limits_.progress(parser.get().body().size(), of ? std::optional<std::uint64_t>(*of) : std::nullopt);
        }
    }
    return failed;
}

template <typename Stream>
std::optional<http::Response> Wire::converse(Stream& stream, const Outgoing& request, Deadline total, bool may_repeat) {
    const auto unsent = wait(total, [&](auto done) { beast::http::async_write(stream, request, done); });
    if (unsent && may_repeat) return std::nullopt;
    // A server that refuses a request while it arrives may close before it has read all: its answer is there all the same.
    for (;;) {
        beast::http::response_parser<beast::http::string_body> parser;
        parser.header_limit(most_head);
        parser.body_limit(limits_.body_bytes);
        parser.skip(request.method() == beast::http::verb::head);
        const auto failed = receive(stream, parser, total);
        if (failed) {
            reusable_ = false;
            if (may_repeat && !parser.got_some() && failed != beast::http::error::header_limit) return std::nullopt;
            fail_reading(unsent ? unsent : failed);
        }
        auto message = parser.release();
        if (message.result_int() >= 100 && message.result_int() < 200) continue;  // interim
        reusable_ = !unsent && message.keep_alive();
        http::Response response;
        response.status = static_cast<int>(message.result_int());
        for (const auto& field : message) response.headers.add(std::string(field.name_string()), std::string(field.value()));
        response.body = std::move(message.body());
        return response;
    }
}

std::optional<http::Response> Wire::exchange(const Outgoing& request, Deadline total, bool may_repeat) {
    try {
        return secure_ ? converse(*secure_, request, total, may_repeat) : converse(*plain_, request, total, may_repeat);
    } catch (const TimedOut&) {
        reusable_ = false;
        fail(url_.authority() + " did not finish its answer in " + in_seconds(limits_.total_time));
    }
}

}  // namespace sayso::net
