// A request's signature against a second implementation: other data structures, another way through the URL, another
// interface of the cryptographic library.
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <map>
#include <set>

#include "service/http/form.hpp"
#include "tests/fuzz/target.hpp"
#include "voice/webhook/webhook.hpp"

using namespace sayso;
using fuzz::must;

namespace {

struct Pieces {
    std::string before_port, port, after;
    bool usable = false;
};

// Character by character: scheme, user, host, port, the rest; a fragment is forgotten.
Pieces pieces_of(std::string_view url) {
    Pieces found;
    std::string scheme;
    std::size_t i = 0;
    while (i < url.size() && url[i] != '#' && url.substr(i, 3) != "://") scheme += url[i++];
    if (i >= url.size() || url[i] == '#') return found;
    i += 3;
    std::string authority;
    while (i < url.size() && url[i] != '/' && url[i] != '?' && url[i] != '#') authority += url[i++];
    while (i < url.size() && url[i] != '#') found.after += url[i++];
    while (authority.find('@') != std::string::npos) authority.erase(0, authority.find('@') + 1);
    std::string host;
    bool in_port = false;
    for (const char c : authority) {
        if (c == ']' && in_port) {
            host += ":" + found.port;
            found.port.clear();
            in_port = false;
        }
        if (c == ':') {
            if (in_port) host += ":" + found.port;
            found.port.clear();
            in_port = true;
        } else if (in_port) {
            found.port += c;
        } else {
            host += c;
        }
    }
    found.before_port = scheme + "://" + host;
    found.usable = !scheme.empty() && !host.empty();
    return found;
}

std::string base64(const std::string& bytes) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group * 256 + (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        for (std::size_t j = 0; j < 4; ++j) out += i + j > bytes.size() ? '=' : letters[(group >> (18 - 6 * j)) & 63U];
    }
    return out;
}

std::string signature_of(const std::string& token, const std::string& text) {
    unsigned char mac[EVP_MAX_MD_SIZE];
    std::size_t size = 0;
    EVP_PKEY* key = EVP_PKEY_new_raw_private_key(EVP_PKEY_HMAC, nullptr,
                                                 reinterpret_cast<const unsigned char*>(token.data()), token.size());
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    size = sizeof mac;
    must(key && context && EVP_DigestSignInit(context, nullptr, EVP_sha1(), nullptr, key) == 1 &&
             EVP_DigestSign(context, mac, &size, reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1,
         "the library signs");
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return base64(std::string(reinterpret_cast<const char*>(mac), size));
}

std::string fields_in_order(const webhook::Fields& form) {
    std::map<std::string, std::set<std::string>> sorted;
    for (const auto& [name, value] : form) sorted[name].insert(value);
    std::string text;
    for (const auto& [name, values] : sorted)
        for (const auto& value : values) text += name + value;
    return text;
}

bool names_body_hash(const std::string& after) {
    const auto query = after.find('?');
    if (query == std::string::npos) return false;
    const std::string items = "&" + after.substr(query + 1);
    return items.find("&bodySHA256=") != std::string::npos;
}

// The value of the first bodySHA256 of the query.
std::string after_body_hash(const std::string& after) {
    std::string query = after.substr(std::min(after.find('?'), after.size()));
    while (!query.empty()) {
        query.erase(0, 1);
        const std::string item = query.substr(0, query.find('&'));
        if (item.substr(0, 11) == "bodySHA256=") return item.substr(11);
        query.erase(0, item.size());
    }
    return {};
}

std::string sha256_of(std::string_view text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    must(EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr) == 1, "the library hashes");
    std::string hex;
    for (unsigned i = 0; i < size; ++i)
        for (const unsigned half : {digest[i] / 16U, digest[i] % 16U}) hex += "0123456789abcdef"[half];
    return hex;
}

void check_readings(const webhook::Fields& form) {
    if (const auto instruction = webhook::twilio_instruction(form)) {
        must(!instruction->call.id.empty() && instruction->call.id.size() <= 64, "a call has a name");
        must(instruction->digits.find_first_not_of("0123456789*#ABCD") == std::string::npos, "keys are keys");
        must(instruction->digits.size() <= 32, "nobody keys more");
        must(instruction->dial.seconds >= 0 && instruction->dial.seconds <= 86400, "a dial lasts a day at most");
        webhook::happened(*instruction);
        webhook::caller_kind(instruction->from);
    }
    if (const auto report = webhook::twilio_status(form))
        must(report->seconds >= 0 && report->sequence >= 0 && !report->status.empty(), "a report has its bounds");
}

}  // namespace

// Token, URL, method: a line each; then the form.
SAYSO_FUZZ(signature) {
    const std::string token(fuzz::take_line(input));
    const std::string url(fuzz::take_line(input));
    const std::string method = fuzz::take_byte(input) % 4 == 0 ? "GET" : "POST";
    const auto form = http::parse_form(input);
    if (!form) return;
    check_readings(*form);
    const auto pieces = pieces_of(url);
    const bool https = pieces.before_port.substr(0, 8) == "https://";
    const std::string usual = https ? "443" : "80";
    const std::string fields = method == "POST" && !names_body_hash(pieces.after) ? fields_in_order(*form) : "";
    const std::string without = pieces.before_port + pieces.after + fields;
    const std::string with =
        pieces.before_port + ":" + (pieces.port.empty() ? usual : pieces.port) + pieces.after + fields;
    const std::string tokens[] = {"", "another", token};
    const bool possible = pieces.usable && !token.empty();
    const auto valid = [&](const std::string& signature, const webhook::Fields& sent) {
        return webhook::twilio_signature_valid(tokens, url, method, sent, "", signature);
    };
    if (!names_body_hash(pieces.after)) {
        must(valid(signature_of(token, without), *form) == possible, "the URL without a port is signed");
        must(valid(signature_of(token, with), *form) == possible, "the URL with its port is signed");
        if (possible && method == "POST") {
            auto more = *form;
            more.emplace_back("Injected", "1");
            if (fields_in_order(more) != fields)
                must(!valid(signature_of(token, without), more), "a field that was added does not pass");
        }
    } else {
        // The form's text as the body: its hash, in small letters, must stand in the first such parameter.
        const bool same = after_body_hash(pieces.after) == sha256_of(input);
        must(webhook::twilio_signature_valid(tokens, url, method, *form, input, signature_of(token, without)) ==
                 (possible && same),
             "a body has its hash");
    }
    must(!valid(signature_of(token, without + "x"), *form), "another text has another signature");
    must(!valid(url.substr(0, 28), *form) || url.size() < 28, "a text is no signature");
    if (possible && method == "POST") {
        const bool keep = !https && !pieces.port.empty();
        must(webhook::twilio_sign(token, url, *form) ==
                 signature_of(token, (keep ? pieces.before_port + ":" + pieces.port : pieces.before_port) +
                                         pieces.after + fields_in_order(*form)),
             "both sign alike");
    }
}
