#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scripts/campaigns/choose.hpp"
#include "scripts/directory/directory.hpp"
#include "service/outbound/geocoder.hpp"
#include "service/pages/visit.hpp"

namespace sayso::pages {

// One answer to "which is your district?". Without a district: "I live in that state, but don't know".
struct PlaceOption {
    directory::StateCode state;
    std::optional<directory::District> district;

    std::string value() const;  // "CA-28" or "CA", as the form sends it
};

// What a ZIP form leads to.
struct Located {
    enum class Kind {
        empty,
        malformed,
        nothing,
        military,
        freely_associated,
        no_address,
        unclear_address,
        no_geocoder,  // the box held an address, and nobody can say now where it is
        outside,      // a point outside of every line
        no_lines,     // a point, and no lines to look it up in; these are problems, told beside the form
        ask_district,
        ask_state,  // never chosen silently: `options` are the candidates
        found
    } kind = Kind::empty;
    // What came of an address or a point that was to answer the question.
    enum class Refined {
        not_asked,
        too_close,  // the line is too near to be sure
        elsewhere,  // the device is not where the ZIP is
        no_address,
        unclear_address,
        no_geocoder,
        no_lines
    } refined = Refined::not_asked;
    std::string typed;    // what stood in the form, cut to what its box holds
    std::string address;  // what was typed as an address and not found, cut in the same way
    std::optional<directory::Zip> zip;
    std::optional<directory::Coordinates> at;
    directory::Placement placement;
    std::vector<PlaceOption> options;
    bool unanswered = false;       // the question was there and no candidate was chosen
    campaigns::Whereabouts where;  // kind found

    bool found() const { return kind == Kind::found; }
    bool asks() const { return kind == Kind::ask_district || kind == Kind::ask_state; }
    std::string zip_text() const { return zip ? zip->text() : std::string(); }  // empty when only a point is known
    // The form that leads here again: without an address, and with a point (of about a hundred meters) only where the
    // ZIP alone would not do.
    ZipForm form() const;
};

// The address that a geocoder has to find before `locate` can answer; nothing when the form holds none.
std::optional<std::string> address_in(const ZipForm& form);

// Asks no more than `need` requires (decisions 7). `answer` is what the geocoder said of address_in(form), null when
// that is nothing.
Located locate(const directory::Directory& directory, const ZipForm& form, campaigns::PlaceNeed need,
               const outbound::Whereabouts* answer = nullptr);

}  // namespace sayso::pages
