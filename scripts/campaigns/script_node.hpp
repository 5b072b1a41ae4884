#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scripts/campaigns/script.hpp"

namespace sayso::campaigns {

// One piece of a parsed script. Internal to this room.
struct Script::Node {
    enum class Kind { text, token, note, paragraph_break, section };
    Kind kind = Kind::text;
    std::string text;     // text, note
    bool strong = false;  // text, token
    Token token = Token::target_name;
    std::vector<Node> house, senate, other;  // section
    bool has_house = false, has_senate = false, has_else = false;

    // What a target of that branch is told.
    const std::vector<Node>& part(Branch branch) const {
        if (branch == Branch::house && has_house) return house;
        if (branch == Branch::senate && has_senate) return senate;
        return other;
    }
    bool silent_for(Branch branch) const {
        return !has_else && !(branch == Branch::house && has_house) && !(branch == Branch::senate && has_senate);
    }
};

// Source text to nodes; what cannot be understood stays text and becomes a problem.
std::vector<Script::Node> parse_nodes(std::string_view source, std::vector<ScriptProblem>& problems);

}  // namespace sayso::campaigns
