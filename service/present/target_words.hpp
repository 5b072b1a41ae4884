#pragma once
#include <optional>
#include <string>

#include "scripts/campaigns/choose.hpp"
#include "service/present/language.hpp"

// Words about somebody a campaign has called, or does not.
namespace sayso::present {

std::optional<directory::StateCode> state_of(const campaigns::Target& target);
// Whether the target represents whoever lives there.
bool is_own(const campaigns::Target& target, const campaigns::Whereabouts& where);
// "California, district 11"; "California" for a senator; empty for committees and organizations.
std::string seat_of(const campaigns::Target& target, Language language);
// "Your senator", "Committee".
std::string role_of(const campaigns::Target& target, bool own, Language language);
// "Senator Maria Cantwell"; "Your senators" when nobody knows who they are.
std::string name_of(const campaigns::Target& target, Language language);
// The party as the data names it, in the language where it is one of the known ones.
std::string party_name(const std::string& party, Language language);
// "{{seat}}: the seat is vacant."
std::string reason(const campaigns::NotCalled& entry, Language language);
// What to ask the switchboard's operator for, in English as operators there speak it.
std::string words_for_operator(const campaigns::Target& target, const std::string& zip);

}  // namespace sayso::present
