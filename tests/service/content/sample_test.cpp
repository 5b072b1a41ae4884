#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "service/content/content.hpp"

using namespace sayso;

namespace {

const std::string sample = std::string(SAYSO_SOURCE_DIR) + "/deploy/sample";

const campaigns::Campaign* find(const content::Folder& folder, const std::string& slug) {
    for (const auto& document : folder.documents)
        for (const auto& campaign : document.campaigns)
            if (campaign.slug == slug) return &campaign;
    return nullptr;
}

}  // namespace

TEST_CASE("The sample content reads without any problem") {
    const auto folder = content::read_folder(sample);
    for (const auto& problem : folder.problems) UNSCOPED_INFO(content::text_of(problem));
    CHECK(folder.problems.empty());
    REQUIRE(folder.documents.size() == 2);
    REQUIRE(folder.lines.size() == 1);
    CHECK(folder.lines[0].number.e164() == "+12025550142");
    CHECK(folder.lines[0].campaign_slugs == std::vector<std::string>{"practice"});
}

TEST_CASE("The sample has the four actions of its topic and a neutral practice campaign") {
    const auto folder = content::read_folder(sample);
    REQUIRE(folder.documents.size() == 2);
    const auto& topic = folder.documents[0].topic;
    CHECK(topic.slug == "envoy-transcript");
    CHECK(topic.date == std::chrono::year{2025} / 11 / 26);
    REQUIRE(topic.actions.size() == 4);
    CHECK(topic.actions[0].type == "oversight");
    CHECK(topic.actions[1].type == "legislative");
    CHECK(topic.actions[2].type == "civic");
    CHECK(topic.actions[3].type == "transparency");
    REQUIRE(topic.actions[3].written);
    CHECK(topic.actions[3].written->requests.size() == 6);
    REQUIRE(topic.actions[3].written->addressees.size() == 3);
    CHECK(topic.actions[3].written->addressees[0].foia);
    for (const auto index : {1U, 2U}) {
        CHECK_FALSE(topic.actions[3].written->addressees[index].foia);
        CHECK_FALSE(topic.actions[3].written->addressees[index].note.empty());
    }
    const auto* oversight = find(folder, "envoy-oversight");
    REQUIRE(oversight != nullptr);
    REQUIRE(oversight->targets.size() == 2);
    CHECK(oversight->targets[0].number->e164() == "+12022244651");
    const auto* practice = find(folder, "practice");
    REQUIRE(practice != nullptr);
    CHECK(practice->sponsor.in("en") == "Sayso sample");
    CHECK(practice->targets[0].kind == campaigns::TargetKind::own_members);
    for (const auto& document : folder.documents)
        for (const auto& campaign : document.campaigns) {
            CHECK(campaign.status == topics::Status::live);
            CHECK(campaign.scripts.count("es") == 1);
        }
}

TEST_CASE("The sample survives writing and reading, and its canonical text is stable") {
    const auto folder = content::read_folder(sample);
    for (const auto& document : folder.documents) {
        const auto text = content::write_document(document);
        std::vector<content::Problem> problems;
        const auto again = content::read_document(text, "again.yaml", problems);
        for (const auto& problem : problems) UNSCOPED_INFO(content::text_of(problem));
        CHECK(problems.empty());
        CHECK(again == document);
        CHECK(content::write_document(again) == text);
    }
}
