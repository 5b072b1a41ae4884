#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "scripts/directory/official.hpp"

namespace sayso::outbound {

// Where a street address is, or why that cannot be told.
struct Whereabouts {
    enum class Kind {
        found,
        nowhere,  // the geocoder knows no such address
        unclear,  // it fits several places that are apart
        not_now   // no geocoder, or none that answers well and in time
    } kind = Kind::not_now;
    directory::Coordinates at;  // kind found
    std::string zip;            // five digits, as the geocoder completed the address; may be empty

    bool found() const { return kind == Kind::found; }
};

struct GeocoderLimits {
    std::chrono::milliseconds total_time{2'000};  // from the question to the answer, waiting for a turn included
    int at_once = 4;                              // questions under way; one thread each
    std::size_t waiting = 64;                     // more are told not_now at once
    int failures = 3;                             // in a row, after which nobody is asked for a while
    std::chrono::seconds rest{30};                // that while; then one question tries again
};

// What the Census Bureau's "onelineaddress" answers in JSON, read. Anything that is not its form is not_now.
Whereabouts read_census_answer(std::string_view json);

// Asks a geocoder that speaks the form of the Census Bureau's "onelineaddress" where an address is. Addresses go to it
// and nowhere else: not to the log, not to the metrics. Safe to use on several threads.
class Geocoder {
  public:
    // `url` without the address: "https://geocoding.geo.census.gov/geocoder/locations/onelineaddress". Empty: no
    // geocoder, every answer is not_now.
    explicit Geocoder(std::string url, GeocoderLimits limits = {});
    // Waits for the questions under way, no longer than total_time. Whoever still waits for one is told not_now, if
    // the executor it waits on still runs.
    ~Geocoder();
    Geocoder(const Geocoder&) = delete;
    Geocoder& operator=(const Geocoder&) = delete;

    bool there_is_one() const;
    // Waits no longer than total_time, and never on the caller's thread; resumes on the caller's executor.
    boost::asio::awaitable<Whereabouts> find(std::string address);

  private:
    class Desk;
    std::shared_ptr<Desk> desk_;
};

}  // namespace sayso::outbound
