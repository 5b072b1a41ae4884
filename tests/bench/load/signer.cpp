// OpenSSL 3 calls this interface deprecated; its successor costs twice as much for a short text.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "tests/bench/load/signer.hpp"

#include <openssl/evp.h>

namespace sayso::bench {

void Signer::Free::operator()(HMAC_CTX* context) const {
    HMAC_CTX_free(context);
}

Signer::Signer(std::string_view token) : context_(HMAC_CTX_new()) {
    HMAC_Init_ex(context_.get(), token.data(), static_cast<int>(token.size()), EVP_sha1(), nullptr);
}

std::string_view Signer::sign(std::string_view text) {
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    HMAC_Init_ex(context_.get(), nullptr, 0, nullptr, nullptr);
    HMAC_Update(context_.get(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    HMAC_Final(context_.get(), mac, &length);
    const int written = EVP_EncodeBlock(base64_, mac, static_cast<int>(length));
    return {reinterpret_cast<const char*>(base64_), static_cast<std::size_t>(written)};
}

}  // namespace sayso::bench
