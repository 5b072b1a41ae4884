#include "service/outbound/geocoder.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <new>
#include <thread>
#include <vector>

#include "service/http/form.hpp"
#include "service/net/client.hpp"
#include "service/observe/observe.hpp"
#include "service/outbound/breaker.hpp"

namespace sayso::outbound {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = Whereabouts::Kind;

constexpr std::size_t longest_address = 200;  // bytes; the Census Bureau takes half of that
constexpr std::uint64_t most_answer = 256 * 1024;

std::string_view name_of(Kind kind) {
    switch (kind) {
        case Kind::found:
            return "found";
        case Kind::nowhere:
            return "nowhere";
        case Kind::unclear:
            return "unclear";
        case Kind::not_now:
            break;
    }
    return "not-now";
}

// One line without controls and double blanks; empty when there is nothing in it that could be an address.
std::string tidy(std::string_view address) {
    std::string line;
    for (const char c : address) {
        const bool blank = static_cast<unsigned char>(c) <= ' ' || c == 0x7f;
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

}  // namespace

// The threads, and who waits for them.
class Geocoder::Desk {
  public:
    using Tell = std::function<void(Whereabouts)>;

    Desk(std::string url, GeocoderLimits limits)
        : url_(std::move(url)), limits_(limits), breaker_(limits.failures, limits.rest) {
        for (int i = 0; i < limits_.at_once && !url_.empty(); ++i) threads_.emplace_back([this] { work(); });
    }
    ~Desk() {
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
        }
        wake_.notify_all();
        for (auto& thread : threads_) thread.join();
        for (const Question& question : questions_) tell(question, {});
    }

    bool empty() const { return url_.empty(); }

    // False when there is no room, and then `tell` is never called.
    bool take(std::string address, Tell tell) {
        {
            const std::lock_guard lock(mutex_);
            if (closing_ || questions_.size() >= limits_.waiting) return false;
            questions_.push_back({std::move(address), Clock::now() + limits_.total_time, std::move(tell)});
        }
        wake_.notify_one();
        return true;
    }

  private:
    struct Question {
        std::string address;
        Clock::time_point deadline;
        Tell tell;
    };

    void work() {
        std::unique_lock lock(mutex_);
        while (true) {
            wake_.wait(lock, [this] { return closing_ || !questions_.empty(); });
            if (closing_) return;
            const Question question = std::move(questions_.front());
            questions_.pop_front();
            lock.unlock();
            tell(question, answer(question));
            lock.lock();
        }
    }

    // Somebody waits for this: without memory for the message it waits for some.
    static void tell(const Question& question, const Whereabouts& answer) {
        for (;;) {
            try {
                return question.tell(answer);
            } catch (const std::bad_alloc&) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        }
    }

    Whereabouts answer(const Question& question) {
        try {
            return try_to_answer(question);
        } catch (const std::bad_alloc&) {
            return {};
        }
    }

    Whereabouts try_to_answer(const Question& question) {
        if (Clock::now() >= question.deadline || !breaker_.may_ask(observe::steady_now())) return {};
        std::string problem;
        Whereabouts found;
        try {
            found = ask(question, problem);
        } catch (const std::exception& error) {
            problem = error.what();  // names the geocoder, never what it was asked
        }
        if (problem.empty()) {
            if (breaker_.went_well()) observe::log(observe::Level::info, "geocoder_answers_again");
        } else if (breaker_.failed(observe::steady_now())) {
            observe::log(observe::Level::warning, "geocoder_rests",
                         {{"problem", problem}, {"seconds", std::to_string(limits_.rest.count())}});
        }
        return found;
    }

    Whereabouts ask(const Question& question, std::string& problem) const {
        net::ClientLimits limits;
        limits.total_time = std::chrono::ceil<std::chrono::milliseconds>(question.deadline - Clock::now());
        limits.connect_time = limits.total_time;
        limits.body_bytes = most_answer;
        limits.redirects = 0;  // an address goes where the operator said and nowhere else
        http::Headers headers;
        headers.set("Accept", "application/json");
        const std::string target = url_ + (url_.find('?') == std::string::npos ? "?" : "&") +
                                   "address=" + http::percent_encode(question.address) +
                                   "&benchmark=Public_AR_Current&format=json";
        const http::Response response = net::fetch("GET", target, headers, "", limits);
        // What the Census Bureau says of an address that is too long or has nothing in it.
        if (response.status == 400) return {Kind::nowhere, {}, {}};
        Whereabouts found;
        if (response.status == 200)
            found = read_census_answer(response.body);
        else
            problem = "it answers with status " + std::to_string(response.status);
        if (problem.empty() && found.kind == Kind::not_now) problem = "its answer is not what a geocoder says";
        return found;
    }

    const std::string url_;
    const GeocoderLimits limits_;
    Breaker breaker_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Question> questions_;
    bool closing_ = false;
    std::vector<std::thread> threads_;
};

Geocoder::Geocoder(std::string url, GeocoderLimits limits) : desk_(std::make_shared<Desk>(std::move(url), limits)) {
    observe::describe("sayso_geocoder_total", "Addresses looked up, by what came of it");
}

Geocoder::~Geocoder() = default;

bool Geocoder::there_is_one() const {
    return !desk_->empty();
}

boost::asio::awaitable<Whereabouts> Geocoder::find(std::string address) {
    namespace asio = boost::asio;
    Whereabouts found;
    const std::string line = tidy(address);
    if (desk_->empty()) co_return found;
    if (line.empty() || line.size() > longest_address) {
        found.kind = Kind::nowhere;
        co_return found;
    }
    // The handler resumes this coroutine: on its own executor, which is kept busy meanwhile.
    const auto start = [&line, desk = desk_.get()](auto handler) {
        const auto executor = asio::get_associated_executor(handler);
        auto waiter = std::make_shared<decltype(handler)>(std::move(handler));
        auto tell = [waiter, work = asio::make_work_guard(executor)](Whereabouts answer) {
            asio::post(work.get_executor(),
                       [waiter, answer = std::move(answer)]() mutable { (*waiter)(std::move(answer)); });
        };
        if (!desk->take(line, tell)) tell({});
    };
    const asio::use_awaitable_t<> token;
    found = co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Whereabouts)>(start, token);
    observe::count("sayso_geocoder_total", {{"result", name_of(found.kind)}});
    co_return found;
}

}  // namespace sayso::outbound
