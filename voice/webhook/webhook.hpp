#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "voice/flow/event.hpp"

namespace sayso::webhook {

// Decoded form fields in wire order; bytes as sent, duplicates kept.
using Fields = std::vector<std::pair<std::string, std::string>>;

// First value of a name, or empty.
std::string_view field(const Fields& fields, std::string_view name);

// Twilio's X-Twilio-Signature (telephony.md 3.1 and 3.2): true when any token signed it. `url` is the public base URL plus the raw
// request target; both port candidates are tried. `body` is only looked at when the URL carries bodySHA256. Constant time.
bool twilio_signature_valid(std::span<const std::string> tokens, std::string_view url, std::string_view method,
                            const Fields& form, std::string_view body, std::string_view signature);
// What the simulator and tests send.
std::string twilio_sign(std::string_view token, std::string_view url, const Fields& form);

// An instruction request, read: which call, from and to whom, and what happened.
struct Instruction {
    flow::CallId call;
    std::string from;     // as sent; hash it, never keep it
    std::string to;
    std::string status;   // CallStatus
    std::string digits;
    bool has_dial = false;
    flow::DialEnded dial;
    std::string token;    // I-Twilio-Idempotency-Token, may be empty
};
std::optional<Instruction> twilio_instruction(const Fields& form);  // nothing without a CallSid

// Event for an instruction that is not the answer: a dial result, keys, a hang-up, or silence.
decltype(flow::Event::what) happened(const Instruction& instruction);

flow::CallerKind caller_kind(std::string_view from);

// A status callback, read.
struct StatusReport {
    flow::CallId call;         // the parent's when this is a leg
    std::string leg;           // the child's id, or empty
    std::string status;
    int sequence = 0;
    int seconds = 0;
    bool final() const;        // completed, busy, failed, no-answer, canceled
};
std::optional<StatusReport> twilio_status(const Fields& form);

}  // namespace sayso::webhook
