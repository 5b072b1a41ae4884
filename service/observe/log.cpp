#include <fmt/core.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/base_sink.h>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <mutex>

#include "service/observe/observe.hpp"

namespace sayso::observe {

namespace {

constexpr std::size_t waiting_lines = 2048;

std::atomic<int> lowest{static_cast<int>(Level::info)};
std::mutex sink_mutex;
std::atomic<bool> sink_set{false};
std::function<void(std::string_view)> sink;

// Standard error, with a way to wait until the writing thread has come past a flush.
class ErrorStream : public spdlog::sinks::base_sink<std::mutex> {
  public:
    bool wait_for_flush(std::uint64_t number, std::chrono::milliseconds at_most) {
        std::unique_lock lock(mutex_);
        return flushed_.wait_for(lock, at_most, [&] { return flushes_ >= number; });
    }

  protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        std::fwrite(line.data(), 1, line.size(), stderr);
    }
    void flush_() override {
        std::fflush(stderr);
        ++flushes_;
        flushed_.notify_all();
    }

  private:
    std::condition_variable flushed_;
    std::uint64_t flushes_ = 0;  // under base_sink's mutex_, which log() and flush() hold around us
};

// The queue and its thread live until the program ends, when what waits is written.
struct Writer {
    std::shared_ptr<ErrorStream> stream = std::make_shared<ErrorStream>();
    std::shared_ptr<spdlog::details::thread_pool> pool =
        std::make_shared<spdlog::details::thread_pool>(waiting_lines, 1);
    std::shared_ptr<spdlog::async_logger> logger =
        std::make_shared<spdlog::async_logger>("sayso", stream, pool, spdlog::async_overflow_policy::overrun_oldest);
    std::mutex flushing;
    std::uint64_t flushes = 0;
    Writer() {
        logger->set_pattern("%v");
        logger->set_level(spdlog::level::trace);
        logger->flush_on(spdlog::level::off);
    }
};

std::atomic<bool> writer_made{false};

Writer& writer() {
    static Writer instance;
    writer_made.store(true, std::memory_order_release);
    return instance;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            return "error";
    }
    return "error";
}

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

bool plain(char c) {
    return c > 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '=';
}

void append_escaped(std::string& line, char c) {
    static constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
        case '\n':
            line += "\\n";
            return;
        case '\r':
            line += "\\r";
            return;
        case '\t':
            line += "\\t";
            return;
        case '"':
            line += "\\\"";
            return;
        case '\\':
            line += "\\\\";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) {
        line += c;
    } else {
        line += "\\x";
        line += digits[byte >> 4];
        line += digits[byte & 15];
    }
}

void append_value(std::string& line, std::string_view value) {
    bool bare = !value.empty();
    for (const char c : value) bare = bare && plain(c);
    if (bare) {
        line += value;
        return;
    }
    line += '"';
    for (const char c : value) append_escaped(line, c);
    line += '"';
}

void append_name(std::string& line, std::string_view name) {
    for (const char c : name) line += plain(c) ? c : '_';
}

}  // namespace

std::string format_log_line(std::chrono::sys_time<std::chrono::milliseconds> at, Level level, std::string_view event,
                            Pairs pairs) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    std::string line =
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z {} ", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                    time.minutes().count(), time.seconds().count(), time.subseconds().count(), name_of(level));
    append_name(line, event);
    for (const auto& [name, value] : pairs) {
        line += ' ';
        append_name(line, name);
        line += '=';
        append_value(line, value);
    }
    return line;
}

// Does not throw: a line that there is no memory for is lost, and what it tells of goes on.
void log(Level level, std::string_view event, Pairs pairs) try {
    if (!logs(level)) return;
    const auto at = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const std::string line = format_log_line(at, level, event, pairs);
    if (sink_set.load(std::memory_order_acquire)) {
        const std::lock_guard lock(sink_mutex);
        if (sink) {
            sink(line);
            return;
        }
    }
    writer().logger->log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
} catch (const std::bad_alloc&) {
}

void flush_log() {
    if (!writer_made.load(std::memory_order_acquire)) return;
    const std::lock_guard lock(writer().flushing);
    writer().logger->flush();
    writer().stream->wait_for_flush(++writer().flushes, std::chrono::seconds(2));
}

bool logs(Level level) {
    return static_cast<int>(level) >= lowest.load(std::memory_order_relaxed);
}

void open_log() {
    writer();
}

void set_log_level(Level level) {
    lowest = static_cast<int>(level);
}

void set_log_sink(std::function<void(std::string_view line)> taker) {
    const std::lock_guard lock(sink_mutex);
    sink_set = static_cast<bool>(taker);
    sink = std::move(taker);
}

}  // namespace sayso::observe
