#include "service/pages/script_view.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "service/present/script_html.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using campaigns::EyePiece;
using campaigns::ScriptValues;
using Pieces = std::vector<EyePiece>;
using Kind = EyePiece::Kind;

// Stand around a value that is not known yet, so that it can be found again in the rendered pieces.
constexpr char blank_begin = '\x02', blank_end = '\x03';

Language language_of(const campaigns::Campaign& campaign, Language wanted, std::string& spoken) {
    for (const std::string_view tag : {present::tag(wanted), std::string_view("en")}) {
        if (campaign.scripts.count(std::string(tag)) == 0) continue;
        spoken = tag;
        return *present::parse_language(tag);
    }
    spoken = campaign.scripts.empty() ? std::string(present::tag(wanted)) : campaign.scripts.begin()->first;
    return present::parse_language(spoken).value_or(wanted);
}

// A sentence of ours as pieces, its variables replaced by given pieces.
Pieces sentence(std::string_view key, Language language,
                const std::vector<std::pair<std::string_view, EyePiece>>& values) {
    std::string_view rest = present::word(key, language);
    Pieces pieces;
    while (!rest.empty()) {
        const auto open = rest.find("{{");
        const auto close = open == std::string_view::npos ? open : rest.find("}}", open);
        pieces.push_back({Kind::text, std::string(rest.substr(0, open))});
        if (close == std::string_view::npos) break;
        const std::string_view name = rest.substr(open + 2, close - open - 2);
        for (const auto& [its_name, piece] : values) {
            if (its_name == name) pieces.push_back(piece);
        }
        rest.remove_prefix(close + 2);
    }
    return pieces;
}

EyePiece blank(std::string_view key, Language language) {
    return {Kind::blank, std::string(present::word(key, language))};
}

// "San Francisco, 94110", or a blank.
EyePiece place_piece(const campaigns::Whereabouts& where, const std::string& zip, Language language) {
    if (zip.empty()) return blank("blank_town", language);
    const std::string town = !where.city.empty() ? where.city : where.state ? state_name(*where.state, language) : "";
    return {Kind::text, town.empty() ? zip : town + ", " + zip};
}

ScriptValues with_caller(ScriptValues values, const campaigns::Whereabouts& where, const std::string& zip,
                         Language language) {
    if (!where.city.empty() && !zip.empty()) values.caller_city = where.city;
    if (where.state) values.caller_state = state_name(*where.state, language);
    if (!zip.empty()) values.caller_zip = zip;
    return values;
}

void append(Pieces& to, Pieces more) {
    std::move(more.begin(), more.end(), std::back_inserter(to));
}

// Turns marked values back into blanks.
Pieces blanks_from_marks(const Pieces& pieces) {
    Pieces out;
    for (const EyePiece& piece : pieces) {
        std::string_view rest = piece.text;
        while (true) {
            const auto open = rest.find(blank_begin);
            const auto close = open == std::string_view::npos ? open : rest.find(blank_end, open);
            out.push_back({piece.kind, std::string(close == std::string_view::npos ? rest : rest.substr(0, open))});
            if (close == std::string_view::npos) break;
            out.push_back({Kind::blank, std::string(rest.substr(open + 1, close - open - 1))});
            rest.remove_prefix(close + 1);
        }
    }
    return out;
}

std::string marked(std::string_view text) {
    return blank_begin + std::string(text) + blank_end;
}

// Which branch of [IF HOUSE] a reader sees before the targets are known: that of the first one the campaign names.
campaigns::Branch likely_branch(const campaigns::Campaign& campaign) {
    using campaigns::TargetKind;
    if (campaign.targets.empty()) return campaigns::Branch::other;
    const TargetKind kind = campaign.targets.front().kind;
    if (kind == TargetKind::own_senators) return campaigns::Branch::senate;
    return kind == TargetKind::own_members || kind == TargetKind::own_representative ? campaigns::Branch::house
                                                                                     : campaigns::Branch::other;
}

std::string likely_title(const campaigns::Campaign& campaign, Language language) {
    using campaigns::TargetKind;
    const TargetKind kind = campaign.targets.empty() ? TargetKind::organization : campaign.targets.front().kind;
    if (kind == TargetKind::own_senators) return std::string(present::word("title_senator", language));
    if (kind == TargetKind::own_representative) return std::string(present::word("title_representative", language));
    return marked(present::word("blank_title", language));
}

}  // namespace

ScriptView finished_script(const campaigns::Campaign& campaign, const campaigns::Target& target,
                           const campaigns::Whereabouts& where, const std::string& zip, bool constituent,
                           Language wanted) {
    ScriptView view;
    const Language language = language_of(campaign, wanted, view.language);
    const campaigns::Script& script = campaign.script(view.language);
    ScriptValues values = with_caller(campaigns::script_values(target, view.language), where, zip, language);
    // Somebody holds the seat, but we do not know who: the caller asks the operator and fills the name in.
    if (values.target_name.empty()) values.target_name = marked(present::word("blank_target_name", language));
    if (values.target_last_name.empty()) values.target_last_name = values.target_name;

    Pieces body = blanks_from_marks(script.for_eye(values, view.language));
    const EyePiece place = place_piece(where, zip, language);
    Pieces whole;
    if (campaign.opening && !script.introduces_caller()) {
        append(whole, sentence(constituent ? "opening_constituent" : "opening", language,
                               {{"name", blank("blank_name", language)}, {"place", place}}));
        whole.push_back({Kind::paragraph_break, {}});
        body = present::without_greeting(std::move(body));
    }
    append(whole, std::move(body));
    view.html = present::script_html(whole, language);
    if (campaign.voicemail_closing) {
        whole.push_back({Kind::paragraph_break, {}});
        append(whole, sentence("closing", language, {{"street", blank("blank_street", language)}, {"place", place}}));
        view.voicemail_html = present::script_html(whole, language);
    }
    return view;
}

ScriptView script_preview(const campaigns::Campaign& campaign, Language wanted) {
    ScriptView view;
    const Language language = language_of(campaign, wanted, view.language);
    ScriptValues values;
    values.target_name = marked(present::word("blank_target_name", language));
    values.target_last_name = values.target_name;
    values.target_title = likely_title(campaign, language);
    values.branch = likely_branch(campaign);
    view.html = present::script_html(blanks_from_marks(campaign.script(view.language).for_eye(values, view.language)),
                                     language);
    return view;
}

}  // namespace sayso::pages
