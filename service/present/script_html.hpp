#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scripts/campaigns/script.hpp"
#include "service/present/language.hpp"

namespace sayso::present {

// The pieces of a finished script as paragraphs of HTML. What the reader has to fill in and notes that are not to be
// read out are marked so that eye and screen reader both tell them from the words to say.
std::string script_html(const std::vector<campaigns::EyePiece>& pieces, Language language);

// The same as script_html with the slots of these kinds left in: finished_script.hpp says what they stand for.
constexpr std::string_view slot_kinds = "cszpSP";
std::string script_html_with_slots(const std::vector<campaigns::EyePiece>& pieces, Language language);

// Without the "Hello, " it begins with, when it does: for a script that follows an opening which greets already.
std::vector<campaigns::EyePiece> without_greeting(std::vector<campaigns::EyePiece> pieces);

// Plain text with paragraphs parted by blank lines; [brackets] are marked as blanks to fill in.
std::string plain_text_html(std::string_view text);

}  // namespace sayso::present
