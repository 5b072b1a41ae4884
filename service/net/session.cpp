#include "service/net/session.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <new>

#include "service/observe/observe.hpp"

namespace sayso::net {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

// For a first request on a connection that was taken up while stopping.
constexpr std::chrono::milliseconds last_grace{250};
constexpr std::size_t most_lingering_bytes = 1024 * 1024;

// The reason of a verdict that is no refusal: there is nobody left to tell.
constexpr http::Verdict gone{-1, "gone"};

// A turn that was given.
class InHand {
  public:
    explicit InHand(Turns& turns) : turns_(turns) {}
    ~InHand() { turns_.done(); }
    InHand(const InHand&) = delete;
    InHand& operator=(const InHand&) = delete;

  private:
    Turns& turns_;
};

std::string milliseconds(std::chrono::steady_clock::duration time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", std::chrono::duration<double, std::milli>(time).count());
    return text;
}

}  // namespace

Session::Session(Socket socket, std::shared_ptr<Crowd> crowd) : socket_(std::move(socket)), crowd_(std::move(crowd)) {
    error_code ignored;
    address_ = socket_.remote_endpoint(ignored).address();
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
}

Session::~Session() {
    crowd_->forget(*this);
}

void Session::start() {
    spawn(run(shared_from_this()));
}

void Session::turn_away() {
    spawn(apologise(shared_from_this()));
}

void Session::spawn(awaitable<> conversation) {
    const auto ended = [self = shared_from_this()](std::exception_ptr failure) {
        // Only memory that ran out comes this far; the connection is lost, the server is not.
        if (failure)
            observe::log(observe::Level::error, "connection_failed", {{"listener", self->crowd_->options.name}});
        error_code ignored;
        self->socket_.close(ignored);
        self->crowd_->leave(*self);
    };
    asio::co_spawn(socket_.get_executor(), std::move(conversation), ended);
}

// ---- deadlines

void Session::set_deadline(std::chrono::milliseconds from_now) {
    expired_ = false;
    deadline_.store((clock::now() + from_now).time_since_epoch().count(), std::memory_order_relaxed);
}

bool Session::late(clock::time_point now) const {
    const auto deadline = deadline_.load(std::memory_order_relaxed);
    return deadline != 0 && now.time_since_epoch().count() >= deadline;
}

void Session::expire() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        if (!self->late(clock::now())) return;  // it moved on meanwhile
        self->expired_ = true;
        self->deadline_.store(0, std::memory_order_relaxed);
        error_code ignored;
        self->socket_.cancel(ignored);
    });
}

void Session::drain() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        if (!self->idle_) return;
        self->leaving_ = true;
        error_code ignored;
        self->socket_.cancel(ignored);
    });
}

void Session::close() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        self->closing_ = true;
        error_code ignored;
        self->socket_.close(ignored);
    });
}

// ---- bytes

// Reads what is there into memory that all connections of this thread share, and keeps only as much as came.
bool Session::pull() {
    thread_local std::array<char, 16 * 1024> scratch;
    error_code failed;
    const std::size_t size = socket_.read_some(asio::buffer(scratch), failed);
    if (failed) {
        ended_ = failed != asio::error::would_block && failed != asio::error::interrupted;
        return false;
    }
    if (used_ > 0) {
        arrived_.erase(0, used_);
        used_ = 0;
    }
    arrived_.append(scratch.data(), size);
    return true;
}

// Waits for more bytes. False at the end of the stream, at the deadline, when closing.
Session::awaitable<bool> Session::more() {
    while (!stopped() && !ended_) {
        error_code failed;
        co_await socket_.async_wait(Socket::wait_read, asio::redirect_error(asio::use_awaitable, failed));
        if (stopped() || leaving_) co_return false;
        if (pull()) co_return true;
    }
    co_return false;
}

void Session::use(std::size_t bytes) {
    used_ += bytes;
    if (used_ < arrived_.size()) return;
    arrived_.clear();
    used_ = 0;
}

Session::awaitable<bool> Session::write(std::string_view head, std::string_view body) {
    set_deadline(crowd_->options.limits.write_time);
    std::array<asio::const_buffer, 2> parts{asio::buffer(head.data(), head.size()),
                                            asio::buffer(body.data(), body.size())};
    // Nearly always there is room for all of it, and nobody need be waited for.
    error_code failed;
    const std::size_t sent = socket_.write_some(parts, failed);
    if (failed == asio::error::would_block || failed == asio::error::interrupted) failed = {};
    if (!failed && sent < head.size() + body.size()) {
        const std::size_t of_head = std::min(sent, head.size());
        parts = {parts[0] + of_head, parts[1] + (sent - of_head)};
        co_await asio::async_write(socket_, parts, asio::redirect_error(asio::use_awaitable, failed));
    }
    deadline_.store(0, std::memory_order_relaxed);
    co_return !failed && !stopped();
}

// ---- the conversation

Session::awaitable<> Session::run(std::shared_ptr<Session> self) {
    for (;;) {
        const bool asked = co_await self->wait_for_request();
        if (!asked) break;
        const bool keep = co_await self->serve();
        if (!keep) {
            co_await self->part();
            break;
        }
    }
}

Session::awaitable<bool> Session::wait_for_request() {
    if (!unread().empty()) co_return true;  // pipelined behind the last one
    arrived_ = std::string();
    const auto& limits = crowd_->options.limits;
    if (crowd_->draining()) {
        // Nobody waits for a further request, but one that was on its way here is not cut off.
        if (pull()) co_return true;
        if (served_ || ended_) co_return false;
        set_deadline(std::min(limits.idle_time, last_grace));
        const bool asked = co_await more();
        co_return asked;
    }
    set_deadline(limits.idle_time);
    idle_ = true;
    const bool asked = co_await more();
    idle_ = false;
    co_return asked || (leaving_ && pull());
}

Session::awaitable<bool> Session::serve() {
    leaving_ = false;
    Exchange exchange;
    exchange.began = clock::now();
    exchange.request.id = crowd_->next_request_id();
    const http::Verdict verdict = co_await read_request(exchange);
    deadline_.store(0, std::memory_order_relaxed);
    if (verdict.status < 0) co_return false;
    if (verdict.passed()) {
        const auto turn = crowd_->turns->ask(socket_.get_executor());
        if (turn == Turns::Turn::later) co_await crowd_->turns->wait();
        if (turn == Turns::Turn::never) {
            crowd_->tell_busy();
            exchange.response = crowd_->router.busy(exchange.request);
        } else {
            const InHand in_hand(*crowd_->turns);
            co_await answer(exchange);
        }
    } else {
        observe::count("sayso_http_refused_total", {{"listener", crowd_->options.name}, {"reason", verdict.reason}});
        exchange.response = crowd_->router.error(exchange.request, verdict.status);
        exchange.keep = false;
    }
    const bool delivered = co_await deliver(exchange);
    served_ = true;
    report(exchange);
    co_return delivered&& exchange.keep;
}

Session::awaitable<http::Verdict> Session::read_request(Exchange& exchange) {
    set_deadline(crowd_->options.limits.header_time);
    http::Verdict verdict = co_await read_head(exchange);
    if (!verdict.passed()) co_return verdict;
    exchange.admission = http::admit(exchange.head, crowd_->options.limits.body_bytes);
    accept_head(exchange);
    if (!exchange.admission.verdict.passed()) co_return exchange.admission.verdict;
    if (exchange.admission.framing != http::Framing::none) verdict = co_await read_body(exchange);
    co_return verdict;
}

Session::awaitable<http::Verdict> Session::read_head(Exchange& exchange) {
    http::HeadScan scan(crowd_->options.limits.header_bytes);
    // A refusal too is an answer to HEAD, and has no content then (RFC 9110 9.3.2).
    const auto note_method = [&] {
        if (unread().substr(scan.begin(), 5) == "HEAD ") exchange.request.method = http::Method::head;
    };
    while (!scan.look(unread())) {
        const bool came = co_await more();
        if (came) continue;
        note_method();
        if (expired_) co_return http::Verdict{408, "slow head"};
        if (closing_ || !scan.begun()) co_return gone;
        co_return http::Verdict{400, "cut head"};
    }
    note_method();
    if (!scan.verdict().passed()) co_return scan.verdict();
    const auto verdict = http::read_head(unread().substr(scan.begin(), scan.end() - scan.begin()), exchange.head);
    use(scan.end());
    co_return verdict;
}

// What the router and the error page see of a head, also of one that is refused.
void Session::accept_head(Exchange& exchange) {
    auto& [head, admission, request, response, keep, began] = exchange;
    request.method = http::method_of(head.method);
    request.method_text = head.method;
    request.target = std::move(head.target);
    request.path = std::move(admission.path);
    request.query = std::move(admission.query);
    request.headers = std::move(head.fields);
    if (!admission.authority.empty()) request.headers.set("Host", admission.authority);
    if (!crowd_->peers.trusts_somebody() && peer_.empty()) peer_ = crowd_->peers.name(address_, request.headers);
    request.peer = peer_.empty() ? crowd_->peers.name(address_, request.headers) : peer_;
    keep = admission.keep_alive;
}

Session::awaitable<http::Verdict> Session::read_body(Exchange& exchange) {
    const auto& limits = crowd_->options.limits;
    set_deadline(limits.body_time);
    http::BodyReader reader(exchange.admission.framing, exchange.admission.length, limits.body_bytes);
    if (exchange.admission.wants_continue && unread().empty()) {
        const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n", {});
        if (!written) co_return gone;
        set_deadline(limits.body_time);
    }
    Crowd::BodyRoom room(*crowd_);
    for (;;) {
        use(reader.take(unread(), exchange.request.body));
        if (reader.done() || !reader.verdict().passed()) co_return reader.verdict();
        if (!room.grow_to(exchange.request.body.size())) co_return http::Verdict{503, "no room for bodies"};
        const bool came = co_await more();
        if (came) continue;
        if (expired_) co_return http::Verdict{408, "slow body"};
        co_return closing_ ? gone : http::Verdict{400, "cut body"};
    }
}

// Runs the handler. This is the web's one place that catches what a handler throws; nobody outside sees what it said.
Session::awaitable<> Session::answer(Exchange& exchange) {
    int failed = 0;
    std::string why;
    try {
        exchange.response = co_await crowd_->router.handle(exchange.request);
    } catch (const std::bad_alloc&) {
        failed = 503;
    } catch (const std::exception& thrown) {
        failed = 500;
        why = thrown.what();
    } catch (...) {
        failed = 500;
        why = "not a std::exception";
    }
    if (failed == 0) co_return;
    observe::log(observe::Level::error, "handler_failed",
                 {{"id", exchange.request.id}, {"route", exchange.request.route}, {"why", why}});
    exchange.response = crowd_->router.error(exchange.request, failed);
}

Session::awaitable<bool> Session::deliver(Exchange& exchange) {
    auto& response = exchange.response;
    const auto& request = exchange.request;
    if (crowd_->draining() || closing_ || http::same_word(response.headers.get("Connection"), "close"))
        exchange.keep = false;
    http::Delivery delivery{observe::now(), request.id, exchange.head.minor, exchange.keep, crowd_->options.behind_tls};
    auto head = http::encode_head(response, delivery);
    if (!head) {
        observe::log(observe::Level::error, "broken_response_header", {{"id", request.id}, {"route", request.route}});
        response = crowd_->router.error(request, 500);
        head = http::encode_head(response, delivery);
        if (!head) co_return false;
    }
    const bool bare = request.method == http::Method::head || !http::has_body(response.status);
    const std::string_view body = bare ? std::string_view() : std::string_view(response.body);
    const bool written = co_await write(*head, body);
    co_return written;
}

void Session::report(const Exchange& exchange) const {
    const auto took = clock::now() - exchange.began;
    const auto& route = exchange.request.route;
    const auto status = std::to_string(exchange.response.status);
    const std::string_view shown = route.empty() ? std::string_view("-") : std::string_view(route);
    // A method is whatever the other side sends: only those we know become a label.
    const bool known = exchange.request.method != http::Method::other;
    const std::string_view method = known ? std::string_view(exchange.request.method_text) : std::string_view("other");
    observe::count("sayso_http_requests_total",
                   {{"listener", crowd_->options.name}, {"route", shown}, {"method", method}, {"status", status}});
    observe::observe_seconds("sayso_http_request_seconds", std::chrono::duration<double>(took).count(),
                             {{"route", shown}});
    const auto level = exchange.response.status >= 500 ? observe::Level::warning : observe::Level::info;
    if (!observe::logs(level)) return;
    const auto time = milliseconds(took);
    observe::log(level, "request",
                 {{"id", exchange.request.id}, {"method", method}, {"route", shown}, {"status", status}, {"ms", time}});
}

// Closing while bytes of the other side are unread would reset the connection and take our last answer with it: say
// that we are done, then read and forget until the other side is done too.
Session::awaitable<> Session::part() {
    if (closing_ || expired_ || ended_) co_return;
    error_code failed;
    socket_.shutdown(Socket::shutdown_send, failed);
    if (failed) co_return;
    set_deadline(crowd_->options.limits.linger_time);
    std::size_t forgotten = 0;
    for (bool came = true; came && forgotten < most_lingering_bytes;) {
        arrived_.clear();
        used_ = 0;
        came = co_await more();
        forgotten += arrived_.size();
    }
}

Session::awaitable<> Session::apologise(std::shared_ptr<Session> self) {
    Exchange exchange;
    exchange.request.id = self->crowd_->next_request_id();
    exchange.response = self->crowd_->router.error(exchange.request, 503);
    const bool delivered = co_await self->deliver(exchange);
    if (delivered) co_await self->part();
}

}  // namespace sayso::net
