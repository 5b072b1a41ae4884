#include "service/net/wire.hpp"

#include <openssl/ssl.h>

#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <future>
#include <stdexcept>
#include <thread>

namespace sayso::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using Parser = beast::http::response_parser<beast::http::string_body>;

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

// The request as it goes out: one field of each name, the caller's instead of ours where there are both.
std::string bytes_of(const Outgoing& request, const std::string& host) {
    if (!http::is_token(request.method)) throw std::runtime_error("'" + request.method + "' is not a method");
    for (const char c : request.target)
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f)
            throw std::runtime_error("'" + request.target + "' is not a path: it has blanks or control characters");
    http::Headers fields;
    fields.add("Host", host);
    fields.add("User-Agent", "sayso");
    fields.add("Accept", "*/*");
    for (const auto& [name, value] : request.headers.own()) {
        if (!http::is_field(name, value))
            throw std::runtime_error("the header " + name + " has characters that cannot be sent");
        fields.set(name, value);
    }
    fields.set("Connection", request.keep_alive ? "keep-alive" : "close");
    fields.remove("Transfer-Encoding");
    const bool bare = request.body.empty() && (request.method == "GET" || request.method == "HEAD");
    if (!bare) fields.set("Content-Length", std::to_string(request.body.size()));
    std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\n";
    for (const auto& [name, value] : fields.own()) bytes += name + ": " + value + "\r\n";
    return bytes + "\r\n" + request.body;
}

http::Response response_of(Parser::value_type message) {
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
    std::optional<http::Response> converse(const Outgoing& request, Deadline total, bool may_repeat);
    error_code write(const std::string& bytes, Deadline total);
    error_code read(Deadline total);
    error_code receive(Parser& parser, Deadline total);
    void connect(Deadline deadline);
    void shake_hands(Deadline deadline);
    [[noreturn]] void fail(const std::string& what) const { throw std::runtime_error(what); }
    [[noreturn]] void fail_reading(error_code failed) const;

    Url url_;
    ClientLimits limits_;
    asio::io_context io_;
    std::optional<asio::ssl::context> tls_;
    tcp::socket socket_{io_};
    std::optional<asio::ssl::stream<tcp::socket&>> secure_;
    std::string arrived_;  // and not yet part of an answer
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
    socket_.close(ignored);
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
        secure_.emplace(socket_, *tls_);
        secure_->set_verify_callback(asio::ssl::host_name_verification(url_.host));
        if (!is_address(url_.host))  // the name we mean, for hosts that serve several
            SSL_ctrl(secure_->native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                     url_.host.data());
    }
    const auto own = std::chrono::steady_clock::now() + limits_.connect_time;
    try {
        connect(std::min(own, total));
        if (secure_) shake_hands(std::min(own, total));
    } catch (const TimedOut&) {
        if (own <= total)
            throw NotConnected("could not connect to " + url_.authority() + " in " + in_seconds(limits_.connect_time));
        fail(url_.authority() + " did not answer in " + in_seconds(limits_.total_time));
    }
}

Wire::State::~State() {
    error_code ignored;
    socket_.close(ignored);
}

void Wire::State::connect(Deadline deadline) {
    const auto found = find_host(url_, deadline);
    if (!found) throw TimedOut{};
    if (found->first || found->second.empty())
        fail("could not find the host " + url_.host + ": " +
             (found->first ? found->first.message() : "it has no address"));
    const auto failed = wait(deadline, [&](auto done) { asio::async_connect(socket_, found->second, done); });
    if (failed) throw NotConnected("could not connect to " + url_.authority() + ": " + failed.message());
    socket_.set_option(tcp::no_delay(true));
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
    socket_.non_blocking(true, failed);
    if (failed) return true;
    char byte = 0;
    socket_.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, failed);
    const bool quiet = failed == asio::error::would_block;
    socket_.non_blocking(false, failed);
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

error_code Wire::State::write(const std::string& bytes, Deadline total) {
    return wait(total, [&](auto done) {
        if (secure_)
            asio::async_write(*secure_, asio::buffer(bytes), done);
        else
            asio::async_write(socket_, asio::buffer(bytes), done);
    });
}

error_code Wire::State::read(Deadline total) {
    std::array<char, 32 * 1024> bytes;
    std::size_t size = 0;
    const auto failed = wait(total, [&](auto done) {
        const auto noted = [&size, done](error_code ended, std::size_t came) {
            size = came;
            done(ended);
        };
        if (secure_)
            secure_->async_read_some(asio::buffer(bytes), noted);
        else
            socket_.async_read_some(asio::buffer(bytes), noted);
    });
    arrived_.append(bytes.data(), size);
    return failed;
}

// Reads one answer to its end, whether that is a length, a last chunk or the end of the stream.
error_code Wire::State::receive(Parser& parser, Deadline total) {
    for (;;) {
        error_code failed;
        if (!arrived_.empty()) arrived_.erase(0, parser.put(asio::buffer(arrived_), failed));
        if (failed == beast::http::error::need_more) failed = {};
        if (limits_.progress && parser.is_header_done()) {
            const auto of = parser.content_length();
            limits_.progress(parser.get().body().size(), of ? std::optional<std::uint64_t>(*of) : std::nullopt);
        }
        if (failed || parser.is_done()) return failed;
        failed = read(total);
        if (failed == asio::error::eof && parser.got_some()) {
            parser.put_eof(failed);
            return failed;
        }
        if (failed) return failed;
    }
}

std::optional<http::Response> Wire::State::converse(const Outgoing& request, Deadline total, bool may_repeat) {
    const auto unsent = write(bytes_of(request, url_.authority()), total);
    if (unsent && may_repeat) return std::nullopt;
    // A server that refuses a request while it arrives may close before it has read all; its answer is there already.
    for (;;) {
        Parser parser;
        parser.eager(true);
        parser.header_limit(most_head);
        parser.body_limit(limits_.body_bytes);
        parser.skip(request.method == "HEAD");
        const auto failed = receive(parser, total);
        if (failed) {
            reusable = false;
            if (may_repeat && !parser.got_some()) return std::nullopt;
            fail_reading(unsent ? unsent : failed);
        }
        auto message = parser.release();
        if (message.result_int() >= 100 && message.result_int() < 200) continue;  // interim
        reusable = !unsent && message.keep_alive();
        return response_of(std::move(message));
    }
}

std::optional<http::Response> Wire::State::exchange(const Outgoing& request, Deadline total, bool may_repeat) {
    try {
        return converse(request, total, may_repeat);
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
