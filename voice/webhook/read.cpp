#include <algorithm>
#include <array>
#include <charconv>

#include "voice/webhook/webhook.hpp"

namespace sayso::webhook {
namespace {

constexpr std::size_t most_digits = 32;

bool is_id(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), fits);
}

// A whole number from 0 to a day's seconds, or 0.
int small_number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= 0 ? std::min(value, 86400) : 0;
}

std::string keypad(std::string_view text) {
    constexpr std::string_view keys = "0123456789*#ABCD";
    std::string kept;
    for (const char c : text) {
        if (keys.find(c) != std::string_view::npos && kept.size() < most_digits) kept += c;
    }
    return kept;
}

bool is_final(std::string_view status) {
    constexpr std::array<std::string_view, 5> finals{"completed", "busy", "failed", "no-answer", "canceled"};
    return std::find(finals.begin(), finals.end(), status) != finals.end();
}

bool is_status(std::string_view status) {
    constexpr std::array<std::string_view, 5> others{"queued", "initiated", "ringing", "in-progress", "answered"};
    return is_final(status) || std::find(others.begin(), others.end(), status) != others.end();
}

flow::DialOutcome dial_outcome(std::string_view status) {
    using flow::DialOutcome;
    if (status == "completed" || status == "answered") return DialOutcome::answered;
    if (status == "busy") return DialOutcome::busy;
    if (status == "failed") return DialOutcome::failed;
    if (status == "canceled") return DialOutcome::canceled;
    return DialOutcome::no_answer;
}

// Without regard to case; `lower` is lower-case.
bool starts_with(std::string_view text, std::string_view lower) {
    if (text.size() < lower.size()) return false;
    return std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
        return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
    });
}

}  // namespace

std::string_view field(const Fields& fields, std::string_view name) {
    for (const auto& [key, value] : fields) {
        if (key == name) return value;
    }
    return {};
}

std::optional<Instruction> twilio_instruction(const Fields& form) {
    const auto id = field(form, "CallSid");
    if (!is_id(id)) return std::nullopt;
    Instruction instruction;
    instruction.call = flow::CallId{"twilio", std::string(id)};
    instruction.from = field(form, "From");
    instruction.to = field(form, "To");
    instruction.status = field(form, "CallStatus");
    instruction.digits = keypad(field(form, "Digits"));
    if (const auto dialled = field(form, "DialCallStatus"); !dialled.empty()) {
        instruction.has_dial = true;
        instruction.dial.outcome = dial_outcome(dialled);
        instruction.dial.seconds = small_number(field(form, "DialCallDuration"));
        instruction.dial.caller_left = is_final(instruction.status);
    }
    return instruction;
}

decltype(flow::Event::what) happened(const Instruction& instruction) {
    if (instruction.has_dial) return instruction.dial;
    if (is_final(instruction.status)) return flow::HungUp{};
    if (!instruction.digits.empty()) return flow::Keyed{instruction.digits};
    return flow::Silence{};
}

flow::CallerKind caller_kind(std::string_view from) {
    using flow::CallerKind;
    // ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE, as a keypad spells them.
    constexpr std::array<std::string_view, 5> spelled{"266696687", "7378742833", "2562533", "8656696", "86282452253"};
    if (starts_with(from, "sip:") || starts_with(from, "sips:") || starts_with(from, "client:")) return CallerKind::sip;
    const bool plus = !from.empty() && from.front() == '+';
    const std::string_view digits = plus ? from.substr(1) : from;
    const bool number =
        digits.size() >= 3 && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!number || std::find(spelled.begin(), spelled.end(), digits) != spelled.end()) return CallerKind::withheld;
    if (directory::PhoneNumber::parse(from)) return CallerKind::nanp;
    return CallerKind::foreign;
}

bool StatusReport::final() const {
    return is_final(status);
}

std::optional<StatusReport> twilio_status(const Fields& form) {
    const auto id = field(form, "CallSid");
    const auto parent = field(form, "ParentCallSid");
    const auto status = field(form, "CallStatus");
    if (!is_id(id) || (!parent.empty() && !is_id(parent)) || !is_status(status)) return std::nullopt;
    StatusReport report;
    report.call = flow::CallId{"twilio", std::string(parent.empty() ? id : parent)};
    if (!parent.empty()) report.leg = id;
    report.status = status;
    report.sequence = small_number(field(form, "SequenceNumber"));
    report.seconds = small_number(field(form, "CallDuration"));
    return report;
}

}  // namespace sayso::webhook
