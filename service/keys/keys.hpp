#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::keys {

// HMAC-SHA256 with the deployment's secret, as lower-case hex: how a caller is known without a phone number.
class HashKey {
  public:
    explicit HashKey(std::string secret);  // at least 16 bytes, else throws std::invalid_argument
    std::string hash(std::string_view text) const;

  private:
    std::string secret_;
};

// Whether two secrets are the same, in a time that tells nothing of where they differ.
bool same_secret(std::string_view given, std::string_view known);
std::string random_hex(std::size_t bytes);
std::uint64_t random_number();
std::string sha256_hex(std::string_view bytes);
// The lines of a secret file without blanks and empty lines; throws std::runtime_error naming the file and what to do,
// also when others may read it (mode & 077).
std::vector<std::string> read_secret_lines(const std::string& file);
// Reads the secret, or makes one of 32 random bytes (mode 0600) when there is no such file.
std::string read_or_make_secret(const std::string& file);

}  // namespace sayso::keys
