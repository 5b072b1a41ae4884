#include <algorithm>
#include <set>

#include "service/content/yaml.hpp"

namespace sayso::content {

namespace {

std::vector<std::string> read_words(Source& source, const YAML::Node& node, std::string_view what,
                                    bool (*good)(std::string_view), const char* advice) {
    std::vector<std::string> words;
    source.items(node, what, [&](const YAML::Node& item) {
        const auto word = source.text(item, what);
        if (!word) return;
        if (!good(*word)) return source.error(item, "\"" + *word + "\" " + advice);
        if (std::find(words.begin(), words.end(), *word) != words.end())
            return source.error(item, "\"" + *word + "\" stands twice: keep one");
        words.push_back(*word);
    });
    return words;
}

void read_line(Source& source, const YAML::Node& node, Folder& folder, const std::set<std::string>& slugs) {
    Fields fields(source, node, "a line");
    book::Line line;
    const auto number_node = fields.require("number", "write the number that callers dial, like +12025550142");
    const auto number = source.phone(number_node, "number");
    const auto campaigns = fields.require("campaigns", "list the campaigns it offers, by slug");
    line.campaign_slugs = read_words(source, campaigns, "campaigns", is_slug, "is not a campaign's slug");
    line.languages =
        read_words(source, fields.take("languages"), "languages", is_language_tag, "is not a language: write en or es");
    fields.finish();
    if (campaigns.IsDefined() && campaigns.IsSequence() && campaigns.size() == 0)
        source.error(campaigns, "a line needs a campaign: without one it has nothing to say");
    for (const auto& slug : line.campaign_slugs)
        if (slugs.count(slug) == 0)
            source.warn(campaigns, "no topic of this folder has the campaign \"" + slug +
                                       "\": it must be there from an earlier import");
    if (line.languages.empty()) line.languages = {"en"};
    if (!number) return;
    line.number = *number;
    const bool twice = std::any_of(folder.lines.begin(), folder.lines.end(),
                                   [&line](const book::Line& other) { return other.number == line.number; });
    if (twice)
        return source.error(number_node,
                            "the number " + line.number.e164() + " stands twice: one entry lists all its campaigns");
    folder.lines.push_back(std::move(line));
}

}  // namespace

void read_lines(std::string_view yaml, Folder& folder) {
    std::set<std::string> slugs;
    for (const auto& document : folder.documents)
        for (const auto& campaign : document.campaigns) slugs.insert(campaign.slug);
    Source source(yaml, "lines.yaml", folder.problems);
    const auto root = source.load();
    if (!root.IsDefined() || root.IsNull()) return;
    Fields fields(source, root, "the file of lines");
    source.items(
        fields.require("lines", "list the telephone lines below it"), "lines",
        [&](const YAML::Node& item) { read_line(source, item, folder, slugs); }, Limits::lines);
    fields.finish();
}

}  // namespace sayso::content
