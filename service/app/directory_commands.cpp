#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "service/app/directory_shown.hpp"
#include "service/app/directory_start.hpp"
#include "service/app/session.hpp"
#include "service/intake/intake.hpp"

namespace sayso::app {

namespace {

struct DirectoryArguments {
    std::string folder;
    std::string dated;
    bool force = false;

    std::optional<directory::Instant> data_date() const {
        return dated.empty() ? std::nullopt : directory::parse_instant(dated);
    }
};

intake::PullOptions pull_options(Session& session) {
    intake::PullOptions options;
    for (const auto& source : intake::sources())
        options.urls.emplace_back(source.name, session.config().text(source.config_key));
    options.now = session.as_of();
    return options;
}

// Says what was found and what would change, installs, and says what came of it.
void install_and_tell(Session& session, const intake::Parsed& parsed, bool force) {
    show_findings(parsed.ok() ? session.out : session.err, parsed.findings);
    intake::InstallOptions options;
    options.force = force;
    auto& directories = session.store().directories();
    const auto before = directories.current();
    const auto installation = intake::install(directories, parsed, options, session.as_of());
    if (before && parsed.ok()) {
        session.out << "\nChanges since the directory of " << directory::eastern_date_text(before->dated) << "\n";
        show_difference(session.out, installation.difference);
        if (parsed.data.dated < before->dated)
            session.out << "warning: this data is of " << directory::eastern_date_text(parsed.data.dated)
                        << ", older than what was installed.\n";
    }
    if (!installation.refused.empty()) {
        session.err << "\n" << installation.refused << "\n";
        session.exit_status = 1;
        return;
    }
    session.out << "\nInstalled: " << counted(parsed.data) << ".\nThe data is of "
                << directory::eastern_date_text(parsed.data.dated)
                << ". A running service takes it up within a second.\n";
}

void import_folder(Session& session, const DirectoryArguments& arguments) {
    session.out << "Reading " << arguments.folder << "\n";
    session.out.flush();
    auto parsed = intake::read_folder(arguments.folder, arguments.data_date(), session.as_of());
    intake::check(parsed, session.as_of());
    install_and_tell(session, parsed, arguments.force);
}

void pull_and_install(Session& session, const DirectoryArguments& arguments) {
    auto options = pull_options(session);
    options.dated = arguments.data_date();
    options.unconditional = arguments.force;
    options.progress = [&session](const std::string& line) { session.out << line << std::endl; };
    const auto installed = session.store().directories().current();
    auto pulled = intake::pull(options, installed);
    if (pulled.unchanged) {
        session.out << "Nothing has changed since the directory was installed on "
                    << directory::eastern_date_text(installed->installed) << ".\n";
        return;
    }
    intake::check(pulled.parsed, session.as_of());
    install_and_tell(session, pulled.parsed, arguments.force);
}

void show(Session& session) {
    show_directory(session.out, session.store().directories().current(), *session.directory(), session.as_of());
}

void show_difference_to(Session& session, const DirectoryArguments& arguments) {
    auto parsed = intake::read_folder(arguments.folder, arguments.data_date(), session.as_of());
    intake::check(parsed, session.as_of());
    show_findings(parsed.ok() ? session.out : session.err, parsed.findings);
    if (!parsed.ok()) {
        session.err << "The folder has errors and could not be installed.\n";
        session.exit_status = 1;
        return;
    }
    const auto installed = session.directory();
    if (installed->built_in()) {
        session.out << "No directory is installed; the folder has " << counted(parsed.data) << ".\n";
        return;
    }
    session.out << "\nChanges from the installed directory, of "
                << directory::eastern_date_text(installed->data().dated) << ", to " << arguments.folder << ", of "
                << directory::eastern_date_text(parsed.data.dated) << "\n";
    show_difference(session.out, directory::compare(installed->data(), parsed.data, session.as_of()));
    if (const auto reason = intake::shrinkage(installed->data(), parsed.data, {}); !reason.empty())
        session.out << "An import would be refused: " << reason << "\n";
}

void add_data_date(CLI::App* command, const std::shared_ptr<DirectoryArguments>& arguments) {
    command
        ->add_option(
            "--dated", arguments->dated,
            "The date the data was made; without it, what the files' home says, else the latest start of a term")
        ->type_name("DATE")
        ->check([](const std::string& text) {
            return directory::parse_instant(text) ? std::string{} : "'" + text + "' is not a date such as 2026-06-15";
        });
}

void add_folder(CLI::App* command, const std::shared_ptr<DirectoryArguments>& arguments) {
    command
        ->add_option("DIR", arguments->folder,
                     "The folder with legislators-current.yaml, zccd.csv and the other public files")
        ->required();
}

}  // namespace

intake::Filled fill_directory_at_start(Session& session, const std::function<void(const std::string& line)>& say) {
    intake::FillOptions options;
    options.source = session.config().text("directory.source");
    options.pull = pull_options(session);
    options.pull.first_answer_time = std::chrono::seconds(5);
    options.now = session.as_of();
    return intake::fill_if_empty(session.store().directories(), options, say);
}

void add_directory(CLI::App& app, Session& session) {
    auto* group = app.add_subcommand("directory",
                                     "Who holds which seat, and which districts a ZIP touches: fill, show and compare");
    group->require_subcommand(1);
    group->footer(
        "Examples:\n"
        "  sayso directory pull                             fetch the public files from their homes\n"
        "  sayso directory import public-data --dated 2026-06-15\n"
        "  sayso directory diff public-data                 what an import would change\n"
        "  sayso directory show                             what is installed, vacancies, terms that end soon");
    const auto arguments = std::make_shared<DirectoryArguments>();

    auto* imported =
        group->add_subcommand("import", "Read the public files from a folder, check them and install them in one step");
    add_folder(imported, arguments);
    add_data_date(imported, arguments);
    imported->add_flag("--force", arguments->force, "Install even when many officials or ZIPs would go");
    imported->footer(
        "Nothing is installed when a row is wrong: the message names its file and line.\n"
        "Examples:\n  sayso directory import public-data\n  sayso directory import public-data --dated 2026-06-15 "
        "--force");
    imported->callback([&session, arguments] { import_folder(session, *arguments); });

    auto* pulled = group->add_subcommand(
        "pull", "Fetch the public files from their homes (directory.url.* in the configuration) and install them");
    add_data_date(pulled, arguments);
    pulled->add_flag("--force", arguments->force,
                     "Fetch even what has not changed, and install even when many officials or ZIPs would go");
    pulled->footer("Examples:\n  sayso directory pull\n  sayso directory pull --force");
    pulled->callback([&session, arguments] { pull_and_install(session, *arguments); });

    auto* shown = group->add_subcommand(
        "show", "What is installed, which seats are vacant or not known, and which terms end soon");
    shown->footer("Examples:\n  sayso directory show\n  SAYSO_DIRECTORY_AS_OF=2026-12-15 sayso directory show");
    shown->callback([&session] { show(session); });

    auto* compared =
        group->add_subcommand("diff", "Who would come, go, move or change number if a folder were imported");
    add_folder(compared, arguments);
    add_data_date(compared, arguments);
    compared->footer("Examples:\n  sayso directory diff public-data");
    compared->callback([&session, arguments] { show_difference_to(session, *arguments); });
}

}  // namespace sayso::app
