#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "voice/markup/document.hpp"

namespace sayso::prompts {

// Every sentence the line can say. Order is the tables' order.
enum class Prompt {
    // greeting and menu of campaigns
    greeting,
    greeting_without_sponsor,
    menu_greeting,
    menu_item,
    // the place
    ask_zip,
    ask_zip_keypad,
    ask_zip_last,
    zip_silence,
    zip_too_few,
    zip_unknown,
    zip_military,
    zip_lost,
    split_intro,
    split_official,
    split_official_of_state,
    split_vacant,
    split_unknown,
    split_state_only,
    split_unsure,
    states_intro,
    states_item,
    please_choose,
    heard_nothing,
    // who will be called
    place_of_zip,
    place_roughly,
    overview_one,
    overview_many,
    seat_vacant,
    seat_unknown,
    no_senators,
    no_senators_commissioner,
    nobody_in_congress,
    not_on_committee_one,
    not_on_committee_many,
    no_number,
    // the script
    script_skip,
    script_intro,
    script_opening,
    script_opening_anywhere,
    script_closing,
    hear_again,
    go_on,
    when_ready,
    // the next office
    announce_only,
    announce_first,
    announce_next,
    announce_last,
    announce_again,
    announce_other_office,
    at_capitol_office,
    at_local_office,
    at_committee_office,
    by_switchboard,
    operator_words,
    operator_words_senators,
    operator_words_representative,
    answerer_words,
    words_please,
    script_first,
    skip_office,
    press_star_when_done,
    stay_on_line,
    connecting,
    // how it went
    outcome_ask,
    outcome_reached,
    outcome_message,
    outcome_not_through,
    trouble_busy,
    trouble_no_answer,
    trouble_failed,
    trouble_too_short,
    trouble_told,
    try_again,
    try_local,
    go_to_next,
    finish,
    remark_thank_you,
    remark_skipped,
    remark_no_luck,
    // the way on
    help_no_zip,
    help_no_state,
    help_nobody,
    help_unavailable,
    help_operator,
    help_web,
    help_finish,
    // the end
    thanks,
    got_through_one,
    got_through_many,
    got_through_none,
    ended_by_time,
    ended_by_length,
    left_one,
    left_many,
    call_any_time,
    call_back,
    switchboard_number,
    good_bye,
    closed_unknown_line,
    closed_no_campaign,
    closed_hours,
    hours_span,
    // breakdowns
    hold,
    hold_over,
    apology,
    unknown_call,
    count_  // not a prompt: how many there are
};
inline constexpr std::size_t prompt_count = static_cast<std::size_t>(Prompt::count_);

// Prompt key -> language -> https URL of a recording, as a campaign keeps them.
using Recordings = std::map<std::string, std::map<std::string, std::string>>;
using Values = std::vector<std::pair<std::string_view, std::string>>;

// "ask_zip": names the prompt in recordings and tests.
std::string_view key(Prompt prompt);
// The sentence with its placeholders in braces, in that language; English when the language has no table.
std::string_view pattern(Prompt prompt, std::string_view language);
// The sentence with each {name} replaced by its value; a name without a value becomes empty.
std::string fill(Prompt prompt, std::string_view language, const Values& values);
// The URL of the recording under that key in that language, or null.
const std::string* recording(const Recordings& recordings, std::string_view key, std::string_view language);
// The sentence spoken; played when it is constant and a recording of its key exists in the language.
markup::Speech speech(Prompt prompt, std::string_view language, const Values& values = {},
                      const Recordings* recordings = nullptr);

}  // namespace sayso::prompts
