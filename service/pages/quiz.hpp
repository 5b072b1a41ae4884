#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/topics/topic.hpp"

// Marking a topic's quiz. Pure.
namespace sayso::pages {

// What a question is known by on a visitor's device and in the form: eight digits that change when its English text,
// its answers or the right one change, so that a corrected question is asked again.
std::string question_key(const topics::QuizQuestion& question);

// What a visitor sent: for each key the answer chosen, and the keys that were right before.
struct QuizAnswers {
    std::map<std::string, std::size_t, std::less<>> chosen;
    std::set<std::string, std::less<>> done;
};
// From the fields of the form: "a" and a key with the number of an answer, "done" with a key. Nothing when one is
// malformed or stands twice.
std::optional<QuizAnswers> read_quiz_answers(const std::vector<std::pair<std::string, std::string>>& fields);

struct Mark {
    const topics::QuizQuestion* question = nullptr;
    std::string key;
    std::optional<std::size_t> chosen;  // of its answers
    bool right = false;                 // now, or before and not answered anew
    bool earlier = false;               // right before, and not answered anew
};
// A mark for each question, in their order. Keys of other questions are passed over.
std::vector<Mark> marks_of(const std::vector<topics::QuizQuestion>& quiz, const QuizAnswers& answers);

}  // namespace sayso::pages
