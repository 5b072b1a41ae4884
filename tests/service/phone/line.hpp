#pragma once
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <string>

#include "tests/support/house.hpp"

// One line with one campaign for the caller's own members, and the webhooks of one call on it.
namespace sayso::tests {

inline constexpr const char* line_number = "+12025550142";
inline constexpr const char* call_id = "CA0123456789abcdef0123456789abcdef";
inline const std::string answer_path = "/voice/twilio/answer";
inline const std::string status_path = "/voice/twilio/status";
inline const std::string fallback_path = "/voice/twilio/fallback";
inline std::string step_path(int n) {
    return "/voice/twilio/step?n=" + std::to_string(n);
}

inline Plan plan() {
    Plan plan;
    plan.directory = std::string(SAYSO_SOURCE_DIR) + "/tests/data/directory";
    plan.documents.push_back(topic_with(own_members("water")));
    book::Line line;
    line.number = *directory::PhoneNumber::parse(line_number);
    line.campaign_slugs = {"water"};
    plan.lines.push_back(line);
    return plan;
}

inline webhook::Fields params(const std::string& status, webhook::Fields more = {}) {
    webhook::Fields all{{"CallSid", call_id}, {"AccountSid", House::account}, {"From", "+12025550143"},
                        {"To", line_number},  {"CallStatus", status},         {"Direction", "inbound"},
                        {"FromZip", "20500"}, {"ApiVersion", "2010-04-01"}};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}
inline webhook::Fields ring() {
    return params("ringing");
}
inline webhook::Fields keyed(const std::string& digits) {
    return params("in-progress", {{"Digits", digits}});
}
inline webhook::Fields dialled(const std::string& status, int seconds = 0,
                               const std::string& call_status = "in-progress") {
    webhook::Fields more{{"DialCallStatus", status}, {"DialCallSid", "CAffffffffffffffffffffffffffffffff"}};
    if (seconds > 0) more.emplace_back("DialCallDuration", std::to_string(seconds));
    return params(call_status, more);
}
inline webhook::Fields over(int sequence = 0) {
    return params("completed", {{"CallDuration", "61"}, {"SequenceNumber", std::to_string(sequence)}});
}

}  // namespace sayso::tests
