#include <CLI/CLI.hpp>
#include <ostream>

#include "service/app/session.hpp"

namespace sayso::app {

namespace {

void show(Session& session) {
    const auto& config = session.config();
    session.out << (config.file().empty() ? "No configuration file; " : "From " + config.file() + "; ")
                << "every key can also be set as a variable, server.listen as SAYSO_SERVER_LISTEN.\n\n";
    for (const Key& key : config_keys()) {
        session.out << key.name << " = "
                    << (key.secret ? (config.is_set(key.name) ? "(set, not shown)" : "") : config.text(key.name))
                    << "    [" << config.origin(key.name) << "]\n    " << key.meaning << "\n";
    }
}

}  // namespace

void add_config(CLI::App& app, Session& session) {
    auto* config = app.add_subcommand("config", "Check and show the configuration");
    config->require_subcommand(1);
    config->footer(
        "Examples:\n  sayso config check --config /etc/sayso/sayso.toml\n  sayso config show\n  sayso config show "
        "--example > sayso.toml");
    auto* check = config->add_subcommand("check", "Read the configuration and say whether it is in order");
    check->callback([&session] {
        const auto& read = session.config();
        session.out << "The configuration is in order"
                    << (read.file().empty() ? " (defaults and environment; there is no file)" : ": " + read.file())
                    << ".\n";
    });
    auto* shown = config->add_subcommand("show", "Every key with its value, where it came from and what it means");
    auto* example =
        shown->add_flag("--example")->description("Print a configuration file with every key and its default instead");
    shown->callback([&session, example] {
        if (example->count() > 0)
            session.out << example_config();
        else
            show(session);
    });
}

}  // namespace sayso::app
