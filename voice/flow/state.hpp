#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scripts/campaigns/choose.hpp"
#include "scripts/directory/directory.hpp"
#include "voice/flow/event.hpp"

// A call as values (decisions 1): what it needs of the directory is copied in, so an edit in mid-call changes nothing
// for this caller.
namespace sayso::flow {

// ---- what becomes records
// --------------------------------------------------------------------------------------------- One connection to an
// office.
struct Leg {
    int number = 0;         // 0, 1, ... within the call
    int target = 0;         // index of the target; -1 when the switchboard was offered as the way on
    std::string target_id;  // Bioguide, committee id, "org:0", or "switchboard"
    std::string office_id;
    std::string dialled;  // E.164 of the office
    bool switchboard = false;
    std::optional<DialOutcome> dial;  // empty while it rings or talks
    int seconds = 0;
    bool operator==(const Leg&) const = default;
};
enum class Outcome { reached, left_message, not_reached, connected_unconfirmed, skipped };
struct TargetOutcome {
    int target = 0;
    std::string target_id;
    Outcome outcome = Outcome::not_reached;
    bool operator==(const TargetOutcome&) const = default;
};
enum class EndedBy { thanks, caller, given_up, turns, time, broken };

// ---- common to every state
// -------------------------------------------------------------------------------------------- Where the caller lives,
// as far as it became known. Never the ZIP (decisions 4).
struct Place {
    std::optional<directory::StateCode> state;   // empty while a ZIP of two states is not settled
    std::vector<directory::District> districts;  // every House district the ZIP touches, or the one the caller chose
    std::string city;
    bool approximate = false;
    bool operator==(const Place&) const = default;
};

// Whom a stop is about. It never changes, so the states of a call share it, and the bytes it has in each of them.
class SharedTarget {
  public:
    SharedTarget() : SharedTarget(blank()) {}
    SharedTarget(campaigns::Target target);
    // Never moved from, so that there is always a target.
    SharedTarget(const SharedTarget&) = default;
    SharedTarget& operator=(const SharedTarget&) = default;
    ~SharedTarget() = default;
    const campaigns::Target& operator*() const { return whole_->target; }
    const campaigns::Target* operator->() const { return &whole_->target; }
    const std::string& bytes() const { return whole_->bytes; }  // as encode() writes it
    bool operator==(const SharedTarget& other) const { return whole_ == other.whole_ || **this == *other; }

  private:
    static const SharedTarget& blank();
    struct Whole {
        campaigns::Target target;
        std::string bytes;
    };
    std::shared_ptr<const Whole> whole_;
};

// One target of the call and what became of it.
struct Stop {
    SharedTarget target;
    std::optional<Outcome> outcome;
    int dials = 0;
    bool at_reserve = false;  // the local office was dialled last, not the first one
    bool operator==(const Stop&) const = default;
};

// One answer to a question about the place, and everything that follows from it: resolved when the ZIP is, since the
// ZIP is not kept.
struct Answer {
    std::optional<directory::StateCode> state;    // always there
    std::optional<directory::District> district;  // empty: only the state is certain
    directory::Occupancy occupancy = directory::Occupancy::unknown;
    campaigns::Target holder;  // name, gender, delegate of who holds the seat; only when held
    std::string city;          // the ZIP's, where it lies in this state
    campaigns::Choice choice;
    bool operator==(const Answer&) const = default;
};

// What is said about the step before, at the start of the next.
enum class Remark { none, thank_you, skipped, no_luck };

// ---- the states
// ------------------------------------------------------------------------------------------------------- Asking
struct ChooseCampaign {
    static constexpr std::string_view name = "choose_campaign",
                                      meaning = "a line with several campaigns asks which one";
    std::vector<campaigns::CampaignRef> campaigns;  // in the order of their keys, 1 first; at most 5
    int tries = 0;
    bool operator==(const ChooseCampaign&) const = default;
};
enum class ZipTrouble { none, silence, too_few, unknown, military, lost };
struct AskZip {
    static constexpr std::string_view name = "ask_zip",
                                      meaning = "greets, asks for the ZIP code, says what was wrong before";
    int attempt = 1;  // 1 to 3
    ZipTrouble trouble = ZipTrouble::none;
    int keys = 0;  // how many were pressed, when too few
    bool operator==(const AskZip&) const = default;
};
struct AskDistrict {
    static constexpr std::string_view name = "ask_district",
                                      meaning = "a split ZIP: asks who represents the caller, by name";
    std::vector<Answer> answers;  // key 1 first; at most 8
    std::vector<Answer> states;   // what "I don't know" leads to: one entry a state
    int tries = 0;
    bool operator==(const AskDistrict&) const = default;
};
struct AskState {
    static constexpr std::string_view name = "ask_state", meaning = "a ZIP over state lines: asks for the state";
    std::vector<Answer> answers;
    int tries = 0;
    bool operator==(const AskState&) const = default;
};
// Speaking with offices
struct ReadScript {
    static constexpr std::string_view name = "read_script", meaning = "who will be called, then the script";
    bool overview = true;  // also says who will be called; false when the script alone is heard again
    int tries = 0;         // questions left unanswered: only the keys are said again
    bool operator==(const ReadScript&) const = default;
};
struct Announce {
    static constexpr std::string_view name = "announce", meaning = "says who is called next; silence connects";
    enum class Kind { first_time, again, local_office } kind = Kind::first_time;
    Remark remark = Remark::none;
    bool with_script = false;  // the script is heard before it: the caller pressed star
    bool operator==(const Announce&) const = default;
};
struct Calling {
    static constexpr std::string_view name = "calling", meaning = "the office is dialled";
    bool operator==(const Calling&) const = default;
};
struct AskOutcome {
    static constexpr std::string_view name = "ask_outcome", meaning = "asks how the call to the office went";
    int tries = 0;
    bool operator==(const AskOutcome&) const = default;
};
enum class Trouble { busy, no_answer, failed, canceled, too_short, told };
struct TryAgain {
    static constexpr std::string_view name = "try_again",
                                      meaning = "an office was not reached: again, the local office, or the next one";
    Trouble trouble = Trouble::no_answer;
    int tries = 0;
    bool operator==(const TryAgain&) const = default;
};
// Ending
enum class HelpReason { no_zip, no_state, nobody, unavailable, no_choice };
struct OfferHelp {
    static constexpr std::string_view name = "offer_help",
                                      meaning = "the way on where a call cannot go on: switchboard, web address";
    HelpReason reason = HelpReason::no_zip;
    int tries = 0;
    bool operator==(const OfferHelp&) const = default;
};
struct CallingSwitchboard {
    static constexpr std::string_view name = "calling_switchboard",
                                      meaning = "the Capitol switchboard is dialled as the way on";
    bool operator==(const CallingSwitchboard&) const = default;
};
struct Thanks {
    static constexpr std::string_view name = "thanks", meaning = "thanks, how many offices were reached, good-bye";
    EndedBy by = EndedBy::thanks;
    Remark remark = Remark::none;
    bool operator==(const Thanks&) const = default;
};
enum class ClosedWhy { unknown_line, no_campaign, hours };
struct Closed {
    static constexpr std::string_view name = "closed",
                                      meaning =
                                          "nothing to call about on this line, or not at this hour; says where to turn";
    ClosedWhy why = ClosedWhy::unknown_line;
    bool operator==(const Closed&) const = default;
};
struct Left {
    static constexpr std::string_view name = "left", meaning = "the caller hung up; nobody hears anything";
    bool operator==(const Left&) const = default;
};

// Order is part of the encoding: new states go to the end.
using Step = std::variant<ChooseCampaign, AskZip, AskDistrict, AskState, ReadScript, Announce, Calling, AskOutcome,
                          TryAgain, OfferHelp, CallingSwitchboard, Thanks, Closed, Left>;

// ---- a state of a call
// ------------------------------------------------------------------------------------------------
struct State {
    int n = 0;             // number of this state, 0 the answer; also how many documents came before it
    int since_answer = 0;  // seconds since the answer, at the event that led here
    std::string language = "en";

    // From the answer
    std::optional<directory::PhoneNumber> line;  // ours, as dialled
    CallerKind caller = CallerKind::nanp;
    Capabilities capabilities;
    std::string web_address;  // our public URL
    std::uint64_t shuffle = 0;

    // From the campaign
    std::optional<campaigns::CampaignRef> campaign;
    bool show_caller = true;  // the campaign's caller id rule

    // From the ZIP and the caller's choices
    Place place;
    std::vector<Stop> stops;
    std::vector<campaigns::NotCalled> not_called;
    int position = 0;  // index of the stop at hand
    std::vector<Leg> legs;

    Step step;

    bool ended() const;                       // nothing more will be asked
    std::optional<EndedBy> ended_by() const;  // how, when it ended
    std::string_view step_name() const;       // "ask_zip"
    bool operator==(const State&) const = default;
};

// Bounds of a call (each is told politely when it is hit).
inline constexpr int most_documents = 60;      // heard in one call
inline constexpr int most_seconds = 30 * 60;   // from the answer
inline constexpr int least_dial_seconds = 60;  // with less left no office is dialled
inline constexpr int most_dial_seconds = 20 * 60;
inline constexpr int most_redials = 2;  // for one target
inline constexpr int ring_seconds = 28;
inline constexpr int most_holds = 3;              // before the switchboard is dialled
inline constexpr int least_reached_seconds = 10;  // a shorter connection is not "reached"

}  // namespace sayso::flow
