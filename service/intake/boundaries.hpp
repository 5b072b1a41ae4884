#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/directory/directory.hpp"

// What the readers of district lines share.
namespace sayso::intake {

class Report;

// "CD119FP", whatever the Congress.
bool is_district_property(std::string_view name);

// Checks each district as it is read and keeps those that are sound.
class BoundaryRows {
  public:
    BoundaryRows(std::vector<directory::Boundary>& rows, Report& report) : rows_(rows), report_(report) {}
    // `which` names the entry for people; the numbers are the Census Bureau's ("06", "39").
    void add(const std::string& which, std::string_view state_number, std::string_view district_number,
             std::vector<directory::Loop> loops);
    // To be called once, at the end of the file.
    void finish();

  private:
    bool sound(const std::string& which, const directory::Loop& loop);

    std::vector<directory::Boundary>& rows_;
    Report& report_;
    std::set<directory::District> seen_;
    std::size_t points_ = 0;
    bool told_size_ = false;
};

}  // namespace sayso::intake
