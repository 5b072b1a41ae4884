#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "service/app/directory_start.hpp"
#include "service/app/session.hpp"
#include "tests/support/made_up_folder.hpp"
#include "tests/support/published_files.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

struct Ran {
    int status = 0;
    std::string out, err;
};

// A deployment of its own: configuration, database and a copy of the made-up public files.
struct Deployment {
    TemporaryFolder place;
    MadeUpFolder data;
    std::string more_configuration;

    std::string configuration(const std::string& as_of) const {
        const auto file = place.file("sayso.toml");
        write_text(file, "[store]\npath = \"" + place.file("sayso.db") + "\"\n[directory]\nas_of = \"" + as_of +
                             "\"\n" + more_configuration);
        return file;
    }

    Ran run(std::vector<std::string> words, const std::string& as_of = "2026-07-01") const {
        std::istringstream in;
        std::ostringstream out, err;
        Ran ran;
        app::Session session(in, out, err);
        session.config_file = configuration(as_of);
        CLI::App program("test");
        app::add_directory(program, session);
        std::reverse(words.begin(), words.end());
        words.push_back("directory");
        try {
            program.parse(words);
            ran.status = session.exit_status;
        } catch (const CLI::ParseError& error) {
            ran.status = program.exit(error, out, err) == 0 ? 0 : 2;
        }
        ran.out = out.str();
        ran.err = err.str();
        return ran;
    }
};

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("an empty database shows the built-in fallback and the commands that fill it") {
    const Deployment deployment;
    const auto shown = deployment.run({"show"});
    INFO(shown.out << shown.err);
    CHECK(shown.status == 0);
    CHECK(says(shown.out, "built-in fallback"));
    CHECK(says(shown.out, "sayso directory pull"));
    CHECK(says(shown.out, "sayso directory import FOLDER"));
}

TEST_CASE("an imported folder is shown with its dates, counts, vacancies, warnings and checksums") {
    const Deployment deployment;
    const auto imported = deployment.run({"import", deployment.data.path(), "--dated", "2026-06-15"});
    INFO(imported.out << imported.err);
    CHECK(imported.status == 0);
    CHECK(says(imported.out, "Installed: 33 officials"));

    const auto shown = deployment.run({"show"});
    INFO(shown.out << shown.err);
    CHECK(says(shown.out, "data date      2026-06-15"));
    CHECK(says(shown.out, "source         " + deployment.data.path()));
    CHECK(says(shown.out, "House   17 held, 424 vacant, 0 not known"));
    CHECK(says(shown.out, "Senate  16 held, 84 vacant, 0 not known"));
    CHECK(says(shown.out, "sha256"));
    CHECK(!says(shown.out, "Warning"));

    // Six weeks before a term ends, and after it.
    const auto before = deployment.run({"show"}, "2026-10-01");
    INFO(before.out);
    CHECK(says(before.out, "Warning: from noon Eastern of 2026-11-03 on nobody is known for 1 seat:\n    OH class 3"));
    const auto after = deployment.run({"show"}, "2026-11-04");
    CHECK(says(after.out, "Senate  15 held, 84 vacant, 1 not known"));
    CHECK(says(after.out, "Newer data tells"));
}

TEST_CASE("a bad row refuses the import, tells file and line, and leaves what was there") {
    const Deployment deployment;
    deployment.run({"import", deployment.data.path(), "--dated", "2026-06-15"});
    const int line = deployment.data.replace("zccd.csv", "21,KY,42211,1", "21,KY,42211,7");
    const auto refused = deployment.run({"import", deployment.data.path(), "--force"});
    INFO(refused.out << refused.err);
    CHECK(refused.status == 1);
    CHECK(says(refused.err, "error: zccd.csv:" + std::to_string(line) + ": there is no district 7 in Kentucky"));
    CHECK(says(refused.err, "With errors nothing is installed"));
    CHECK(says(deployment.run({"show"}).out, "data date      2026-06-15"));
}

TEST_CASE("a comparison tells who came, went and changed number, and changes nothing") {
    const Deployment deployment;
    const auto nothing = deployment.run({"diff", deployment.data.path(), "--dated", "2026-06-15"});
    CHECK(nothing.status == 0);
    CHECK(says(nothing.out, "No directory is installed"));
    deployment.run({"import", deployment.data.path(), "--dated", "2026-06-15"});
    CHECK(says(deployment.run({"diff", deployment.data.path(), "--dated", "2026-06-15"}).out, "nothing differs"));
    deployment.data.replace("legislators-current.yaml", "phone: 202-555-0103", "phone: 202-555-0199");
    deployment.data.replace("legislators-current.yaml", "P900004", "Z900044");
    const auto differs = deployment.run({"diff", deployment.data.path(), "--dated", "2026-06-20"});
    INFO(differs.out << differs.err);
    CHECK(differs.status == 0);
    CHECK(says(differs.out, "of 2026-06-15, to " + deployment.data.path() + ", of 2026-06-20"));
    CHECK(says(differs.out, "Came (1)"));
    CHECK(says(differs.out, "Went (1)"));
    CHECK(says(differs.out, "Changed number (1)"));
    CHECK(says(differs.out, "(202) 555-0199"));
    CHECK(says(deployment.run({"show"}).out, "data date      2026-06-15"));
}

TEST_CASE("a shrinkage is refused with the word that forces it") {
    const Deployment deployment;
    deployment.run({"import", deployment.data.path(), "--dated", "2026-06-15"});
    std::string text = text_of(deployment.data.file("legislators-current.yaml"));
    text.resize(text.find("- id:\n    bioguide: V900032"));
    write_text(deployment.data.file("legislators-current.yaml"), text);
    const auto refused = deployment.run({"import", deployment.data.path(), "--dated", "2026-06-16"});
    CHECK(refused.status == 1);
    CHECK(says(refused.err, "33 officials would become 31"));
    CHECK(says(refused.err, "--force"));
    CHECK(says(deployment.run({"diff", deployment.data.path(), "--dated", "2026-06-16"}).out,
               "An import would be refused"));
    CHECK(deployment.run({"import", deployment.data.path(), "--dated", "2026-06-16", "--force"}).status == 0);
    CHECK(says(deployment.run({"show"}).out, "data date      2026-06-16"));
    CHECK(says(deployment.run({"import", deployment.data.path(), "--dated", "2026-06-15", "--force"}).out,
               "older than what was installed"));
}

TEST_CASE("wrong use of the directory commands is told and has status 2") {
    const Deployment deployment;
    CHECK(deployment.run({}).status == 2);
    CHECK(deployment.run({"import"}).status == 2);
    const auto dated = deployment.run({"import", deployment.data.path(), "--dated", "June"});
    CHECK(dated.status == 2);
    CHECK(says(dated.err, "'June' is not a date such as 2026-06-15"));
    const auto help = deployment.run({"--help"});
    CHECK(help.status == 0);
    CHECK(says(help.out, "Examples:"));
}

TEST_CASE("a pull takes the homes from the configuration, and a second one finds nothing new") {
    Deployment deployment;
    PublishedFiles home;
    const std::vector<std::pair<std::string, std::string>> files{
        {"legislators", "legislators-current.yaml"},
        {"committees", "committees-current.yaml"},
        {"committee_membership", "committee-membership-current.yaml"},
        {"district_offices", "legislators-district-offices.yaml"},
        {"zip_districts", "zccd.csv"},
        {"places", "geonames_US.txt"},
        {"boundaries", "congressional_districts.geojson"}};
    deployment.more_configuration = "source = \"public\"\n[directory.url]\n";
    for (const auto& [key, name] : files) {
        deployment.more_configuration += key + " = \"" + home.url("/" + name) + "\"\n";
        home.publish("/" + name, {text_of(deployment.data.file(name)), "\"1\"", "Mon, 15 Jun 2026 16:00:00 GMT"});
    }
    const auto pulled = deployment.run({"pull"});
    INFO(pulled.out << pulled.err);
    CHECK(pulled.status == 0);
    CHECK(says(pulled.out, "legislators-current.yaml: "));
    CHECK(says(pulled.out, "Installed: 33 officials"));
    CHECK(says(pulled.out, "The data is of 2026-06-15"));
    CHECK(says(deployment.run({"pull"}).out, "Nothing has changed"));
    home.answer_raw("/zccd.csv", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    const auto gone = deployment.run({"pull", "--force"});
    CHECK(gone.status == 1);
    CHECK(says(gone.err, "look for its new home"));
}

TEST_CASE("the start of the service fills an empty database once, from the source of the configuration") {
    Deployment deployment;
    deployment.more_configuration = "source = \"" + deployment.data.path() + "\"\n";
    std::istringstream in;
    std::ostringstream out;
    std::string said;
    const auto say = [&](const std::string& line) { said += line + "\n"; };
    app::Session session(in, out, out);
    session.config_file = deployment.configuration("2026-07-01");
    CHECK(app::fill_directory_at_start(session, say) == intake::Filled::installed);
    CHECK(session.store().directories().current()->officials == 33);
    CHECK(app::fill_directory_at_start(session, say) == intake::Filled::had_one);
}
