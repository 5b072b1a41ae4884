#pragma once
#include <string>
#include <vector>

#include "scripts/campaigns/choose.hpp"
#include "service/present/language.hpp"

// Scripts finished for the eye: with the opening and the voicemail's closing that the campaign wants, what is not known
// left as blanks. Pages show them as HTML, the interfaces for programs as text.
namespace sayso::present {

// What is known of whoever reads the script out.
struct ScriptReader {
    campaigns::Whereabouts where;
    std::string zip;           // empty: the place is left as a blank
    std::string name;          // empty: the same
    bool constituent = false;  // the target represents the reader
    // A slot for each word about where the reader lives, so that what is made once fits all who said as much of
    // themselves: fill_slots puts the words in.
    bool slots = false;
};

struct FinishedScript {
    std::vector<campaigns::EyePiece> call, voicemail;  // voicemail is empty when the campaign wants no closing
    std::string language;                              // the one it really is in
};
FinishedScript finished_script(const campaigns::Campaign& campaign, const campaigns::Target& target,
                               const ScriptReader& reader, Language wanted);

// What the slot of a script stands for in one reader's words, as HTML: city, state, ZIP and "city, ZIP"; state and
// place in the language of the script that has the slot.
std::string slot_words(char which, const ScriptReader& reader);
// The HTML of a script with its slots filled.
std::string fill_slots(std::string_view html, const ScriptReader& reader);

// The script for reading before the place is known: what depends on it shows as blanks. Without closing.
FinishedScript script_preview(const campaigns::Campaign& campaign, Language wanted);

// Plain text: paragraphs parted by an empty line, blanks in [brackets], notes in (parentheses).
std::string script_text(const std::vector<campaigns::EyePiece>& pieces);

}  // namespace sayso::present
