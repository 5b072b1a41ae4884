#include "tests/support/twiml_schema.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "voice/markup/render.hpp"

namespace sayso::tests {
namespace {

namespace json = boost::json;
using markup::Verb;

constexpr std::size_t longest_document = 65536, longest_say = 4096;

struct AttributeRule {
    std::string type;
    std::set<std::string, std::less<>> values;
    std::optional<std::regex> pattern;
    std::optional<long> least, most;
    bool required = false, documented = true;
};
struct ElementRule {
    std::string text;
    std::set<std::string, std::less<>> children;
    std::map<std::string, AttributeRule, std::less<>> attributes;
};

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::optional<long> whole_number(std::string_view text) {
    long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

struct TwimlSchema::Rules {
    std::map<std::string, ElementRule, std::less<>> elements;
    std::set<std::string, std::less<>> root_children;

    explicit Rules(const json::object& schema) {
        const auto& voice = schema.at("voice").as_object();
        for (const auto& child : voice.at("root").at("children").as_array()) root_children.emplace(child.as_string());
        for (const auto& [name, element] : voice.at("elements").as_object())
            elements.emplace(std::string(name), element_rule(schema, element.as_object()));
    }

    static ElementRule element_rule(const json::object& schema, const json::object& from) {
        ElementRule rule;
        rule.text = std::string(from.at("text").as_string());
        for (const auto& child : from.at("children").as_array()) rule.children.emplace(child.as_string());
        for (const auto& [name, attribute] : from.at("attributes").as_object())
            rule.attributes.emplace(std::string(name), attribute_rule(schema, attribute.as_object()));
        return rule;
    }

    static AttributeRule attribute_rule(const json::object& schema, const json::object& from) {
        AttributeRule rule;
        rule.type = std::string(from.at("type").as_string());
        if (const auto* values = from.if_contains("values"); values && values->is_array())
            for (const auto& value : values->as_array()) rule.values.emplace(value.as_string());
        if (const auto* reference = from.if_contains("values_ref")) {
            const std::string path(reference->as_string());  // "enums.say_voices"
            for (const auto& value : schema.at("enums").at(path.substr(path.find('.') + 1)).as_array())
                rule.values.emplace(value.as_string());
        }
        if (const auto* pattern = from.if_contains("pattern")) rule.pattern.emplace(std::string(pattern->as_string()));
        if (const auto* least = from.if_contains("min")) rule.least = static_cast<long>(least->as_int64());
        if (const auto* most = from.if_contains("max")) rule.most = static_cast<long>(most->as_int64());
        if (const auto* required = from.if_contains("required")) rule.required = required->as_bool();
        if (const auto* documented = from.if_contains("documented")) rule.documented = documented->as_bool();
        return rule;
    }

    // Elements whose meaning depends on their parent are written "Dial/Sip" in the reference.
    const ElementRule* find(std::string_view parent, std::string_view name) const {
        if (const auto it = elements.find(std::string(parent) + "/" + std::string(name)); it != elements.end())
            return &it->second;
        const auto it = elements.find(name);
        return it == elements.end() ? nullptr : &it->second;
    }
};

namespace {

class Check {
  public:
    std::vector<std::string> problems;

    void value(const std::string& where, const AttributeRule& rule, const std::string& value) {
        if (rule.type == "boolean" && value != "true" && value != "false") wrong(where, value, "is not true or false");
        if (rule.type == "url" && (value.empty() || value.find(' ') != std::string::npos))
            wrong(where, value, "is not a URL");
        if (rule.type == "enum" && rule.values.count(value) == 0) wrong(where, value, "is not among the values");
        if (rule.type == "enum-list") {
            std::string rest = value;
            for (std::size_t blank; !rest.empty(); rest = blank == std::string::npos ? "" : rest.substr(blank + 1)) {
                blank = rest.find(' ');
                if (rule.values.count(rest.substr(0, blank)) == 0)
                    wrong(where, value, "has a value that is not in the list");
            }
        }
        if (rule.pattern && !std::regex_search(value, *rule.pattern)) wrong(where, value, "does not match the pattern");
        if (rule.type == "integer") {
            const auto number = whole_number(value);
            if (!number || (rule.least && *number < *rule.least) || (rule.most && *number > *rule.most))
                wrong(where, value, "is not a number in range");
        }
    }

    void content(const ElementRule& rule, const Verb& verb) {
        if (rule.text == "none" && !verb.text.empty()) problems.push_back(verb.name + " has text");
        if (rule.text == "required" && verb.text.empty()) problems.push_back(verb.name + " lacks its text");
        if (verb.name == "Say" && characters(verb.text) > longest_say) problems.push_back("Say is too long");
        if (verb.name == "Dial" && verb.text.empty() == verb.children.empty())
            problems.push_back("Dial needs either a number or nouns");
        if (verb.name == "Number" && (verb.text.size() != 12 || verb.text.substr(0, 2) != "+1"))
            problems.push_back("Number is not in E.164: " + verb.text);
        if (verb.name == "Play" && verb.text.empty() == verb.attribute("digits").empty())
            problems.push_back("Play needs either a URL or digits");
    }

    void wrong(const std::string& where, const std::string& value, const char* why) {
        problems.push_back(where + "=\"" + value + "\" " + why);
    }
};

// After which no verb is ever reached: the reference's terminal verbs.
bool hands_control_away(const Verb& verb) {
    static const std::set<std::string, std::less<>> always = {"Redirect", "Hangup", "Reject", "Record"};
    if (always.count(verb.name) != 0) return true;
    if (verb.name == "Dial" || verb.name == "Enqueue") return !verb.attribute("action").empty();
    return verb.name == "Gather" && verb.attribute("actionOnEmptyResult") == "true";
}

}  // namespace

std::optional<TwimlSchema> TwimlSchema::load(const std::string& shared_dir) {
    std::ifstream file(shared_dir + "/reference/twiml_schema.json");
    if (!file) return std::nullopt;
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return TwimlSchema(std::make_unique<Rules>(json::parse(text).as_object()));
}

TwimlSchema::TwimlSchema(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
TwimlSchema::TwimlSchema(TwimlSchema&&) noexcept = default;
TwimlSchema& TwimlSchema::operator=(TwimlSchema&&) noexcept = default;
TwimlSchema::~TwimlSchema() = default;

std::vector<std::string> TwimlSchema::problems(std::string_view body) const {
    Check check;
    if (body.size() >= longest_document) check.problems.push_back("the document is larger than 64 kB");
    const auto read = markup::read_back(body);
    if (!read.error.empty()) {
        check.problems.push_back(read.error);
        return check.problems;
    }
    const auto examine = [&](const auto& self, const std::string& parent, const Verb& verb) -> void {
        const auto* rule = rules_->find(parent, verb.name);
        if (!rule) {
            check.problems.push_back("unknown element " + verb.name);
            return;
        }
        std::set<std::string> seen;
        for (const auto& [name, value] : verb.attributes) {
            const auto known = rule->attributes.find(name);
            if (!seen.insert(name).second) check.problems.push_back(verb.name + " has " + name + " twice");
            if (known == rule->attributes.end())
                check.problems.push_back(verb.name + " has an unknown attribute " + name);
            else if (!known->second.documented)
                check.problems.push_back(verb.name + " has an undocumented attribute " + name);
            else
                check.value(verb.name + "@" + name, known->second, value);
        }
        for (const auto& [name, attribute] : rule->attributes)
            if (attribute.required && seen.count(name) == 0) check.problems.push_back(verb.name + " lacks " + name);
        check.content(*rule, verb);
        for (const auto& child : verb.children) {
            if (rule->children.count(child.name) == 0 && rule->children.count(verb.name + "/" + child.name) == 0)
                check.problems.push_back(child.name + " is not allowed in " + verb.name);
            self(self, verb.name, child);
        }
    };
    for (std::size_t i = 0; i < read.verbs.size(); ++i) {
        const auto& verb = read.verbs[i];
        if (rules_->root_children.count(verb.name) == 0)
            check.problems.push_back(verb.name + " is not allowed in Response");
        if (hands_control_away(verb) && i + 1 < read.verbs.size())
            check.problems.push_back("a verb follows " + verb.name);
        if (verb.name == "Reject" && i != 0) check.problems.push_back("Reject is not the first verb");
        if (i + 1 == read.verbs.size() && !hands_control_away(verb))
            check.problems.push_back("the document runs out after " + verb.name);
        examine(examine, "Response", verb);
    }
    if (read.verbs.empty()) check.problems.push_back("the document is empty");
    return check.problems;
}

}  // namespace sayso::tests
