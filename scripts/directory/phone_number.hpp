#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sayso::directory {

// A valid number of the North American Numbering Plan: area code and exchange start with 2-9 and are not N11.
class PhoneNumber {
  public:
    // E.164 ("+12022243121") and the usual US spellings ("202-224-3121", "(202) 224-3121", "1.202.224.3121").
    // Extensions ("x12") are refused.
    static std::optional<PhoneNumber> parse(std::string_view text);

    std::string e164() const;                         // +12022243121
    std::string display() const;                      // (202) 224-3121
    std::string dashed() const;                       // 202-224-3121
    std::uint64_t digits() const { return digits_; }  // the ten digits as a number

    auto operator<=>(const PhoneNumber&) const = default;

  private:
    explicit PhoneNumber(std::uint64_t digits) : digits_(digits) {}
    std::uint64_t digits_;
};

// The United States Capitol switchboard: an operator there connects to any member's office.
PhoneNumber capitol_switchboard();

}  // namespace sayso::directory
