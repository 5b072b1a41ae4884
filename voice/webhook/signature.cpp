// OpenSSL 3 calls the plain SHA-1 functions deprecated; its successors look up and allocate for each use, at several
// times the cost of the hashing.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

#include "voice/webhook/webhook.hpp"

namespace sayso::webhook {
namespace {

// A URL in the pieces that count for a signature, all as sent.
struct Url {
    std::string_view scheme, host, port, rest;  // rest: path and query
};

Url split(std::string_view url) {
    Url parts;
    url = url.substr(0, url.find('#'));
    const auto colon = url.find("://");
    if (colon == std::string_view::npos) return parts;
    parts.scheme = url.substr(0, colon);
    url.remove_prefix(colon + 3);
    auto authority = url.substr(0, url.find_first_of("/?"));
    parts.rest = url.substr(authority.size());
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
    // The last colon is the port's, unless it stands inside the brackets of an IPv6 address.
    const auto port = authority.rfind(':');
    const auto bracket = authority.rfind(']');
    if (port != std::string_view::npos && (bracket == std::string_view::npos || port > bracket)) {
        parts.port = authority.substr(port + 1);
        authority = authority.substr(0, port);
    }
    parts.host = authority;
    return parts;
}

std::string without_port(const Url& url) {
    return std::string(url.scheme) + "://" + std::string(url.host) + std::string(url.rest);
}

std::string with_port(const Url& url) {
    const std::string_view port = !url.port.empty() ? url.port : url.scheme == "https" ? "443" : "80";
    return std::string(url.scheme) + "://" + std::string(url.host) + ":" + std::string(port) + std::string(url.rest);
}

// Names and values, sorted by bytes, each different pair once, without separators.
std::string flatten(const Fields& form) {
    std::vector<const Fields::value_type*> sorted;
    sorted.reserve(form.size());
    std::size_t size = 0;
    for (const auto& pair : form) {
        sorted.push_back(&pair);
        size += pair.first.size() + pair.second.size();
    }
    const auto before = [](const auto* a, const auto* b) {
        const int names = a->first.compare(b->first);
        return names != 0 ? names < 0 : a->second < b->second;
    };
    if (!std::is_sorted(sorted.begin(), sorted.end(), before)) std::sort(sorted.begin(), sorted.end(), before);
    std::string text;
    text.reserve(size);
    const Fields::value_type* last = nullptr;
    for (const auto* pair : sorted) {
        if (last && *last == *pair) continue;
        text += pair->first;
        text += pair->second;
        last = pair;
    }
    return text;
}

constexpr std::size_t signature_length = 28;  // base64 of 20 bytes

using Signature = std::array<char, signature_length + 1>;

// HMAC-SHA1 (RFC 2104) of texts under one key, in base64.
class Signer {
  public:
    explicit Signer(std::string_view key) {
        std::array<unsigned char, SHA_CBLOCK> block{};
        if (key.size() > block.size()) {
            SHA1(reinterpret_cast<const unsigned char*>(key.data()), key.size(), block.data());
        } else {
            std::copy(key.begin(), key.end(), block.begin());
        }
        begin(inner_, block, 0x36);
        begin(outer_, block, 0x5c);
        OPENSSL_cleanse(block.data(), block.size());
    }
    ~Signer() {
        OPENSSL_cleanse(&inner_, sizeof inner_);
        OPENSSL_cleanse(&outer_, sizeof outer_);
    }
    Signer(const Signer&) = delete;
    Signer& operator=(const Signer&) = delete;

    // The signature of the two parts, one after the other.
    Signature sign(std::string_view first, std::string_view second) const {
        std::array<unsigned char, SHA_DIGEST_LENGTH> mac{};
        SHA_CTX hash = inner_;
        SHA1_Update(&hash, first.data(), first.size());
        SHA1_Update(&hash, second.data(), second.size());
        SHA1_Final(mac.data(), &hash);
        hash = outer_;
        SHA1_Update(&hash, mac.data(), mac.size());
        SHA1_Final(mac.data(), &hash);
        Signature base64{};
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()), mac.data(), static_cast<int>(mac.size()));
        return base64;
    }

  private:
    static void begin(SHA_CTX& hash, std::array<unsigned char, SHA_CBLOCK> block, unsigned char pad) {
        for (auto& byte : block) byte = static_cast<unsigned char>(byte ^ pad);
        SHA1_Init(&hash);
        SHA1_Update(&hash, block.data(), block.size());
    }

    SHA_CTX inner_{}, outer_{};
};

// The value of bodySHA256 in the query, or nothing.
std::optional<std::string_view> body_hash(std::string_view rest) {
    const auto question = rest.find('?');
    if (question == std::string_view::npos) return std::nullopt;
    constexpr std::string_view name = "bodySHA256=";
    std::string_view query = rest.substr(question + 1);
    while (true) {
        const auto item = query.substr(0, query.find('&'));
        if (item.substr(0, name.size()) == name) return item.substr(name.size());
        if (item.size() == query.size()) return std::nullopt;
        query.remove_prefix(item.size() + 1);
    }
}

bool body_matches(std::string_view body, std::string_view hex) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<const unsigned char*>(body.data()), body.size(), hash.data());
    std::array<char, 2 * SHA256_DIGEST_LENGTH> expected{};
    for (std::size_t i = 0; i < hash.size(); ++i) {
        expected[2 * i] = "0123456789abcdef"[hash[i] >> 4];
        expected[2 * i + 1] = "0123456789abcdef"[hash[i] & 15];
    }
    return hex.size() == expected.size() && CRYPTO_memcmp(hex.data(), expected.data(), expected.size()) == 0;
}

}  // namespace

bool twilio_signature_valid(std::span<const std::string> tokens, std::string_view url, std::string_view method,
                            const Fields& form, std::string_view body, std::string_view signature) {
    const Url parts = split(url);
    if (signature.size() != signature_length || parts.scheme.empty() || parts.host.empty()) return false;
    const auto hash = body_hash(parts.rest);
    const std::string fields = method == "POST" && !hash ? flatten(form) : std::string();
    const std::array<std::string, 2> candidates{without_port(parts), with_port(parts)};
    bool valid = false;
    for (const auto& token : tokens) {
        if (token.empty() || valid) continue;
        const Signer signer(token);
        // A valid request may be told from others by the time, a nearly valid one may not: it is tried against all.
        for (const auto& candidate : candidates) {
            if (valid) break;
            const auto expected = signer.sign(candidate, fields);
            valid = CRYPTO_memcmp(expected.data(), signature.data(), signature_length) == 0;
        }
    }
    return hash ? body_matches(body, *hash) && valid : valid;
}

std::string twilio_sign(std::string_view token, std::string_view url, const Fields& form) {
    const Url parts = split(url);
    const bool keep_port = parts.scheme != "https" && !parts.port.empty();
    const std::string fields = flatten(form);
    return Signer(token).sign(keep_port ? with_port(parts) : without_port(parts), fields).data();
}

}  // namespace sayso::webhook
