#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::topics {

// A text in one or more languages, keyed by language tag ("en", "es").
class LocalText {
  public:
    LocalText() = default;
    LocalText(std::string english) { texts_["en"] = std::move(english); }  // NOLINT: a plain string is English text
    void set(std::string language, std::string text) { texts_[std::move(language)] = std::move(text); }
    // The text in that language, else in English, else in any, else empty.
    const std::string& in(std::string_view language) const;
    bool has(std::string_view language) const { return texts_.find(std::string(language)) != texts_.end(); }
    bool empty() const { return texts_.empty(); }
    const std::map<std::string, std::string>& all() const { return texts_; }
    bool operator==(const LocalText&) const = default;

  private:
    std::map<std::string, std::string> texts_;
};

enum class Status { draft, live, archived };
std::string_view word(Status status);  // "draft", "live", "archived": as content files and people spell it

struct Source {
    std::string publisher, url;
    LocalText title;
    bool operator==(const Source&) const = default;
};

// Someone named in the brief, defined at first mention.
struct Person {
    std::string name;
    LocalText definition;
    bool operator==(const Person&) const = default;
};

struct Tag {
    std::string emoji;
    LocalText label;
    bool operator==(const Tag&) const = default;
};

struct QuizQuestion {
    LocalText question;
    std::vector<LocalText> answers;
    int right = 0;  // index into answers
    LocalText explanation;
    bool operator==(const QuizQuestion&) const = default;
};

// Whom a letter goes to. foia: false marks an addressee that is not an agency for the Freedom of Information Act,
// `note` says why.
struct Addressee {
    LocalText name;
    std::string address, web_form, email;
    bool foia = false;
    LocalText note;
    bool operator==(const Addressee&) const = default;
};

// A letter: never read out or dialled.
struct WrittenRequest {
    LocalText letter;                 // plain text
    std::vector<LocalText> requests;  // the numbered items
    std::vector<Addressee> addressees;
    bool operator==(const WrittenRequest&) const = default;
};

// One thing a reader can do. Exactly one of: campaign_slug (a call) or written.
struct Action {
    std::int64_t id = 0;
    std::string type;  // "oversight", "legislative", "civic", "transparency" or another word
    LocalText title;
    LocalText description;  // why; shown, never spoken
    std::string campaign_slug;
    std::optional<WrittenRequest> written;
    bool operator==(const Action&) const = default;
};

struct Topic {
    std::int64_t id = 0;  // 0 until the store has given one
    std::string slug;
    int revision = 0;
    Status status = Status::draft;
    std::chrono::year_month_day date{};
    std::optional<std::chrono::year_month_day> checked;  // when the facts were last compared with the sources
    LocalText title, summary;
    LocalText body;  // Markdown
    std::vector<Source> sources;
    std::vector<Person> people;
    std::vector<Tag> tags;
    std::vector<QuizQuestion> quiz;
    std::vector<Action> actions;
    bool operator==(const Topic&) const = default;
};

}  // namespace sayso::topics
