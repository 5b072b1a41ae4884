#pragma once
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "scripts/directory/directory.hpp"
#include "service/app/config.hpp"
#include "service/store/store.hpp"

namespace CLI {
class App;
}

namespace sayso::app {

// What one run of the program shares among its commands; opens things when first asked for.
class Session {
  public:
    Session(std::istream& in, std::ostream& out, std::ostream& err);
    ~Session();

    const Config& config();  // throws ConfigError
    store::Store& store();   // opened read-write at store.path, migrated
    // The directory in the database, or the built-in fallback.
    std::shared_ptr<const directory::Directory> directory();
    directory::Instant as_of();  // directory.as_of, or now

    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    int exit_status = 0;      // commands set it: 0 done, 1 failed, 2 wrong use
    std::string config_file;  // --config

  private:
    std::optional<Config> config_;
    std::unique_ptr<store::Store> store_;
    std::shared_ptr<const directory::Directory> directory_;
};

// Each adds its subcommand(s) with help and examples. A command's callback reads options, does the work, sets
// exit_status; exceptions become one line on err and exit status 1.
void add_serve(CLI::App& app, Session& session);
void add_call(CLI::App& app, Session& session);
void add_lookup(CLI::App& app, Session& session);
void add_line(CLI::App& app, Session& session);
void add_directory(CLI::App& app, Session& session);
void add_content(CLI::App& app, Session& session);
void add_config(CLI::App& app, Session& session);
void add_backup(CLI::App& app, Session& session);
void add_numbers(CLI::App& app, Session& session);

// Runs the program; returns the exit status.
int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace sayso::app
