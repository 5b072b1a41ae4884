#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "scripts/campaigns/choose.hpp"
#include "service/pages/shown.hpp"
#include "service/present/finished_script.hpp"

namespace sayso::pages {

// A script as HTML, in the language it really is in.
struct ScriptView {
    std::string html, voicemail_html;  // voicemail_html is empty when the campaign wants no closing
    std::string language;
};

// Finished scripts. What costs is to finish one for a target; that is done once for all visitors, with slots where they
// live, which are filled in for each. Nothing of any visitor's is kept. Safe to use on several threads.
class ScriptViews {
  public:
    // The script finished for one target. `zip` empty: the place is left as a blank. `constituent`: the target
    // represents the caller.
    ScriptView finished(const campaigns::Campaign& campaign, const campaigns::Target& target,
                        const campaigns::Whereabouts& where, const std::string& zip, bool constituent,
                        Language language);

    // The same with the slots left in (finished_script.hpp).
    using Kept = std::shared_ptr<const ScriptView>;
    Kept with_slots(const campaigns::Campaign& campaign, const campaigns::Target& target,
                    const present::ScriptReader& reader, Language language);

  private:
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;
};

// The script for reading before the place is known: what depends on it shows as blanks.
ScriptView script_preview(const campaigns::Campaign& campaign, Language language);

}  // namespace sayso::pages
