#include "tests/fuzz/xml_reader.hpp"

#include <expat.h>

#include <memory>

#include "tests/fuzz/target.hpp"
#include "tests/support/twiml_schema.hpp"
#include "voice/markup/render.hpp"

namespace sayso::fuzz {

namespace {

struct Hearing {
    SecondReading reading;
    bool in_say = false;
};

void XMLCALL on_start(void* user, const XML_Char* name, const XML_Char**) {
    auto& hearing = *static_cast<Hearing*>(user);
    hearing.reading.elements.emplace_back(name);
    hearing.in_say = std::string_view(name) == "Say";
    if (hearing.in_say) hearing.reading.said.emplace_back();
}
void XMLCALL on_end(void* user, const XML_Char*) {
    static_cast<Hearing*>(user)->in_say = false;
}
void XMLCALL on_text(void* user, const XML_Char* text, int size) {
    auto& hearing = *static_cast<Hearing*>(user);
    if (hearing.in_say) hearing.reading.said.back().append(text, static_cast<std::size_t>(size));
}

void collect(const std::vector<markup::Verb>& verbs, SecondReading& into) {
    for (const auto& verb : verbs) {
        into.elements.push_back(verb.name);
        if (verb.name == "Say") into.said.push_back(verb.text);
        collect(verb.children, into);
    }
}

}  // namespace

std::optional<SecondReading> read_with_expat(std::string_view document) {
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate("UTF-8"), XML_ParserFree);
    Hearing hearing;
    XML_SetUserData(parser.get(), &hearing);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    if (XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), 1) != XML_STATUS_OK)
        return std::nullopt;
    return std::move(hearing.reading);
}

std::vector<std::string> check_document(std::string_view body) {
    static const auto schema = tests::TwimlSchema::load(SAYSO_SHARED_DIR);
    const auto first = markup::read_back(body);
    must(first.error.empty(), "our reader takes our document");
    const auto second = read_with_expat(body);
    must(second.has_value(), "another reader takes our document");
    SecondReading mine;
    mine.elements.emplace_back("Response");
    collect(first.verbs, mine);
    must(mine.elements == second->elements, "both readers see the same verbs");
    must(mine.said == second->said, "both readers hear the same words");
    if (schema && body.size() < 65536) {
        const auto problems = schema->problems(body);
        must(problems.empty(), problems.empty() ? "" : problems.front().c_str());
    }
    return mine.said;
}

}  // namespace sayso::fuzz
