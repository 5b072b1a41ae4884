#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scripts/campaigns/script.hpp"
#include "scripts/directory/directory.hpp"
#include "scripts/topics/topic.hpp"

namespace sayso::campaigns {

// Names one revision of one campaign for good. The revision is the topic document's.
struct CampaignRef {
    std::int64_t id = 0;
    int revision = 0;
    auto operator<=>(const CampaignRef&) const = default;
};

enum class TargetKind { own_representative, own_senators, own_members, committee_office, person, organization };

// One rule of whom to call. `own_*` with a committee calls only those who sit on it.
struct TargetRule {
    TargetKind kind = TargetKind::own_members;
    std::string committee_id;                      // committee_office: whose; own_*: filter, or empty
    std::string official_id;                       // person
    topics::LocalText name;                        // organization
    std::optional<directory::PhoneNumber> number;  // organization, or an organizer's override for a committee office
    topics::LocalText operator_words;              // what to say to whoever answers, optional
    bool operator==(const TargetRule&) const = default;
};

enum class Order { as_listed, house_first, senate_first, shuffled };

// What happens when a rule yields nobody who can be dialled (vacant seat, no member on the committee, no number).
enum class FallbackKind { switchboard, skip, rule };
struct Fallback {
    FallbackKind kind = FallbackKind::switchboard;
    std::optional<TargetRule> rule;  // kind rule: call this instead
    bool operator==(const Fallback&) const = default;
};

enum class CallerIdRule { caller, line };

// When the line connects calls; empty means always. Minutes since midnight Eastern, weekdays 0 = Sunday.
struct Hours {
    struct Span {
        int weekday = 1, from = 0, to = 0;
        bool operator==(const Span&) const = default;
    };
    std::vector<Span> spans;
    bool operator==(const Hours&) const = default;
};
// Whether a moment lies within the hours: always when there are none. A span's end is not in it.
bool open_at(const Hours& times, directory::Instant at);

// An action that can be dialled. Kept inside its topic's document, one revision for all.
struct Campaign {
    CampaignRef ref;
    std::string slug;
    topics::Status status = topics::Status::draft;
    std::string language = "en";  // what the line speaks
    topics::LocalText title;      // one short sentence: what the call is about
    topics::LocalText sponsor;    // who asks for the call; named first on the phone
    std::optional<directory::PhoneNumber> call_back;
    std::vector<TargetRule> targets;
    Order order = Order::as_listed;
    int cap = 0;  // most targets in one call; 0 is no cap of its own
    Fallback fallback;
    CallerIdRule caller_id = CallerIdRule::caller;
    Hours hours;
    bool opening = true;                    // add "my name is ..., from CITY ZIP" before the script
    bool voicemail_closing = true;          // add the street-address closing to the voicemail version
    std::map<std::string, Script> scripts;  // by language
    std::map<std::string, std::map<std::string, std::string>> recordings;  // prompt key -> language -> https URL

    const Script& script(std::string_view language) const;  // that language, else English, else any, else empty
    bool operator==(const Campaign&) const = default;
};

}  // namespace sayso::campaigns
