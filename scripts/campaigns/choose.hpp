#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/campaigns/campaign.hpp"

namespace sayso::campaigns {

// What must be known of the caller's place before targets can be chosen (decisions 7).
enum class PlaceNeed { none, state, district };
PlaceNeed place_need(const Campaign& campaign);

// Where the caller lives, as far as it is known. district without value and state with: "I don't know" or an
// approximate ZIP.
struct Whereabouts {
    std::optional<directory::District> district;  // the House district; its state is `state`
    std::optional<directory::StateCode> state;
    std::string city;
    std::optional<directory::Coordinates> middle;
    bool approximate = false;
    bool operator==(const Whereabouts&) const = default;
};

// An office that can be dialled.
struct DialOffice {
    std::string id;
    std::string city;
    directory::PhoneNumber number = directory::capitol_switchboard();
    bool operator==(const DialOffice&) const = default;
};

// Why a target is reached through the Capitol switchboard, with words to say to the operator.
enum class Via { direct, switchboard };

// Somebody the caller will speak with, as values that no longer need the directory (decisions 1).
struct Target {
    enum class Who {
        official,            // a member, name known
        own_representative,  // the seat's holder is not known, or the district is not: asked for at the switchboard
        own_senators,        // likewise both senators of a state
        committee,
        organization
    } who = Who::official;
    std::string id;    // Bioguide, committee id, or "org:<index>"
    std::string name;  // display: "Maria Cantwell", "House Committee on Foreign Affairs"
    std::string last_name;
    char gender = ' ';
    Branch branch = Branch::other;  // House members include delegates; committees take their chamber's
    bool delegate = false;          // delegate or resident commissioner
    std::string state;              // two letters, empty for committees and organizations
    int district = -1;              // House number, -1 when none or not known
    int senate_class = 0;           // own_senators: the one seat whose holder is not known; 0 both
    std::string party;
    DialOffice office;                  // the number dialled first
    std::optional<DialOffice> reserve;  // the office nearest to the ZIP
    Via via = Via::direct;
    std::string operator_words;  // organizer's own words for whoever answers; empty: the prompt's
    bool operator==(const Target&) const = default;
};

// Somebody a caller might expect who is not dialled, and why.
struct NotCalled {
    enum class Why {
        vacant,
        unknown,
        no_senators,
        not_on_committee,
        beyond_cap,
        no_number,
        no_delegate
    } why = Why::vacant;
    directory::District seat{*directory::StateCode::parse("DC"), directory::Chamber::house, 0};
    int senate_class = 0;
    std::string name;  // when somebody holds it
    bool operator==(const NotCalled&) const = default;
};

struct Choice {
    std::vector<Target> targets;
    std::vector<NotCalled> not_called;
    bool operator==(const Choice&) const = default;
};

// Whom a caller at that place calls, in the campaign's order. `shuffle` seeds Order::shuffled (same seed, same order).
// Never empty unless the campaign's fallback is skip. A vacant seat is never dialled: fallback, or the next target.
// Names of organizations and operator words are in `language`, the campaign's own when empty.
Choice choose(const Campaign& campaign, const directory::Directory& directory, const Whereabouts& where,
              directory::Instant at, std::uint64_t shuffle, std::string_view language = {});

// "Senator", "Representative", "Delegate", "Resident Commissioner" in English or Spanish (by gender); empty for a
// committee or an organization.
std::string title_of(const Target& target, std::string_view language);
// What a script needs of a target; the caller's own values are left unresolved. A holder who is not known has an empty
// name.
ScriptValues script_values(const Target& target, std::string_view language);

}  // namespace sayso::campaigns
