#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/campaigns/choose.hpp"
#include "service/pages/shown.hpp"
#include "service/pages/visit.hpp"

// The way of a visitor through the calls of one action, one target at a time. What they said so far travels in the
// forms of the pages and is kept nowhere else: the store counts, it does not know who is where.
namespace sayso::pages {

// "reached", "left-message", "not-reached", "wrong-number", "skipped": as the store keeps them, in the order they are
// offered.
inline constexpr std::string_view flow_outcomes[] = {"reached", "left-message", "not-reached", "wrong-number",
                                                     "skipped"};
bool is_flow_outcome(std::string_view word);

// Names a target in forms and records: the official's or committee's id, "house-CA-11" or "senate-CA" where nobody
// knows who that is. The same target has the same key on every page.
std::string target_key(const campaigns::Target& target);

// What the forms carry from page to page.
struct FlowState {
    std::string who;                             // key of the target at hand; empty: the first one that is left
    std::map<std::string, std::string> results;  // by key: what became of it
    std::uint64_t shuffle = 0;                   // keeps a shuffled order

    // What is broken or made up in the form is left out.
    static FlowState read(const Form& form);
    Fields fields() const;
};

// Where in `targets` the visitor stands: at `who`, else at the first target without a result, else at their end.
std::size_t position(const std::vector<campaigns::Target>& targets, const FlowState& state);
// The key of the first target after `who` without a result, from the beginning again at the end; empty: all are done.
std::string next_after(const std::vector<campaigns::Target>& targets, const FlowState& state, std::string_view who);

}  // namespace sayso::pages
