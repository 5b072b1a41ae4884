#include "tests/service/pages/site_fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "service/intake/intake.hpp"
#include "tests/support/store.hpp"

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
    made.scripts["en"] = script(say(words));
    return made;
}

topics::Action call(const Say& say, const std::string& slug, const std::string& type, const std::string& title) {
    topics::Action action;
    action.type = say(type);
    action.title = LocalText(say(title));
    action.description = LocalText(say("Because the river belongs to everybody."));
    action.campaign_slug = slug;
    return action;
}

topics::Action letter(const Say& say) {
    topics::WrittenRequest request;
    request.letter = LocalText(say("Dear officer,\n\nI ask for these records. [your name]"));
    request.requests = {LocalText(say("All water samples of 2025")), LocalText(say("All letters about them"))};
    topics::Addressee agency;
    agency.name = LocalText(say("Department of Rivers"));
    agency.address = say("1 River Road\nWashington, DC 20001");
    agency.web_form = "https://rivers.example.org/foia";
    agency.email = "foia@rivers.example.org";
    agency.foia = true;
    topics::Addressee council;
    council.name = LocalText(say("River Council"));
    council.note = LocalText(say("It only advises, so the law does not reach it."));
    request.addressees = {agency, council};
    topics::Action action;
    action.type = say("transparency");
    action.title = LocalText(say("Ask for the samples"));
    action.written = request;
    return action;
}

topics::Topic topic(const Say& say) {
    topics::Topic made;
    made.id = 1;
    made.slug = "river";
    made.revision = 1;
    made.status = topics::Status::live;
    made.date = year{2026} / March / 4;
    made.title = both(say, "Who tests the river?", "¿Quién analiza el río?");
    made.summary = LocalText(say("Nobody has tested it for a year."));
    made.body = LocalText(say("## The water\n\nIngrid Halvorsen found it. Ingrid Halvorsen told us."));
    for (int i = 1; i <= 7; ++i)
        made.sources.push_back({say("Paper " + std::to_string(i)), "https://paper.example.org/" + std::to_string(i),
                                LocalText(say("Story " + std::to_string(i)))});
    made.people.push_back({say("Ingrid Halvorsen"), LocalText(say("A chemist."))});
    made.tags.push_back({say("🌍"), both(say, "Water", "Agua")});
    return made;
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

std::shared_ptr<const directory::Directory> built_in_directory() {
    return std::make_shared<const directory::Directory>(directory::DirectoryData{});
}

std::shared_ptr<const book::Document> sample_document(const Say& say) {
    using campaigns::TargetKind;
    book::Document document;
    document.topic = topic(say);
    campaigns::TargetRule members, senators, office;
    members.kind = TargetKind::own_members;
    senators.kind = TargetKind::own_senators;
    office.kind = TargetKind::organization;
    office.name = LocalText(say("Department of Rivers"));
    office.number = directory::PhoneNumber::parse("202-555-0177");
    const std::string to_member =
        "Hello, I'm calling to ask [TARGET TITLE] [TARGET NAME] for **clean water**. [NOTE: wait for the answer]";
    document.campaigns = {
        campaign(say, 11, "river-members", members, to_member),
        campaign(say, 12, "river-senators", senators, "Will Senator [TARGET LAST NAME] help [CALLER STATE]?"),
        campaign(say, 13, "river-office", office, "Please test the river.")};
    document.topic.actions = {call(say, "river-members", "oversight", "Call your members"),
                              call(say, "river-senators", "legislative", "Call your senators"),
                              call(say, "river-office", "civic", "Call the department"), letter(say)};
    return std::make_shared<const book::Document>(std::move(document));
}

TestSite::TestSite(std::vector<std::shared_ptr<const book::Document>> documents,
                   std::shared_ptr<const directory::Directory> directory, pages::Settings settings) {
    std::vector<book::Line> lines(1);
    lines[0].number = *directory::PhoneNumber::parse("202-555-0142");
    lines[0].campaign_slugs = {"river-members"};
    book_ =
        std::make_shared<const book::Book>(std::move(directory), std::move(documents),
                                           std::vector<std::shared_ptr<const book::Document>>{}, std::move(lines), 1);
    if (settings.public_url.empty()) settings.public_url = "https://sayso.example";
    if (!settings.as_of) settings.as_of = [] { return dated + days{1}; };
    pages::add_pages(
        router_, [this] { return book_; }, std::move(settings));
}

Html read(const http::Response& response) {
    INFO(response.body);
    const Html html = Html::read(response.body);
    INFO((html.problems.empty() ? std::string() : html.problems.front()));
    CHECK(html.problems.empty());
    return html;
}

std::vector<std::string> calls(const Html& html) {
    std::vector<std::string> numbers;
    for (const auto* link : html.of_class("call")) numbers.push_back(link->get("href"));
    return numbers;
}

http::Request request_for(http::Method method, const std::string& target) {
    http::Request request;
    request.method = method;
    request.method_text = method == http::Method::post ? "POST" : "GET";
    request.target = target;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = target.substr(question + 1);
    request.headers.add("Host", "sayso.example");
    request.peer = "192.0.2.1";
    return request;
}

http::Request TestSite::request_for_home() {
    return request_for(http::Method::get, "/");
}

http::Response TestSite::send(http::Request request) {
    // Lent: the threads that handlers wait for may still be on their way out when the answer is here.
    store::test::Lent lent;
    boost::asio::io_context& io = lent.io();
    http::Response response;
    boost::asio::co_spawn(io, router_.handle(request), [&](std::exception_ptr failed, http::Response answered) {
        if (failed) std::rethrow_exception(failed);
        response = std::move(answered);
    });
    io.run();
    return response;
}

http::Response TestSite::get(const std::string& target, const std::string& accept_language) {
    auto request = request_for(http::Method::get, target);
    if (!accept_language.empty()) request.headers.add("Accept-Language", accept_language);
    return send(std::move(request));
}

http::Response TestSite::post(const std::string& target, const std::string& body, const std::string& accept_language) {
    auto request = request_for(http::Method::post, target);
    if (!accept_language.empty()) request.headers.add("Accept-Language", accept_language);
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("Origin", "https://sayso.example");
    request.body = body;
    return send(std::move(request));
}

}  // namespace sayso::test
