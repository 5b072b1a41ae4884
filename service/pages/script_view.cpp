#include "service/pages/script_view.hpp"

#include "service/present/finished_script.hpp"
#include "service/present/script_html.hpp"

namespace sayso::pages {
namespace {

constexpr std::size_t most_scripts_kept = 2000;  // of some 4 kB

using ToHtml = std::string (*)(const std::vector<campaigns::EyePiece>&, Language);

ScriptView as_html(const present::FinishedScript& finished, Language wanted, ToHtml html) {
    const Language language = present::parse_language(finished.language).value_or(wanted);
    ScriptView view;
    view.html = html(finished.call, language);
    if (!finished.voicemail.empty()) view.voicemail_html = html(finished.voicemail, language);
    view.language = finished.language;
    return view;
}

// All that a script with slots depends on.
std::string key_of(const campaigns::Campaign& campaign, const campaigns::Target& target,
                   const present::ScriptReader& reader, Language wanted) {
    const auto values = campaigns::script_values(target, present::tag(wanted));
    std::string key = campaign.slug + ' ' + std::to_string(campaign.ref.id) + ' ' +
                      std::to_string(campaign.ref.revision) + ' ' + std::string(present::tag(wanted));
    for (const bool known :
         {!reader.zip.empty(), !reader.where.city.empty(), reader.where.state.has_value(), reader.constituent})
        key += known ? '+' : '-';
    key += std::to_string(static_cast<int>(values.branch));
    for (const auto* part : {&target.id, &values.target_title, &values.target_name, &values.target_last_name})
        key.append(1, '\n').append(*part);
    return key;
}

}  // namespace

ScriptViews::Kept ScriptViews::with_slots(const campaigns::Campaign& campaign, const campaigns::Target& target,
                                          const present::ScriptReader& reader, Language wanted) {
    const std::string key = key_of(campaign, target, reader, wanted);
    {
        const std::lock_guard lock(mutex_);
        const auto found = kept_.find(key);
        if (found != kept_.end()) return found->second;
    }
    present::ScriptReader anybody = reader;
    anybody.slots = true;
    const auto made = std::make_shared<const ScriptView>(
        as_html(present::finished_script(campaign, target, anybody, wanted), wanted, present::script_html_with_slots));
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= most_scripts_kept) kept_.clear();
    kept_[key] = made;
    return made;
}

ScriptView ScriptViews::finished(const campaigns::Campaign& campaign, const campaigns::Target& target,
                                 const campaigns::Whereabouts& where, const std::string& zip, bool constituent,
                                 Language wanted) {
    const present::ScriptReader reader{where, zip, {}, constituent};
    const Kept kept = with_slots(campaign, target, reader, wanted);
    return {present::fill_slots(kept->html, reader), present::fill_slots(kept->voicemail_html, reader), kept->language};
}

ScriptView script_preview(const campaigns::Campaign& campaign, Language wanted) {
    return as_html(present::script_preview(campaign, wanted), wanted, present::script_html);
}

}  // namespace sayso::pages
