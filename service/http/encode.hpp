#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "service/http/message.hpp"

namespace sayso::http {

// What the connection, not the handler, decides about an answer.
struct Delivery {
    std::chrono::sys_seconds date;
    std::string_view request_id;
    int minor = 1;  // the request's HTTP/1.x
    bool keep_alive = true;
    bool transport_security = false;  // TLS, here or in front of us: browsers are told to insist on it
};

// Whether an answer of that status has a body at all (RFC 9110 6.4.1).
bool has_body(int status);
// Status line and fields up to the empty line. Framing, Date, Server, Connection and X-Request-Id are written here and
// nowhere else; such fields of the response are left out. Nothing when a field would break the head.
std::optional<std::string> encode_head(const Response& response, const Delivery& delivery);

}  // namespace sayso::http
