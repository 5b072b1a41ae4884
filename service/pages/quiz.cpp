#include "service/pages/quiz.hpp"

#include <charconv>

#include "service/keys/keys.hpp"

namespace sayso::pages {
namespace {

constexpr std::size_t key_digits = 8;

bool is_key(std::string_view text) {
    return text.size() == key_digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string question_key(const topics::QuizQuestion& question) {
    std::string all = question.question.in("en");
    for (const auto& answer : question.answers) all += "\n" + answer.in("en");
    all += "\n" + std::to_string(question.right);
    return keys::sha256_hex(all).substr(0, key_digits);
}

std::optional<QuizAnswers> read_quiz_answers(const std::vector<std::pair<std::string, std::string>>& fields) {
    QuizAnswers answers;
    for (const auto& [name, value] : fields) {
        if (name == "done") {
            if (!is_key(value) || !answers.done.insert(value).second) return std::nullopt;
            continue;
        }
        if (name.empty() || name.front() != 'a' || !is_key(std::string_view(name).substr(1))) return std::nullopt;
        std::size_t chosen = 0;
        const auto [end, wrong] = std::from_chars(value.data(), value.data() + value.size(), chosen);
        if (wrong != std::errc() || end != value.data() + value.size()) return std::nullopt;
        if (!answers.chosen.emplace(name.substr(1), chosen).second) return std::nullopt;
    }
    return answers;
}

std::vector<Mark> marks_of(const std::vector<topics::QuizQuestion>& quiz, const QuizAnswers& answers) {
    std::vector<Mark> marks;
    for (const auto& question : quiz) {
        Mark mark{&question, question_key(question), {}, false, false};
        const auto chosen = answers.chosen.find(mark.key);
        if (chosen != answers.chosen.end() && chosen->second < question.answers.size()) {
            mark.chosen = chosen->second;
            mark.right = static_cast<int>(chosen->second) == question.right;
        } else if (answers.done.count(mark.key) > 0) {
            mark.right = mark.earlier = true;
        }
        marks.push_back(std::move(mark));
    }
    return marks;
}

}  // namespace sayso::pages
