#include "service/pages/place_view.hpp"

#include <algorithm>
#include <cctype>

#include "scripts/directory/drawing.hpp"
#include "service/pages/target_view.hpp"
#include "service/present/target_words.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using present::party_name;
using present::say;
using present::word;
using Kind = Located::Kind;
using Refined = Located::Refined;

constexpr int patterns = 6;  // in question.html and sayso.css

Data option_of(const Scene& scene, const PlaceOption& option, bool states_only, bool one_state) {
    Data data;
    const std::string state = state_name(option.state, scene.language);
    data["value"] = Data(option.value());
    data["option_more"] = Data(false);
    if (!option.district) {
        const std::string name = states_only ? state
                                 : one_state ? std::string(word("dont_know_district", scene.language))
                                             : say("dont_know_state", scene.language, {{"state", state}});
        data["option_name"] = Data(name);
        if (!states_only) data["option_more"] = Data(std::string(word("dont_know_district_more", scene.language)));
        return data;
    }
    const std::string seat = seat_name(*option.district, scene.language);
    const directory::Seat held = scene.book.directory().house_seat(option.state, option.district->number, scene.at);
    if (held.official) {
        data["option_name"] = Data(held.official->full_name);
        data["option_more"] = Data(seat + " · " + party_name(held.term->party, scene.language));
    } else {
        data["option_name"] = Data(seat);
        if (held.occupancy == directory::Occupancy::vacant)
            data["option_more"] = Data(std::string(word("name_vacant_house", scene.language)));
    }
    return data;
}

// "A", "B", ...: what an option is called on the map.
std::string letter(std::size_t index) {
    return std::string(1, static_cast<char>('A' + index % 26));
}

std::string path_of(const directory::DrawnDistrict& drawn) {
    std::string path;
    for (const auto& ring : drawn.loops) {
        directory::MapPoint pen{};
        for (const auto& point : ring) {
            const bool first = &point == &ring.front();
            path += first ? "M" + std::to_string(point.x) : "l" + std::to_string(point.x - pen.x);
            path += " " + std::to_string(first ? point.y : point.y - pen.y);
            pen = point;
        }
        path += "z";
    }
    return path;
}

// The neighbourhood with the candidates on it, lettered like the options. Not without lines, and not of one alone.
void show_map(Data& question, const Scene& scene, const Located& located) {
    std::vector<directory::District> districts;
    for (const PlaceOption& option : located.options) {
        if (option.district) districts.push_back(*option.district);
    }
    // A point elsewhere is not on the map of this ZIP.
    const auto at = located.refined == Refined::elsewhere ? std::nullopt : located.at;
    std::optional<directory::Coordinates> middle = at;
    if (!middle && located.placement.place) middle = located.placement.place->middle;
    const auto drawn = districts.size() > 1
                           ? directory::draw(scene.book.directory().data().boundaries, districts, middle)
                           : std::nullopt;
    if (!drawn) return;
    List areas, used;
    std::string told;
    for (std::size_t i = 0; i < drawn->districts.size(); ++i) {
        const auto& district = drawn->districts[i];
        Data area;
        area["d"] = Data(path_of(district));
        area["pattern"] = Data(std::to_string(i % patterns + 1));
        area["x"] = Data(std::to_string(district.label.x));
        area["y"] = Data(std::to_string(district.label.y));
        area["letter"] = Data(letter(i));
        areas.push_back(std::move(area));
        told += (told.empty() ? "" : "; ") + letter(i) + ": " + seat_name(district.district, scene.language);
    }
    Data map;
    map["map_title"] = Data(say("map_title", scene.language, {{"districts", told}}));
    map["areas"] = listed(std::move(areas));
    map["map_middle"] = Data(false);
    if (drawn->middle) {
        Data middle_mark;
        middle_mark["x"] = Data(std::to_string(drawn->middle->x));
        middle_mark["y"] = Data(std::to_string(drawn->middle->y));
        map["map_middle"] = std::move(middle_mark);
    }
    map["map_legend"] = Data(std::string(word(at ? "map_you" : "map_zip", scene.language)));
    question["map"] = std::move(map);
}

std::string_view refined_key(Refined refined) {
    switch (refined) {
        case Refined::too_close:
            return "refined_too_close";
        case Refined::elsewhere:
            return "refined_elsewhere";
        case Refined::no_address:
            return "refined_no_address";
        case Refined::unclear_address:
            return "refined_unclear_address";
        case Refined::no_geocoder:
            return "refined_no_geocoder";
        case Refined::no_lines:
            return "refined_no_lines";
        case Refined::not_asked:
            break;
    }
    return {};
}

}  // namespace

std::string seat_in_words(const campaigns::Whereabouts& where, Language language) {
    if (where.district) return seat_name(*where.district, language);
    return where.state ? state_name(*where.state, language) : std::string();
}

PlaceWords place_words(const Scene& scene, const Located& located) {
    const std::string zip = located.zip_text();
    std::string place = located.where.city;
    const std::string seat = seat_in_words(located.where, scene.language);
    if (!seat.empty() && seat != place) place += (place.empty() ? "" : ", ") + seat;
    const ZipForm form = located.form();
    PlaceWords words;
    words.zip = form.zip;
    words.place = form.place;
    words.at = form.at;
    words.text = zip.empty()     ? place
                 : place.empty() ? say("place_line_zip", scene.language, {{"zip", zip}})
                                 : say("place_line", scene.language, {{"place", place}, {"zip", zip}});
    words.in_short = zip.empty() || seat.empty() ? zip + seat : zip + ", " + seat;
    words.was_split = !zip.empty() && located.placement.districts.size() > 1;
    words.approximate = located.where.approximate;
    return words;
}

void show_place(Data& into, const Scene& scene, const PlaceWords& words) {
    Data line;
    line["zip"] = Data(words.zip);
    line["place"] = Data(words.place);
    line["at"] = words.at.empty() ? Data(false) : Data(words.at);
    line["was_split"] = Data(words.was_split);
    line["short"] = Data(words.in_short);
    line["text"] = Data(words.text);
    into["place_line"] = std::move(line);
    if (words.approximate) into["approximate"] = Data(std::string(word("approximate", scene.language)));
}

namespace {

// What to tell beside the box, or empty.
std::string_view problem_key(Kind kind) {
    switch (kind) {
        case Kind::empty:
            return "zip_empty";
        case Kind::malformed:
            return "zip_malformed";
        case Kind::nothing:
            return "zip_nothing";
        case Kind::military:
            return "zip_military";
        case Kind::freely_associated:
            return "zip_freely_associated";
        case Kind::no_address:
            return "zip_no_address";
        case Kind::unclear_address:
            return "zip_unclear_address";
        case Kind::no_geocoder:
            return "zip_no_geocoder";
        case Kind::outside:
            return "zip_outside";
        case Kind::no_lines:
            return "zip_no_lines";
        case Kind::ask_district:
        case Kind::ask_state:
        case Kind::found:
            break;
    }
    return {};
}

// Words are no ZIP with a digit too few, but an address that lacks something.
bool has_letter(std::string_view typed) {
    return std::any_of(typed.begin(), typed.end(), [](unsigned char c) { return std::isalpha(c) || c >= 0x80; });
}

bool has_lines(const Scene& scene) {
    return !scene.book.directory().data().boundaries.empty();
}

}  // namespace

void show_locating(Data& into, const Scene& scene) {
    into["locates"] = Data(has_lines(scene));
}

void show_zip_form(Data& into, const Scene& scene, const std::string& action, std::string_view button_key,
                   const std::string& id, const Located* located) {
    into["zip_action"] = Data(action);
    into["zip_id"] = Data(id);
    into["zip_button"] = Data(std::string(word(button_key, scene.language)));
    const bool answered = located && (located->found() || located->asks());
    const std::string_view label = scene.finds_addresses ? "zip_or_address" : "zip_label";
    into["zip_label"] = Data(std::string(word(answered ? "change_zip" : label, scene.language)));
    into["zip_value"] = Data(located && !answered ? located->typed : "");
    into["zip_hint"] =
        Data(std::string(word(scene.finds_addresses ? "zip_or_address_hint" : "zip_hint", scene.language)));
    into["remembers"] = Data(!answered);
    into["locates"] = Data(false);
    std::string_view problem = located ? problem_key(located->kind) : std::string_view();
    if (problem.empty()) return;
    if (located->kind == Kind::malformed && scene.finds_addresses && has_letter(located->typed))
        problem = "address_malformed";
    const auto& states = located->placement.states;
    const std::string state = states.empty() ? std::string() : state_name(states.front(), scene.language);
    into["zip_error"] = Data(say(problem, scene.language, {{"state", state}}));
}

void show_question(Data& into, const Scene& scene, const std::string& action, const Located& located) {
    const bool states_only = located.kind == Kind::ask_state;
    const bool by_point = located.placement.by == directory::PlacedBy::map || !located.zip;
    const std::string zip = located.zip_text();
    const ZipForm carried = located.form();
    Data question;
    question["question_action"] = Data(action);
    question["question_zip"] = Data(carried.zip);
    question["question_at"] = carried.at.empty() ? Data(false) : Data(carried.at);
    question["question_title"] =
        Data(std::string(word(states_only ? "question_states" : "question_districts", scene.language)));
    question["question_text"] = Data(say(by_point      ? "question_point_text"
                                         : states_only ? "question_states_text"
                                                       : "question_districts_text",
                                         scene.language, {{"zip", zip}}));
    const std::string_view refined = refined_key(located.refined);
    question["question_note"] = refined.empty() ? Data(false) : Data(std::string(word(refined, scene.language)));
    if (located.unanswered) question["question_error"] = Data(std::string(word("question_error", scene.language)));
    show_map(question, scene, located);
    const bool mapped = question.get("map") != nullptr;
    List options;
    for (const PlaceOption& option : located.options) {
        Data shown = option_of(scene, option, states_only, located.placement.states.size() == 1);
        Data key;
        key["letter"] = Data(letter(options.size()));
        key["pattern"] = Data(std::to_string(options.size() % patterns + 1));
        shown["key"] = mapped && option.district ? std::move(key) : Data(false);
        options.push_back(std::move(shown));
    }
    question["options"] = listed(std::move(options));
    question["refines"] = Data(has_lines(scene) && !by_point);
    question["address_value"] = Data(located.address);
    question["finds_addresses"] = Data(has_lines(scene) && scene.finds_addresses);
    into["question"] = std::move(question);
}

void show_switchboard(Data& into, Language language, std::string_view text_key, const std::string& operator_words) {
    Data way = shown_number(directory::capitol_switchboard());
    way["way_on_text"] = Data(std::string(word(text_key, language)));
    way["operator_words"] =
        Data(operator_words.empty() ? std::string(word("operator_own_house_nowhere", language)) : operator_words);
    into["way_on"] = std::move(way);
}

}  // namespace sayso::pages
