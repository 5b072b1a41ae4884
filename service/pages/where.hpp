#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scripts/campaigns/choose.hpp"
#include "scripts/directory/directory.hpp"
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
        freely_associated,  // problems, told beside the form
        ask_district,
        ask_state,  // never chosen silently: `options` are the candidates
        found
    } kind = Kind::empty;
    std::string typed;  // what stood in the form, cut to what its box holds
    std::optional<directory::Zip> zip;
    directory::Placement placement;
    std::vector<PlaceOption> options;
    bool unanswered = false;       // the question was there and no candidate was chosen
    campaigns::Whereabouts where;  // kind found

    bool found() const { return kind == Kind::found; }
    bool asks() const { return kind == Kind::ask_district || kind == Kind::ask_state; }
};

// Asks no more than `need` requires (decisions 7).
Located locate(const directory::Directory& directory, const ZipForm& form, campaigns::PlaceNeed need);

}  // namespace sayso::pages
