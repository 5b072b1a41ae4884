#include "tests/bench/load/driver.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <stdexcept>

namespace sayso::bench {

namespace {

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;

constexpr std::size_t most_problems_shown = 5;

double seconds_between(Moment from, Moment to) {
    return std::chrono::duration<double>(to - from).count();
}

double computed() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// An answer in a buffer, once it is whole.
struct Answer {
    int status = 0;
    std::string_view content_type, body;
    std::size_t size = 0;  // of the whole answer; 0: not all of it is here
    bool close = false;
};

std::string_view header(std::string_view head, std::string_view lower, std::string_view usual) {
    auto at = head.find(usual);
    if (at == std::string_view::npos) at = head.find(lower);
    if (at == std::string_view::npos) return {};
    const auto rest = head.substr(at + usual.size());
    return rest.substr(0, rest.find('\r'));
}

Answer read_answer(std::string_view bytes) {
    Answer answer;
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) return answer;
    const auto head = bytes.substr(0, end + 2);
    if (head.size() < 14) throw std::runtime_error("an answer that is not HTTP");
    std::from_chars(head.data() + 9, head.data() + 12, answer.status);
    std::size_t length = 0;
    const auto text = header(head, "\r\ncontent-length: ", "\r\nContent-Length: ");
    if (!text.empty())
        std::from_chars(text.data(), text.data() + text.size(), length);
    else if (answer.status != 204)
        throw std::runtime_error("an answer without Content-Length");
    if (bytes.size() < end + 4 + length) return answer;
    answer.content_type = header(head, "\r\ncontent-type: ", "\r\nContent-Type: ");
    answer.close = header(head, "\r\nconnection: ", "\r\nConnection: ") == "close";
    answer.body = bytes.substr(end + 4, length);
    answer.size = end + 4 + length;
    return answer;
}

struct Connection {
    int fd = -1;
    std::string in;                            // of an answer that came in pieces
    Moment due{};                              // of the request in flight
    std::optional<Conversation> conversation;  // nothing when plain files are fetched
};

std::string plain_request(const Plan& plan, const std::string& host) {
    std::string text = (plan.form.empty() ? "GET " : "POST ") + plan.get + " HTTP/1.1\r\nHost: " + host +
                       "\r\nUser-Agent: bench\r\nAccept: */*\r\n";
    if (!plan.form.empty())
        text +=
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(plan.form.size()) +
            "\r\n";
    return text + "\r\n" + plan.form;
}

class Driver {
  public:
    Driver(const Plan& plan, const Hotline& hotline, const std::string& token)
        : plan_(plan),
          hotline_(hotline),
          signer_(token),
          epoll_(epoll_create1(0)),
          random_(static_cast<unsigned>(plan.seed) + 1) {
        if (!plan.get.empty()) get_ = plain_request(plan, hotline.host);
        for (int i = 0; i < plan.connections; ++i) {
            auto& made = connections_.emplace_back(std::make_unique<Connection>());
            if (get_.empty())
                made->conversation.emplace(hotline_, signer_, plan.seed * 1'000'003 + static_cast<unsigned>(i));
            open(*made);
        }
    }
    ~Driver() {
        for (const auto& connection : connections_) close(connection->fd);
        close(epoll_);
    }

    Result run() {
        begun_ = Clock::now();
        const bool counted = plan_.calls > 0;
        measured_from_ = begun_ + std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double>(counted ? 0 : plan_.warm_up));
        measured_to_ = counted ? Moment::max()
                               : measured_from_ + std::chrono::duration_cast<Clock::duration>(
                                                      std::chrono::duration<double>(plan_.seconds));
        next_due_ = begun_;
        double computed_before = computed();
        bool warm = false;
        for (const auto& connection : connections_) free_.push_back(connection.get());
        send_due(Clock::now());
        for (;;) {
            const auto now = Clock::now();
            if (!warm && now >= measured_from_) {
                warm = true;
                computed_before = computed();
                measured_from_ = now;
            }
            if (now >= measured_to_ || (counted && ended_ >= plan_.calls)) break;
            turn(now);
        }
        const auto end = Clock::now();
        result_.seconds = seconds_between(measured_from_, end);
        result_.busy = (computed() - computed_before) / result_.seconds;
        if (plan_.rate > 0 && !plan_.skip_late && end > next_due_)
            result_.unsent = static_cast<std::uint64_t>(seconds_between(next_due_, end) * plan_.rate);
        return std::move(result_);
    }

  private:
    void open(Connection& connection) {
        connection.fd = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(plan_.port));
        inet_pton(AF_INET, plan_.address.c_str(), &to.sin_addr);
        if (connection.fd < 0 || connect(connection.fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
            throw std::runtime_error("cannot connect to port " + std::to_string(plan_.port) + ": " +
                                     std::strerror(errno));
        const int on = 1;
        setsockopt(connection.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &connection;
        epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.fd, &event);
    }

    // At a given rate anyone's next request is due, as callers have nothing to do with each other. In turn they would
    // all begin, key their ZIP and hang up at the same time, and the service would have a busy and a calm half of each
    // second.
    Connection& take_free() {
        if (plan_.rate > 0) std::swap(free_.front(), free_[random_() % free_.size()]);
        Connection& connection = *free_.front();
        free_.pop_front();
        return connection;
    }

    void open_again(Connection& connection) {
        close(connection.fd);
        connection.in.clear();
        open(connection);
        ++result_.reconnects;
    }

    void turn(Moment now) {
        std::array<epoll_event, 256> events;
        const auto patience = until_next(now);
        const timespec wait{patience.count() / 1'000'000'000, patience.count() % 1'000'000'000};
        const int count = epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &wait, nullptr);
        for (int i = 0; i < count; ++i)
            receive(*static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr));
        send_due(Clock::now());
    }

    std::chrono::nanoseconds until_next(Moment now) const {
        Moment next = std::min(now + std::chrono::milliseconds(50), measured_to_);
        if (!paused_.empty()) next = std::min(next, paused_.top().first);
        if (plan_.rate > 0 && !free_.empty()) next = std::min(next, next_due_);
        if (!free_.empty() && plan_.rate == 0 && !all_begun()) return std::chrono::nanoseconds(0);
        return std::max(std::chrono::nanoseconds(0), std::chrono::nanoseconds(next - now));
    }

    bool all_begun() const { return plan_.calls > 0 && begun_calls_ >= plan_.calls; }

    // Those whose pause is over come first: they are calls in progress.
    void send_due(Moment now) {
        while (!paused_.empty() && paused_.top().first <= now) {
            Connection& connection = *paused_.top().second;
            const Moment due = paused_.top().first;
            paused_.pop();
            send(connection, due);
        }
        while (!free_.empty() && (plan_.rate == 0 || next_due_ <= now)) {
            Connection& connection = take_free();
            if (connection.conversation && connection.conversation->at_answer()) {
                if (all_begun()) continue;  // this connection has done its part
                ++begun_calls_;
            }
            send(connection, plan_.rate == 0 ? now : next_due_);
            if (plan_.rate > 0) next_due_ += interval();
        }
        // Every caller is on the line: what is due now nobody asks, neither now nor late.
        while (plan_.skip_late && plan_.rate > 0 && free_.empty() && next_due_ <= now) {
            next_due_ += interval();
            if (now >= measured_from_) ++result_.unsent;
        }
    }

    std::chrono::nanoseconds interval() const {
        return std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / plan_.rate));
    }

    void send(Connection& connection, Moment due) {
        connection.due = due;
        if (connection.conversation) {
            request_.clear();
            connection.conversation->ask(request_);
        }
        const std::string& bytes = connection.conversation ? request_ : get_;
        if (::send(connection.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()))
            return;
        open_again(connection);
        if (::send(connection.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
            throw std::runtime_error("cannot send");
    }

    void receive(Connection& connection) {
        const ssize_t size = recv(connection.fd, scratch_.data(), scratch_.size(), MSG_DONTWAIT);
        if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (size <= 0) return lost(connection);
        std::string_view bytes(scratch_.data(), static_cast<std::size_t>(size));
        if (!connection.in.empty()) bytes = connection.in.append(bytes);
        const Answer answer = read_answer(bytes);
        if (answer.size == 0) {
            if (connection.in.empty()) connection.in = bytes;
            return;
        }
        heard(connection, answer);
        connection.in.clear();
        if (answer.close) open_again(connection);
    }

    // Closed under a request is a problem; between two it is the server's right.
    void lost(Connection& connection) {
        const bool in_flight = connection.due != Moment{};
        open_again(connection);
        if (!in_flight) return;
        problem("the connection was closed under a request");
        send(connection, connection.due);
    }

    void problem(const std::string& what) {
        ++result_.problems;
        if (result_.first_problems.size() < most_problems_shown) result_.first_problems.push_back(what);
    }

    void heard(Connection& connection, const Answer& answer) {
        const auto now = Clock::now();
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(now - connection.due).count();
        connection.due = {};
        const bool measured = now >= measured_from_ && now < measured_to_;
        if (!connection.conversation) {
            if (answer.status != 200 || answer.body.size() != plan_.get_bytes)
                problem("status " + std::to_string(answer.status) + ", " + std::to_string(answer.body.size()) +
                        " bytes");
            count(measured, static_cast<std::uint64_t>(took));
            free_.push_back(&connection);
            return;
        }
        auto& conversation = *connection.conversation;
        const int steps = conversation.steps(), legs = conversation.legs();
        const Heard what = conversation.hear(answer.status, answer.content_type, answer.body);
        if (what == Heard::hold) {
            if (measured) {
                ++result_.holds;
                result_.hold_times.add(static_cast<std::uint64_t>(took));
            }
            if (conversation.pause_seconds() > 0) {
                paused_.emplace(now + std::chrono::seconds(conversation.pause_seconds()), &connection);
                return;
            }
            ++ended_;
        } else if (what == Heard::wrong) {
            problem(conversation.problem());
            ++ended_;
        } else {
            count(measured, static_cast<std::uint64_t>(took));
            if (what == Heard::noted) call_ended(steps, legs);
        }
        free_.push_back(&connection);
    }

    void count(bool measured, std::uint64_t took) {
        if (!measured) return;
        ++result_.requests;
        result_.times.add(took);
    }

    void call_ended(int steps, int legs) {
        ++ended_;
        ++result_.calls;
        result_.steps += static_cast<std::uint64_t>(steps);
        result_.legs += static_cast<std::uint64_t>(legs);
        ++result_.calls_by_steps[steps];
    }

    struct Later {
        bool operator()(const std::pair<Moment, Connection*>& a, const std::pair<Moment, Connection*>& b) const {
            return a.first > b.first;
        }
    };

    const Plan plan_;
    const Hotline& hotline_;
    Signer signer_;
    const int epoll_;
    std::string get_, request_;
    std::array<char, 64 * 1024> scratch_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::deque<Connection*> free_;  // may send
    std::minstd_rand random_;
    std::priority_queue<std::pair<Moment, Connection*>, std::vector<std::pair<Moment, Connection*>>, Later> paused_;
    Moment begun_, measured_from_, measured_to_, next_due_;
    std::int64_t begun_calls_ = 0, ended_ = 0;
    Result result_;
};

}  // namespace

Result drive(const Plan& plan, const Hotline& hotline, const std::string& token) {
    const auto driver = std::make_unique<Driver>(plan, hotline, token);
    return driver->run();
}

}  // namespace sayso::bench
