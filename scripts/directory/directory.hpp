#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/directory/boundaries.hpp"
#include "scripts/directory/official.hpp"
#include "scripts/directory/zip.hpp"

namespace sayso::directory {

// A place name with its middle, from GeoNames.
struct Place {
    std::string city;
    StateCode state;
    Coordinates middle;
};

struct ZipDistrict {
    Zip zip;
    StateCode state;
    int number = 0;  // 0 at-large
};

struct ZipPlace {
    Zip zip;
    std::string city;
    std::optional<StateCode> state;  // empty on a military row
    Coordinates middle;
};

// Everything an import yields: plain rows, in any order. What Directory is built from, compared by and stored as.
struct DirectoryData {
    Instant dated{};     // the data date D (decisions 10); the epoch when there is no data
    std::string source;  // where it came from, for people: a folder, "public", or "built-in"
    std::vector<Official> officials;
    std::vector<Committee> committees;
    std::vector<ZipDistrict> zip_districts;
    std::vector<ZipPlace> zip_places;
    std::vector<Boundary> boundaries;  // of the House districts; empty when no lines are known
};

// held: this official holds the seat. vacant: the data says nobody does. unknown: the data cannot say (decisions 10).
enum class Occupancy { held, vacant, unknown };

// One seat as of a moment. official and term point into the Directory and are null unless held.
struct Seat {
    District district;
    int senate_class = 0;
    Occupancy occupancy = Occupancy::unknown;
    const Official* official = nullptr;
    const Term* term = nullptr;
};

// How a ZIP was placed (decisions 12).
enum class PlacedBy {
    crosswalk,          // zccd: the districts are what the ZIP touches
    geonames,           // the state of the place's row; a district only where it is at-large
    map,                // a point on the map: the districts whose lines hold it or come near
    prefix,             // the built-in table of 3-digit prefixes and exceptions
    military,           // military mail: ask for the home ZIP
    freely_associated,  // no delegate in Congress
    nothing             // not a ZIP in use
};

// Where a ZIP lies: every district it touches, in a stable order (state, then number), never one chosen silently.
struct Placement {
    PlacedBy by = PlacedBy::nothing;
    std::vector<District> districts;  // House districts; empty when only the state is certain
    std::vector<StateCode> states;    // every state or territory it may lie in, sorted
    std::optional<Place> place;
    bool approximate = false;  // not from the crosswalk, or completed beyond it

    bool found() const { return !states.empty(); }
    bool split() const { return districts.size() > 1 || states.size() > 1; }
    // The states among `states` that have seats in the House but no district here that is certain (approximate ZIPs of
    // states with several districts).
    std::vector<StateCode> states_without_district() const;
};

// What a seat held by nobody the data knows is worth telling operators about.
struct SeatWarning {
    Seat seat;       // as it will be after `when`
    Instant when{};  // from when on nobody is known
};

// An immutable index from place to people, asked as of a moment. Thread-safe by being const.
// Built from data with no rows it is the built-in fallback: prefix table and the Capitol switchboard.
class Directory {
  public:
    explicit Directory(DirectoryData data);
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    ~Directory();

    bool built_in() const;  // no officials: only the built-in tables answer
    const DirectoryData& data() const;

    Placement place(Zip zip) const;
    // Where a point lies. Approximate when a line runs nearer than line_slack_meters; not found without imported lines
    // or outside of them. `place` has the point and no city.
    Placement place(Coordinates point) const;
    // The districts that hold a point or come within line_slack_meters of it: the one that holds it first, then the
    // nearest.
    std::vector<NearDistrict> districts_near(Coordinates point) const;
    std::vector<Zip> all_zips() const;  // every ZIP with a row in the data, sorted

    Seat house_seat(StateCode state, int number, Instant at) const;
    // The seats of a state in order of class; empty without senators.
    std::vector<Seat> senate_seats(StateCode state, Instant at) const;
    // Every seat there is, by state: the 441 of the House in order of number, then the Senate's.
    std::vector<Seat> all_seats(Instant at) const;
    // Null when nobody of that id exists.
    const Official* official(std::string_view id) const;
    // The term an official serves at a moment, or null.
    const Term* term_at(const Official& official, Instant at) const;
    // Null when unknown. Ids are matched without regard to case.
    const Committee* committee(std::string_view id) const;
    bool sits_on(std::string_view official_id, std::string_view committee_id) const;

    // Local offices with a phone, nearest first when `from` is known, else in the file's order.
    std::vector<const Office*> offices_nearest(const Official& official, std::optional<Coordinates> from) const;

    // Seats for which nobody is known from some instant within (now, now + ahead] on; a vacancy that the data's
    // Congress takes with it is one. Those that nobody is known for now are not: ask all_seats.
    std::vector<SeatWarning> seats_running_out(Instant now, std::chrono::seconds ahead) const;

  private:
    struct Index;
    std::unique_ptr<const Index> index_;
};

// What changed from one data set to another, for people deciding whether to install it.
struct DirectoryDifference {
    std::vector<std::string> came, went, moved, changed_number, other;  // one readable line each
    int zips_added = 0, zips_removed = 0, zips_changed = 0;
    int lines_changed = 0;  // districts whose line came, went or runs elsewhere
    bool empty() const;
};
DirectoryDifference compare(const DirectoryData& before, const DirectoryData& after, Instant at);

}  // namespace sayso::directory
