#pragma once
#include <openssl/hmac.h>

#include <memory>
#include <string>
#include <string_view>

namespace sayso::bench {

// X-Twilio-Signature over a text that is put together already; the keyed context is used again for every request.
class Signer {
  public:
    explicit Signer(std::string_view token);
    std::string_view sign(std::string_view text);  // valid until the next

  private:
    struct Free {
        void operator()(HMAC_CTX* context) const;
    };
    std::unique_ptr<HMAC_CTX, Free> context_;
    unsigned char base64_[32];
};

}  // namespace sayso::bench
