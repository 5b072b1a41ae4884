#include "service/http/gate.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "service/http/plain.hpp"

namespace sayso::http {

namespace {

constexpr std::size_t longest_method = 24;
constexpr std::size_t longest_request_line = 8192;  // RFC 9112 3: at least 8000
constexpr int most_empty_lines = 2;                 // RFC 9112 2.2: at least one
constexpr std::size_t most_fields = 100;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_one_of(text.front(), " \t")) text.remove_prefix(1);
    while (!text.empty() && is_one_of(text.back(), " \t")) text.remove_suffix(1);
    return text;
}

// Calls `each` with every element of a comma-separated field value, empty ones left out (RFC 9110 5.6.1).
template <typename Each>
void for_elements(std::string_view value, Each each) {
    while (!value.empty()) {
        const auto comma = value.find(',');
        if (const auto element = trimmed(value.substr(0, comma)); !element.empty()) each(element);
        value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
    }
}

bool good_escapes(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') continue;
        if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
        if (text[i + 1] == '0' && text[i + 2] == '0') return false;
    }
    return true;
}

// RFC 3986 3.3. A broken escape or an escaped NUL in a path names nothing.
bool good_path(std::string_view path) {
    return good_escapes(path) && std::all_of(path.begin(), path.end(), [](char c) {
               return is_letter(c) || is_digit(c) || is_one_of(c, "-._~%!$&'()*+,;=:@/");
           });
}

// RFC 3986 3.4, and what browsers send unescaped in a query although they should not, a lone percent sign among it.
bool good_query(std::string_view query) {
    static constexpr auto good = letters_digits_and("-._~%!$&'()*+,;=:@/?[]{}|^`\\");
    return std::all_of(query.begin(), query.end(), [](char c) { return good[static_cast<unsigned char>(c)]; });
}

bool good_port(std::string_view port) {
    if (port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit)) return false;
    int number = 0;
    for (const char c : port) number = number * 10 + (c - '0');
    return number <= 65535;
}

// RFC 3986 3.2.2: four numbers from 0 to 255 without leading zeros.
bool good_ipv4(std::string_view text) {
    for (int part = 0; part < 4; ++part) {
        std::size_t digits = 0;
        int number = 0;
        while (digits < text.size() && digits < 4 && is_digit(text[digits]))
            number = number * 10 + (text[digits++] - '0');
        if (digits == 0 || number > 255 || (digits > 1 && text.front() == '0')) return false;
        text.remove_prefix(digits);
        if (part == 3) return text.empty();
        if (text.empty() || text.front() != '.') return false;
        text.remove_prefix(1);
    }
    return false;
}

// Groups of four hexadecimal digits with colons between, at the end perhaps an IPv4 address for the last two.
std::optional<int> ipv6_groups(std::string_view text, bool may_end_in_ipv4) {
    if (text.empty()) return 0;
    for (int groups = 1;; ++groups) {
        const auto colon = text.find(':');
        const auto group = text.substr(0, colon);
        if (colon == std::string_view::npos && may_end_in_ipv4 && good_ipv4(group)) return groups + 1;
        if (group.empty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), is_hex)) return std::nullopt;
        if (colon == std::string_view::npos) return groups;
        text.remove_prefix(colon + 1);
    }
}

// RFC 3986 3.2.2: eight groups, or fewer with one gap.
bool good_ipv6(std::string_view text) {
    const auto gap = text.find("::");
    if (gap == std::string_view::npos) return ipv6_groups(text, true) == 8;
    const auto before = ipv6_groups(text.substr(0, gap), false), after = ipv6_groups(text.substr(gap + 2), true);
    return before && after && *before + *after <= 7;
}

// A name or address with an optional port. Narrower than RFC 3986 3.2.2: no escapes, no punctuation that no host has.
bool good_authority(std::string_view text) {
    std::string_view host, rest;
    if (!text.empty() && text.front() == '[') {
        const auto close = text.find(']');
        if (close == std::string_view::npos || !good_ipv6(text.substr(1, close - 1))) return false;
        rest = text.substr(close + 1);
    } else {
        host = text.substr(0, text.find(':'));
        rest = text.substr(host.size());
        const bool name = std::all_of(host.begin(), host.end(),
                                      [](char c) { return is_letter(c) || is_digit(c) || is_one_of(c, "-._~"); });
        if (host.empty() || host.size() > 255 || !name) return false;
    }
    return rest.empty() || (rest.front() == ':' && good_port(rest.substr(1)));
}

Verdict read_version(std::string_view text, int& minor) {
    const bool shaped =
        text.size() == 8 && text.substr(0, 5) == "HTTP/" && is_digit(text[5]) && text[6] == '.' && is_digit(text[7]);
    if (!shaped) return {400, "version"};
    if (text[5] != '1') return {505, "version"};
    minor = text[7] == '0' ? 0 : 1;
    return {};
}

Verdict read_request_line(std::string_view line, Head& into) {
    const auto first = line.find(' ');
    if (first == std::string_view::npos) return {400, "request line"};
    const auto second = line.find(' ', first + 1);
    if (second == std::string_view::npos) return {400, "request line"};
    into.method = std::string(line.substr(0, first));
    into.target = std::string(line.substr(first + 1, second - first - 1));
    if (!is_token(into.method) || into.target.empty()) return {400, "request line"};
    return read_version(line.substr(second + 1), into.minor);
}

Verdict read_field(std::string_view line, Headers& into) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return {400, "field"};
    const auto name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    if (!is_field(name, value)) return {400, "field"};  // among others: no blank before the colon (RFC 9112 5.1)
    into.add(std::string(name), std::string(value));
    return {};
}

Verdict judge_method(const Head& head) {
    if (method_of(head.method) != Method::other || head.method == "TRACE") return {};  // the router refuses TRACE
    return {501, "method"};                                                            // CONNECT too: this is no proxy
}

// "http://host/path" -> authority and the rest (RFC 9112 3.2.2).
Verdict judge_absolute(std::string_view target, Admission& admission, std::string_view& rest) {
    const auto scheme = target.substr(0, target.find(':'));
    if (!same_word(scheme, "http") && !same_word(scheme, "https")) return {400, "target"};
    if (target.substr(scheme.size(), 3) != "://") return {400, "target"};
    target.remove_prefix(scheme.size() + 3);
    const auto authority = target.substr(0, target.find_first_of("/?"));
    if (!good_authority(authority)) return {400, "target"};
    admission.authority = std::string(authority);
    rest = target.substr(authority.size());
    return {};
}

Verdict judge_target(const Head& head, Admission& admission) {
    std::string_view rest = head.target;
    if (rest == "*") {
        if (head.method != "OPTIONS") return {400, "target"};
        admission.path = "*";
        return {};
    }
    if (rest.front() != '/') {
        if (const auto verdict = judge_absolute(rest, admission, rest); !verdict.passed()) return verdict;
    }
    const auto mark = rest.find('?');
    const auto path = rest.substr(0, mark);
    const auto query = mark == std::string_view::npos ? std::string_view() : rest.substr(mark + 1);
    if (!good_path(path) || !good_query(query)) return {400, "target"};
    admission.path = path.empty() ? "/" : std::string(path);
    admission.query = std::string(query);
    if (path.empty() && mark == std::string_view::npos && head.method == "OPTIONS" && !admission.authority.empty())
        admission.path = "*";  // RFC 9112 3.2.4: how a proxy passes OPTIONS * on
    return {};
}

// RFC 9112 3.2: exactly one in HTTP/1.1, even with an absolute target.
Verdict judge_host(const Head& head) {
    const int hosts = head.fields.count("Host");
    if (hosts > 1) return {400, "host"};
    if (hosts == 0) return head.minor == 0 ? Verdict{} : Verdict{400, "host"};
    return good_authority(head.fields.get("Host")) ? Verdict{} : Verdict{400, "host"};
}

// RFC 9112 6.1: a coding that is not chunked alone is either nonsense or something we do not do.
Verdict judge_transfer_encoding(const Head& head, Admission& admission) {
    if (head.minor == 0 || head.fields.has("Content-Length") || head.fields.count("Transfer-Encoding") > 1)
        return {400, "transfer encoding"};
    int codings = 0, chunked = 0;
    bool chunked_last = false, named = true;
    for_elements(head.fields.get("Transfer-Encoding"), [&](std::string_view coding) {
        ++codings;
        chunked_last = same_word(coding, "chunked");
        chunked += chunked_last ? 1 : 0;
        named = named && is_token(trimmed(coding.substr(0, coding.find(';'))));
    });
    if (codings == 0 || !named || chunked > 1 || (chunked == 1 && !chunked_last)) return {400, "transfer encoding"};
    if (chunked == 0 || codings > 1) return {501, "transfer encoding"};
    if (!same_word(head.fields.get("Transfer-Encoding"), "chunked")) return {400, "transfer encoding"};
    admission.framing = Framing::chunked;
    return {};
}

Verdict judge_content_length(const Head& head, std::uint64_t most_body, Admission& admission) {
    const auto value = head.fields.get("Content-Length");
    if (head.fields.count("Content-Length") > 1 || value.empty() || !std::all_of(value.begin(), value.end(), is_digit))
        return {400, "content length"};
    std::uint64_t length = 0;
    for (const char c : value) {
        length = length * 10 + static_cast<std::uint64_t>(c - '0');
        if (length > most_body) return {413, "body size"};  // before it could overflow
    }
    admission.framing = length > 0 ? Framing::length : Framing::none;
    admission.length = length;
    return {};
}

Verdict judge_framing(const Head& head, std::uint64_t most_body, Admission& admission) {
    Verdict verdict;
    if (head.fields.has("Transfer-Encoding"))
        verdict = judge_transfer_encoding(head, admission);
    else if (head.fields.has("Content-Length"))
        verdict = judge_content_length(head, most_body, admission);
    // RFC 9110 9.3.8: a client must not send content in TRACE.
    if (verdict.passed() && head.method == "TRACE" && admission.framing != Framing::none) return {400, "trace"};
    return verdict;
}

// RFC 9110 10.1.1: in HTTP/1.0 the expectation is ignored.
Verdict judge_expectation(const Head& head, Admission& admission) {
    if (head.minor == 0 || !head.fields.has("Expect")) return {};
    if (head.fields.count("Expect") > 1 || !same_word(head.fields.get("Expect"), "100-continue"))
        return {417, "expectation"};
    admission.wants_continue = admission.framing != Framing::none;
    return {};
}

// RFC 9110 7.6.1 and RFC 9112 9.3. What is no option is refused: others might read a "close" out of it.
Verdict judge_connection(const Head& head, Admission& admission) {
    bool close = false, keep = false, tokens = true;
    for (const auto& [name, value] : head.fields.own()) {
        if (!same_word(name, "Connection")) continue;
        for_elements(value, [&](std::string_view option) {
            tokens = tokens && is_token(option);
            close = close || same_word(option, "close");
            keep = keep || same_word(option, "keep-alive");
        });
    }
    admission.keep_alive = !close && (head.minor >= 1 || keep);
    return tokens ? Verdict{} : Verdict{400, "connection"};
}

}  // namespace

bool HeadScan::refuse(int status, std::string_view reason) {
    verdict_ = {status, reason};
    return true;
}

bool HeadScan::in_request_line(unsigned char c) {
    if (c == '\t' || c >= 0x80) return refuse(400, "request line");
    if (after_method_) return false;
    if (c == ' ') {
        after_method_ = true;
        return at_ == begin_ ? refuse(400, "request line") : false;
    }
    const char letter = static_cast<char>(c);
    if (!is_token(std::string_view(&letter, 1))) return refuse(400, "request line");
    return at_ - begin_ >= longest_method ? refuse(501, "method") : false;
}

// Just past a CRLF. True when the head is complete or refused.
bool HeadScan::end_line(std::string_view arrived) {
    const auto line = arrived.substr(line_, at_ - 2 - line_);
    line_ = at_;
    if (in_fields_) return line.empty();
    if (line.empty()) {
        begin_ = at_;
        return ++empty_lines_ > most_empty_lines ? refuse(400, "request line") : false;
    }
    Head ignored;
    if (const auto verdict = read_request_line(line, ignored); !verdict.passed())
        return refuse(verdict.status, verdict.reason);
    in_fields_ = true;
    return false;
}

bool HeadScan::look(std::string_view arrived) {
    while (verdict_.passed() && at_ < arrived.size()) {
        // In the midst of a field line nothing but its end and what must not be there is of interest.
        if (in_fields_ && !after_return_ && at_ > line_)
            at_ += plain_beginning(arrived.substr(at_, begin_ + most_bytes_ - std::min(at_, begin_ + most_bytes_)));
        if (at_ == arrived.size()) break;
        const auto c = static_cast<unsigned char>(arrived[at_]);
        if (!in_fields_ && at_ - begin_ >= longest_request_line) return refuse(414, "target size");
        if (at_ - begin_ >= most_bytes_) return in_fields_ ? refuse(431, "head size") : refuse(414, "target size");
        if (after_return_) {
            if (c != '\n') return refuse(400, "bare CR");
            after_return_ = false;
            ++at_;
            if (end_line(arrived)) return true;
            continue;
        }
        if (c == '\r') {
            after_return_ = true;
        } else if (c == '\n') {
            return refuse(400, "bare LF");
        } else if ((c < 0x20 && c != '\t') || c == 0x7f) {
            return refuse(400, "control character");
        } else if (in_fields_) {
            if (at_ == line_ && (c == ' ' || c == '\t')) return refuse(400, "folded line");  // RFC 9112 5.2
        } else if (in_request_line(c)) {
            return true;
        }
        ++at_;
    }
    return !verdict_.passed();
}

Verdict read_head(std::string_view head, Head& into) {
    auto end = head.find("\r\n");
    if (end == std::string_view::npos) return {400, "request line"};
    if (const auto verdict = read_request_line(head.substr(0, end), into); !verdict.passed()) return verdict;
    for (;;) {
        head.remove_prefix(end + 2);
        end = head.find("\r\n");
        if (end == std::string_view::npos) return {400, "field"};
        if (end == 0) return {};
        if (into.fields.own().size() == most_fields) return {431, "fields"};
        if (const auto verdict = read_field(head.substr(0, end), into.fields); !verdict.passed()) return verdict;
    }
}

Admission admit(const Head& head, std::uint64_t most_body) {
    Admission admission;
    auto& verdict = admission.verdict;
    verdict = judge_host(head);
    if (verdict.passed()) verdict = judge_method(head);
    if (verdict.passed()) verdict = judge_target(head, admission);
    if (verdict.passed()) verdict = judge_framing(head, most_body, admission);
    if (verdict.passed()) verdict = judge_expectation(head, admission);
    if (verdict.passed()) verdict = judge_connection(head, admission);
    return admission;
}

}  // namespace sayso::http
