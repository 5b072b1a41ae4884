// Chunked bodies against a second reading of RFC 9112 7.1, written for the whole text at once instead of for pieces.
#include "service/http/body.hpp"

#include <algorithm>
#include <optional>

#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

namespace {

constexpr std::uint64_t most = 700;

// Grammar, top down. Every function moves past what it names, or says no.
class Grammar {
  public:
    explicit Grammar(std::string_view text) : text_(text) {}

    // chunked-body = *chunk last-chunk trailer-section CRLF
    bool body(std::string& content) {
        for (;;) {
            std::uint64_t size = 0;
            if (!digits(size) || !extensions() || !take("\r\n")) return false;
            if (size == 0) break;
            if (content.size() + size > most || size > text_.size() - at_) return false;
            content += text_.substr(at_, size);
            at_ += size;
            if (!take("\r\n")) return false;
        }
        while (!take("\r\n"))
            if (!trailer()) return false;
        return true;
    }
    std::size_t used() const { return at_; }
    std::size_t overhead() const { return overhead_; }

  private:
    char now() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool more() const { return at_ < text_.size(); }
    bool take(std::string_view what) {
        if (text_.substr(at_, what.size()) != what) return false;
        at_ += what.size();
        return true;
    }
    bool digits(std::uint64_t& size) {
        static const std::string_view hex = "0123456789abcdef";
        const auto start = at_;
        for (; more(); ++at_) {
            const char lower = now() >= 'A' && now() <= 'F' ? static_cast<char>(now() - 'A' + 'a') : now();
            const auto value = hex.find(lower);
            if (value == std::string_view::npos) break;
            size = std::min<std::uint64_t>(size * 16 + value, std::uint64_t{1} << 40U);
        }
        return at_ > start;
    }
    void blanks() {
        while (more() && (now() == ' ' || now() == '\t')) ++at_;
    }
    bool token() {
        static const std::string_view marks = "!#$%&'*+-.^_`|~";
        const auto start = at_;
        const auto fits = [&](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                   marks.find(c) != std::string_view::npos;
        };
        while (more() && fits(now())) ++at_;
        return at_ > start;
    }
    static bool visible(char c) { return c == '\t' || c == ' ' || (static_cast<unsigned char>(c) > 0x20 && c != 0x7f); }
    bool quoted() {
        if (!take("\"")) return false;
        while (more() && now() != '"') {
            if (now() == '\\') ++at_;
            if (!more() || !visible(now())) return false;
            ++at_;
        }
        return take("\"");
    }
    bool extensions() {
        const auto start = at_;
        for (;;) {
            const auto before = at_;
            blanks();
            if (!take(";")) {
                at_ = before;
                overhead_ += at_ - start;
                return true;
            }
            blanks();
            if (!token()) return false;
            const auto after_name = at_;
            blanks();
            if (!take("=")) {
                at_ = after_name;
                continue;
            }
            blanks();
            if (!(now() == '"' ? quoted() : token())) return false;
        }
    }
    bool trailer() {
        const auto start = at_;
        if (!token() || !take(":")) return false;
        while (more() && visible(now())) ++at_;
        overhead_ += at_ - start;
        return take("\r\n");
    }

    std::string_view text_;
    std::size_t at_ = 0, overhead_ = 0;
};

struct Reading {
    bool done = false;
    std::string body;
    std::size_t used = 0;
};

Reading read(std::string_view input, std::size_t step) {
    http::BodyReader reader(http::Framing::chunked, 0, most);
    Reading result;
    while (!reader.done() && reader.verdict().passed() && result.used < input.size())
        result.used += reader.take(input.substr(result.used, step), result.body);
    result.done = reader.done() && reader.verdict().passed();
    must(result.body.size() <= most, "a body has its bound");
    return result;
}

}  // namespace

SAYSO_FUZZ(body) {
    const std::size_t step = 1 + fuzz::take_byte(input) % 32;
    const auto whole = read(input, input.size() + 1), pieces = read(input, step);
    must(whole.done == pieces.done, "the pieces do not matter");
    Grammar grammar(input);
    std::string content;
    const bool is_body = grammar.body(content);
    if (whole.done) {
        must(is_body, "what is taken as a body is one");
        must(whole.body == content && pieces.body == content, "the content is what the chunks hold");
        must(whole.used == grammar.used() && pieces.used == grammar.used(), "a body ends where it ends");
    } else if (is_body) {
        // Within its bounds every body is taken: 16 digits, lines of 1,024 bytes, 8,192 bytes besides the content.
        must(input.size() > 900 || grammar.overhead() > 8000 ||
                 input.find(std::string(14, '0')) != std::string_view::npos,
             "a body is taken");
    }
}
