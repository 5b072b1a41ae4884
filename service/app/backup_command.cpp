#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "service/app/session.hpp"

namespace sayso::app {

void add_backup(CLI::App& app, Session& session) {
    auto* backup = app.add_subcommand("backup", "Copy the database to one file, while the service runs");
    backup->footer(
        "The copy is checked before it gets its name, and can be used in the database's place: stop the service, put "
        "it at\n"
        "store.path, remove the files beside it that end in -wal and -shm, start the service.\n\n"
        "Examples:\n  sayso backup /var/backups/sayso.db\n  sayso backup --force today.db");
    struct Wish {
        std::string file;
        bool force = false;
    };
    const auto wish = std::make_shared<Wish>();
    backup->add_option("FILE", wish->file, "Where the copy goes")->required();
    backup->add_flag("--force", wish->force, "Replace the file when there is one");
    backup->callback([&session, wish] {
        session.store().backup(wish->file, wish->force);
        session.out << "The database is copied and checked: " << wish->file << "\n";
    });
}

}  // namespace sayso::app
