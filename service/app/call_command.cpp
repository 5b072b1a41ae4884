#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "service/app/call_line.hpp"
#include "service/app/call_screen.hpp"
#include "service/app/session.hpp"
#include "service/keys/keys.hpp"

namespace sayso::app {
namespace {

struct Options {
    std::string number, from = "+12025550143", keys, dials, url;
    int hang_up_at = -1;
    bool json = false;
    bool scripted = false;
};

// The lists, or an error in words.
bool read_script(const Options& options, simulator::Scripted& script, std::string& problem) {
    auto keys = simulator::parse_keys(options.keys, problem);
    auto dials = keys ? simulator::parse_dials(options.dials, problem) : std::nullopt;
    if (!dials) return false;
    script.key_items = std::move(*keys);
    script.dials = std::move(*dials);
    if (options.hang_up_at >= 0) script.hang_up_at = options.hang_up_at;
    return true;
}

int exit_status(const simulator::Transcript& transcript) {
    return transcript.ended.how == simulator::Ended::How::good_bye ? 0 : 1;
}

int call_for_programs(Session& session, const simulator::Setup& setup, simulator::Scripted& script, Carrier& carrier,
                      const simulator::Exchange& exchange) {
    const auto transcript = simulator::converse(setup, script, exchange);
    session.out << transcript_json(transcript, carrier.problem()) << "\n";
    if (!carrier.problem().empty()) session.err << "sayso call: " << carrier.problem() << "\n";
    return exit_status(transcript);
}

int call_for_people(CallScreen& screen, const simulator::Setup& setup, simulator::Party& party, Carrier& carrier,
                    const simulator::Exchange& exchange) {
    const auto transcript = simulator::converse(setup, party, exchange);
    if (carrier.problem().empty())
        screen.ended(transcript.ended, static_cast<int>(transcript.steps.size()));
    else
        screen.problem(carrier.problem());
    if (!carrier.warning().empty()) screen.note(carrier.warning());
    return exit_status(transcript);
}

int place_call(Session& session, const Options& options) {
    const auto number = directory::PhoneNumber::parse(options.number);
    std::string problem;
    if (!number) problem = "\"" + options.number + "\" is not a telephone number: write it as +12025550142";
    simulator::Scripted silent_script;
    if (!problem.empty() || !read_script(options, silent_script, problem)) {
        session.err << "sayso call: " << problem << "\n";
        return 2;
    }
    Carrier carrier(call_line(session.config(), options.url));
    simulator::Setup setup;
    setup.call_id = "CA" + keys::random_hex(16);
    setup.account = carrier.account();
    setup.from = options.from;
    setup.to = number->e164();
    setup.answer_url = carrier.answer_url();
    setup.status_url = carrier.status_url();
    const simulator::Exchange exchange = [&carrier](const simulator::Request& request) {
        return carrier.carry(request);
    };
    if (options.json) return call_for_programs(session, setup, silent_script, carrier, exchange);
    CallScreen screen = screen_of(session.out);
    carrier.on_note([&screen](const std::string& what) { screen.note(what); });
    screen.heading("Calling " + number->display() + " at " + carrier.url());
    if (!options.scripted) {
        Keyboard keyboard(screen, session.in, session.out);
        return call_for_people(screen, setup, keyboard, carrier, exchange);
    }
    ShownScript script(screen);
    read_script(options, script, problem);
    return call_for_people(screen, setup, script, carrier, exchange);
}

}  // namespace

void add_call(CLI::App& app, Session& session) {
    auto* call =
        app.add_subcommand("call", "Dial a running service from the terminal, as the telephone provider would");
    const auto options = std::make_shared<Options>();
    call->add_option("NUMBER", options->number, "The line to call, as +12025550142")->required()->type_name("");
    call->add_option("--from", options->from, "The caller's number; 'anonymous' withholds it")
        ->type_name("NUMBER")
        ->capture_default_str();
    auto* keys = call->add_option("--keys", options->keys,
                                  "What to press, one item a question, empty for silence: '94110,1,*,'; "
                                  "'+9' interrupts the next announcement with 9")
                     ->type_name("LIST");
    auto* dials = call->add_option("--dial", options->dials,
                                   "What the far ends do, in order: 'answered:35,busy,no-answer,failed'; "
                                   "then each answers for 30 seconds")
                      ->type_name("LIST");
    auto* hang_up = call->add_option("--hang-up-at", options->hang_up_at, "Hang up at this step, 0 is the greeting")
                        ->type_name("N")
                        ->check(CLI::NonNegativeNumber);
    call->add_option("--url", options->url, "Where the service listens (default: server.listen of the configuration)")
        ->type_name("URL");
    auto* json = call->add_flag("--json", options->json, "Print the transcript as one JSON object; nothing is asked");
    call->footer(
        "Without --keys, --dial, --hang-up-at and --json you are the caller, and the offices too.\n"
        "Exit status: 0 when the call ended in a good-bye, 1 when not, 2 for wrong use.\n"
        "Examples:\n"
        "  sayso call +12025550142\n"
        "  sayso call +12025550142 --keys '94110,1' --dial 'answered:35,busy'\n"
        "  sayso call +12025550142 --keys 94110 --hang-up-at 2 --json");
    call->callback([&session, options, keys, dials, hang_up, json] {
        options->scripted = keys->count() + dials->count() + hang_up->count() + json->count() > 0;
        session.exit_status = place_call(session, *options);
    });
}

}  // namespace sayso::app
