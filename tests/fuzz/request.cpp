// A stream of bytes as a connection sees it: heads, bodies, one request after the other. What the gate lets by must be
// what the rules say, and must not depend on the pieces it arrived in.
#include <algorithm>

#include "service/http/body.hpp"
#include "service/http/gate.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

namespace {

constexpr std::size_t most_head = 2048;
constexpr std::uint64_t most_body = 600;

struct Seen {
    std::string method, target, path, query, authority, body;
    int status = 0;
    bool keep = false;
    bool operator==(const Seen&) const = default;
};

// A refusal leaves everything else empty: what was read of it does not matter any more.
Seen refused(const http::Verdict& verdict) {
    must(verdict.status >= 400 && verdict.status < 600, "a refusal has a status");
    must(!verdict.reason.empty(), "a refusal has a reason");
    Seen seen;
    seen.status = verdict.status;
    return seen;
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

// What must hold of a head that may pass, told again in other words than the gate's.
void check_admitted(std::string_view bytes, const http::Head& head, const http::Admission& admission) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\n') must(i > 0 && bytes[i - 1] == '\r', "no bare LF");
        if (bytes[i] == '\r') must(i + 1 < bytes.size() && bytes[i + 1] == '\n', "no bare CR");
    }
    must(bytes.substr(0, 1) != " " && bytes.find("\r\n ") == std::string_view::npos, "no folded line");
    must(bytes.find("\r\n\t") == std::string_view::npos, "no folded line");
    must(bytes.substr(bytes.size() - 4) == "\r\n\r\n", "a head ends in an empty line");
    int hosts = 0, lengths = 0, codings = 0;
    for (const auto& [name, value] : head.fields.all()) {
        must(!has_control(value), "no control characters in a value");
        must(value.empty() || (value.front() != ' ' && value.back() != ' '), "values have no margins");
        must(name.find_first_of(" \t:") == std::string::npos && !name.empty(), "names are tokens");
        hosts += http::same_word(name, "host") ? 1 : 0;
        lengths += http::same_word(name, "content-length") ? 1 : 0;
        codings += http::same_word(name, "transfer-encoding") ? 1 : 0;
    }
    must(hosts == 1 || (hosts == 0 && head.minor == 0), "one Host, none only in HTTP/1.0");
    must(lengths + codings <= 1, "one way to find the end of a body at most");
    must((admission.framing == http::Framing::chunked) == (codings == 1), "a coding that is known, or none");
    must(admission.framing != http::Framing::chunked || head.minor == 1, "HTTP/1.0 has no chunks");
    if (lengths == 1) {
        const std::string digits(head.fields.get("Content-Length"));
        must(digits.find_first_not_of("0123456789") == std::string::npos && !digits.empty(), "a length is digits");
        must(std::stod(digits) == static_cast<double>(admission.length), "a length is what it says");
    }
    must(admission.length <= most_body, "a body has its bound");
    must(admission.path == "*" || admission.path.substr(0, 1) == "/", "a path begins with a slash");
    must(admission.path != "*" || head.method == "OPTIONS", "the asterisk is for OPTIONS");
    for (const char c : admission.path + admission.query)
        must(static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f && c != '#', "plain targets");
    must(http::method_of(head.method) != http::Method::other || head.method == "TRACE", "known methods");
}

// One request off the front of the stream as it arrives in pieces of `step`; nothing when more is needed.
bool read_one(std::string_view stream, std::size_t step, std::size_t& used, Seen& seen) {
    http::HeadScan scan(most_head);
    std::size_t there = 0;
    while (!scan.look(stream.substr(0, there))) {
        if (there == stream.size()) return false;
        there = std::min(stream.size(), there + step);
    }
    if (!scan.verdict().passed()) return seen = refused(scan.verdict()), true;
    must(scan.end() <= there && scan.begin() < scan.end(), "a head lies within what arrived");
    must(scan.end() - scan.begin() <= most_head, "a head has its bound");
    http::Head head;
    const auto bytes = stream.substr(scan.begin(), scan.end() - scan.begin());
    const auto verdict = http::read_head(bytes, head);
    if (!verdict.passed()) return seen = refused(verdict), true;
    const auto admission = http::admit(head, most_body);
    if (!admission.verdict.passed()) return seen = refused(admission.verdict), true;
    check_admitted(bytes, head, admission);
    used = scan.end();
    http::BodyReader body(admission.framing, admission.length, most_body);
    std::string text;
    while (!body.done() && body.verdict().passed()) {
        const auto piece = stream.substr(used, step);
        if (piece.empty()) return false;
        const auto took = body.take(piece, text);
        must(took <= piece.size(), "no more is used than is there");
        must(took == piece.size() || body.done() || !body.verdict().passed(), "a reader goes on as long as it can");
        used += took;
    }
    if (!body.verdict().passed()) return seen = refused(body.verdict()), true;
    must(text.size() <= most_body, "a body has its bound");
    must(admission.framing != http::Framing::length || text.size() == admission.length, "a body has its length");
    must(admission.framing != http::Framing::none || text.empty(), "no framing, no body");
    seen = {head.method, head.target, admission.path,      admission.query, admission.authority,
            text,        0,           admission.keep_alive};
    return true;
}

std::vector<Seen> read_all(std::string_view stream, std::size_t step) {
    std::vector<Seen> all;
    for (bool keep = true; keep && !stream.empty();) {
        Seen seen;
        std::size_t used = 0;
        if (!read_one(stream, step, used, seen)) break;
        keep = seen.status == 0 && seen.keep;
        if (seen.status == 0) must(used > 0, "a request takes room");
        stream.remove_prefix(used);
        all.push_back(std::move(seen));
    }
    return all;
}

}  // namespace

SAYSO_FUZZ(request) {
    const std::size_t step = 1 + fuzz::take_byte(input) % 32;
    must(read_all(input, input.size() + 1) == read_all(input, step), "the pieces do not matter");
}
