#include <catch2/catch.hpp>

#include "tests/service/intake/findings.hpp"
#include "tests/support/directories_in_memory.hpp"
#include "tests/support/made_up_folder.hpp"

using namespace sayso;
using namespace sayso::tests;

TEST_CASE("what was read is installed, and a second reading shows who came, went and changed number") {
    DirectoriesInMemory store;
    const MadeUpFolder folder;
    const auto first = intake::install(store, read_and_check(folder.path()), {}, today());
    CHECK(first.refused.empty());
    CHECK(first.first);
    CHECK(store.current()->officials == 33);

    const int before = store.installs;
    folder.replace("legislators-current.yaml", "phone: 202-555-0103", "phone: 202-555-0199");
    folder.replace("legislators-current.yaml", "P900004", "Z900044");
    const auto second = intake::install(store, read_and_check(folder.path()), {}, today());
    CHECK(second.refused.empty());
    CHECK(!second.first);
    CHECK(store.installs == before + 1);
    CHECK(second.difference.changed_number.size() == 1);
    CHECK(second.difference.came.size() == 1);
    CHECK(second.difference.went.size() == 1);
}

TEST_CASE("data with an error is never installed, forced or not") {
    DirectoriesInMemory store;
    const MadeUpFolder folder;
    folder.replace("zccd.csv", "21,KY,42211,1", "21,KY,42211,7");
    intake::InstallOptions forced;
    forced.force = true;
    CHECK(intake::install(store, read_and_check(folder.path()), forced, today()).refused.find("errors") !=
          std::string::npos);
    CHECK(store.installs == 0);
}

TEST_CASE("a shrinkage beyond the threshold is refused unless forced") {
    DirectoriesInMemory store;
    const MadeUpFolder folder;
    intake::install(store, read_and_check(folder.path()), {}, today());
    std::string text = text_of(folder.file("legislators-current.yaml"));
    // The last two of 33 members: 6 %.
    text.resize(text.find("- id:\n    bioguide: V900032"));
    write_text(folder.file("legislators-current.yaml"), text);
    const auto refused = intake::install(store, read_and_check(folder.path()), {}, today());
    CHECK(refused.refused.find("33 officials would become 31") != std::string::npos);
    CHECK(refused.refused.find("--force") != std::string::npos);
    CHECK(store.installs == 1);
    intake::InstallOptions forced;
    forced.force = true;
    CHECK(intake::install(store, read_and_check(folder.path()), forced, today()).refused.empty());
    CHECK(store.current()->officials == 31);
}

TEST_CASE("one official fewer is not a shrinkage; fewer ZIPs, places or no committees are") {
    const auto data = read_and_check(MadeUpFolder().path()).data;
    auto fewer = data;
    fewer.officials.pop_back();
    CHECK(intake::shrinkage(data, fewer, {}).empty());
    fewer = data;
    fewer.zip_districts.erase(fewer.zip_districts.end() - 4, fewer.zip_districts.end());
    CHECK(intake::shrinkage(data, fewer, {}).find("ZIPs of the crosswalk") != std::string::npos);
    fewer = data;
    fewer.zip_places.clear();
    CHECK(intake::shrinkage(data, fewer, {}).find("ZIPs with a place") != std::string::npos);
    fewer = data;
    fewer.committees.clear();
    CHECK(intake::shrinkage(data, fewer, {}).find("committees") != std::string::npos);
    fewer = data;
    for (auto& official : fewer.officials) official.local_offices.clear();
    CHECK(intake::shrinkage(data, fewer, {}).find("local offices") != std::string::npos);
    CHECK(intake::shrinkage(fewer, data, {}).empty());
}
