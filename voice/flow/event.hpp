#pragma once
#include <cstdint>
#include <optional>
#include <string>
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
    std::uint64_t shuffle = 0;  // seed for a shuffled order
};
struct Keyed {
    std::string digits;  // "1", "*", "94110"; never empty
};
struct Silence {};
enum class DialOutcome { answered, busy, no_answer, failed, canceled };
struct DialEnded {
    DialOutcome outcome = DialOutcome::answered;
    int seconds = 0;           // DialCallDuration, 0 when absent
    bool caller_left = false;  // CallStatus=completed: nobody is there to hear the answer
};
struct HungUp {};              // the caller left, or the sweeper gave the call up

struct Event {
    directory::Instant at{};   // now
    int since_answer = 0;      // seconds since the call was answered
    std::variant<Answered, Keyed, Silence, DialEnded, HungUp> what;
};

}  // namespace sayso::flow
