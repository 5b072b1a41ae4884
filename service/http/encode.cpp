#include "service/http/encode.hpp"

#include <algorithm>
#include <array>

namespace sayso::http {

namespace {

bool written_here(std::string_view name) {
    static constexpr std::array<std::string_view, 8> names{
        "Content-Length", "Transfer-Encoding",        "Connection", "Keep-Alive", "Date", "Server",
        "X-Request-Id",   "Strict-Transport-Security"};
    return std::any_of(names.begin(), names.end(), [name](std::string_view own) { return same_word(own, name); });
}

}  // namespace

bool has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

std::optional<std::string> encode_head(const Response& response, const Delivery& delivery) {
    std::string head;
    head.reserve(1024);
    head += "HTTP/1.1 ";
    head += std::to_string(response.status);
    head += ' ';
    head += reason_phrase(response.status);
    head += "\r\n";
    append_field(head, "Date", http_date(delivery.date));
    append_field(head, "Server", "sayso");
    if (!delivery.request_id.empty()) append_field(head, "X-Request-Id", delivery.request_id);
    if (has_body(response.status)) append_field(head, "Content-Length", std::to_string(response.body.size()));
    if (!delivery.keep_alive)
        append_field(head, "Connection", "close");
    else if (delivery.minor == 0)
        append_field(head, "Connection", "keep-alive");
    if (delivery.transport_security)
        append_field(head, "Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    for (const auto& [name, value] : response.headers.own()) {
        if (written_here(name)) continue;
        if (!is_field(name, value)) return std::nullopt;
        append_field(head, name, value);
    }
    head += response.headers.encoded();
    head += "\r\n";
    return head;
}

}  // namespace sayso::http
