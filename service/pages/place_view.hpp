#pragma once
#include <string>
#include <string_view>

#include "service/pages/scene.hpp"
#include "service/pages/where.hpp"

// Where the visitor lives: the box, the question when that leaves several districts, and the answer.
namespace sayso::pages {

// Sets what zip_form.html shows. `action` is where the form goes.
void show_zip_form(Data& into, const Scene& scene, const std::string& action, std::string_view button_key,
                   const std::string& id, const Located* located);
// Adds "use my location" to that form, if there are lines to look a point up in: for pages that may ask the device.
void show_locating(Data& into, const Scene& scene);
// Sets what question.html shows: the candidates, a small map of them, and ways to tell which without knowing.
void show_question(Data& into, const Scene& scene, const std::string& action, const Located& located);
// Where a visitor lives, as the page says it and as its forms send it on: plain text, empty where there is nothing to
// say.
struct PlaceWords {
    std::string zip, place, at;  // as in ZipForm
    std::string text, in_short;
    bool was_split = false;  // chosen among several: the question comes again with one tap
    bool approximate = false;
};
PlaceWords place_words(const Scene& scene, const Located& located);
// Sets the line that says it.
void show_place(Data& into, const Scene& scene, const PlaceWords& words);
// Sets what way_on.html shows: the Capitol switchboard.
void show_switchboard(Data& into, Language language, std::string_view text_key, const std::string& operator_words);
// "California, district 11", as far as it is known; empty when nothing is.
std::string seat_in_words(const campaigns::Whereabouts& where, Language language);

}  // namespace sayso::pages
