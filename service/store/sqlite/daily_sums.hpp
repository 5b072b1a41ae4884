#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::store::sqlite {

// What one transaction adds to the daily counts, summed: a group of steps adds to few of them, and each is written
// once.
class DailySums {
  public:
    struct Sum {
        std::int64_t day = 0, campaign = 0;
        std::string kind, name;
        int by = 0;
    };
    void add(std::int64_t day, std::int64_t campaign, std::string_view kind, std::string_view name, int by) {
        for (Sum& sum : sums_) {
            if (sum.name != name || sum.kind != kind || sum.campaign != campaign || sum.day != day) continue;
            sum.by += by;
            return;
        }
        sums_.push_back({day, campaign, std::string(kind), std::string(name), by});
    }
    const std::vector<Sum>& all() const { return sums_; }
    void clear() { sums_.clear(); }

  private:
    std::vector<Sum> sums_;
};

}  // namespace sayso::store::sqlite
