// An organizer's script: parsed, finished for the eye and the ear, and said in a document.
#include "scripts/campaigns/script.hpp"

#include <algorithm>

#include "scripts/campaigns/utf8.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/xml_reader.hpp"
#include "voice/markup/render.hpp"

using namespace sayso;
using campaigns::Branch;
using campaigns::Script;
using fuzz::must;

namespace {

bool speakable_text(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
    return campaigns::utf8::first_broken(text) == std::string_view::npos;
}

void hear(const Script& script, const campaigns::ScriptValues& values, const char* language, bool in_document) {
    markup::Gather gather;
    gather.action = "/voice/twilio/step?n=1";
    const auto paragraphs = script.for_ear(values, language);
    std::string expected;
    for (const auto& paragraph : paragraphs) {
        must(speakable_text(paragraph), "plain words for a voice");
        gather.prompts.emplace_back(markup::Say{paragraph, language});
        expected += paragraph;
    }
    if (!in_document) return;
    const auto body = markup::render({{}, gather}, markup::Dialect::twilio, "https://a.example").body;
    if (body.size() >= 65536) return;  // a script of the longest size, every figure of it in words
    std::string heard;
    for (const auto& said : fuzz::check_document(body)) heard += said;
    const auto squeezed = [](std::string text) {
        text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
        return text;
    };
    must(squeezed(heard) == squeezed(expected), "what is said is the script");
}

}  // namespace

SAYSO_FUZZ(script) {
    const unsigned choice = fuzz::take_byte(input);
    if (input.size() > 1500) return;  // longer ones find nothing that these do not, only slower
    std::vector<campaigns::ScriptProblem> problems;
    const auto script = Script::parse(input, problems);
    must(script.source() == input, "a script keeps its text");
    std::vector<campaigns::ScriptProblem> again;
    must(Script::parse(script.source(), again) == script && again.size() == problems.size(), "parsing is a function");
    for (const auto& problem : problems)
        must(problem.line >= 1 && problem.column >= 1 && !problem.message.empty(), "problems have a place");
    script.introduces_caller();
    campaigns::ScriptValues values;
    if ((choice & 128U) == 0) {  // else nobody knows whom the call goes to
        values.target_name = "Ana O'Hara & Sons";
        values.target_title = "Senator";
        values.target_last_name = "O'Hara";
    } else {
        values.caller_zip = "00501";
    }
    if ((choice & 1U) != 0) values.caller_name = campaigns::utf8::clean(input.substr(0, 40));
    if ((choice & 2U) != 0) values.caller_city = "Springfield <North>";
    const char* language = (choice & 4U) != 0 ? "es" : "en";
    for (const auto branch : {Branch::house, Branch::senate, Branch::other}) {
        values.branch = branch;
        must(script.words(branch) >= 0, "words are counted");
        script.silent_for(branch);
        for (const auto& piece : script.for_eye(values, language))
            must(campaigns::utf8::first_broken(piece.text) == std::string_view::npos, "pages are UTF-8");
        hear(script, values, language, static_cast<unsigned>(branch) == choice / 8 % 3);
    }
    must(speakable_text(campaigns::speakable(input.substr(0, 500), language)), "plain words for a voice");
}
