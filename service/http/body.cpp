#include "service/http/body.hpp"

#include <algorithm>

namespace sayso::http {

namespace {

constexpr std::size_t longest_line = 1024;
constexpr std::size_t most_overhead = 8192;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void skip_blanks(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

bool skip_token(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && is_token(text.substr(length, 1))) ++length;
    text.remove_prefix(length);
    return length > 0;
}

bool skip_quoted(std::string_view& text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return true;
        }
    }
    return false;
}

// RFC 9112 7.1.1: *( BWS ";" BWS name [ BWS "=" BWS value ] )
bool good_extensions(std::string_view text) {
    while (!text.empty()) {
        skip_blanks(text);
        if (text.empty() || text.front() != ';') return false;
        text.remove_prefix(1);
        skip_blanks(text);
        if (!skip_token(text)) return false;
        auto after = text;
        skip_blanks(after);
        if (after.empty() || after.front() != '=') continue;
        after.remove_prefix(1);
        skip_blanks(after);
        text = after;
        if (text.empty() || !(text.front() == '"' ? skip_quoted(text) : skip_token(text))) return false;
    }
    return true;
}

}  // namespace

BodyReader::BodyReader(Framing framing, std::uint64_t length, std::uint64_t most_bytes)
    : state_(framing == Framing::none     ? State::done
             : framing == Framing::length ? State::data
                                          : State::chunk_size),
      left_(length),
      allowed_(most_bytes) {
    if (framing == Framing::length && length > most_bytes) refuse(413, "body size");
    if (framing == Framing::length && length == 0) state_ = State::done;
}

std::size_t BodyReader::take(std::string_view bytes, std::string& body) {
    std::size_t used = 0;
    while (used < bytes.size() && !done() && verdict_.passed()) {
        const auto rest = bytes.substr(used);
        const bool data = state_ == State::data || state_ == State::chunk_data;
        used += data ? take_data(rest, body) : take_line(rest);
    }
    return used;
}

std::size_t BodyReader::take_data(std::string_view bytes, std::string& body) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
    body.append(bytes.substr(0, size));
    left_ -= size;
    if (left_ == 0) state_ = state_ == State::data ? State::done : State::chunk_end;
    return size;
}

std::size_t BodyReader::take_line(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto c = static_cast<unsigned char>(bytes[i]);
        const bool after_return = !line_.empty() && line_.back() == '\r';
        const bool control = (c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
        if (control || after_return != (c == '\n')) {
            refuse(400, state_ == State::trailer ? "trailer" : "chunk");
            return i;
        }
        if (c == '\n') {
            line_.pop_back();
            end_line();
            line_.clear();
            return i + 1;
        }
        line_ += bytes[i];
        // After a chunk's data there is nothing but the end of the line.
        if (state_ == State::chunk_end && c != '\r') refuse(400, "chunk");
        if (line_.size() > longest_line)
            refuse(state_ == State::trailer ? 431 : 400, state_ == State::trailer ? "trailer" : "chunk");
        if (!verdict_.passed()) return i;
    }
    return bytes.size();
}

void BodyReader::end_line() {
    if (state_ == State::chunk_end) {
        state_ = State::chunk_size;
    } else if (state_ == State::chunk_size) {
        start_chunk(line_);
    } else if (line_.empty()) {
        state_ = State::done;
    } else {
        overhead_ += line_.size();
        const std::string_view field = line_;
        const auto colon = field.find(':');
        if (colon == std::string_view::npos || !is_field(field.substr(0, colon), field.substr(colon + 1))) {
            refuse(400, "trailer");
        } else if (overhead_ > most_overhead) {
            refuse(431, "trailer");
        }
    }
}

void BodyReader::start_chunk(std::string_view line) {
    std::size_t digits = 0;
    left_ = 0;
    for (; digits < line.size() && hex_digit(line[digits]) >= 0; ++digits) {
        if (digits == 16) return refuse(400, "chunk");
        left_ = left_ * 16 + static_cast<std::uint64_t>(hex_digit(line[digits]));
    }
    overhead_ += line.size() - digits;
    if (digits == 0 || overhead_ > most_overhead || !good_extensions(line.substr(digits))) return refuse(400, "chunk");
    if (left_ > allowed_) return refuse(413, "body size");
    allowed_ -= left_;
    state_ = left_ == 0 ? State::trailer : State::chunk_data;
}

}  // namespace sayso::http
