#pragma once
#include <string>

#include "scripts/campaigns/choose.hpp"
#include "service/pages/shown.hpp"

namespace sayso::pages {

// A script as HTML, in the language it really is in.
struct ScriptView {
    std::string html, voicemail_html;  // voicemail_html is empty when the campaign wants no closing
    std::string language;
};

// The script finished for one target. `zip` empty: the place is left as a blank. `constituent`: the target represents
// the caller.
ScriptView finished_script(const campaigns::Campaign& campaign, const campaigns::Target& target,
                           const campaigns::Whereabouts& where, const std::string& zip, bool constituent,
                           Language language);

// The script for reading before the place is known: what depends on it shows as blanks.
ScriptView script_preview(const campaigns::Campaign& campaign, Language language);

}  // namespace sayso::pages
