#include "service/content/check.hpp"

#include <map>

namespace sayso::content {

namespace {

using campaigns::Campaign;
using campaigns::TargetKind;

bool capital(char c) {
    return c >= 'A' && c <= 'Z';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}

void missing(Source& source, const YAML::Node& node, const Campaign& campaign, const std::string& message) {
    if (campaign.status == topics::Status::live)
        source.error(node, "a live campaign " + message);
    else
        source.warn(node, "before it goes live, this campaign " + message);
}

// Organizations and joint committees belong to no chamber.
bool may_be_neither_chamber(const campaigns::TargetRule& rule) {
    if (rule.kind == TargetKind::organization) return true;
    return rule.kind == TargetKind::committee_office && !rule.committee_id.empty() && rule.committee_id.front() == 'J';
}

}  // namespace

bool is_committee_id(std::string_view text) {
    if (text.size() != 4 && text.size() != 6) return false;
    if (text[0] != 'H' && text[0] != 'S' && text[0] != 'J') return false;
    return std::all_of(text.begin(), text.begin() + 4, [](char c) { return capital(c); }) &&
           std::all_of(text.begin() + 4, text.end(), [](char c) { return digit(c); });
}

bool is_bioguide_id(std::string_view text) {
    return text.size() == 7 && capital(text[0]) &&
           std::all_of(text.begin() + 1, text.end(), [](char c) { return digit(c); });
}

void check_campaign(Source& source, const YAML::Node& node, const Campaign& campaign) {
    if (campaign.title.empty())
        missing(source, node, campaign, "needs a title: one short sentence that the line can say");
    if (campaign.sponsor.empty())
        missing(source, node, campaign, "needs a sponsor: callers are told who asks them to call");
    if (campaign.targets.empty()) missing(source, node, campaign, "needs targets: whom it calls");
    const auto spoken = campaign.scripts.find(campaign.language);
    if (spoken == campaign.scripts.end() || spoken->second.empty())
        missing(source, node, campaign, "needs a script in its language (" + campaign.language + ")");
    if (campaign.language != "en" && campaign.language != "es")
        missing(source, node, campaign, "needs language en or es: the line speaks no other");
    const bool neither = std::any_of(campaign.targets.begin(), campaign.targets.end(), may_be_neither_chamber) ||
                         (campaign.fallback.rule && may_be_neither_chamber(*campaign.fallback.rule));
    for (const auto& [language, script] : campaign.scripts) {
        if (neither && script.silent_for(campaigns::Branch::other))
            source.warn(node, "a section of the script (" + language +
                                  ") says nothing to targets that belong to no chamber: add [ELSE]");
    }
}

void check_document(Source& source, const YAML::Node& node, const book::Document& document) {
    std::map<std::string, int> seen;
    for (const auto& campaign : document.campaigns) {
        if (campaign.slug.empty() || ++seen[campaign.slug] != 2) continue;
        source.error(node, "two campaigns of this topic are called \"" + campaign.slug + "\": give each its own slug");
    }
    if (document.topic.status != topics::Status::live) return;
    if (document.topic.title.empty()) source.error(node, "a live topic needs a title");
}

}  // namespace sayso::content
