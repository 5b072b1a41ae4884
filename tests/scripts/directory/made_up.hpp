#pragma once
#include <string>

#include "scripts/directory/directory.hpp"

// Rows of people and places nobody has met, for the tests of this room.
namespace made_up {

using namespace sayso::directory;

inline StateCode state(const char* code) {
    return *StateCode::parse(code);
}
inline Zip zip(const char* text) {
    return *Zip::parse(text);
}
inline Instant noon(const char* date) {
    return *parse_instant(date);
}
inline District house(const char* code, int number) {
    return {state(code), Chamber::house, number};
}
inline District senate(const char* code) {
    return {state(code), Chamber::senate, 0};
}

inline Term term(District district, int senate_class, const char* from, const char* to,
                 const char* phone = "202-555-0101") {
    Term made{district, senate_class, noon(from), noon(to), "Democrat", "https://example.org", "", {}};
    made.capitol.capitol = true;
    made.capitol.phone = PhoneNumber::parse(phone);
    return made;
}

inline Official official(const char* id, const char* name, std::vector<Term> terms) {
    Official made;
    made.id = id;
    made.full_name = name;
    made.terms = std::move(terms);
    return made;
}

inline Office local_office(const char* id, const char* city, const char* phone, std::optional<Coordinates> at) {
    Office made;
    made.id = id;
    made.city = city;
    made.phone = PhoneNumber::parse(phone);
    made.coordinates = at;
    return made;
}

}  // namespace made_up
