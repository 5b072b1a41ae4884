#include <array>

#include "service/app/config.hpp"

namespace sayso::app {

namespace {

using enum KeyType;

constexpr auto table = std::to_array<Key>({
    {"server.listen", listen_address, "127.0.0.1:8080",
     "Where callers' provider and visitors connect, host:port; port 0 picks a free one and prints it."},
    {"server.operations_listen", listen_address, "127.0.0.1:8081",
     "Where /healthz, /readyz and /metrics answer; keep it private."},
    {"server.public_url", url, "http://127.0.0.1:8080",
     "The address the world uses for server.listen, exactly as configured at the provider; signatures are checked "
     "against it."},
    {"server.io_threads", number, "1", "Threads that answer requests, 1 to 64."},
    {"server.trusted_proxies", list, "", "Addresses of your own reverse proxies whose X-Forwarded-For is believed."},
    {"server.max_requests_in_hand", number, "512",
     "Requests answered at one time; while there are more, callers are asked to hold and visitors to come back. 0 is "
     "no "
     "limit."},
    {"server.max_connections", number, "20000", "Connections held open at once; more are refused politely."},
    {"server.max_connections_per_address", number, "0",
     "Of them from one address; 0 is no limit of its own. Leave it 0 behind a proxy."},
    {"server.drain_seconds", number, "5", "How long requests in flight may finish after SIGTERM."},
    {"store.path", file, ".sayso/sayso.db", "The database file. Everything Sayso knows is in it."},
    {"store.log_megabytes", number, "56",
     "How long the log beside the database may grow before new steps wait for it to be copied, 1 to 1024."},
    {"directory.source", text, "",
     "Where the directory comes from while the database has none: a folder of the public data files, or 'public' to "
     "pull them. Empty: the built-in fallback."},
    {"directory.as_of", instant, "", "For tests: answer as of this moment (a date or RFC 3339) instead of now."},
    {"directory.url.legislators", url, "https://unitedstates.github.io/congress-legislators/legislators-current.yaml",
     "Where 'directory pull' fetches the members of Congress."},
    {"directory.url.committees", url, "https://unitedstates.github.io/congress-legislators/committees-current.yaml",
     "Where it fetches the committees."},
    {"directory.url.committee_membership", url,
     "https://unitedstates.github.io/congress-legislators/committee-membership-current.yaml",
     "Where it fetches who sits on them."},
    {"directory.url.district_offices", url,
     "https://unitedstates.github.io/congress-legislators/legislators-district-offices.yaml",
     "Where it fetches the local offices."},
    {"directory.url.zip_districts", url,
     "https://raw.githubusercontent.com/OpenSourceActivismTech/us-zipcodes-congress/master/zccd.csv",
     "Where it fetches which districts a ZIP touches."},
    {"directory.url.places", url, "https://download.geonames.org/export/zip/US.zip",
     "Where it fetches place names and positions (GeoNames, CC BY 4.0)."},
    {"directory.url.boundaries", url, "https://www2.census.gov/geo/tiger/GENZ2024/shp/cb_2024_us_cd119_5m.zip",
     "Where it fetches the lines of the districts: a Census shapefile in its zip archive, or GeoJSON."},
    {"geocoder.url", url, "https://geocoding.geo.census.gov/geocoder/locations/onelineaddress",
     "Where street addresses that visitors type are looked up, in the form of the Census Bureau's onelineaddress. "
     "Empty: nowhere, and visitors choose their district by name."},
    {"site.operator_name", text, "", "Who runs this service, as its pages say it."},
    {"site.contact", text, "", "Where people can write to them: an e-mail address, or one that begins with https://."},
    {"content.path", file, "", "A folder of topics and lines, read at start only while the database has none."},
    {"privacy.hash_key_file", file, ".sayso/hash.key",
     "The secret that turns a caller's number into a hash; made at the first start when it is not there. Back it up."},
    {"privacy.hash_key", text, "", "The same secret from the environment instead of a file.", true},
    {"providers.twilio.account_sid", text, "",
     "Your Twilio account (AC...). Requests of other accounts are refused; empty accepts any that is signed."},
    {"providers.twilio.auth_tokens_file", file, "",
     "A file (mode 0600) with the auth tokens that may sign, one a line; two while you rotate. Without tokens the "
     "Twilio address is closed."},
    {"providers.twilio.auth_tokens", list, "",
     "The same tokens from the environment, separated by commas, instead of a file.", true},
    {"limits.calls_per_caller_per_hour", number, "30",
     "Calls one caller may begin in an hour; further ones hear a busy signal. 0 is no limit."},
    {"limits.lookups_per_address_per_minute", number, "60",
     "ZIP look-ups one address may make in a minute on the web. 0 is no limit."},
    {"limits.api_requests_per_address_per_minute", number, "240",
     "Requests one address may make in a minute of the interfaces for other programs. 0 is no limit."},
    {"limits.api_outcomes_per_address_per_minute", number, "60",
     "Of them those that report what became of a call. 0 is no limit."},
    {"api.tokens_file", file, "",
     "A file (mode 0600) with tokens, one a line: who sends one in X-5Calls-Token may ask /v1/representatives. Without "
     "tokens everybody may."},
    {"api.tokens", list, "", "The same tokens from the environment, separated by commas, instead of a file.", true},
    {"log.level", text, "info", "How much is logged to standard error: debug, info, warning or error."},
});

}  // namespace

std::span<const Key> config_keys() {
    return table;
}

}  // namespace sayso::app
