#include "tests/service/api/programs.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "service/intake/intake.hpp"
#include "service/observe/observe.hpp"

namespace sayso::test {
namespace {

using namespace std::chrono;
using topics::LocalText;

const directory::Instant dated = sys_days{year{2026} / June / 15} + hours{16};

campaigns::Script script(const std::string& text) {
    std::vector<campaigns::ScriptProblem> problems;
    return campaigns::Script::parse(text, problems);
}

LocalText both(const Say& say, const std::string& en, const std::string& es) {
    LocalText text(say(en));
    text.set("es", say(es));
    return text;
}

campaigns::Campaign campaign(const Say& say, std::int64_t id, const std::string& slug, campaigns::TargetRule rule,
                             const std::string& words) {
    campaigns::Campaign made;
    made.ref = {id, 1};
    made.slug = slug;
    made.status = topics::Status::live;
    made.title = both(say, "River water " + std::to_string(id), "Agua del río " + std::to_string(id));
    made.sponsor = LocalText(say("River Friends"));
    made.targets.push_back(std::move(rule));
    made.scripts["en"] = script(words);
    return made;
}

campaigns::TargetRule rule_of(campaigns::TargetKind kind) {
    campaigns::TargetRule rule;
    rule.kind = kind;
    return rule;
}

topics::Action call(const Say& say, std::int64_t id, const std::string& slug, const std::string& title) {
    topics::Action action;
    action.id = id;
    action.type = say("oversight");
    action.title = LocalText(say(title));
    action.description = LocalText(say("Because the river belongs to everybody."));
    action.campaign_slug = slug;
    return action;
}

topics::Action letter(const Say& say) {
    topics::WrittenRequest request;
    request.letter = LocalText(say("Dear officer,\n\nI ask for these records. [your name]"));
    request.requests = {LocalText(say("All water samples of 2025"))};
    topics::Addressee agency;
    agency.name = LocalText(say("Department of Rivers"));
    agency.address = say("1 River Road\nWashington, DC 20001");
    agency.foia = true;
    topics::Addressee council;
    council.name = LocalText(say("River Council"));
    council.email = "council@rivers.example.org";
    council.note = LocalText(say("It only advises, so the law does not reach it."));
    request.addressees = {agency, council};
    topics::Action action;
    action.id = 104;
    action.type = "transparency";
    action.title = LocalText(say("Ask for the samples"));
    action.written = request;
    return action;
}

}  // namespace

std::shared_ptr<const directory::Directory> made_up_directory() {
    static const auto made = [] {
        intake::Parsed parsed = intake::read_folder(std::string(SAYSO_SOURCE_DIR) + "/tests/data/directory", dated);
        if (!parsed.ok())
            throw std::runtime_error("tests/data/directory is broken: " + parsed.findings.front().message);
        return std::make_shared<const directory::Directory>(std::move(parsed.data));
    }();
    return made;
}

std::shared_ptr<book::Document> river(const Say& say) {
    using campaigns::TargetKind;
    auto document = std::make_shared<book::Document>();
    auto& topic = document->topic;
    topic.id = 1;
    topic.slug = "river";
    topic.revision = 3;
    topic.status = topics::Status::live;
    topic.date = year{2026} / March / 4;
    topic.title = both(say, "Who tests the river?", "¿Quién analiza el río?");
    topic.summary = LocalText(say("Nobody has tested it for a year."));
    topic.body = LocalText(say("## The water\n\nIngrid Halvorsen found it."));
    topic.sources = {{say("Paper"), "https://paper.example.org/1", LocalText(say("Story"))}};
    topic.people = {{say("Ingrid Halvorsen"), LocalText(say("A chemist."))}};
    topic.tags = {{say("🌍"), both(say, "Water", "Agua")}};
    topic.quiz = {{LocalText(say("Who tests?")),
                   {LocalText(say("Nobody")), LocalText(say("The city"))},
                   0,
                   LocalText(say("See above."))}};
    auto office = rule_of(TargetKind::organization);
    office.name = LocalText(say("Department of Rivers"));
    office.number = directory::PhoneNumber::parse("202-555-0177");
    document->campaigns = {
        campaign(say, 11, "river-members", rule_of(TargetKind::own_members),
                 "Hello, I'm calling to ask [TARGET TITLE] [TARGET NAME] for **clean water**.\n\n[IF HOUSE]Vote for "
                 "H.R. 12.[IF SENATE]Vote for S. 34.[END]\n\n[NOTE: wait for the answer] Thank you."),
        campaign(say, 12, "river-senators", rule_of(TargetKind::own_senators),
                 "Will Senator [TARGET LAST NAME] help [CALLER STATE]?"),
        campaign(say, 13, "river-office", office, "Please test the river."),
        campaign(say, 14, "river-past", office, "It is over.")};
    document->campaigns[3].status = topics::Status::archived;
    topic.actions = {call(say, 101, "river-members", "Call your members"),
                     call(say, 102, "river-senators", "Call your senators"),
                     call(say, 103, "river-office", "Call the department"), letter(say)};
    document->saved = dated;
    return document;
}

std::shared_ptr<book::Document> old_dam() {
    auto document = std::make_shared<book::Document>();
    document->topic.slug = "dam";
    document->topic.status = topics::Status::archived;
    document->campaigns = {campaign([](const std::string& text) { return text; }, 41, "old-dam",
                                    rule_of(campaigns::TargetKind::own_members), "It is over.")};
    document->campaigns[0].status = topics::Status::archived;
    return document;
}

Programs::Programs(api::Settings settings, std::shared_ptr<const directory::Directory> directory)
    : store_(store::sqlite::open(folder_.file())),
      tally_(*store_),
      directory_(directory ? std::move(directory) : made_up_directory()) {
    set_topics({river()}, {old_dam()});
    if (settings.public_url.empty()) settings.public_url = "https://sayso.example";
    if (!settings.as_of) settings.as_of = [] { return dated + days{1}; };
    settings.store = store_.get();
    settings.tally = &tally_;
    settings.visitor_key = std::make_shared<const keys::HashKey>("a key of at least 16 bytes");
    api::add_api(
        router_, [this] { return book_; }, std::move(settings));
}

Programs::~Programs() {
    observe::set_steady_clock(nullptr);
}

void Programs::set_topics(std::vector<std::shared_ptr<const book::Document>> live,
                          std::vector<std::shared_ptr<const book::Document>> archived) {
    std::vector<book::Line> lines(1);
    lines[0].number = *directory::PhoneNumber::parse("202-555-0142");
    lines[0].campaign_slugs = {"river-members"};
    lines[0].languages = {"en", "es"};
    book_ = std::make_shared<const book::Book>(directory_, std::move(live),
                                               std::vector<std::shared_ptr<const book::Document>>{}, std::move(lines),
                                               ++version_, std::move(archived));
}

http::Request request_for(http::Method method, const std::string& target) {
    http::Request request;
    request.method = method;
    request.method_text = method == http::Method::post ? "POST" : method == http::Method::options ? "OPTIONS" : "GET";
    request.target = target;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = target.substr(question + 1);
    request.headers.add("Host", "sayso.example");
    request.headers.add("Origin", "https://elsewhere.example");
    request.headers.add("Sec-Fetch-Site", "cross-site");
    request.peer = "192.0.2.1";
    return request;
}

http::Response Programs::send(http::Request request) {
    store::test::Lent lent;
    http::Response response;
    bool answered = false;
    std::exception_ptr failure;
    boost::asio::co_spawn(lent.io(), router_.handle(request), [&](std::exception_ptr failed, http::Response answer) {
        failure = failed;
        response = std::move(answer);
        answered = true;
    });
    lent.io().run_for(std::chrono::seconds(30));
    if (failure) std::rethrow_exception(failure);
    if (!answered) throw std::logic_error("no answer in time");
    return response;
}

http::Response Programs::get(const std::string& target, const std::string& accept_language) {
    auto request = request_for(http::Method::get, target);
    if (!accept_language.empty()) request.headers.add("Accept-Language", accept_language);
    return send(std::move(request));
}

http::Response Programs::post(const std::string& target, const json::value& body) {
    auto request = request_for(http::Method::post, target);
    request.headers.add("Content-Type", "application/json");
    request.body = json::serialize(body);
    return send(std::move(request));
}

http::Response Programs::post_form(const std::string& target, const std::string& form) {
    auto request = request_for(http::Method::post, target);
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.body = form;
    return send(std::move(request));
}

void Programs::a_minute_passes() {
    observe::set_steady_clock([at = observe::steady_now() + std::chrono::minutes(1)] { return at; });
}

json::value read(const http::Response& response, int status) {
    INFO(response.body);
    CHECK(response.status == status);
    const auto type = response.headers.get("Content-Type");
    CHECK((type == "application/json" || type == "application/problem+json"));
    boost::system::error_code failed;
    auto value = json::parse(response.body, failed);
    REQUIRE_FALSE(failed);
    return value;
}

std::string at(const json::value& value, const std::string& pointer) {
    boost::system::error_code failed;
    const auto* found = value.find_pointer(pointer, failed);
    if (failed) return "(nothing)";
    return found->is_string() ? std::string(found->as_string()) : json::serialize(*found);
}

}  // namespace sayso::test
