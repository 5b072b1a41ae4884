#pragma once
#include <string>

#include "service/present/finished_script.hpp"

// Scripts in the words that 5 Calls' programs read: Markdown, with the blanks they fill in themselves.
namespace sayso::api {

// For one target, with what to add on voicemail.
std::string five_calls_script(const present::FinishedScript& finished, present::Language language);
// For everybody the campaign calls: where House and Senate hear different things, each paragraph under its heading.
std::string five_calls_script(const campaigns::Campaign& campaign, present::Language wanted);

}  // namespace sayso::api
