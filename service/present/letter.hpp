#pragma once
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/topics/topic.hpp"
#include "service/present/language.hpp"

// A written request as a letter on paper: the organizer's words with what a letter needs around them, and for an agency
// the sentences that the Freedom of Information Act wants.
namespace sayso::present {

// What the writer asks about fees (5 U.S.C. 552(a)(4)(A)). "none" where the law does not apply or the organizer's
// letter says it itself.
inline constexpr std::array<std::string_view, 5> fee_choices{"waiver", "other", "news", "school", "commercial"};

// What the writer chooses and fills in. Texts of a person: any bytes.
struct LetterChoice {
    std::size_t addressee = 0;  // index into WrittenRequest::addressees
    std::string fee = "waiver";
    std::optional<std::chrono::year_month_day> from, until;
    std::string name, address;  // empty: blanks to fill in by hand
};

// One part of the letter, and when it belongs into it.
struct LetterPart {
    enum class Kind { sender, date, addressee, subject, paragraph, requests, closing, name };
    enum class For { everybody, agencies, others };
    Kind kind = Kind::paragraph;
    std::vector<std::string> lines;  // of a block of lines; the items of `requests`; else one
    For whom = For::everybody;
    std::string fee;                       // only with this choice; empty: with any
    std::optional<std::size_t> addressee;  // only to this one
    bool period = false;                   // only with dates; the sentence about them
    bool blank = false;                    // to be filled in by hand
};

// All the parts a request may have, in order; which of them are written depends on what the writer chooses.
struct LetterParts {
    std::string language;  // of the letter: the organizer's text's
    std::vector<LetterPart> parts;
    bool about_records = false;  // an addressee is an agency under the Act, or the text names the Act
    bool asks_fee = false;       // the writer chooses what to say about fees
    bool asks_period = false;    // the writer may say from when to when; the organizer's text names no dates
};
// `today` dates the letter.
LetterParts letter_parts(const topics::WrittenRequest& request, const LetterChoice& choice,
                         std::chrono::year_month_day today, Language wanted);
bool belongs(const LetterPart& part, const topics::WrittenRequest& request, const LetterChoice& choice);

// The letter as it is sent.
struct Letter {
    std::string language, title;
    std::vector<LetterPart> parts;
};
Letter written_letter(const topics::WrittenRequest& request, const LetterChoice& choice,
                      std::chrono::year_month_day today, Language wanted);

// "Records from X to Y": the sentence for both, either or neither of the dates.
std::string period_sentence(const std::optional<std::chrono::year_month_day>& from,
                            const std::optional<std::chrono::year_month_day>& until, Language language);
// "2025-10-24"; nothing for what is no date.
std::optional<std::chrono::year_month_day> read_date(std::string_view text);

// Plain text with CRLF line ends, wide as it comes: what a .txt file and an e-mail hold.
std::string letter_text(const Letter& letter);
// On US Letter paper with an inch of margin, page by page; fonts embedded, tagged, with title and language. Throws
// std::runtime_error when it cannot be drawn.
std::string letter_pdf(const Letter& letter);

}  // namespace sayso::present
