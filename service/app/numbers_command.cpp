#include <CLI/CLI.hpp>
#include <iomanip>
#include <map>
#include <memory>
#include <ostream>

#include "service/app/session.hpp"

// Numbers that may be wrong: what visitors said, and what the line met.
namespace sayso::app {
namespace {

std::string day_of(store::Instant at) {
    return directory::rfc3339(at).substr(0, 10);
}

std::string display(const std::string& number) {
    const auto phone = directory::PhoneNumber::parse(number);
    return phone ? phone->display() : number;
}

// Whose office that is, as of now; the id alone when the directory no longer knows it.
std::map<std::string, std::string> office_names(const directory::DirectoryData& data) {
    std::map<std::string, std::string> names;
    for (const auto& official : data.officials) {
        for (const auto& term : official.terms) names[term.capitol.id] = official.full_name + ", Washington";
        for (const auto& office : official.local_offices)
            names[office.id] = official.full_name + ", " + (office.city.empty() ? office.id : office.city);
    }
    return names;
}

void list_numbers(Session& session) {
    const auto reported = session.store().visits().reported_numbers();
    const auto suspect = session.store().calls().suspect_numbers();
    if (reported.empty() && suspect.empty()) {
        session.out << "No number is reported as wrong, and none failed in two calls.\n";
        return;
    }
    const auto data = session.store().directories().load();
    const auto names = data ? office_names(*data) : std::map<std::string, std::string>();
    const auto print = [&](const std::string& number, const std::string& office, const std::string& why) {
        const auto name = names.find(office);
        session.out << "  " << std::left << std::setw(13) << number << " " << std::setw(15) << display(number) << " "
                    << why << "  " << (name == names.end() ? office : name->second) << "\n";
    };
    if (!reported.empty()) session.out << "Visitors said that these are wrong:\n";
    for (const auto& entry : reported)
        print(entry.number, entry.office_id,
              std::to_string(entry.reports) + (entry.reports == 1 ? " report" : " reports") + ", the last on " +
                  day_of(entry.last));
    if (!suspect.empty()) session.out << "Calls to these failed:\n";
    for (const auto& entry : suspect)
        print(entry.number, entry.office_id,
              std::to_string(entry.failures) + " failures, the last on " + day_of(entry.last));
    session.out << "When a report is looked into: sayso numbers settle "
                << (reported.empty() ? "+1..." : reported[0].number) << "\n";
}

void settle(Session& session, const std::string& text) {
    const auto phone = directory::PhoneNumber::parse(text);
    if (!phone) {
        session.err << "sayso: '" << text << "' is not a US phone number; write it like +12025550142\n";
        session.exit_status = 2;
        return;
    }
    const int forgotten = session.store().visits().settle_number(phone->e164());
    if (forgotten == 0) {
        session.err << "sayso: nobody reported " << phone->e164() << "; 'sayso numbers' lists those that are\n";
        session.exit_status = 1;
        return;
    }
    session.out << forgotten << (forgotten == 1 ? " report of " : " reports of ") << phone->e164() << " settled.\n";
}

}  // namespace

void add_numbers(CLI::App& app, Session& session) {
    auto* numbers = app.add_subcommand("numbers", "Numbers that may be wrong, and settling them");
    numbers->require_subcommand(0, 1);
    numbers->footer(
        "Lists the numbers that visitors reported as wrong, and those that failed in two calls. A number in the "
        "directory is put\nright where its data comes from; an organization's in its topic.\n\n"
        "Examples:\n  sayso numbers\n  sayso numbers settle +12025550142    its reports are looked into");
    auto* done = numbers->add_subcommand("settle", "Forget the reports of a number");
    const auto number = std::make_shared<std::string>();
    done->add_option("NUMBER", *number, "The number, +1 and ten digits")->required();
    done->callback([&session, number] { settle(session, *number); });
    numbers->callback([numbers, &session] {
        if (numbers->get_subcommands().empty()) list_numbers(session);
    });
}

}  // namespace sayso::app
