#pragma once
// What the service tells its operators, and what time it is. Knows nothing of requests, calls or storage.
#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace sayso::observe {

// ---- log: one line per event, `time level event key=value ...`; values are escaped so that nobody writes lines of
// their own. Never a phone number of a caller, never a ZIP (rule 9).
enum class Level { debug, info, warning, error };
using Pairs = std::initializer_list<std::pair<std::string_view, std::string_view>>;
void log(Level level, std::string_view event, Pairs pairs = {});
void set_log_level(Level level);
// Makes the writing thread now, and not for the first line, which may be about a lack of memory. Throws
// std::system_error when there can be none.
void open_log();
bool logs(Level level);  // whether a line of that level is written: before its values are made
// To standard error by default; a test can take the lines instead.
void set_log_sink(std::function<void(std::string_view line)> sink);  // nullptr: standard error again
// Lines wait in a bounded queue for a writing thread, so that a slow terminal never holds up a request; when it is full
// the oldest are dropped. Waits until what was logged so far is written: before the program ends.
void flush_log();
// One line without the end of line: what log() writes. Controls, quotes and whatever is not ASCII become escapes.
std::string format_log_line(std::chrono::sys_time<std::chrono::milliseconds> at, Level level, std::string_view event,
                            Pairs pairs);

// ---- metrics (Prometheus)
// The words of # HELP for a metric; call it before the first use of the metric.
void describe(std::string_view name, std::string_view help);
// Adds to a counter made on first use. labels as "name=value" pairs with few values each: a metric takes at most 1000
// combinations, later ones are counted in sayso_metrics_dropped_total only.
void count(std::string_view name, Pairs labels = {}, double by = 1);
void gauge(std::string_view name, double value, Pairs labels = {});
void observe_seconds(std::string_view name, double seconds, Pairs labels = {});
std::string metrics_text();  // the exposition format

// ---- clock: wall time for records, a steady one for limits and deadlines; both settable in tests.
using Instant = std::chrono::sys_seconds;
Instant now();
std::chrono::steady_clock::time_point steady_now();
void set_clock(std::function<Instant()> clock);  // nullptr: the real one
void set_steady_clock(std::function<std::chrono::steady_clock::time_point()> clock);

}  // namespace sayso::observe
