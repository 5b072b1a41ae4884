#include <algorithm>

#include "service/http/form.hpp"
#include "service/pages/frame.hpp"
#include "service/pages/quiz.hpp"
#include "service/present/words.hpp"

// A topic's quiz: plain forms, of which a script makes one question at a time. The answers are marked and forgotten;
// what was right before comes along in the form, and with a script in the browser alone.
namespace sayso::pages {
namespace {

using present::Language;
using present::say;
using present::word;

constexpr std::size_t most_fields = 500;

Data answer_data(const topics::LocalText& answer, const std::string& key, std::size_t number, Language language) {
    Data data = shown(answer, language);
    data["answer_id"] = Data("a" + key + "-" + std::to_string(number));
    data["answer_value"] = Data(std::to_string(number));
    return data;
}

Data question_data(const Mark& mark, Language language) {
    Data data;
    data["key"] = Data(mark.key);
    data["right_answer"] = Data(std::to_string(mark.question->right));
    data["asked"] = shown(mark.question->question, language);
    List answers;
    for (std::size_t i = 0; i < mark.question->answers.size(); ++i)
        answers.push_back(answer_data(mark.question->answers[i], mark.key, i, language));
    data["answers"] = listed(std::move(answers));
    show_if_any(data, "explanation", mark.question->explanation, language);
    return data;
}

Data mark_data(const Mark& mark, Language language) {
    Data data;
    data["asked"] = shown(mark.question->question, language);
    data["right"] = Data(mark.right);
    data["wrong"] = Data(!mark.right && mark.chosen.has_value());
    data["unanswered"] = Data(!mark.right && !mark.chosen);
    data["given"] = !mark.right && mark.chosen ? shown(mark.question->answers[*mark.chosen], language) : Data(false);
    const auto right = static_cast<std::size_t>(mark.question->right);
    const bool tell = mark.chosen && right < mark.question->answers.size();
    data["answer_is"] = tell ? shown(mark.question->answers[right], language) : Data(false);
    data["explanation"] = Data(false);
    if (mark.chosen) show_if_any(data, "explanation", mark.question->explanation, language);
    return data;
}

Data quiz_data(const Frame& frame, const Turn& turn, const topics::Topic& topic) {
    const Language language = turn.visit.language;
    const std::string title = present::spoken(topic.title, language).text;
    Data data =
        frame.data(turn, say("quiz_page_title", language, {{"topic", title}}), "/topics/" + topic.slug + "/quiz");
    data["slug"] = Data(topic.slug);
    data["topic_title"] = shown(topic.title, language);
    data["all"] = Data(std::to_string(topic.quiz.size()));
    return data;
}

// The questions still to be answered, as a form.
void show_questions(Data& into, const std::vector<Mark>& marks, Language language) {
    List questions, done;
    for (const Mark& mark : marks) {
        if (mark.right)
            done.push_back(Data("key", Data(mark.key)));
        else
            questions.push_back(question_data(mark, language));
    }
    into["done"] = listed(std::move(done));
    show_list(into, "questions", std::move(questions));
}

const topics::Topic* topic_with_quiz(const Turn& turn, const http::Request& request) {
    const book::Document* document = turn.book->topic(request.captures.at("slug"));
    return document && !document->topic.quiz.empty() ? &document->topic : nullptr;
}

http::Response quiz(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const topics::Topic* topic = topic_with_quiz(turn, request);
    if (!topic) return http::refuse(404);
    return frame.cached(request, turn, [&] {
        Data data = quiz_data(frame, turn, *topic);
        data["description"] =
            Data(say("quiz_description", turn.visit.language, {{"count", std::to_string(topic->quiz.size())}}));
        show_questions(data, marks_of(topic->quiz, {}), turn.visit.language);
        frame.add_script(data, "quiz.js");
        return frame.page(turn, "quiz", data);
    });
}

// The other language by sending the answers again.
void switch_by_answers(Data& into, const Turn& turn, const topics::Topic& topic,
                       const std::vector<std::pair<std::string, std::string>>& sent) {
    const Language other = turn.visit.language == Language::en ? Language::es : Language::en;
    List fields;
    for (const auto& [name, value] : sent) {
        Data field;
        field["name"] = Data(name);
        field["value"] = Data(value);
        fields.push_back(std::move(field));
    }
    Data form;
    form["action"] = Data("/topics/" + topic.slug + "/quiz" + turn.visit.query_in(other));
    form["fields"] = listed(std::move(fields));
    into["switch_link"] = Data(false);
    into["switch_form"] = std::move(form);
    into["canonical"] = Data(false);
    into["hide_from_search"] = Data(true);
}

void show_result(Data& into, const std::vector<Mark>& marks, Language language) {
    const auto right = std::count_if(marks.begin(), marks.end(), [](const Mark& mark) { return mark.right; });
    List list;
    for (const Mark& mark : marks) list.push_back(mark_data(mark, language));
    Data result;
    result["score"] =
        Data(say("quiz_score", language, {{"right", std::to_string(right)}, {"all", std::to_string(marks.size())}}));
    result["mastered"] = Data(right == static_cast<std::ptrdiff_t>(marks.size()));
    result["marks"] = listed(std::move(list));
    into["result"] = std::move(result);
}

http::Response marked_quiz(Frame& frame, const http::Request& request) {
    const Turn turn = frame.turn(request);
    const topics::Topic* topic = topic_with_quiz(turn, request);
    if (!topic) return http::refuse(404);
    if (!from_our_pages(request, frame.settings().public_url)) return frame.error(turn.visit, 403);
    if (!http::is_form(request)) return frame.error(turn.visit, 415);
    const auto fields = http::parse_form(request.body, most_fields);
    const auto answers = fields ? read_quiz_answers(*fields) : std::nullopt;
    if (!answers) return frame.error(turn.visit, 400);
    const auto marks = marks_of(topic->quiz, *answers);
    Data data = quiz_data(frame, turn, *topic);
    switch_by_answers(data, turn, *topic, *fields);
    show_result(data, marks, turn.visit.language);
    show_questions(data, marks, turn.visit.language);
    return frame.private_page(turn, "quiz", data);
}

}  // namespace

void add_quiz_pages(http::Router& router, const std::shared_ptr<Frame>& frame) {
    add_page(router, frame, http::Method::get, "/topics/{slug}/quiz", quiz);
    add_page(router, frame, http::Method::post, "/topics/{slug}/quiz", marked_quiz);
}

}  // namespace sayso::pages
