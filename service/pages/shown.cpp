#include "service/pages/shown.hpp"

#include "service/present/words.hpp"

namespace sayso::pages {

Data shown(const topics::LocalText& text, Language language) {
    const present::Spoken spoken = present::spoken(text, language);
    const bool foreign = !spoken.text.empty() && spoken.language != present::tag(language);
    Data data;
    data["text"] = Data(spoken.text);
    data["lang"] = foreign ? Data(spoken.language) : Data(false);
    return data;
}

void show_if_any(Data& into, const std::string& name, const topics::LocalText& text, Language language) {
    if (present::spoken(text, language).text.empty())
        into[name] = Data(false);
    else
        into[name] = shown(text, language);
}

void show_list(Data& into, const std::string& name, List list) {
    into["has_" + name] = Data(!list.empty());
    into[name] = Data(list);
}

std::string state_name(directory::StateCode state, Language language) {
    const directory::State& facts = directory::facts(state);
    return std::string(language == Language::es ? facts.spanish_name : facts.name);
}

std::string seat_name(const directory::District& seat, Language language) {
    const directory::State& facts = directory::facts(seat.state);
    const std::string state = state_name(seat.state, language);
    if (seat.chamber == directory::Chamber::senate) return present::say("senate_seat", language, {{"state", state}});
    if (facts.kind != directory::StateKind::state) return state;
    if (seat.number == 0) return present::say("district_at_large", language, {{"state", state}});
    return present::say("district_number", language, {{"state", state}, {"number", std::to_string(seat.number)}});
}

}  // namespace sayso::pages
