#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sayso::directory {

// A five-digit US ZIP code. ZIP+4 counts as its ZIP.
class Zip {
  public:
    // "94110", "94110-1234" and "941101234", with blanks around them; nothing else.
    static std::optional<Zip> parse(std::string_view text);

    std::uint32_t number() const { return number_; }
    std::uint32_t prefix() const { return number_ / 100; }  // the 3-digit prefix, 0..999
    std::string text() const;                               // always five digits

    auto operator<=>(const Zip&) const = default;

  private:
    explicit Zip(std::uint32_t number) : number_(number) {}
    std::uint32_t number_;
};

}  // namespace sayso::directory
