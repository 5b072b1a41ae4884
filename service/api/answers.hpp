#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/message.hpp"

namespace sayso::api {

namespace json = boost::json;

// Text of people and files as JSON may hold it: broken UTF-8 becomes U+FFFD, control characters go.
json::string text(std::string_view text);
// The same, or null when there is none.
json::value text_or_null(std::string_view text);

http::Response answer(int status, const json::value& value);

// An answer that depends on nothing of the visitor's but the language, to be made once and sent often.
struct KeptAnswer {
    std::string body, tag;
};
KeptAnswer kept(const json::value& value);
KeptAnswer kept_text(std::string_view body);
// 200, or 304 when the other side has it. Fresh for `seconds`.
http::Response answer(const http::Request& request, const KeptAnswer& kept, int seconds);

// Whose words an answer is in: each of the interfaces tells errors its own way.
enum class Dialect { own, five_calls, call_power };

// What is wrong with one field of a request; a JSON pointer, or "" for the whole.
struct FieldProblem {
    std::string pointer, detail;
};

// `detail` says what to do. Our own are problem details (RFC 9457).
http::Response refusal(Dialect dialect, int status, std::string_view detail);
http::Response refusal(int status, std::string_view detail, const std::vector<FieldProblem>& fields);
// 429, with the name of the policy.
http::Response too_many(Dialect dialect, std::string_view policy, long seconds);

}  // namespace sayso::api
