#include <cstdio>

#include "service/content/check.hpp"
#include "service/content/yaml.hpp"

namespace sayso::content {

namespace {

using campaigns::Campaign;
using campaigns::Fallback;
using campaigns::FallbackKind;
using campaigns::Hours;
using campaigns::TargetKind;
using campaigns::TargetRule;

std::string upper(std::string text) {
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

std::string read_committee_id(Source& source, const YAML::Node& node) {
    const auto text = source.text(node, "committee", 20);
    if (!text) return {};
    auto id = upper(*text);
    if (is_committee_id(id)) return id;
    source.error(node, "committee \"" + *text + "\" is not a committee's id: write one like SSFR or HSFA16");
    return {};
}

// Which of own, committee, person and organization says what the rule is.
std::optional<TargetKind> kind_of(Source& source, const Fields& fields, const YAML::Node& own) {
    if (!fields.valid()) return {};
    const int named =
        (fields.has("own") ? 1 : 0) + (fields.has("person") ? 1 : 0) + (fields.has("organization") ? 1 : 0);
    const bool committee = fields.has("committee");
    if (named > 1 || (committee && named == 1 && !fields.has("own")) || (named == 0 && !committee)) {
        source.error(fields.node(),
                     "a target is one of: own (representative, senators or members), committee, person, organization");
        return {};
    }
    if (fields.has("own")) {
        auto kind = TargetKind::own_members;
        source.choice(own, "own", own_words, kind);
        return kind;
    }
    if (committee) return TargetKind::committee_office;
    return fields.has("person") ? TargetKind::person : TargetKind::organization;
}

std::optional<TargetRule> read_target(Source& source, const YAML::Node& node) {
    Fields fields(source, node, "a target");
    const auto own = fields.take("own");
    const auto committee = fields.take("committee");
    const auto person = fields.take("person");
    const auto organization = fields.take("organization");
    const auto name = fields.take("name");
    const auto number = fields.take("number");
    const auto say = fields.take("say");
    fields.finish();
    const auto kind = kind_of(source, fields, own);
    if (!kind) return {};
    TargetRule rule;
    rule.kind = *kind;
    rule.operator_words = source.local(say, "say", 600);
    rule.committee_id = read_committee_id(source, committee);
    const bool may_have_name = rule.kind == TargetKind::committee_office || rule.kind == TargetKind::person;
    const bool may_have_number = rule.kind == TargetKind::committee_office || rule.kind == TargetKind::organization;
    if (may_have_name)
        rule.name = source.local(name, "name");
    else if (name.IsDefined())
        source.error(name, "only a committee or a person has a \"name\" of its own here: remove it");
    if (may_have_number)
        rule.number = source.phone(number, "number");
    else if (number.IsDefined())
        source.error(number, "members are dialled at the directory's number: remove \"number\"");
    if (rule.kind == TargetKind::organization) {
        rule.name = source.local(organization, "organization");
        if (!number.IsDefined()) source.error(node, "an organization needs its number: add number: +1...");
    }
    if (rule.kind == TargetKind::person) {
        const auto id = source.text(person, "person", 20);
        rule.official_id = upper(id.value_or(""));
        if (id && !is_bioguide_id(rule.official_id))
            source.error(person, "person \"" + *id + "\" is not a Bioguide id: write one like B001298");
    }
    return rule;
}

Fallback read_fallback(Source& source, const YAML::Node& node) {
    Fallback fallback;
    if (!node.IsDefined()) return fallback;
    if (!node.IsMap()) {
        source.choice(node, "fallback", fallback_words, fallback.kind);
        return fallback;
    }
    if (auto rule = read_target(source, node)) {
        fallback.kind = FallbackKind::rule;
        fallback.rule = std::move(*rule);
    }
    return fallback;
}

std::optional<int> minute_of_day(std::string_view text) {
    int hour = 0, minute = 0, used = 0;
    const std::string copy(text);
    if (std::sscanf(copy.c_str(), "%2d:%2d%n", &hour, &minute, &used) != 2 ||
        static_cast<std::size_t>(used) != copy.size())
        return {};
    const int total = hour * 60 + minute;
    if (hour < 0 || minute < 0 || minute > 59 || total > 24 * 60) return {};
    return total;
}

std::optional<int> weekday(std::string_view text) {
    const auto found = std::find(weekday_words.begin(), weekday_words.end(), text);
    if (found == weekday_words.end()) return {};
    return static_cast<int>(found - weekday_words.begin());
}

// "mon-fri 09:00-17:00": one span for each of the days.
void read_span(Source& source, const YAML::Node& node, Hours& hours) {
    const auto text = source.text(node, "hours", 40);
    if (!text) return;
    const auto blank = text->find(' ');
    const auto days = std::string_view(*text).substr(0, blank);
    const auto times = blank == std::string::npos ? std::string_view() : std::string_view(*text).substr(blank + 1);
    const auto day_dash = days.find('-');
    const auto time_dash = times.find('-');
    const auto first = weekday(days.substr(0, day_dash));
    const auto last = day_dash == std::string_view::npos ? first : weekday(days.substr(day_dash + 1));
    const auto from = minute_of_day(times.substr(0, time_dash));
    const auto to = time_dash == std::string_view::npos ? std::nullopt : minute_of_day(times.substr(time_dash + 1));
    if (!first || !last || !from || !to || *from >= *to)
        return source.error(
            node, "hours \"" + *text + "\" are not understood: write them like mon-fri 09:00-17:00, Eastern time");
    for (int day = *first;; day = (day + 1) % 7) {
        hours.spans.push_back({day, *from, *to});
        if (day == *last) return;
    }
}

void read_scripts(Source& source, const YAML::Node& node, Campaign& campaign) {
    if (!node.IsDefined()) return;
    if (!node.IsMap())
        return source.error(node, "scripts are one for each language: write en: and es: below, each with its text");
    const auto texts = source.local(node, "a script", campaigns::Script::most_bytes * 2);
    for (const auto& entry : node) {
        if (!entry.first.IsScalar() || !texts.has(entry.first.Scalar()) ||
            campaign.scripts.count(entry.first.Scalar()) != 0)
            continue;
        const auto language = entry.first.Scalar();
        std::vector<campaigns::ScriptProblem> problems;
        campaign.scripts.emplace(language, campaigns::Script::parse(texts.in(language), problems));
        for (const auto& problem : problems)
            source.report_inside(entry.second, problem.error, problem.line, problem.column, problem.message);
    }
}

void read_recordings(Source& source, const YAML::Node& node, Campaign& campaign) {
    if (!node.IsDefined()) return;
    if (!node.IsMap())
        return source.error(node,
                            "recordings are addresses by prompt and language: compare them with the sample topic");
    for (const auto& entry : node) {
        const auto prompt = source.text(entry.first, "a prompt", 60);
        if (!prompt) continue;
        if (campaign.recordings.count(*prompt) != 0) {
            source.error(entry.first, "recordings has \"" + *prompt + "\" twice: keep one");
            continue;
        }
        const auto addresses = source.local(entry.second, "a recording", 2000);
        for (const auto& [language, address] : addresses.all()) {
            if (is_web_address(address, true))
                campaign.recordings[*prompt][language] = address;
            else
                source.error(entry.second,
                             "recording \"" + address + "\" must be an address that begins with https://");
        }
    }
}

}  // namespace

void read_campaign(Source& source, const YAML::Node& node, topics::Status status, Campaign& campaign) {
    Fields fields(source, node, "a call");
    campaign.status = status;
    campaign.slug = source.slug(fields.require("slug", "lines name the campaign by it"), "slug");
    source.choice(fields.take("status"), "status", status_words, campaign.status);
    campaign.language = source.text(fields.take("language"), "language", 10).value_or("en");
    campaign.title = source.local(fields.take("title"), "title");
    campaign.sponsor = source.local(fields.take("sponsor"), "sponsor", 200);
    campaign.call_back = source.phone(fields.take("call_back"), "call_back");
    source.items(fields.take("targets"), "targets", [&](const YAML::Node& item) {
        if (auto rule = read_target(source, item)) campaign.targets.push_back(std::move(*rule));
    });
    source.choice(fields.take("order"), "order", order_words, campaign.order);
    campaign.cap = static_cast<int>(source.number(fields.take("cap"), "cap", 0, 20).value_or(0));
    campaign.fallback = read_fallback(source, fields.take("fallback"));
    source.choice(fields.take("caller_id"), "caller_id", caller_id_words, campaign.caller_id);
    const auto hours = fields.take("hours");
    source.items(hours, "hours", [&](const YAML::Node& item) { read_span(source, item, campaign.hours); });
    // They are written day by day: what is taken here must be taken when it is read back.
    if (campaign.hours.spans.size() > Limits::items)
        source.error(hours, "hours has more than " + std::to_string(Limits::items) +
                                " times of a day: mon-fri is five of them, write fewer");
    campaign.opening = source.flag(fields.take("opening"), "opening").value_or(true);
    campaign.voicemail_closing = source.flag(fields.take("voicemail_closing"), "voicemail_closing").value_or(true);
    read_scripts(source, fields.take("scripts"), campaign);
    read_recordings(source, fields.take("recordings"), campaign);
    fields.finish();
    if (fields.valid()) check_campaign(source, node, campaign);
}

}  // namespace sayso::content
