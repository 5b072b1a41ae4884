#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "service/app/session.hpp"
#include "service/content/content.hpp"

namespace sayso::app {

namespace {

// A campaign as the store holds it now.
struct Known {
    std::string slug, topic, title;
    topics::Status status = topics::Status::draft;  // live only when its topic is live too
};

std::vector<Known> known_campaigns(store::Contents& contents) {
    std::vector<Known> all;
    for (const auto& stored : contents.current()) {
        const auto document = content::decode(stored, contents);
        for (const auto& campaign : document.campaigns) {
            const bool hidden = campaign.status == topics::Status::live && stored.status != topics::Status::live;
            all.push_back(
                {campaign.slug, stored.slug, campaign.title.in("en"), hidden ? stored.status : campaign.status});
        }
    }
    std::sort(all.begin(), all.end(), [](const Known& a, const Known& b) { return a.slug < b.slug; });
    return all;
}

const Known* find(const std::vector<Known>& all, const std::string& slug) {
    const auto found = std::find_if(all.begin(), all.end(), [&slug](const Known& known) { return known.slug == slug; });
    return found == all.end() ? nullptr : &*found;
}

std::string counted(int number, const std::string& one, const std::string& many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

store::Instant now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

// ---- content
// ---------------------------------------------------------------------------------------------------------------

void print_problems(Session& session, const content::Folder& folder) {
    for (const auto& problem : folder.problems) session.err << content::text_of(problem) << "\n";
}

// Reads a folder and shows its problems. False, with the exit status set, when it cannot be used.
bool read(Session& session, const std::string& path, content::Folder& folder) {
    folder = content::read_folder(path);
    print_problems(session, folder);
    if (folder.ok()) return true;
    const auto errors = std::count_if(folder.problems.begin(), folder.problems.end(),
                                      [](const auto& problem) { return problem.error; });
    session.err << "sayso: nothing was changed: " << counted(static_cast<int>(errors), "error", "errors")
                << " to put right first\n";
    session.exit_status = 1;
    return false;
}

void check_content(Session& session, const std::string& path) {
    content::Folder folder;
    if (!read(session, path, folder)) return;
    int campaigns = 0;
    for (const auto& document : folder.documents) campaigns += static_cast<int>(document.campaigns.size());
    session.out << "In order: " << counted(static_cast<int>(folder.documents.size()), "topic", "topics") << " with "
                << counted(campaigns, "campaign", "campaigns") << ", "
                << counted(static_cast<int>(folder.lines.size()), "line", "lines") << ".\n";
}

void import_content(Session& session, const std::string& path) {
    content::Folder folder;
    if (!read(session, path, folder)) return;
    const auto done = content::import_folder(folder, session.store(), now());
    session.out << "Imported " << counted(done.topics, "topic", "topics") << " (" << done.unchanged
                << " unchanged) and " << counted(done.lines, "line", "lines") << ".\n";
}

void export_content(Session& session, const std::string& path) {
    auto& store = session.store();
    content::export_folder(store, path);
    session.out << "Wrote " << counted(static_cast<int>(store.contents().current().size()), "topic", "topics")
                << " and " << counted(static_cast<int>(store.contents().lines().size()), "line", "lines") << " to "
                << path << ".\n";
}

// ---- lines
// -----------------------------------------------------------------------------------------------------------------

void list_lines(Session& session) {
    auto& contents = session.store().contents();
    const auto lines = contents.lines();
    if (lines.empty()) {
        session.out << "No line is set up yet. Set one up with: sayso line set +1... --campaigns SLUG\n";
        return;
    }
    const auto campaigns = known_campaigns(contents);
    for (const auto& line : lines) {
        session.out << line.number.e164() << "  " << line.number.display() << "  languages:";
        for (const auto& language : line.languages) session.out << " " << language;
        session.out << "\n";
        int live = 0;
        for (const auto& slug : line.campaign_slugs) {
            const auto* known = find(campaigns, slug);
            session.out << "    " << slug << " (" << (known ? topics::word(known->status) : "missing") << ")";
            if (known && !known->title.empty()) session.out << "  " << known->title;
            session.out << "\n";
            if (known && known->status == topics::Status::live) ++live;
        }
        if (live == 0) session.out << "    Callers hear that nothing is open: no campaign of this line is live.\n";
    }
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> words(1);
    for (const char c : list) {
        if (c == ',')
            words.emplace_back();
        else if (c != ' ')
            words.back() += c;
    }
    words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
    return words;
}

struct LineOptions {
    std::string number, campaigns, languages;
};

void refuse(Session& session, const std::string& words) {
    session.err << "sayso: " << words << "\n";
    session.exit_status = 2;
}

std::string listed(const std::vector<Known>& all) {
    if (all.empty()) return "there is none yet; import some with: sayso content import DIR";
    std::string list = "there are ";
    for (const auto& known : all)
        list += (&known == &all.front() ? "" : ", ") + known.slug +
                (known.status == topics::Status::live ? "" : " (" + std::string(topics::word(known.status)) + ")");
    return list;
}

// False after saying what is wrong with the campaigns asked for.
bool set_campaigns(Session& session, const std::vector<Known>& all, const std::string& list, book::Line& line) {
    line.campaign_slugs.clear();
    for (const auto& slug : split(list)) {
        if (!find(all, slug)) {
            refuse(session, "there is no campaign \"" + slug + "\": " + listed(all));
            return false;
        }
        if (std::find(line.campaign_slugs.begin(), line.campaign_slugs.end(), slug) == line.campaign_slugs.end())
            line.campaign_slugs.push_back(slug);
    }
    return true;
}

bool set_languages(Session& session, const std::string& list, book::Line& line) {
    line.languages.clear();
    for (const auto& language : split(list)) {
        if (language != "en" && language != "es") {
            refuse(session, "the line does not speak \"" + language + "\": choose of en, es");
            return false;
        }
        if (std::find(line.languages.begin(), line.languages.end(), language) == line.languages.end())
            line.languages.push_back(language);
    }
    return true;
}

void set_line(Session& session, const LineOptions& options) {
    const auto number = directory::PhoneNumber::parse(options.number);
    if (!number)
        return refuse(session, "\"" + options.number +
                                   "\" is not a telephone number of the US or Canada: write it like +12025550142");
    auto& contents = session.store().contents();
    book::Line line;
    line.number = *number;
    line.languages = {"en"};
    for (const auto& existing : contents.lines())
        if (existing.number == *number) line = existing;
    const auto all = known_campaigns(contents);
    if (!options.campaigns.empty() && !set_campaigns(session, all, options.campaigns, line)) return;
    if (!options.languages.empty() && !set_languages(session, options.languages, line)) return;
    if (line.campaign_slugs.empty())
        return refuse(session, "a line needs a campaign: add --campaigns SLUG; " + listed(all));
    contents.set_line(line);
    session.out << line.number.e164() << " offers";
    for (const auto& slug : line.campaign_slugs)
        session.out << (&slug == &line.campaign_slugs.front() ? " " : ", ") << slug;
    session.out << ".\n";
    for (const auto& slug : line.campaign_slugs) {
        const auto* known = find(all, slug);
        if (known && known->status != topics::Status::live)
            session.out << "Note: " << slug << " is " << topics::word(known->status)
                        << "; callers are offered it once it is live.\n";
    }
}

}  // namespace

void add_content(CLI::App& app, Session& session) {
    auto* content = app.add_subcommand("content", "Topics, campaigns and lines as YAML files");
    content->require_subcommand(1);
    content->footer(
        "Examples:\n"
        "  sayso content check deploy/sample      read a folder and say what is wrong with it\n"
        "  sayso content import deploy/sample     save it; what changed becomes a new revision\n"
        "  sayso content export backup/content    write what is stored, ready to import again");
    const auto folder = std::make_shared<std::string>();
    auto* check = content->add_subcommand("check", "Read a folder of content and report every problem, without saving");
    check->add_option("folder", *folder, "A folder with topics/*.yaml and lines.yaml")->required()->type_name("DIR");
    check->callback([&session, folder] { check_content(session, *folder); });
    auto* import = content->add_subcommand("import", "Save a folder of content; nothing is saved when it has an error");
    import->add_option("folder", *folder, "A folder with topics/*.yaml and lines.yaml")->required()->type_name("DIR");
    import->callback([&session, folder] { import_content(session, *folder);
});
auto* exported = content->add_subcommand("export", "Write the stored topics and lines into a folder");
exported->add_option("folder", *folder, "Where to write topics/*.yaml and lines.yaml")->required()->type_name("DIR");
exported->callback([&session, folder] { export_content(session, *folder); });
}  // namespace sayso::app

void add_line(CLI::App& app, Session& session) {
    auto* line = app.add_subcommand("line", "The phone numbers people call, and what they offer");
    line->require_subcommand(1);
    line->footer(
        "Examples:\n"
        "  sayso line list\n"
        "  sayso line set +12025550142 --campaigns practice\n"
        "  sayso line set +12025550142 --campaigns practice,envoy-oversight --languages en,es\n"
        "Several campaigns make a menu, in the order given. Then point the number's voice URL at POST "
        "/voice/twilio/answer.");
    auto* list =
        line->add_subcommand("list", "Every line with its campaigns and languages, and whether each campaign is live");
    list->callback([&session] { list_lines(session); });
    const auto options = std::make_shared<LineOptions>();
    auto* set = line->add_subcommand("set", "Set up a line, or change what it offers");
    set->add_option("number", options->number, "The number callers dial, like +12025550142")
        ->required()
        ->type_name("NUMBER");
    set->add_option("--campaigns", options->campaigns, "Slugs of the campaigns it offers, in order")
        ->type_name("SLUG[,SLUG]");
    set->add_option("--languages", options->languages, "Languages it speaks, in order: en, es (default en)")
        ->type_name("en,es");
    set->callback([&session, options] { set_line(session, *options); });
}

}  // namespace sayso::app
