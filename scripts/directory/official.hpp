#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scripts/directory/district.hpp"
#include "scripts/directory/instant.hpp"
#include "scripts/directory/phone_number.hpp"

namespace sayso::directory {

struct Coordinates {
    double latitude = 0;
    double longitude = 0;
    bool operator==(const Coordinates&) const = default;
};

// A phone and a place. The Washington office comes from the term in force, local offices from the district offices
// file.
struct Office {
    std::string id;  // "S000148-capitol", "A000055-cullman"
    bool capitol = false;
    std::string address;
    std::string city;
    std::string state;  // two letters, as the file says
    std::string zip;
    std::string hours;  // free text, empty when unknown
    std::optional<PhoneNumber> phone;
    std::optional<Coordinates> coordinates;
};

// One term in one seat, from noon Eastern of the first day to noon Eastern of the last.
struct Term {
    District district;     // a senator's has chamber senate and number 0
    int senate_class = 0;  // 1, 2, 3; 0 in the House
    Instant from{};
    Instant to{};
    std::string party;
    std::string url;
    std::string contact_form;
    Office capitol;  // the Washington office of this term
};

// A member of Congress (or, later, of another body) with every term the data knows.
struct Official {
    std::string id;  // Bioguide
    std::string first_name;
    std::string last_name;
    std::string full_name;  // as the official writes it: "Maria Cantwell"
    char gender = ' ';      // 'F', 'M' or ' '; Spanish titles need it
    std::vector<Term> terms;
    std::vector<Office> local_offices;
};

struct CommitteeMember {
    std::string official_id;
    int rank = 0;
    std::string title;  // "Chairman", "Ranking Member", or empty
    bool majority = false;
};

enum class CommitteeChamber { house, senate, joint };

struct Committee {
    std::string id;         // "HSFA", "SSFR", subcommittees "HSFA16"
    std::string parent_id;  // empty for a full committee
    CommitteeChamber chamber = CommitteeChamber::joint;
    std::string name;
    std::string url;
    std::string address;
    std::optional<PhoneNumber> phone;
    std::vector<CommitteeMember> members;
};

}  // namespace sayso::directory
