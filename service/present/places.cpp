#include "service/present/places.hpp"

#include "service/present/words.hpp"

namespace sayso::present {

std::string state_name(directory::StateCode state, Language language) {
    const directory::State& facts = directory::facts(state);
    return std::string(language == Language::es ? facts.spanish_name : facts.name);
}

std::string seat_name(const directory::District& seat, Language language) {
    const directory::State& facts = directory::facts(seat.state);
    const std::string state = state_name(seat.state, language);
    if (seat.chamber == directory::Chamber::senate) return say("senate_seat", language, {{"state", state}});
    if (facts.kind != directory::StateKind::state) return state;
    if (seat.number == 0) return say("district_at_large", language, {{"state", state}});
    return say("district_number", language, {{"state", state}, {"number", std::to_string(seat.number)}});
}

}  // namespace sayso::present
