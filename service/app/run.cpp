#include <CLI/CLI.hpp>
#include <exception>
#include <ostream>

#include "service/app/session.hpp"

namespace sayso::app {

int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err) {
    Session session(in, out, err);
    CLI::App app("Sayso: a phone line and web page that give people the words, and the line, to their representatives.",
                 "sayso");
    app.set_version_flag("--version", "sayso 0.1.0");
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--config", session.config_file,
                   "The configuration file (default: SAYSO_CONFIG, else .sayso/sayso.toml)")
        ->type_name("FILE");
    app.footer(
        "Examples:\n"
        "  sayso serve                                      start the service\n"
        "  sayso call +12025550142                          dial it from this terminal\n"
        "  sayso lookup 94110                               who represents a ZIP code\n"
        "  sayso directory import DIR                       fill the directory from public data files\n"
        "  sayso line set +12025550142 --campaigns practice what a number offers\n"
        "Each command has its own --help.");
    add_serve(app, session);
    add_call(app, session);
    add_lookup(app, session);
    add_line(app, session);
    add_directory(app, session);
    add_content(app, session);
    add_config(app, session);
    add_backup(app, session);
    add_numbers(app, session);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // --help and --version come here too, with status 0; everything else is wrong use.
        return app.exit(error, out, err) == 0 ? 0 : 2;
    } catch (const ConfigError& error) {
        err << "sayso: configuration: " << error.what() << "\n";
        return 2;
    } catch (const std::exception& error) {
        err << "sayso: " << error.what() << "\n";
        return 1;
    }
    return session.exit_status;
}

}  // namespace sayso::app
