#pragma once
#include <array>
#include <bit>
#include <cstdint>

namespace sayso::bench {

// Times in microseconds, kept to one part in 128.
class Histogram {
  public:
    void add(std::uint64_t microseconds) {
        ++buckets_[index(microseconds)];
        ++count_;
        if (microseconds > most_) most_ = microseconds;
    }
    std::uint64_t count() const { return count_; }
    std::uint64_t most() const { return most_; }
    // The time that this part of all stays below.
    std::uint64_t at(double part) const {
        const auto wanted = static_cast<std::uint64_t>(part * static_cast<double>(count_));
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < buckets_.size(); ++i) {
            seen += buckets_[i];
            if (seen > wanted) return value(i);
        }
        return most_;
    }

  private:
    static constexpr unsigned bits = 7;
    static std::size_t index(std::uint64_t value) {
        if (value < (1u << bits)) return value;
        const auto shift = static_cast<unsigned>(std::bit_width(value)) - bits - 1;
        return (static_cast<std::size_t>(shift + 1) << bits) + ((value >> shift) & ((1u << bits) - 1));
    }
    static std::uint64_t value(std::size_t index) {
        if (index < (1u << bits)) return index;
        const auto shift = (index >> bits) - 1;
        return ((index & ((1u << bits) - 1)) + (1u << bits)) << shift;
    }
    std::array<std::uint64_t, 40u << bits> buckets_{};
    std::uint64_t count_ = 0, most_ = 0;
};

}  // namespace sayso::bench
