#include "tests/support/world.hpp"

#include <stdexcept>

namespace sayso::tests {

namespace {

using directory::Chamber;
using directory::Official;
using directory::StateCode;
using directory::Term;
using directory::Zip;

directory::PhoneNumber phone(std::string_view text) {
    return directory::PhoneNumber::parse(text).value();
}
StateCode state(std::string_view text) {
    return StateCode::parse(text).value();
}

// `number`: the last four digits of the Washington office, or empty. The local office shares them in another area code.
Official member(std::string id, std::string first, std::string last, char gender, std::string_view of,
                int number_or_class, Chamber chamber, std::string_view number) {
    const bool house = chamber == Chamber::house;
    Term term{{state(of), chamber, house ? number_or_class : 0},
              house ? 0 : number_or_class,
              noon(2025, 1, 3),
              noon(house ? 2027 : 2031, 1, 3),
              "Independent",
              "",
              "",
              {}};
    term.capitol.id = id + "-capitol";
    term.capitol.capitol = true;
    term.capitol.city = "Washington";
    if (!number.empty()) term.capitol.phone = phone("+1202555" + std::string(number));
    Official official;
    official.full_name = first + " " + last;
    official.first_name = std::move(first);
    official.last_name = std::move(last);
    official.gender = gender;
    official.terms.push_back(term);
    directory::Office local;
    local.id = id + "-local";
    local.city = "Springfield";
    local.phone = phone("+1510555" + (number.empty() ? "0199" : std::string(number)));
    official.local_offices.push_back(local);
    official.id = std::move(id);
    return official;
}

void add_members(directory::DirectoryData& data) {
    const auto house = Chamber::house, senate = Chamber::senate;
    data.officials = {
        member("L000001", "Nora", "Lindqvist", 'F', "CA", 11, house, "0101"),
        member("R000002", "Elena", "Reyes", 'F', "CA", 1, senate, "0102"),
        member("N000003", "Sanjay", "Nair", 'M', "CA", 3, senate, "0103"),
        member("K000004", "Ada", "Kettering", 'F', "KY", 1, house, "0104"),
        member("R000005", "Paul", "Ransom", 'M', "TN", 7, house, "0105"),
        member("W000006", "June", "Whitcomb", 'F', "KY", 2, senate, "0106"),
        member("S000007", "Owen", "Stroud", 'M', "KY", 3, senate, "0107"),
        member("H000008", "Ruth", "Holloway", 'F', "TN", 1, senate, "0108"),
        member("P000009", "Ira", "Pratt", 'M', "TN", 2, senate, "0109"),
        member("D000010", "Dora", "Ellison", 'F', "DC", 0, house, "0110"),
        member("C000011", "Luis", "Ocasio", 'M', "PR", 0, house, "0111"),
        member("B000012", "Kay", "Brandt", 'F', "CA", 30, house, ""),
        member("X000027", "Ann", "Ortiz", 'F', "CA", 27, house, "0127"),
        member("X000028", "Ben", "Park", 'M', "CA", 28, house, "0128"),
        member("X000029", "Cal", "Quinn", 'M', "CA", 29, house, "0129"),
        member("X000031", "Dee", "Rossi", 'F', "CA", 31, house, "0131"),
    };
    data.dated = noon(2026, 6, 15);
    data.source = "made up";
}

void add_places(directory::DirectoryData& data) {
    const auto crosswalk = [&](const char* zip, const char* of, int number) {
        data.zip_districts.push_back({Zip::parse(zip).value(), state(of), number});
    };
    const auto place = [&](const char* zip, const char* city, const char* of) {
        data.zip_places.push_back({Zip::parse(zip).value(), city, state(of), {37.0, -122.0}});
    };
    crosswalk("94110", "CA", 11);
    place("94110", "San Francisco", "CA");
    crosswalk("94544", "CA", 14);  // nobody holds it
    place("94544", "Hayward", "CA");
    for (const int number : {27, 28, 29, 30, 31, 35}) crosswalk("91711", "CA", number);  // nobody holds 35
    place("91711", "Claremont", "CA");
    crosswalk("42223", "KY", 1);
    crosswalk("42223", "TN", 7);
    place("42223", "Fort Campbell", "KY");
    crosswalk("20001", "DC", 0);
    place("20001", "Washington", "DC");
    crosswalk("00901", "PR", 0);
    place("12345", "Schenectady", "NY");  // not in the crosswalk: approximate
}

campaigns::Campaign campaign(std::int64_t id, std::string slug, std::string title, campaigns::TargetKind kind,
                             std::string_view script) {
    campaigns::Campaign made;
    made.ref = {id, 1};
    made.slug = std::move(slug);
    made.status = topics::Status::live;
    made.title.set("en", std::move(title));
    made.sponsor.set("en", "the Harbor League");
    campaigns::TargetRule rule;
    rule.kind = kind;
    made.targets = {rule};
    made.order = campaigns::Order::senate_first;
    std::vector<campaigns::ScriptProblem> problems;
    made.scripts["en"] = campaigns::Script::parse(script, problems);
    if (!problems.empty()) throw std::logic_error(problems.front().message);
    return made;
}

book::Line line(std::string_view number, std::vector<std::string> slugs) {
    book::Line made;
    made.number = phone(number);
    made.campaign_slugs = std::move(slugs);
    return made;
}

void must(bool belongs, const char* what) {
    if (!belongs) throw std::logic_error(std::string("the event does not belong: ") + what);
}

}  // namespace

directory::Instant noon(int year, unsigned month, unsigned day) {
    return directory::noon_eastern(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day));
}

World world() {
    using campaigns::TargetKind;
    World made;
    add_members(made.data);
    add_places(made.data);
    made.campaigns.push_back(campaign(1, "members", "Ask your members for a hearing", TargetKind::own_members,
                                      "Please hold a hearing.\n\nThank you."));
    made.campaigns.push_back(
        campaign(2, "senators", "Ask your senators for a vote", TargetKind::own_senators, "Please vote."));
    auto harbors = campaign(3, "state", "Ask for an answer", TargetKind::organization, "Please answer.");
    harbors.targets.front().name.set("en", "the Department of Harbors");
    harbors.targets.front().number = phone("+12025550190");
    made.campaigns.push_back(harbors);
    auto spanish = campaign(4, "spanish", "Ask your members", TargetKind::own_members, "Please hold a hearing.");
    spanish.language = "es";
    spanish.title.set("es", "Pida una audiencia");
    spanish.sponsor.set("es", "la Liga del Puerto");
    std::vector<campaigns::ScriptProblem> problems;
    spanish.scripts["es"] = campaigns::Script::parse("Por favor, convoque una audiencia.", problems);
    made.campaigns.push_back(spanish);
    made.campaigns.push_back(
        campaign(5, "house", "Thank your representative", TargetKind::own_representative,
                 "Hello, is this the office of [TARGET TITLE] [TARGET LAST NAME]? I live in [CALLER CITY]."));
    made.lines = {line(members_line, {"members"}), line(senators_line, {"senators"}),
                  line(state_line, {"state"}),     line(menu_line, {"members", "senators", "state"}),
                  line(spanish_line, {"spanish"}), line(empty_line, {"none-such"}),
                  line(house_line, {"house"})};
    return made;
}

campaigns::Campaign& World::campaign(std::string_view slug) {
    for (auto& one : campaigns)
        if (one.slug == slug) return one;
    throw std::logic_error("no such campaign");
}

std::shared_ptr<const book::Book> World::book() const {
    auto document = std::make_shared<book::Document>();
    document->topic.slug = "topic";
    document->topic.revision = 1;
    document->topic.status = topics::Status::live;
    document->campaigns = campaigns;
    return std::make_shared<const book::Book>(std::make_shared<const directory::Directory>(data),
                                              std::vector<std::shared_ptr<const book::Document>>{document},
                                              std::vector<std::shared_ptr<const book::Document>>{}, lines, 1);
}

std::string spoken(const markup::Document& document) {
    std::string out;
    const auto add = [&out](const std::vector<markup::Speech>& speech) {
        for (const auto& one : speech) {
            if (const auto* say = std::get_if<markup::Say>(&one)) out += say->text + "\n";
            if (const auto* play = std::get_if<markup::Play>(&one)) out += "(" + play->url + ")\n";
        }
    };
    add(document.speech);
    if (const auto* gather = std::get_if<markup::Gather>(&document.ending)) add(gather->prompts);
    return out;
}

Caller::Caller(std::shared_ptr<const book::Book> the_book, std::string_view line, flow::Answered answered,
               directory::Instant the_time)
    : now(the_time), book(std::move(the_book)) {
    answered.line = directory::PhoneNumber::parse(line).value();
    state = flow::start(*book, event(answered));
    changed.push_back(flow::changes(nullptr, state));
}

flow::Event Caller::event(flow::Happening what) const {
    flow::Event event;
    event.at = now + std::chrono::seconds(since_);
    event.since_answer = since_;
    event.what = std::move(what);
    return event;
}

bool Caller::happens(flow::Happening what) {
    since_ += pause_;
    pause_ = 10;
    auto moved = flow::next(*book, state, event(std::move(what)));
    if (!moved) return false;
    changed.push_back(flow::changes(&state, *moved));
    past.push_back(std::move(state));
    state = std::move(*moved);
    return true;
}

Caller& Caller::key(std::string digits) {
    return must(happens(flow::Keyed{std::move(digits)}), "keyed"), *this;
}
Caller& Caller::silence() {
    return must(happens(flow::Silence{}), "silence"), *this;
}
Caller& Caller::lost() {
    return must(happens(flow::KeysLost{}), "keys lost"), *this;
}
Caller& Caller::hang_up() {
    return must(happens(flow::HungUp{}), "hung up"), *this;
}
Caller& Caller::dial(flow::DialOutcome outcome, int seconds, bool left) {
    pause_ = seconds + 10;
    return must(happens(flow::DialEnded{outcome, seconds, left}), "dial ended"), *this;
}
Caller& Caller::after(int seconds) {
    pause_ = seconds;
    return *this;
}

markup::Document Caller::document() const {
    return flow::say(*book, state, "/voice/twilio/step");
}
std::string Caller::hears() const {
    return spoken(document());
}
std::string Caller::dials() const {
    const auto heard = document();
    const auto* dial = std::get_if<markup::Dial>(&heard.ending);
    return dial ? dial->number : std::string();
}

}  // namespace sayso::tests
