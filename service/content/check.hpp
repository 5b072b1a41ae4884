#pragma once
#include "service/content/yaml.hpp"

// What must hold before a campaign or topic is kept, beyond its form. Internal to this room.
namespace sayso::content {

// A campaign as read, with the nodes that problems point at. What a live campaign must have, a draft is warned about.
void check_campaign(Source& source, const YAML::Node& node, const campaigns::Campaign& campaign);
// Slugs of campaigns must differ within a document.
void check_document(Source& source, const YAML::Node& node, const book::Document& document);

bool is_committee_id(std::string_view text);  // "SSFR", "HSFA16"
bool is_bioguide_id(std::string_view text);   // "B001298"

}  // namespace sayso::content
