#include "service/api/script_words.hpp"

#include <algorithm>

#include "service/present/words.hpp"

namespace sayso::api {

namespace {

using campaigns::Branch;
using campaigns::EyePiece;
using Kind = EyePiece::Kind;
using Pieces = std::vector<EyePiece>;
using Paragraphs = std::vector<std::string>;

// What the programs look for and fill in.
constexpr std::string_view name_blank = "[NAME]", town_blank = "[CITY, ZIP]", target_blank = "[REP/SEN NAME]";
constexpr std::string_view house_heading = "**WHEN CALLING HOUSE:**\n", senate_heading = "**WHEN CALLING SENATE:**\n";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\*_`<[]").find(c) != std::string_view::npos) out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::string blank(const std::string& text, present::Language language) {
    if (text == present::word("blank_name", language)) return std::string(name_blank);
    if (text == present::word("blank_town", language)) return std::string(town_blank);
    return "[" + text + "]";
}

// Blanks stay outside of the emphasis, escapes inside.
std::string piece_text(const EyePiece& piece, present::Language language) {
    switch (piece.kind) {
        case Kind::strong:
            return "**" + escaped(piece.text) + "**";
        case Kind::note:
            return "*(" + escaped(piece.text) + ")*";
        case Kind::blank:
            return blank(piece.text, language);
        case Kind::text:
            return escaped(piece.text);
        case Kind::paragraph_break:
            break;
    }
    return {};
}

Paragraphs paragraphs(const Pieces& pieces, present::Language language) {
    Paragraphs made(1);
    for (const auto& piece : pieces) {
        if (piece.kind == Kind::paragraph_break)
            made.emplace_back();
        else
            made.back() += piece_text(piece, language);
    }
    return made;
}

std::string joined(const Paragraphs& paragraphs) {
    std::string text;
    for (const auto& paragraph : paragraphs)
        if (!paragraph.empty()) text += (text.empty() ? "" : "\n\n") + paragraph;
    return text;
}

// What the voicemail's version has more than the other.
std::string voicemail_words(const present::FinishedScript& finished, present::Language language) {
    if (finished.voicemail.size() <= finished.call.size()) return {};
    const Pieces closing(finished.voicemail.begin() + static_cast<std::ptrdiff_t>(finished.call.size()),
                         finished.voicemail.end());
    return "**" + std::string(present::word("api_voicemail_add", language)) + "** " +
           joined(paragraphs(closing, language));
}

// A target of a chamber about whom nothing else is known.
campaigns::Target somebody(Branch branch) {
    campaigns::Target target;
    target.who =
        branch == Branch::senate ? campaigns::Target::Who::own_senators : campaigns::Target::Who::own_representative;
    target.branch = branch;
    return target;
}

bool calls(const campaigns::Campaign& campaign, Branch branch) {
    using campaigns::TargetKind;
    const auto own = branch == Branch::senate ? TargetKind::own_senators : TargetKind::own_representative;
    return std::any_of(campaign.targets.begin(), campaign.targets.end(), [&](const campaigns::TargetRule& rule) {
        return rule.kind == own || rule.kind == TargetKind::own_members;
    });
}

// "Senator [name]" and "[name]" alike become what the programs put title and name in.
std::string with_target_blank(std::string text, std::string_view title, present::Language language) {
    const std::string name = "[" + std::string(present::word("blank_target_name", language)) + "]";
    for (const std::string& long_form : {std::string(title) + " " + name, name})
        for (auto at = text.find(long_form); at != std::string::npos && !long_form.empty();
             at = text.find(long_form, at + target_blank.size()))
            text.replace(at, long_form.size(), target_blank);
    return text;
}

struct ForChamber {
    Paragraphs words;
    std::string voicemail;  // empty when the campaign wants none
};
ForChamber for_chamber(const campaigns::Campaign& campaign, Branch branch, present::Language wanted) {
    const auto target = somebody(branch);
    present::ScriptReader reader;
    reader.constituent = true;
    const auto finished = present::finished_script(campaign, target, reader, wanted);
    const auto language = present::parse_language(finished.language).value_or(wanted);
    const std::string title = campaigns::title_of(target, finished.language);
    ForChamber made{paragraphs(finished.call, language), voicemail_words(finished, language)};
    for (auto& paragraph : made.words) paragraph = with_target_blank(paragraph, title, language);
    return made;
}

// The paragraphs both hear as they are, the others of each chamber under its heading.
Paragraphs side_by_side(const Paragraphs& house, const Paragraphs& senate) {
    const auto shorter = std::min(house.size(), senate.size());
    std::size_t begin = 0, end = 0;
    while (begin < shorter && house[begin] == senate[begin]) ++begin;
    while (end < shorter - begin && house[house.size() - 1 - end] == senate[senate.size() - 1 - end]) ++end;
    Paragraphs made(house.begin(), house.begin() + static_cast<std::ptrdiff_t>(begin));
    for (auto at = begin; at < house.size() - end; ++at) made.push_back(std::string(house_heading) + house[at]);
    for (auto at = begin; at < senate.size() - end; ++at) made.push_back(std::string(senate_heading) + senate[at]);
    made.insert(made.end(), house.end() - static_cast<std::ptrdiff_t>(end), house.end());
    return made;
}

}  // namespace

std::string five_calls_script(const present::FinishedScript& finished, present::Language wanted) {
    const auto language = present::parse_language(finished.language).value_or(wanted);
    Paragraphs words = paragraphs(finished.call, language);
    words.push_back(voicemail_words(finished, language));
    return joined(words);
}

std::string five_calls_script(const campaigns::Campaign& campaign, present::Language wanted) {
    const bool house = calls(campaign, Branch::house), senate = calls(campaign, Branch::senate);
    if (!house && !senate) {
        const auto preview = present::script_preview(campaign, wanted);
        return joined(paragraphs(preview.call, present::parse_language(preview.language).value_or(wanted)));
    }
    ForChamber made = for_chamber(campaign, house ? Branch::house : Branch::senate, wanted);
    if (house && senate) made.words = side_by_side(made.words, for_chamber(campaign, Branch::senate, wanted).words);
    made.words.push_back(made.voicemail);
    return joined(made.words);
}

}  // namespace sayso::api
