#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "voice/flow/event.hpp"

// What a provider's request says: who signed it, which call it is about, what happened. Knows nothing of HTTP, stores
// or answers.
namespace sayso::webhook {

// Decoded form fields in wire order; bytes as sent, duplicates kept.
using Fields = std::vector<std::pair<std::string, std::string>>;

// First value of a name, or empty.
std::string_view field(const Fields& fields, std::string_view name);

// Twilio's X-Twilio-Signature: true when any token signed it. `url` is the public base URL plus the raw request target;
// its user info and fragment do not count, and it is tried without a port and with the explicit one (its own, else 443
// or 80). A form is signed with POST only. When the URL carries bodySHA256 the URL alone is signed and `body` must have
// that SHA-256; else `body` is not looked at. Takes the same time wherever a signature differs; empty tokens never
// match.
bool twilio_signature_valid(std::span<const std::string> tokens, std::string_view url, std::string_view method,
                            const Fields& form, std::string_view body, std::string_view signature);
// The signature Twilio itself would send for a form posted to `url`: without user info, fragment and, over https, the
// port.
std::string twilio_sign(std::string_view token, std::string_view url, const Fields& form);

// An instruction request, read: which call, from and to whom, and what happened.
struct Instruction {
    flow::CallId call;
    std::string from;  // as sent; hash it, never keep it
    std::string to;
    std::string status;  // CallStatus
    std::string digits;
    bool has_dial = false;
    flow::DialEnded dial;
};
// Nothing without a CallSid of 1 to 64 letters, digits, '-' or '_'. Digits keep keypad characters only, at most 32 of
// them; an unknown DialCallStatus counts as no answer, so that it never blames a number; a duration that is none counts
// as 0.
std::optional<Instruction> twilio_instruction(const Fields& form);

// Event for an instruction that is not the answer: a dial result, keys, a hang-up, or silence.
decltype(flow::Event::what) happened(const Instruction& instruction);

// From's kind: a NANP number, another country's, SIP or a client, or withheld (also names that providers spell on the
// keypad, as +266696687 for ANONYMOUS).
flow::CallerKind caller_kind(std::string_view from);

// A status callback, read.
struct StatusReport {
    flow::CallId call;  // the parent's when this is a leg
    std::string leg;    // the child's id, or empty
    std::string status;
    int sequence = 0;
    int seconds = 0;
    bool final() const;  // completed, busy, failed, no-answer, canceled
};
// Nothing without a CallSid or a CallStatus that Twilio knows.
std::optional<StatusReport> twilio_status(const Fields& form);

}  // namespace sayso::webhook
