#pragma once
#include <mutex>
#include <string>
#include <string_view>

#include "service/http/message.hpp"

// Answers kept in memory, compressed once for all who ask for them.
namespace sayso::pages {

enum class Coding { none, gzip, brotli };

// The coding to answer with, by Accept-Encoding (RFC 9110 12.5.3): the one the client weighs most, and of equals the
// one that makes it shortest. None when the client says nothing or wants neither.
Coding wanted_coding(std::string_view accept_encoding);

// The bytes in gzip (RFC 1952) or brotli (RFC 7932); as they are for Coding::none. `best`: as short as it gets, for
// what is made once and kept; else a tenth of the time for a few per cent more.
std::string compressed(std::string_view bytes, Coding coding, bool best);

// True when an If-None-Match header names this entity tag (RFC 9110, 13.1.2, weak comparison).
bool tag_matches(std::string_view none_match, std::string_view tag);

// One answer without anything of the visitor's in it, for any number of requests and threads. Text is compressed when
// it is first asked for that way; each coding is a representation of its own and has its own entity tag.
class KeptAnswer {
  public:
    enum class Effort { quick, best_now };
    // `answer` is a 200 with a Content-Type. `best_now` compresses here and well, `quick` on demand.
    explicit KeptAnswer(http::Response answer, Effort effort = Effort::quick);
    KeptAnswer(const KeptAnswer&) = delete;
    KeptAnswer& operator=(const KeptAnswer&) = delete;

    // 304 for who has it already.
    http::Response to(const http::Request& request) const;
    std::size_t size() const { return body_.size(); }

  private:
    struct Form {
        std::once_flag once;
        std::string bytes;  // empty: it would not be shorter
    };
    const std::string& form(Coding coding) const;

    http::Response head_;
    std::string body_, tag_;
    bool is_text_;
    Effort effort_;
    mutable Form gzip_, brotli_;
};

}  // namespace sayso::pages
