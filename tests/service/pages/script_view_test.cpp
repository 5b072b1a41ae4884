#include "service/pages/script_view.hpp"

#include <catch2/catch.hpp>

#include "service/present/finished_script.hpp"
#include "service/present/script_html.hpp"

using namespace sayso;
using present::Language;

namespace {

campaigns::Script script(std::string_view text) {
    std::vector<campaigns::ScriptProblem> problems;
    return campaigns::Script::parse(text, problems);
}

// Every word about the caller's place, plain and within **strong**; and what only looks like a slot.
campaigns::Campaign campaign_named(const std::string& slug) {
    campaigns::Campaign campaign;
    campaign.slug = slug;
    campaign.scripts["en"] = script(
        "Hello, [TARGET TITLE] [TARGET NAME]. I live in [CALLER CITY], **[CALLER STATE]**, [CALLER ZIP]. \x04"
        "c \x04z & <b>\n\n"
        "[IF HOUSE]Vote in the House.[END][IF SENATE]Vote in the Senate, [TARGET LAST NAME].[END]");
    campaign.scripts["es"] = script("Hola, [TARGET NAME]: **vivo en [CALLER CITY]**.");
    campaign.opening = campaign.voicemail_closing = true;
    return campaign;
}

campaigns::Target target_named(const std::string& name, campaigns::Branch branch) {
    campaigns::Target target;
    target.id = "X-" + name;
    target.name = name;
    target.last_name = name;
    target.branch = branch;
    return target;
}

std::vector<campaigns::Whereabouts> places() {
    campaigns::Whereabouts nowhere, state_alone, city, hostile;
    state_alone.state = directory::StateCode::parse("CA");
    city.state = directory::StateCode::parse("NY");
    city.city = "Saint Mary's";
    hostile.state = directory::StateCode::parse("CA");
    hostile.city = "<i>\x04z\" & co";
    return {nowhere, state_alone, city, hostile};
}

}  // namespace

TEST_CASE("a kept script, its slots filled, is what is made for one visitor alone") {
    pages::ScriptViews views;
    for (int round = 0; round < 2; ++round)
        for (const std::string slug : {"river", "dam"})
            for (const auto branch : {campaigns::Branch::house, campaigns::Branch::senate})
                for (const std::string name : {"Ana Lind", "O'Neil & <Sons>"})
                    for (const auto& where : places())
                        for (const std::string zip : {"", "94110", "10001"})
                            for (const bool own : {false, true})
                                for (const Language language : {Language::en, Language::es}) {
                                    const auto campaign = campaign_named(slug);
                                    const auto target = target_named(name, branch);
                                    const auto alone =
                                        present::finished_script(campaign, target, {where, zip, {}, own}, language);
                                    const auto view = views.finished(campaign, target, where, zip, own, language);
                                    INFO(slug << " " << name << " " << where.city << " " << zip << " " << own);
                                    CHECK(view.language == alone.language);
                                    CHECK(view.html == present::script_html(alone.call, language));
                                    CHECK(view.voicemail_html == present::script_html(alone.voicemail, language));
                                    CHECK(view.html.find('\x04') == std::string::npos);
                                }
}
