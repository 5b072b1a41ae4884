#include <charconv>

#include "service/content/check.hpp"
#include "service/content/yaml.hpp"

namespace sayso::content {

namespace {

using topics::Action;
using topics::Topic;

std::optional<std::chrono::year_month_day> read_date(Source& source, const YAML::Node& node, const char* what) {
    const auto text = source.text(node, what);
    if (!text) return std::nullopt;
    unsigned year = 0, month = 0, day = 0;  // unsigned: "-025" is no year
    const auto part = [&text](std::size_t from, std::size_t length, auto& value) {
        const auto* end = text->data() + from + length;
        return std::from_chars(text->data() + from, end, value).ptr == end;
    };
    const bool shaped = text->size() == 10 && (*text)[4] == '-' && (*text)[7] == '-' && part(0, 4, year) &&
                        part(5, 2, month) && part(8, 2, day);
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                           std::chrono::day(day)};
    if (shaped && date.ok()) return date;
    source.error(node, std::string(what) + " \"" + *text + "\" is not a day: write it like 2025-11-26");
    return std::nullopt;
}

std::string read_web_address(Source& source, const YAML::Node& node, std::string_view what) {
    const auto text = source.text(node, what, 2000);
    if (!text) return {};
    if (is_web_address(*text, false)) return *text;
    source.error(node, std::string(what) + " \"" + *text + "\" is not a web address: begin with https://");
    return {};
}

void read_source(Source& source, const YAML::Node& node, Topic& topic) {
    Fields fields(source, node, "a source");
    topics::Source made;
    made.publisher = source.text(fields.require("publisher", "say who published it"), "publisher").value_or("");
    made.url = read_web_address(source, fields.require("url", "say where it can be read"), "url");
    made.title = source.local(fields.take("title"), "title");
    fields.finish();
    topic.sources.push_back(std::move(made));
}

void read_person(Source& source, const YAML::Node& node, Topic& topic) {
    Fields fields(source, node, "a person");
    topics::Person made;
    made.name = source.text(fields.require("name", "write the name as it stands in the body"), "name").value_or("");
    made.definition = source.local(fields.require("definition", "say in a sentence who this is"), "definition", 1000);
    fields.finish();
    topic.people.push_back(std::move(made));
}

void read_tag(Source& source, const YAML::Node& node, Topic& topic) {
    Fields fields(source, node, "a tag");
    topics::Tag made;
    made.emoji = source.text(fields.take("emoji"), "emoji", 40).value_or("");
    made.label = source.local(fields.require("label", "a tag must be readable without its emoji"), "label", 60);
    fields.finish();
    topic.tags.push_back(std::move(made));
}

void read_question(Source& source, const YAML::Node& node, Topic& topic) {
    Fields fields(source, node, "a quiz question");
    topics::QuizQuestion made;
    made.question = source.local(fields.require("question", "write what is asked"), "question");
    const auto answers = fields.require("answers", "list two or more");
    source.items(answers, "answers",
                 [&](const YAML::Node& item) { made.answers.push_back(source.local(item, "an answer")); });
    if (answers.IsDefined() && answers.IsSequence() && made.answers.size() < 2)
        source.error(answers, "a question needs two answers or more");
    const auto count = static_cast<std::int64_t>(made.answers.size());
    const auto right = source.number(fields.require("right", "say which answer is right, counted from 1"), "right", 1,
                                     std::max<std::int64_t>(count, 1));
    made.right = static_cast<int>(right.value_or(1)) - 1;
    made.explanation = source.local(fields.take("explanation"), "explanation", 2000);
    fields.finish();
    topic.quiz.push_back(std::move(made));
}

topics::Addressee read_addressee(Source& source, const YAML::Node& node) {
    Fields fields(source, node, "an addressee");
    topics::Addressee made;
    made.name = source.local(fields.require("name", "say whom the letter goes to"), "name");
    made.address = source.text(fields.take("address"), "address", 1000).value_or("");
    made.web_form = read_web_address(source, fields.take("web_form"), "web_form");
    const auto email = fields.take("email");
    made.email = source.text(email, "email").value_or("");
    if (!made.email.empty() && made.email.find('@') == std::string::npos)
        source.error(email, "email \"" + made.email + "\" has no @");
    made.foia = source.flag(fields.take("foia"), "foia").value_or(false);
    made.note = source.local(fields.take("note"), "note", 2000);
    fields.finish();
    if (fields.valid() && made.address.empty() && made.web_form.empty() && made.email.empty() && made.note.empty())
        source.warn(node,
                    "nobody can write to this addressee: add address, web_form or email, or a note that says why there "
                    "is none");
    return made;
}

void read_action(Source& source, const YAML::Node& node, book::Document& document) {
    Fields fields(source, node, "an action");
    Action made;
    made.type = source
                    .text(fields.require("type", "write oversight, legislative, civic, transparency or another word"),
                          "type", 40)
                    .value_or("");
    made.title = source.local(fields.require("title", "say in one line what to do"), "title");
    made.description = source.local(fields.take("description"), "description", 5000);
    const auto call = fields.take("call");
    const auto written = fields.take("written");
    fields.finish();
    if (fields.valid() && call.IsDefined() == written.IsDefined())
        source.error(
            node, "an action has either \"call\" (a script and whom to dial) or \"written\" (a letter), and not both");
    if (call.IsDefined()) {
        campaigns::Campaign campaign;
        read_campaign(source, call, document.topic.status, campaign);
        made.campaign_slug = campaign.slug;
        document.campaigns.push_back(std::move(campaign));
    } else if (written.IsDefined()) {
        made.written = read_written(source, written);
    }
    document.topic.actions.push_back(std::move(made));
}

}  // namespace

topics::WrittenRequest read_written(Source& source, const YAML::Node& node) {
    Fields fields(source, node, "a written request");
    topics::WrittenRequest made;
    made.letter = source.local(fields.require("letter", "write the letter in plain text"), "letter", 20'000);
    source.items(fields.take("requests"), "requests",
                 [&](const YAML::Node& item) { made.requests.push_back(source.local(item, "a request", 2000)); });
    const auto addressees = fields.require("addressees", "list whom the letter goes to");
    source.items(addressees, "addressees",
                 [&](const YAML::Node& item) { made.addressees.push_back(read_addressee(source, item)); });
    if (addressees.IsDefined() && made.addressees.empty())
        source.error(addressees, "a written request needs somebody it goes to");
    fields.finish();
    return made;
}

book::Document read_document(std::string_view yaml, const std::string& file, std::vector<Problem>& problems) {
    book::Document document;
    Source source(yaml, file, problems);
    const auto root = source.load();
    if (!root.IsDefined() || root.IsNull()) {
        if (problems.empty()) source.report(true, 1, 1, "the file is empty: start from the sample topic");
        return document;
    }
    Fields fields(source, root, "a topic");
    auto& topic = document.topic;
    topic.slug = source.slug(fields.require("slug", "write the name of this file without .yaml"), "slug");
    source.choice(fields.take("status"), "status", status_words, topic.status);
    const auto date = read_date(source, fields.require("date", "write a day like 2025-11-26"), "date");
    topic.date = date.value_or(topic.date);
    topic.checked = read_date(source, fields.take("checked"), "checked");
    topic.title = source.local(fields.require("title", "write a headline"), "title");
    topic.summary = source.local(fields.take("summary"), "summary", 2000);
    topic.body = source.local(fields.take("body"), "body", Limits::long_text);
    source.items(fields.take("sources"), "sources", [&](const YAML::Node& item) { read_source(source, item, topic); });
    source.items(fields.take("people"), "people", [&](const YAML::Node& item) { read_person(source, item, topic); });
    source.items(fields.take("tags"), "tags", [&](const YAML::Node& item) { read_tag(source, item, topic); });
    source.items(fields.take("quiz"), "quiz", [&](const YAML::Node& item) { read_question(source, item, topic); });
    source.items(fields.take("actions"), "actions",
                 [&](const YAML::Node& item) { read_action(source, item, document); });
    fields.finish();
    if (fields.valid()) check_document(source, root, document);
    return document;
}

}  // namespace sayso::content
