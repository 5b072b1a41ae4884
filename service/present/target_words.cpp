#include "service/present/target_words.hpp"

#include "service/present/places.hpp"
#include "service/present/words.hpp"

namespace sayso::present {

using campaigns::Branch;
using campaigns::NotCalled;
using campaigns::Target;
using Why = NotCalled::Why;

std::optional<directory::StateCode> state_of(const Target& target) {
    return directory::StateCode::parse(target.state);
}

bool is_own(const Target& target, const campaigns::Whereabouts& where) {
    if (target.who == Target::Who::own_representative || target.who == Target::Who::own_senators) return true;
    if (target.who != Target::Who::official || !where.state || target.state != where.state->text()) return false;
    return target.branch == Branch::senate || (where.district && where.district->number == target.district);
}

std::string seat_of(const Target& target, Language language) {
    const auto state = state_of(target);
    if (!state) return {};
    if (target.branch == Branch::senate || target.district < 0) return state_name(*state, language);
    return seat_name({*state, directory::Chamber::house, target.district}, language);
}

std::string role_of(const Target& target, bool own, Language language) {
    if (target.who == Target::Who::committee) return std::string(word("role_committee", language));
    if (target.who == Target::Who::organization) return std::string(word("role_organization", language));
    if (!own) return std::string(word("role_member", language));
    if (target.branch == Branch::senate) return std::string(word("role_own_senator", language));
    if (!target.delegate) return std::string(word("role_own_representative", language));
    return std::string(word(target.state == "PR" ? "role_own_commissioner" : "role_own_delegate", language));
}

std::string name_of(const Target& target, Language language) {
    if (target.who == Target::Who::own_representative) return std::string(word("name_own_representative", language));
    if (target.who == Target::Who::own_senators)
        return std::string(word(target.senate_class > 0 ? "name_own_senator" : "name_own_senators", language));
    const std::string title = campaigns::title_of(target, tag(language));
    return title.empty() ? target.name : title + " " + target.name;
}

std::string party_name(const std::string& party, Language language) {
    for (const char* known : {"Democrat", "Republican", "Independent", "Libertarian"}) {
        if (party == known) return std::string(word("party_" + party, language));
    }
    return party;
}

std::string reason(const NotCalled& entry, Language language) {
    const std::string seat = seat_name(entry.seat, language), state = state_name(entry.seat.state, language);
    switch (entry.why) {
        case Why::vacant:
            return say("why_vacant", language, {{"seat", seat}});
        case Why::unknown:
            return say("why_unknown", language, {{"seat", entry.name.empty() ? seat : entry.name}});
        case Why::no_senators:
            return say("why_no_senators", language, {{"state", state}});
        case Why::not_on_committee:
            return say("why_not_on_committee", language, {{"name", entry.name}});
        case Why::beyond_cap:
            return say("why_beyond_cap", language, {{"name", entry.name.empty() ? seat : entry.name}});
        case Why::no_number:
            return say("why_no_number", language, {{"name", entry.name.empty() ? seat : entry.name}});
        case Why::no_delegate:
            return say("why_no_delegate", language, {{"state", state}});
    }
    return {};
}

std::string words_for_operator(const Target& target, const std::string& zip) {
    const auto state = state_of(target);
    const std::string state_text = state ? state_name(*state, Language::en) : "";
    if (target.who == Target::Who::own_senators) {
        const bool one = target.senate_class > 0;
        return state
                   ? say(one ? "operator_own_senator" : "operator_own_senators", Language::en, {{"state", state_text}})
                   : std::string(word("operator_own_senators_nowhere", Language::en));
    }
    if (target.who == Target::Who::own_representative) {
        if (!state) return std::string(word("operator_own_house_nowhere", Language::en));
        if (target.district >= 0)
            return say("operator_own_house", Language::en, {{"seat", seat_of(target, Language::en)}});
        return zip.empty() ? say("operator_own_house_state_only", Language::en, {{"state", state_text}})
                           : say("operator_own_house_state", Language::en, {{"state", state_text}, {"zip", zip}});
    }
    const std::string title = campaigns::title_of(target, "en");
    return say("operator_person", Language::en, {{"name", title.empty() ? target.name : title + " " + target.name}});
}

}  // namespace sayso::present
