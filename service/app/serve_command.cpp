#include <CLI/CLI.hpp>
#include <ostream>

#include "service/app/server_run.hpp"
#include "service/app/session.hpp"

namespace sayso::app {

void add_serve(CLI::App& app, Session& session) {
    auto* serve = app.add_subcommand(
        "serve", "Start the service: the phone line's webhooks, the web pages and the operations listener");
    serve->footer(
        "Examples:\n"
        "  sayso serve --config /etc/sayso/sayso.toml\n"
        "  SAYSO_SERVER_LISTEN=127.0.0.1:0 sayso serve     on a free port, which it prints\n"
        "SIGTERM and Ctrl-C stop it after the requests in flight.");
    serve->callback([&session] { session.exit_status = serve_until_stopped(session); });
}

}  // namespace sayso::app
