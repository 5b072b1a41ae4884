#include <algorithm>

#include "voice/flow/transitions.hpp"

// Which campaign, and where the caller lives.
namespace sayso::flow {
namespace {

using campaigns::Campaign;
using campaigns::PlaceNeed;
using directory::Placement;

constexpr int most_attempts = 3;         // to key a ZIP
constexpr std::size_t most_answers = 8;  // keys 1 to 8; 9 is "I do not know"

// The entry a key stands for, 1 being the first, or null.
template <class Entry>
const Entry* chosen(const std::vector<Entry>& entries, const Keyed& keyed) {
    if (keyed.digits.size() != 1 || keyed.digits[0] < '1' || keyed.digits[0] > '9') return nullptr;
    const auto index = static_cast<std::size_t>(keyed.digits[0] - '1');
    return index < entries.size() ? &entries[index] : nullptr;
}

Answer answer_at(const Turn& turn, const Campaign& campaign, const Placement& placement, directory::StateCode state,
                 std::optional<directory::District> district) {
    Answer answer;
    answer.state = state;
    answer.district = district;
    campaigns::Whereabouts where;
    where.district = district;
    where.state = state;
    where.approximate = placement.approximate;
    if (placement.place) {
        where.middle = placement.place->middle;
        // The city is not said of another state.
        if (placement.place->state == state) answer.city = where.city = placement.place->city;
    }
    const auto& directory = turn.book.directory();
    answer.choice = campaigns::choose(campaign, directory, where, turn.event.at, turn.call.shuffle, turn.call.language);
    if (!district) return answer;
    const auto seat = directory.house_seat(state, district->number, turn.event.at);
    answer.occupancy = seat.occupancy;
    if (seat.occupancy != directory::Occupancy::held || !seat.official) return answer;
    answer.holder.id = seat.official->id;
    answer.holder.name = seat.official->full_name;
    answer.holder.last_name = seat.official->last_name;
    answer.holder.gender = seat.official->gender;
    answer.holder.branch = campaigns::Branch::house;
    answer.holder.delegate = directory::facts(state).kind != directory::StateKind::state;
    answer.holder.state = state.text();
    answer.holder.district = district->number;
    return answer;
}

To<ReadScript, OfferHelp> settle(State& call, const Answer& answer) {
    call.place.state = answer.state;
    call.place.city = answer.city;
    if (answer.district) {
        call.place.districts = {*answer.district};
    } else {
        auto& districts = call.place.districts;
        districts.erase(std::remove_if(districts.begin(), districts.end(),
                                       [&](const auto& district) { return district.state != answer.state; }),
                        districts.end());
    }
    call.stops.clear();
    for (const auto& target : answer.choice.targets) call.stops.push_back({target, std::nullopt, 0, false});
    call.not_called = answer.choice.not_called;
    call.position = 0;
    if (call.stops.empty()) return OfferHelp{HelpReason::nobody};
    return ReadScript{};
}

std::vector<Answer> answers_by_state(const Turn& turn, const Campaign& campaign, const Placement& placement) {
    std::vector<Answer> answers;
    for (const auto& state : placement.states)
        if (answers.size() < most_answers) answers.push_back(answer_at(turn, campaign, placement, state, std::nullopt));
    return answers;
}

std::vector<Answer> answers_by_district(const Turn& turn, const Campaign& campaign, const Placement& placement) {
    std::vector<Answer> answers;
    for (const auto& district : placement.districts)
        if (answers.size() < most_answers)
            answers.push_back(answer_at(turn, campaign, placement, district.state, district));
    for (const auto& state : placement.states_without_district())
        if (answers.size() < most_answers) answers.push_back(answer_at(turn, campaign, placement, state, std::nullopt));
    return answers;
}

// The same offices whatever the answer: nothing needs to be asked (a committee none of the candidates sits on).
bool all_lead_to(const std::vector<Answer>& answers, const Answer& one) {
    return std::all_of(answers.begin(), answers.end(),
                       [&](const Answer& answer) { return answer.choice.targets == one.choice.targets; });
}

// Decisions 7: ask only what the targets need.
To<AskDistrict, AskState, ReadScript, OfferHelp> resolve(Turn& turn, const Campaign& campaign,
                                                         const Placement& placement) {
    auto& place = turn.call.place;
    place = {};
    place.districts = placement.districts;
    place.approximate = placement.approximate;
    using Resolved = To<AskDistrict, AskState, ReadScript, OfferHelp>;
    auto by_state = answers_by_state(turn, campaign, placement);
    if (campaigns::place_need(campaign) != PlaceNeed::district) {
        if (by_state.size() == 1) return widened<Resolved>(settle(turn.call, by_state.front()));
        return AskState{std::move(by_state)};
    }
    auto by_district = answers_by_district(turn, campaign, placement);
    if (by_district.size() == 1) return widened<Resolved>(settle(turn.call, by_district.front()));
    if (by_state.size() == 1 && all_lead_to(by_district, by_state.front()))
        return widened<Resolved>(settle(turn.call, by_state.front()));
    if (placement.districts.empty()) return AskState{std::move(by_district)};
    return AskDistrict{std::move(by_district), std::move(by_state)};
}

To<AskZip, OfferHelp> ask_zip_again(const AskZip& asked, ZipTrouble trouble, int keys = 0) {
    if (asked.attempt >= most_attempts) return OfferHelp{HelpReason::no_zip};
    return AskZip{asked.attempt + 1, trouble, keys};
}

// "I do not know": the senators and, for the House, the switchboard; in a ZIP of two states the state is asked.
To<AskState, ReadScript, OfferHelp> unsure(State& call, const AskDistrict& asked) {
    if (asked.states.size() == 1)
        return widened<To<AskState, ReadScript, OfferHelp>>(settle(call, asked.states.front()));
    return AskState{asked.states};
}

To<ChooseCampaign, OfferHelp> choose_again(const ChooseCampaign& asked) {
    if (asked.tries + 1 >= most_tries) return OfferHelp{HelpReason::no_choice};
    return ChooseCampaign{asked.campaigns, asked.tries + 1};
}

To<AskDistrict, AskState, ReadScript, OfferHelp> district_again(State& call, const AskDistrict& asked) {
    using Again = To<AskDistrict, AskState, ReadScript, OfferHelp>;
    if (asked.tries + 1 >= most_tries) return widened<Again>(unsure(call, asked));
    return AskDistrict{asked.answers, asked.states, asked.tries + 1};
}

To<AskState, OfferHelp> state_again(const AskState& asked) {
    if (asked.tries + 1 >= most_tries) return OfferHelp{HelpReason::no_state};
    return AskState{asked.answers, asked.tries + 1};
}

}  // namespace

Begun begin_campaign(Turn& turn, const Campaign& campaign) {
    auto& call = turn.call;
    call.campaign = campaign.ref;
    call.language = campaign.language;
    call.show_caller = campaign.caller_id == campaigns::CallerIdRule::caller;
    if (campaigns::place_need(campaign) != PlaceNeed::none) return AskZip{};
    Answer anywhere;
    anywhere.choice =
        campaigns::choose(campaign, turn.book.directory(), {}, turn.event.at, call.shuffle, call.language);
    return widened<Begun>(settle(call, anywhere));
}

To<ChooseCampaign, AskZip, ReadScript, OfferHelp> on(Turn& turn, const ChooseCampaign& from, const Keyed& keyed) {
    using Result = To<ChooseCampaign, AskZip, ReadScript, OfferHelp>;
    const auto* ref = chosen(from.campaigns, keyed);
    const auto* campaign = ref ? turn.book.campaign(*ref) : nullptr;
    if (campaign) return widened<Result>(begin_campaign(turn, *campaign));
    if (ref) return OfferHelp{HelpReason::unavailable};
    if (keyed.digits == "*") return ChooseCampaign{from.campaigns};
    return widened<Result>(choose_again(from));
}
To<ChooseCampaign, OfferHelp> on(Turn&, const ChooseCampaign& from, const Silence&) {
    return choose_again(from);
}

To<AskZip, AskDistrict, AskState, ReadScript, OfferHelp> on(Turn& turn, const AskZip& from, const Keyed& keyed) {
    using Result = To<AskZip, AskDistrict, AskState, ReadScript, OfferHelp>;
    const auto* campaign = turn.call.campaign ? turn.book.campaign(*turn.call.campaign) : nullptr;
    if (!campaign) return OfferHelp{HelpReason::unavailable};
    std::string digits;
    for (const char c : keyed.digits)
        if (c >= '0' && c <= '9') digits += c;
    if (digits.empty()) return widened<Result>(ask_zip_again(from, ZipTrouble::silence));
    const auto zip = directory::Zip::parse(digits.substr(0, 5));
    if (!zip) return widened<Result>(ask_zip_again(from, ZipTrouble::too_few, static_cast<int>(digits.size())));
    const auto placement = turn.book.directory().place(*zip);
    if (placement.by == directory::PlacedBy::military)
        return widened<Result>(ask_zip_again(from, ZipTrouble::military));
    if (!placement.found()) return widened<Result>(ask_zip_again(from, ZipTrouble::unknown));
    return widened<Result>(resolve(turn, *campaign, placement));
}
To<AskZip, OfferHelp> on(Turn&, const AskZip& from, const Silence&) {
    return ask_zip_again(from, ZipTrouble::silence);
}
// Our fault: it costs the caller no attempt.
To<AskZip> on(Turn&, const AskZip& from, const KeysLost&) {
    return AskZip{from.attempt, ZipTrouble::lost};
}

To<AskDistrict, AskState, ReadScript, OfferHelp> on(Turn& turn, const AskDistrict& from, const Keyed& keyed) {
    using Result = To<AskDistrict, AskState, ReadScript, OfferHelp>;
    if (keyed.digits == "9") return widened<Result>(unsure(turn.call, from));
    if (keyed.digits == "*") return AskDistrict{from.answers, from.states};
    if (const auto* answer = chosen(from.answers, keyed)) return widened<Result>(settle(turn.call, *answer));
    return district_again(turn.call, from);
}
To<AskDistrict, AskState, ReadScript, OfferHelp> on(Turn& turn, const AskDistrict& from, const Silence&) {
    return district_again(turn.call, from);
}

To<AskState, ReadScript, OfferHelp> on(Turn& turn, const AskState& from, const Keyed& keyed) {
    using Result = To<AskState, ReadScript, OfferHelp>;
    if (keyed.digits == "*") return AskState{from.answers};
    if (const auto* answer = chosen(from.answers, keyed)) return widened<Result>(settle(turn.call, *answer));
    return widened<Result>(state_again(from));
}
To<AskState, OfferHelp> on(Turn&, const AskState& from, const Silence&) {
    return state_again(from);
}

}  // namespace sayso::flow
