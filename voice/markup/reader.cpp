#include <pugixml.hpp>

#include "voice/markup/render.hpp"

namespace sayso::markup {
namespace {

// Documents of ours nest three deep; a provider refuses far less than this.
constexpr int deepest = 16;

bool read_verb(const pugi::xml_node& node, int depth, Verb& verb) {
    if (depth > deepest) return false;
    verb.name = node.name();
    for (const auto& attribute : node.attributes()) verb.attributes.emplace_back(attribute.name(), attribute.value());
    for (const auto& child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            verb.text += child.value();
        } else if (child.type() == pugi::node_element) {
            Verb inner;
            if (!read_verb(child, depth + 1, inner)) return false;
            verb.children.push_back(std::move(inner));
        }
    }
    return true;
}

}  // namespace

std::string Verb::attribute(std::string_view wanted, std::string_view otherwise) const {
    for (const auto& [key, value] : attributes)
        if (key == wanted) return value;
    return std::string(otherwise);
}

ReadBack read_back(std::string_view body) {
    ReadBack result;
    if (body.empty()) {
        result.error = "the body is empty";
        return result;
    }
    // Nothing may stand before the prolog or the root, not even a blank line (telephony.md 1.1).
    if (body.front() != '<') {
        result.error = "the document must begin with '<'";
        return result;
    }
    pugi::xml_document xml;
    const auto parsed = xml.load_buffer(body.data(), body.size(), pugi::parse_full, pugi::encoding_utf8);
    if (!parsed) {
        result.error = "not well-formed at byte " + std::to_string(parsed.offset) + ": " + parsed.description();
        return result;
    }
    int roots = 0;
    for (const auto& node : xml.children()) {
        if (node.type() == pugi::node_element) ++roots;
        if (node.type() == pugi::node_pcdata) roots = 2;
        if (node.type() == pugi::node_doctype) result.error = "a document type is not allowed";
    }
    if (!result.error.empty()) return result;
    const auto response = xml.document_element();
    if (roots != 1 || std::string_view(response.name()) != "Response") {
        result.error = "the root must be exactly one Response";
        return result;
    }
    for (const auto& node : response.children()) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
            result.error = "text stands directly in Response";
            break;
        }
        if (node.type() != pugi::node_element) continue;
        Verb verb;
        if (!read_verb(node, 1, verb)) {
            result.error = "verbs are nested too deeply";
            break;
        }
        result.verbs.push_back(std::move(verb));
    }
    if (!result.error.empty()) result.verbs.clear();
    return result;
}

}  // namespace sayso::markup
