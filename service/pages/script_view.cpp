#include "service/pages/script_view.hpp"

#include "service/present/finished_script.hpp"
#include "service/present/script_html.hpp"

namespace sayso::pages {
namespace {

ScriptView shown_as_html(const present::FinishedScript& finished, Language wanted) {
    const Language language = present::parse_language(finished.language).value_or(wanted);
    ScriptView view;
    view.html = present::script_html(finished.call, language);
    if (!finished.voicemail.empty()) view.voicemail_html = present::script_html(finished.voicemail, language);
    view.language = finished.language;
    return view;
}

}  // namespace

ScriptView finished_script(const campaigns::Campaign& campaign, const campaigns::Target& target,
                           const campaigns::Whereabouts& where, const std::string& zip, bool constituent,
                           Language wanted) {
    return shown_as_html(present::finished_script(campaign, target, {where, zip, {}, constituent}, wanted), wanted);
}

ScriptView script_preview(const campaigns::Campaign& campaign, Language wanted) {
    return shown_as_html(present::script_preview(campaign, wanted), wanted);
}

}  // namespace sayso::pages
