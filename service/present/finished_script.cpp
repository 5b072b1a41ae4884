#include "service/present/finished_script.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "service/present/escape.hpp"
#include "service/present/places.hpp"
#include "service/present/script_html.hpp"
#include "service/present/slots.hpp"
#include "service/present/words.hpp"

namespace sayso::present {
namespace {

using campaigns::EyePiece;
using campaigns::ScriptValues;
using Pieces = std::vector<EyePiece>;
using Kind = EyePiece::Kind;

// Stand around a value that is not known yet, so that it can be found again in the rendered pieces.
constexpr char blank_begin = '\x02', blank_end = '\x03';

Language language_of(const campaigns::Campaign& campaign, Language wanted, std::string& spoken) {
    for (const std::string_view tag : {tag(wanted), std::string_view("en")}) {
        if (campaign.scripts.count(std::string(tag)) == 0) continue;
        spoken = tag;
        return *parse_language(tag);
    }
    spoken = campaign.scripts.empty() ? std::string(tag(wanted)) : campaign.scripts.begin()->first;
    return parse_language(spoken).value_or(wanted);
}

// A sentence of ours as pieces, its variables replaced by given pieces.
Pieces sentence(std::string_view key, Language language,
                const std::vector<std::pair<std::string_view, EyePiece>>& values) {
    std::string_view rest = word(key, language);
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
    return {Kind::blank, std::string(word(key, language))};
}

// The letter of a slot whose words depend on the language: small in English, capital in Spanish.
char in_language(char which, Language language) {
    return language == Language::es ? static_cast<char>(which - 'a' + 'A') : which;
}

std::string state_words(const ScriptReader& reader, Language language) {
    return reader.where.state ? state_name(*reader.where.state, language) : std::string();
}

std::string place_words(const ScriptReader& reader, Language language) {
    const std::string town = reader.where.city.empty() ? state_words(reader, language) : reader.where.city;
    return town.empty() ? reader.zip : town + ", " + reader.zip;
}

// "San Francisco, 94110", or a blank.
EyePiece place_piece(const ScriptReader& reader, Language language) {
    if (reader.zip.empty()) return blank("blank_town", language);
    return {Kind::text, reader.slots ? slot(in_language('p', language)) : place_words(reader, language)};
}

EyePiece name_piece(const ScriptReader& reader, Language language) {
    return reader.name.empty() ? blank("blank_name", language) : EyePiece{Kind::text, reader.name};
}

ScriptValues with_reader(ScriptValues values, const ScriptReader& reader, Language language) {
    if (!reader.name.empty()) values.caller_name = reader.name;
    if (!reader.where.city.empty() && !reader.zip.empty())
        values.caller_city = reader.slots ? slot('c') : reader.where.city;
    if (reader.where.state)
        values.caller_state = reader.slots ? slot(in_language('s', language)) : state_words(reader, language);
    if (!reader.zip.empty()) values.caller_zip = reader.slots ? slot('z') : reader.zip;
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

bool likely_constituent(const campaigns::Campaign& campaign) {
    using campaigns::TargetKind;
    if (campaign.targets.empty()) return false;
    const TargetKind kind = campaign.targets.front().kind;
    return kind == TargetKind::own_senators || kind == TargetKind::own_members ||
           kind == TargetKind::own_representative;
}

std::string likely_title(const campaigns::Campaign& campaign, Language language) {
    using campaigns::TargetKind;
    const TargetKind kind = campaign.targets.empty() ? TargetKind::organization : campaign.targets.front().kind;
    if (kind == TargetKind::own_senators) return std::string(word("title_senator", language));
    if (kind == TargetKind::own_representative) return std::string(word("title_representative", language));
    return marked(word("blank_title", language));
}

// Behind who calls and from where, if the campaign wants that and the script does not say so itself.
Pieces with_opening(const campaigns::Campaign& campaign, const campaigns::Script& script, const ScriptReader& reader,
                    Language language, Pieces body) {
    if (!campaign.opening || script.introduces_caller()) return body;
    Pieces all = sentence(reader.constituent ? "opening_constituent" : "opening", language,
                          {{"name", name_piece(reader, language)}, {"place", place_piece(reader, language)}});
    all.push_back({Kind::paragraph_break, {}});
    append(all, without_greeting(std::move(body)));
    return all;
}

}  // namespace

FinishedScript finished_script(const campaigns::Campaign& campaign, const campaigns::Target& target,
                               const ScriptReader& reader, Language wanted) {
    FinishedScript finished;
    const Language language = language_of(campaign, wanted, finished.language);
    const campaigns::Script& script = campaign.script(finished.language);
    ScriptValues values = with_reader(campaigns::script_values(target, finished.language), reader, language);
    // Somebody holds the seat, but we do not know who: the caller asks the operator and fills the name in.
    if (values.target_name.empty()) values.target_name = marked(word("blank_target_name", language));
    if (values.target_last_name.empty()) values.target_last_name = values.target_name;

    finished.call =
        with_opening(campaign, script, reader, language, blanks_from_marks(script.for_eye(values, finished.language)));
    if (campaign.voicemail_closing) {
        const EyePiece place = place_piece(reader, language);
        finished.voicemail = finished.call;
        finished.voicemail.push_back({Kind::paragraph_break, {}});
        append(finished.voicemail,
               sentence("closing", language, {{"street", blank("blank_street", language)}, {"place", place}}));
    }
    return finished;
}

std::string slot_words(char which, const ScriptReader& reader) {
    const Language language = which == 'S' || which == 'P' ? Language::es : Language::en;
    if (which == 'c') return escape(reader.where.city);
    if (which == 'z') return escape(reader.zip);
    return escape(which == 's' || which == 'S' ? state_words(reader, language) : place_words(reader, language));
}

std::string fill_slots(std::string_view html, const ScriptReader& reader) {
    std::string out;
    out.reserve(html.size() + 64);
    fill_slots(out, html, [&](std::string& to, char which) { to += slot_words(which, reader); });
    return out;
}

FinishedScript script_preview(const campaigns::Campaign& campaign, Language wanted) {
    FinishedScript finished;
    const Language language = language_of(campaign, wanted, finished.language);
    ScriptValues values;
    values.target_name = marked(word("blank_target_name", language));
    values.target_last_name = values.target_name;
    values.target_title = likely_title(campaign, language);
    values.branch = likely_branch(campaign);
    const campaigns::Script& script = campaign.script(finished.language);
    ScriptReader anybody;
    anybody.constituent = likely_constituent(campaign);
    finished.call =
        with_opening(campaign, script, anybody, language, blanks_from_marks(script.for_eye(values, finished.language)));
    return finished;
}

std::string script_text(const Pieces& pieces) {
    std::string text;
    for (const EyePiece& piece : pieces) {
        if (piece.kind == Kind::paragraph_break)
            text += "\n\n";
        else if (piece.kind == Kind::blank)
            text += "[" + piece.text + "]";
        else if (piece.kind == Kind::note)
            text += "(" + piece.text + ")";
        else
            text += piece.text;
    }
    return text;
}

}  // namespace sayso::present
