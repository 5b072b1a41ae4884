#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "scripts/campaigns/campaign.hpp"

// How content files spell the choices of a campaign: one table each, for reading and writing. Internal to this room.
namespace sayso::content {

template <typename Value, std::size_t count>
using Words = std::array<std::pair<Value, std::string_view>, count>;

inline constexpr Words<topics::Status, 3> status_words{
    {{topics::Status::draft, "draft"}, {topics::Status::live, "live"}, {topics::Status::archived, "archived"}}};
inline constexpr Words<campaigns::Order, 4> order_words{{{campaigns::Order::as_listed, "as listed"},
                                                         {campaigns::Order::house_first, "house first"},
                                                         {campaigns::Order::senate_first, "senate first"},
                                                         {campaigns::Order::shuffled, "shuffled"}}};
inline constexpr Words<campaigns::CallerIdRule, 2> caller_id_words{
    {{campaigns::CallerIdRule::caller, "caller"}, {campaigns::CallerIdRule::line, "line"}}};
inline constexpr Words<campaigns::TargetKind, 3> own_words{
    {{campaigns::TargetKind::own_representative, "representative"},
     {campaigns::TargetKind::own_senators, "senators"},
     {campaigns::TargetKind::own_members, "members"}}};
inline constexpr Words<campaigns::FallbackKind, 2> fallback_words{
    {{campaigns::FallbackKind::switchboard, "switchboard"}, {campaigns::FallbackKind::skip, "skip"}}};
inline constexpr std::array<std::string_view, 7> weekday_words = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

template <typename Table, typename Value>
std::string_view word_for(const Table& table, Value value) {
    for (const auto& [known, word] : table)
        if (known == value) return word;
    return table.front().second;
}

// Blanks, hyphens and underscores count as the same; nothing for a word that is not in the table.
template <typename Table>
auto value_for(const Table& table, std::string_view text) {
    std::string plain(text);
    std::replace_if(
        plain.begin(), plain.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
    std::optional<std::decay_t<decltype(table.front().first)>> found;
    for (const auto& [value, word] : table)
        if (word == plain) found = value;
    return found;
}

// "a, b or c"
template <typename Table>
std::string choices(const Table& table) {
    std::string list;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (i > 0) list += i + 1 == table.size() ? " or " : ", ";
        list += table[i].second;
    }
    return list;
}

bool is_slug(std::string_view text);  // "peace-plan": lower-case letters, digits, single hyphens inside, at most 64
bool is_language_tag(std::string_view text);  // "en": two lower-case letters
bool is_web_address(std::string_view text, bool https_only);

}  // namespace sayso::content
