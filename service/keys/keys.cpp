#include "service/keys/keys.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace sayso::keys {

namespace {

constexpr std::size_t shortest_secret = 16;
constexpr std::size_t sha256_size = 32;
using Digest = std::array<unsigned char, sha256_size>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex(const unsigned char* bytes, std::size_t size) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(size * 2);
    for (std::size_t i = 0; i < size; ++i) {
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 0x0f];
    }
    return text;
}

void fill_random(unsigned char* bytes, std::size_t size) {
    if (RAND_bytes(bytes, static_cast<int>(size)) != 1) throw std::runtime_error("the system gives no random bytes");
}

}  // namespace

HashKey::HashKey(std::string secret) : secret_(std::move(secret)) {
    if (secret_.size() < shortest_secret) throw std::invalid_argument("the hash key must have at least 16 bytes");
}

std::string HashKey::hash(std::string_view text) const {
    Digest digest{};
    unsigned size = 0;
    if (HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()), bytes_of(text), text.size(), digest.data(),
             &size) == nullptr) {
        throw std::runtime_error("the keyed hash failed");
    }
    return hex(digest.data(), size);
}

bool same_secret(std::string_view given, std::string_view known) {
    // Checksums are of one length, so that not even the length of the known one shows.
    const std::string left = sha256_hex(given), right = sha256_hex(known);
    return CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string random_hex(std::size_t bytes) {
    std::string raw(bytes, '\0');
    fill_random(reinterpret_cast<unsigned char*>(raw.data()), raw.size());
    return hex(bytes_of(raw), raw.size());
}

std::uint64_t random_number() {
    std::array<unsigned char, sizeof(std::uint64_t)> raw{};
    fill_random(raw.data(), raw.size());
    std::uint64_t number = 0;
    std::memcpy(&number, raw.data(), raw.size());
    return number;
}

std::string sha256_hex(std::string_view text) {
    Digest digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("the checksum failed");
    }
    return hex(digest.data(), size);
}

}  // namespace sayso::keys
