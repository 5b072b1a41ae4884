#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "service/pages/frame.hpp"
#include "service/present/letter.hpp"

namespace sayso::pages {

// What a visitor chose and filled in for a letter, as the form sends it. Where something cannot be used, `problem` is
// the key of the sentence that says what to do; the rest is kept.
struct LetterForm {
    present::LetterChoice choice;
    std::string from, until;  // as typed
    std::string as;           // "page", "txt" or "pdf"
    std::string device;       // what the device calls itself; letter.js fills it in
    std::optional<std::chrono::year_month_day> today;  // where the device is; letter.js fills it in
    std::string problem;
};
// Name and address count only in a body: an address of a page never holds them.
LetterForm read_letter_form(std::string_view text, bool is_body, const topics::WrittenRequest& request);

// The letter with what is chosen, and the form to choose, as letter_builder.html shows them. `path` is the action's.
void show_letter_builder(Data& into, const Turn& turn, const topics::WrittenRequest& request, const LetterForm& form,
                         const std::string& path);

// The day that is on a letter written now: the device's own, so that a PDF bears the day that is on the page, if it is a day
// somewhere on earth at `at`; else Washington's, about.
std::chrono::year_month_day letter_day(const LetterForm& form, directory::Instant at);

}  // namespace sayso::pages
