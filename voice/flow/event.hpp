#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "scripts/directory/instant.hpp"
#include "scripts/directory/phone_number.hpp"

namespace sayso::flow {

// Names a call at its provider.
struct CallId {
    std::string provider;  // "twilio"
    std::string id;
    auto operator<=>(const CallId&) const = default;
};

// What the provider can do; pinned in the state at the answer (decisions 9).
struct Capabilities {
    bool hangup_on_star = true;
    bool caller_id_pass_through = true;
    bool operator==(const Capabilities&) const = default;
};

// What kind of party calls, since that decides the caller id (decisions 6).
enum class CallerKind { nanp, foreign, withheld, sip };

// What can happen to a call. Events carry no phone number of the caller.
struct Answered {
    directory::PhoneNumber line = directory::capitol_switchboard();
    CallerKind caller = CallerKind::nanp;
    Capabilities capabilities;
    std::uint64_t shuffle = 0;     // seed for a shuffled order
    std::string web_address = {};  // our public URL as configured; said where a caller can reach it
};
struct Keyed {
    std::string digits;  // "1", "*", "94110"; never empty
};
struct Silence {};
struct KeysLost {};  // a ZIP was keyed while we were overloaded, and was not carried (decisions 3)
enum class DialOutcome { answered, busy, no_answer, failed, canceled };
struct DialEnded {
    DialOutcome outcome = DialOutcome::answered;
    int seconds = 0;           // DialCallDuration, 0 when absent
    bool caller_left = false;  // CallStatus=completed: nobody is there to hear the answer
};
struct HungUp {};  // the caller left, or the sweeper gave the call up

using Happening = std::variant<Answered, Keyed, Silence, KeysLost, DialEnded, HungUp>;

struct Event {
    directory::Instant at{};  // now
    int since_answer = 0;     // seconds since the call was answered
    Happening what;
};

// "https://hotline.example.org/" as a voice reads it: "hotline dot example dot org". Empty for addresses that lead
// nowhere from a caller's home: localhost and numeric ones.
std::string spoken_address(std::string_view public_url, std::string_view language);

}  // namespace sayso::flow
