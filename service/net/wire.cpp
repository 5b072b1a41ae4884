#include "service/net/wire.hpp"

#include <openssl/ssl.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <future>
#include <stdexcept>
#include <thread>

namespace sayso::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using Message = beast::http::request<beast::http::string_body>;

struct TimedOut {};

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
            for (const auto& entry : resolver.resolve(host, port, result.first))
                result.second.push_back(entry.endpoint());
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

bool is_safe(beast::http::verb method) {
    return method == beast::http::verb::get || method == beast::http::verb::head ||
           method == beast::http::verb::options;
}

Message message_of(const Outgoing& request, const std::string& host) {
    if (!http::is_token(request.method)) throw std::runtime_error("'" + request.method + "' is not a method");
    Message message;
    message.version(11);
    message.method_string({request.method.data(), request.method.size()});
    message.target({request.target.data(), request.target.size()});
    message.set("Host", host);
    message.set("User-Agent", "sayso");
    message.set("Accept", "*/*");
    for (const auto& [name, value] : request.headers.all()) {
        if (!http::is_field(name, value))
            throw std::runtime_error("the header " + name + " has characters that cannot be sent");
        message.set(name, value);
    }
    message.keep_alive(request.keep_alive);
    message.body() = request.body;
    if (!request.body.empty() || !is_safe(message.method())) message.prepare_payload();
    return message;
}

http::Response response_of(beast::http::response<beast::http::string_body> message) {
    http::Response response;
    response.status = static_cast<int>(message.result_int());
    for (const auto& field : message)
        response.headers.add(std::string(field.name_string()), std::string(field.value()));
    response.body = std::move(message.body());
    return response;
}

}  // namespace

class Wire::State {
  public:
    State(Url url, const ClientLimits& limits, Deadline total);
    ~State();
    std::optional<http::Response> exchange(const Outgoing& request, Deadline total, bool may_repeat);
    bool stale();
    bool reusable = true;

  private:
    template <typename Start>
    error_code wait(Deadline deadline, Start start);
    template <typename Stream>
    std::optional<http::Response> converse(Stream& stream, const Message& request, Deadline total, bool may_repeat);
    template <typename Stream, typename Parser>
    error_code receive(Stream& stream, Parser& parser, Deadline total);
    void connect(Deadline deadline);
    void shake_hands(Deadline deadline);
    tcp::socket& socket() { return (secure_ ? beast::get_lowest_layer(*secure_) : *plain_).socket(); }
    [[noreturn]] void fail(const std::string& what) const { throw std::runtime_error(what); }
    [[noreturn]] void fail_reading(error_code failed) const;

    Url url_;
    ClientLimits limits_;
    asio::io_context io_;
    std::optional<asio::ssl::context> tls_;
    std::optional<beast::tcp_stream> plain_;
    std::optional<beast::ssl_stream<beast::tcp_stream>> secure_;
    beast::flat_buffer buffer_;
};

// Runs one asynchronous operation to its end. At the deadline the socket is closed, which ends it too.
template <typename Start>
error_code Wire::State::wait(Deadline deadline, Start start) {
    std::optional<error_code> result;
    const auto done = [&result](error_code ended, auto&&...) { result = ended; };
    start(done);
    io_.restart();
    io_.run_until(deadline);
    if (result) return *result;
    error_code ignored;
    socket().close(ignored);
    io_.restart();
    io_.run();
    throw TimedOut{};
}

Wire::State::State(Url url, const ClientLimits& limits, Deadline total) : url_(std::move(url)), limits_(limits) {
    if (url_.scheme == "https") {
        tls_.emplace(asio::ssl::context::tls_client);
        SSL_CTX_set_min_proto_version(tls_->native_handle(), TLS1_2_VERSION);
        tls_->set_default_verify_paths();
        tls_->set_verify_mode(asio::ssl::verify_peer);
        secure_.emplace(io_, *tls_);
        secure_->set_verify_callback(asio::ssl::host_name_verification(url_.host));
        if (!is_address(url_.host))  // the name we mean, for hosts that serve several
            SSL_ctrl(secure_->native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                     url_.host.data());
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

Wire::State::~State() {
    error_code ignored;
    socket().close(ignored);
}

void Wire::State::connect(Deadline deadline) {
    const auto found = find_host(url_, deadline);
    if (!found) throw TimedOut{};
    if (found->first || found->second.empty())
        fail("could not find the host " + url_.host + ": " +
             (found->first ? found->first.message() : "it has no address"));
    const auto failed = wait(deadline, [&](auto done) { asio::async_connect(socket(), found->second, done); });
    if (failed) fail("could not connect to " + url_.authority() + ": " + failed.message());
    socket().set_option(tcp::no_delay(true));
}

void Wire::State::shake_hands(Deadline deadline) {
    const auto failed =
        wait(deadline, [&](auto done) { secure_->async_handshake(asio::ssl::stream_base::client, done); });
    if (!failed) return;
    const long verdict = SSL_get_verify_result(secure_->native_handle());
    if (verdict != X509_V_OK)
        fail("the certificate of " + url_.authority() + " is not trusted: " + X509_verify_cert_error_string(verdict));
    fail("could not make a secure connection to " + url_.authority() + ": " + failed.message());
}

bool Wire::State::stale() {
    error_code failed;
    socket().non_blocking(true, failed);
    if (failed) return true;
    char byte = 0;
    socket().receive(asio::buffer(&byte, 1), tcp::socket::message_peek, failed);
    const bool quiet = failed == asio::error::would_block;
    socket().non_blocking(false, failed);
    return !quiet;
}

void Wire::State::fail_reading(error_code failed) const {
    if (failed == beast::http::error::body_limit)
        fail("the answer of " + url_.authority() + " is larger than " + std::to_string(limits_.body_bytes) + " bytes");
    if (failed == beast::http::error::header_limit)
        fail("the head of the answer of " + url_.authority() + " is too large");
    if (failed == beast::http::error::end_of_stream || failed == beast::http::error::partial_message ||
        failed == asio::error::eof || failed == asio::ssl::error::stream_truncated)
        fail(url_.authority() + " closed the connection before its answer was complete");
    if (failed.category() == beast::http::make_error_code(beast::http::error::bad_version).category())
        fail(url_.authority() + " did not answer in HTTP: " + failed.message());
    fail("the connection to " + url_.authority() + " broke: " + failed.message());
}

template <typename Stream, typename Parser>
error_code Wire::State::receive(Stream& stream, Parser& parser, Deadline total) {
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
std::optional<http::Response> Wire::State::converse(Stream& stream, const Message& request, Deadline total,
                                                    bool may_repeat) {
    const auto unsent = wait(total, [&](auto done) { beast::http::async_write(stream, request, done); });
    if (unsent && may_repeat) return std::nullopt;
    // A server that refuses a request while it arrives may close before it has read all; its answer is there already.
    for (;;) {
        beast::http::response_parser<beast::http::string_body> parser;
        parser.header_limit(most_head);
        parser.body_limit(limits_.body_bytes);
        parser.skip(request.method() == beast::http::verb::head);
        const auto failed = receive(stream, parser, total);
        if (failed) {
            reusable = false;
            if (may_repeat && !parser.got_some() && failed != beast::http::error::header_limit) return std::nullopt;
            fail_reading(unsent ? unsent : failed);
        }
        auto message = parser.release();
        if (message.result_int() >= 100 && message.result_int() < 200) continue;  // interim
        reusable = !unsent && message.keep_alive();
        return response_of(std::move(message));
    }
}

std::optional<http::Response> Wire::State::exchange(const Outgoing& request, Deadline total, bool may_repeat) {
    const Message message = message_of(request, url_.authority());
    try {
        return secure_ ? converse(*secure_, message, total, may_repeat) : converse(*plain_, message, total, may_repeat);
    } catch (const TimedOut&) {
        reusable = false;
        fail(url_.authority() + " did not finish its answer in " + in_seconds(limits_.total_time));
    }
}

Wire::Wire(Url url, const ClientLimits& limits, Deadline total)
    : state_(std::make_unique<State>(std::move(url), limits, total)) {}

Wire::~Wire() = default;

std::optional<http::Response> Wire::exchange(const Outgoing& request, Deadline total, bool may_repeat) {
    return state_->exchange(request, total, may_repeat);
}

bool Wire::reusable() const {
    return state_->reusable;
}

bool Wire::stale() {
    return state_->stale();
}

}  // namespace sayso::net
