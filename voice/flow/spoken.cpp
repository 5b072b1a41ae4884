#include "voice/flow/spoken.hpp"

#include <array>

#include "scripts/directory/state.hpp"
#include "voice/flow/event.hpp"
#include "voice/prompts/prompt.hpp"
#include "voice/prompts/words.hpp"

namespace sayso::flow {
namespace {

using campaigns::Target;
using prompts::Prompt;
using Who = Target::Who;

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

std::string english_article(std::string_view name) {
    for (const char* start : {"District", "Federated", "Marshall", "Northern", "U.S."})
        if (starts_with(name, start)) return "the ";
    return {};
}

std::string spanish_article(std::string_view name) {
    if (starts_with(name, "Distrito")) return "el ";
    if (starts_with(name, "Islas")) return "las ";
    return starts_with(name, "Estados") ? "los " : std::string();
}

// "de" and the name with its article: "de Ohio", "del Distrito de Columbia".
std::string spanish_of(std::string_view name) {
    return starts_with(name, "el ") ? "del " + std::string(name.substr(3)) : "de " + std::string(name);
}

// Spanish titles are written small inside a sentence: "la comisionada residente".
std::string in_small_letters(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

// A name inside a sentence: "Junior." would end it.
std::string plain_name(const Target& target, std::string_view language) {
    return prompts::without_stop(campaigns::speakable(target.name, language));
}

std::string official_name(const Target& target, std::string_view language) {
    const std::string name = plain_name(target, language);
    const std::string title = campaigns::title_of(target, language);
    if (title.empty()) return name;
    if (language != "es") return title + " " + name;
    const std::string article = target.gender == 'F' ? "la " : target.gender == 'M' ? "el " : "";
    return article + in_small_letters(title) + " " + name;
}

std::string own_name(const Target& target, std::string_view language) {
    const bool spanish = language == "es";
    if (target.who == Who::own_senators) {
        if (target.senate_class == 0) return spanish ? "sus senadores" : "your senators";
        return spanish ? "su otro senador" : "your other senator";
    }
    if (!target.delegate) return spanish ? "su representante" : "your representative";
    if (target.state == "PR") return spanish ? "su comisionado residente" : "your resident commissioner";
    return spanish ? "su delegado" : "your delegate";
}

std::string committee_name(const Target& target, std::string_view language) {
    const std::string name = plain_name(target, language);
    if (language == "es") return starts_with(name, "el ") || starts_with(name, "la ") ? name : "el comité " + name;
    return starts_with(name, "the ") || starts_with(name, "The ") ? name : "the " + name;
}

}  // namespace

std::string spoken_state(directory::StateCode state, std::string_view language) {
    const auto& facts = directory::facts(state);
    if (language == "es") return spanish_article(facts.spanish_name) + std::string(facts.spanish_name);
    return english_article(facts.name) + std::string(facts.name);
}

std::string spoken_district(const directory::District& district, std::string_view language) {
    const std::string state = spoken_state(district.state, language);
    if (district.number == 0) return state;
    const std::string number = prompts::number_word(district.number, language);
    return language == "es" ? "el distrito " + number + " " + spanish_of(state) : "district " + number + " of " + state;
}

std::string spoken_seat(const directory::District& district, bool both, std::string_view language) {
    const bool spanish = language == "es";
    if (district.chamber == directory::Chamber::senate) {
        const std::string state = spoken_state(district.state, language);
        if (spanish) return (both ? "los dos escaños " : "uno de los escaños ") + spanish_of(state) + " en el Senado";
        return (both ? "both Senate seats of " : "one of the Senate seats of ") + state;
    }
    const std::string place = spoken_district(district, language);
    return spanish ? "el escaño " + spanish_of(place) + " en la Cámara de Representantes"
                   : "the House seat of " + place;
}

std::string spoken_name(const Target& target, std::string_view language) {
    switch (target.who) {
        case Who::official:
            return official_name(target, language);
        case Who::own_representative:
        case Who::own_senators:
            return own_name(target, language);
        case Who::committee:
            return committee_name(target, language);
        case Who::organization:
            return plain_name(target, language);
    }
    return {};
}

std::string spoken_office(const Target& target, bool at_reserve, std::string_view language) {
    const std::string name = spoken_name(target, language);
    if (at_reserve && target.reserve)
        return prompts::fill(Prompt::at_local_office, language, {{"name", name}, {"city", target.reserve->city}});
    if (target.via == campaigns::Via::switchboard)
        return prompts::fill(Prompt::by_switchboard, language, {{"name", name}});
    if (target.who == Who::committee) {
        const std::string plain = language == "es" || !starts_with(name, "the ") ? name : name.substr(4);
        return prompts::fill(Prompt::at_committee_office, language, {{"name", plain}});
    }
    if (target.office.city == "Washington" && target.who == Who::official)
        return prompts::fill(Prompt::at_capitol_office, language, {{"name", name}});
    if (target.office.city.empty()) return name;
    return prompts::fill(Prompt::at_local_office, language, {{"name", name}, {"city", target.office.city}});
}

std::string words_for_operator(const Target& target) {
    const auto state = directory::StateCode::parse(target.state);
    std::string name = spoken_name(target, "en");
    if (target.who == Who::own_representative && state && (target.district >= 0)) {
        const directory::District district{*state, directory::Chamber::house, target.district};
        name = (target.delegate ? "the delegate of " : "the representative of ") + spoken_district(district, "en");
    } else if (target.who == Who::official && state) {
        name += " of " + spoken_state(*state, "en");
    }
    return prompts::fill(Prompt::words_please, "en", {{"name", name}});
}

std::string spoken_address(std::string_view public_url, std::string_view language) {
    if (const auto scheme = public_url.find("://"); scheme != std::string_view::npos)
        public_url.remove_prefix(scheme + 3);
    while (!public_url.empty() && public_url.back() == '/') public_url.remove_suffix(1);
    const std::string_view host = public_url.substr(0, public_url.find_first_of(":/"));
    const bool named = host.find('.') != std::string_view::npos &&
                       host.find_first_not_of("0123456789.") != std::string_view::npos && public_url.find('[') != 0;
    const bool own_machine = host == "localhost" || (host.size() > 6 && host.substr(host.size() - 6) == ".local");
    // A port or a path cannot be said so that anybody remembers it.
    if (!named || own_machine || host.size() != public_url.size()) return {};
    std::string out;
    for (const char c : host) {
        if (c == '.')
            out += language == "es" ? " punto " : " dot ";
        else if (c == '-')
            out += language == "es" ? " guion " : " dash ";
        else
            out += c;
    }
    return out;
}

}  // namespace sayso::flow
