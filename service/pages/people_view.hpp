#pragma once
#include <memory>
#include <string>
#include <vector>

#include "scripts/book/book.hpp"
#include "service/pages/shown.hpp"
#include "service/pages/where.hpp"

namespace sayso::pages {

// What every view of people needs to know. Lives as long as one request.
struct Scene {
    const book::Book& book;
    directory::Instant at{};
    Language language = Language::en;
    std::string query;  // what links keep: "?lang=es"
};

// Sets what answer.html shows for a campaign: the targets with script and number, and who is not called and why.
// `located` is null when the campaign's targets do not depend on place.
void show_answer(Data& into, const Scene& scene, const campaigns::Campaign& campaign, const Located* located,
                 const std::string& id_prefix, int card_level);

// The same for a ZIP alone: all own members, each with what live campaigns would have them told.
void show_own_members(Data& into, const Scene& scene, const Located& located);

// Sets what the ZIP form, the question or the way on needs: everything but an answer. `action` is where the form goes.
void show_zip_form(Data& into, const Scene& scene, const std::string& action, std::string_view button_key,
                   const std::string& id, const Located* located);
void show_question(Data& into, const Scene& scene, const std::string& action, const Located& located);
void show_switchboard(Data& into, Language language, std::string_view text_key, const std::string& operator_words);

}  // namespace sayso::pages
