#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "service/observe/observe.hpp"

namespace sayso::observe {

namespace {

constexpr std::size_t most_series = 1000;
const prometheus::Histogram::BucketBoundaries seconds_buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                              0.1,    0.25,  0.5,    1,     2.5,  5,     10};

prometheus::Labels labels_of(Pairs pairs) {
    prometheus::Labels labels;
    for (const auto& [name, value] : pairs) labels.emplace(name, value);
    return labels;
}

// What is looked up again and again: the metric with its labels, as one string that cannot be ambiguous.
std::string key_of(std::string_view name, Pairs pairs) {
    std::string key;
    key.reserve(160);
    key += name;
    for (const auto& [label, value] : pairs) {
        key += '\n';
        key += label;
        key += '=';
        if (value.find('\n') == std::string_view::npos && value.find('\\') == std::string_view::npos) {
            key += value;
            continue;
        }
        for (const char c : value) {
            if (c == '\n' || c == '\\') key += '\\';
            key += c == '\n' ? 'n' : c;
        }
    }
    return key;
}

struct Metrics {
    prometheus::Registry registry{prometheus::Registry::InsertBehavior::Merge};
    std::shared_mutex mutex;
    std::unordered_map<std::string, std::string> help;
    std::unordered_map<std::string, prometheus::Counter*> counters;
    std::unordered_map<std::string, prometheus::Gauge*> gauges;
    std::unordered_map<std::string, prometheus::Histogram*> histograms;
    std::unordered_map<std::string, std::size_t> series;  // combinations of labels by metric
    prometheus::Counter& dropped =
        prometheus::BuildCounter()
            .Name("sayso_metrics_dropped_total")
            .Help("Samples lost: too many combinations of labels, or a name used for two kinds of metric")
            .Register(registry)
            .Add({});

    std::string help_of(const std::string& name) {
        const auto found = help.find(name);
        return found == help.end() ? std::string() : found->second;
    }

    // The metric in `known`, made by `make` on first use; nullptr when the metric has too many combinations.
    template <typename Metric, typename Make>
    Metric* find(std::unordered_map<std::string, Metric*>& known, std::string_view name, Pairs pairs, Make make) {
        const std::string key = key_of(name, pairs);
        {
            const std::shared_lock lock(mutex);
            if (const auto found = known.find(key); found != known.end()) return found->second;
        }
        const std::unique_lock lock(mutex);
        if (const auto found = known.find(key); found != known.end()) return found->second;
        const std::string own_name(name);
        if (series[own_name] >= most_series) {
            dropped.Increment();
            return nullptr;
        }
        try {
            Metric* metric = &make(own_name, labels_of(pairs));
            ++series[own_name];
            known.emplace(key, metric);
            return metric;
        } catch (const std::exception&) {
            // A bad name, or one of another kind: counting must not break what is counted.
            dropped.Increment();
            return nullptr;
        }
    }
};

Metrics& metrics() {
    // Never destroyed: threads that end late may still count.
    static Metrics* const instance = new Metrics;
    return *instance;
}

}  // namespace

void describe(std::string_view name, std::string_view help) {
    Metrics& all = metrics();
    const std::unique_lock lock(all.mutex);
    all.help[std::string(name)] = std::string(help);
}

// None of these throws: without memory for it nothing is counted, and what is counted goes on.

void count(std::string_view name, Pairs pairs, double by) try {
    Metrics& all = metrics();
    auto* counter = all.find(
        all.counters, name, pairs, [&](const std::string& own, const prometheus::Labels& labels) -> auto& {
            return prometheus::BuildCounter().Name(own).Help(all.help_of(own)).Register(all.registry).Add(labels);
        });
    if (counter) counter->Increment(by);
} catch (const std::exception&) {
}

void gauge(std::string_view name, double value, Pairs pairs) try {
    Metrics& all = metrics();
    auto* found = all.find(
        all.gauges, name, pairs, [&](const std::string& own, const prometheus::Labels& labels) -> auto& {
            return prometheus::BuildGauge().Name(own).Help(all.help_of(own)).Register(all.registry).Add(labels);
        });
    if (found) found->Set(value);
} catch (const std::exception&) {
}

void observe_seconds(std::string_view name, double seconds, Pairs pairs) try {
    Metrics& all = metrics();
    auto* found = all.find(
        all.histograms, name, pairs, [&](const std::string& own, const prometheus::Labels& labels) -> auto& {
            return prometheus::BuildHistogram()
                .Name(own)
                .Help(all.help_of(own))
                .Register(all.registry)
                .Add(labels, seconds_buckets);
        });
    if (found) found->Observe(seconds);
} catch (const std::exception&) {
}

std::string metrics_text() {
    return prometheus::TextSerializer().Serialize(metrics().registry.Collect());
}

}  // namespace sayso::observe
