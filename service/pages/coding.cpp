#include "service/pages/coding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <stdexcept>

#include "service/keys/keys.hpp"

namespace sayso::pages {
namespace {

constexpr std::size_t worth_it = 256;  // bytes: shorter texts fit one packet either way

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// The part before the separator; `rest` keeps what is after it.
std::string_view cut(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return trimmed(part);
}

// Thousandths of "q=0.5"; 1000 without one. What is no weight counts as 0: better plain than what was not asked for.
int weight_of(std::string_view parameters) {
    while (!parameters.empty()) {
        const std::string_view parameter = cut(parameters, ';');
        if (parameter.size() < 2 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=') continue;
        const std::string_view digits = parameter.substr(2);
        if (digits.empty() || digits.size() > 5 || (digits[0] != '0' && digits[0] != '1') ||
            (digits.size() > 1 && digits[1] != '.'))
            return 0;
        int weight = (digits[0] - '0') * 1000, place = 100;
        for (const char c : digits.substr(std::min<std::size_t>(2, digits.size()))) {
            if (c < '0' || c > '9') return 0;
            weight += (c - '0') * place;
            place /= 10;
        }
        return std::min(weight, 1000);
    }
    return 1000;
}

std::string in_gzip(std::string_view bytes, bool best) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16, memory = 9;
    if (deflateInit2(&stream, best ? 9 : 6, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("no memory to compress");
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) throw std::runtime_error("could not compress");
    return out;
}

std::string in_brotli(std::string_view bytes, bool best) {
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string out(size, '\0');
    if (!BrotliEncoderCompress(best ? 11 : 5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                               reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                               reinterpret_cast<std::uint8_t*>(out.data())))
        throw std::runtime_error("could not compress");
    out.resize(size);
    return out;
}

bool is_text(std::string_view type) {
    type = type.substr(0, type.find(';'));
    const auto ends = [type](std::string_view end) {
        return type.size() >= end.size() && type.substr(type.size() - end.size()) == end;
    };
    return type.substr(0, 5) == "text/" || ends("json") || ends("xml");
}

// The tag of a coding's representation: its own, so that a cache never mixes them up.
std::string tag_of(const std::string& hash, Coding coding) {
    return "\"" + hash + (coding == Coding::brotli ? "-br\"" : coding == Coding::gzip ? "-gz\"" : "\"");
}

}  // namespace

Coding wanted_coding(std::string_view accept_encoding) {
    int gzip = -1, brotli = -1, plain = -1, any = -1;
    while (!accept_encoding.empty()) {
        std::string_view item = cut(accept_encoding, ',');
        const std::string_view name = cut(item, ';');
        const int weight = weight_of(item);
        if (http::same_word(name, "br")) brotli = weight;
        if (http::same_word(name, "gzip") || http::same_word(name, "x-gzip")) gzip = weight;
        if (http::same_word(name, "identity")) plain = weight;
        if (name == "*") any = weight;
    }
    gzip = gzip < 0 ? std::max(any, 0) : gzip;
    brotli = brotli < 0 ? std::max(any, 0) : brotli;
    // Not named, the plain form is acceptable, and the last that is wanted.
    plain = plain < 0 ? std::max(any, 0) : plain;
    const int most = std::max(gzip, brotli);
    if (most == 0 || most < plain) return Coding::none;
    return brotli >= gzip ? Coding::brotli : Coding::gzip;
}

std::string compressed(std::string_view bytes, Coding coding, bool best) {
    if (coding == Coding::gzip) return in_gzip(bytes, best);
    return coding == Coding::brotli ? in_brotli(bytes, best) : std::string(bytes);
}

bool tag_matches(std::string_view none_match, std::string_view tag) {
    if (trimmed(none_match) == "*") return true;
    while (!none_match.empty()) {
        std::string_view item = cut(none_match, ',');
        if (item.substr(0, 2) == "W/") item.remove_prefix(2);
        if (item == tag) return true;
    }
    return false;
}

KeptAnswer::KeptAnswer(http::Response answer, Effort effort)
    : head_(std::move(answer)), is_text_(is_text(head_.headers.get("Content-Type"))), effort_(effort) {
    body_.swap(head_.body);
    tag_ = keys::sha256_hex(body_).substr(0, 20);
    if (body_.size() < worth_it) is_text_ = false;
    if (!is_text_) return;
    const std::string varies(head_.headers.get("Vary"));
    head_.headers.set("Vary", varies.empty() ? "Accept-Encoding" : varies + ", Accept-Encoding");
    if (effort_ != Effort::best_now) return;
    form(Coding::gzip);
    form(Coding::brotli);
}

const std::string& KeptAnswer::form(Coding coding) const {
    Form& form = coding == Coding::brotli ? brotli_ : gzip_;
    std::call_once(form.once, [&] {
        std::string made = compressed(body_, coding, effort_ == Effort::best_now);
        if (made.size() < body_.size()) form.bytes = std::move(made);
    });
    return form.bytes;
}

http::Response KeptAnswer::to(const http::Request& request) const {
    Coding coding = is_text_ ? wanted_coding(request.headers.get("Accept-Encoding")) : Coding::none;
    const std::string* body = coding == Coding::none ? &body_ : &form(coding);
    if (body->empty()) {
        coding = Coding::none;
        body = &body_;
    }
    http::Response response = head_;
    std::string tag = tag_of(tag_, coding);
    if (tag_matches(request.headers.get("If-None-Match"), tag)) {
        response.status = 304;
    } else {
        if (coding != Coding::none) response.headers.set("Content-Encoding", coding == Coding::brotli ? "br" : "gzip");
        response.body = *body;
    }
    response.headers.set("ETag", std::move(tag));
    return response;
}

}  // namespace sayso::pages
