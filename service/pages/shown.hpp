#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scripts/directory/directory.hpp"
#include "service/present/language.hpp"
#include "service/present/places.hpp"
#include "service/present/templates.hpp"

// Small pieces that every view makes for the templates.
namespace sayso::pages {

using present::Data;
using present::Language;
using present::List;
using present::listed;
using present::seat_name;
using present::state_name;

// {text, lang}: lang is false when the text is in the page's language. Templates look names up outwards, so lang is
// always set.
Data shown(const topics::LocalText& text, Language language);
// Sets `name` when there is a text at all.
void show_if_any(Data& into, const std::string& name, const topics::LocalText& text, Language language);
// Names and values of a form, in order.
using Fields = std::vector<std::pair<std::string, std::string>>;
// {name, value} of each that has a value, for hidden inputs.
List hidden_fields(const Fields& fields);
// Sets `name` and "has_<name>" for a list with entries.
void show_list(Data& into, const std::string& name, List list);

}  // namespace sayso::pages
