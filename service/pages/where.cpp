#include "service/pages/where.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sayso::pages {
namespace {

using campaigns::PlaceNeed;
using directory::Coordinates;
using directory::PlacedBy;
using directory::Placement;
using directory::Zip;
using outbound::Whereabouts;
using Kind = Located::Kind;
using Refined = Located::Refined;

constexpr std::size_t box_holds = 120;  // the form's maxlength
constexpr std::size_t shortest_address = 6;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// A house number and a name, not a mistyped ZIP.
bool looks_like_address(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    };
    return text.size() >= shortest_address && text.find(' ') != std::string_view::npos &&
           std::any_of(text.begin(), text.end(), is_digit) && std::any_of(text.begin(), text.end(), is_letter);
}

// The ZIP that an address ends with. What it begins with is a house number.
std::optional<Zip> zip_within(std::string_view address) {
    std::optional<Zip> last;
    for (auto at = address.find_first_of(" ,"); at != std::string_view::npos;) {
        const auto begin = address.find_first_not_of(" ,", at);
        if (begin == std::string_view::npos) break;
        at = address.find_first_of(" ,", begin);
        if (const auto zip = Zip::parse(address.substr(begin, at - begin))) last = zip;
    }
    return last;
}

Kind problem_with(const Placement& placement) {
    if (placement.by == PlacedBy::military) return Kind::military;
    if (placement.by == PlacedBy::freely_associated) return Kind::freely_associated;
    return placement.found() ? Kind::found : Kind::nothing;
}

std::vector<PlaceOption> candidate_states(const Placement& placement) {
    std::vector<PlaceOption> options;
    for (const auto state : placement.states) options.push_back({state, std::nullopt});
    return options;
}

// Every district the place touches, then "I don't know" for each state where that leaves something open.
std::vector<PlaceOption> candidate_districts(const Placement& placement) {
    std::vector<PlaceOption> options;
    for (const auto& district : placement.districts) options.push_back({district.state, district});
    for (const auto state : placement.states) {
        const auto districts = std::count_if(placement.districts.begin(), placement.districts.end(),
                                             [&](const directory::District& d) { return d.state == state; });
        if (districts != 1) options.push_back({state, std::nullopt});
    }
    return options;
}

std::vector<PlaceOption> candidates(const Placement& placement, PlaceNeed need) {
    if (need == PlaceNeed::district) return candidate_districts(placement);
    return need == PlaceNeed::state ? candidate_states(placement) : std::vector<PlaceOption>();
}

std::optional<PlaceOption> option_of(const std::vector<PlaceOption>& options, std::string_view value) {
    for (const PlaceOption& option : options) {
        if (option.value() == value) return option;
    }
    return std::nullopt;
}

// What of the ZIP's districts is also near the point.
Placement narrowed(const Placement& by_zip, const Placement& near) {
    Placement both = by_zip;
    both.districts.clear();
    both.states.clear();
    std::set_intersection(by_zip.districts.begin(), by_zip.districts.end(), near.districts.begin(),
                          near.districts.end(), std::back_inserter(both.districts));
    for (const auto& district : both.districts) {
        if (both.states.empty() || both.states.back() != district.state) both.states.push_back(district.state);
    }
    both.approximate = false;
    return both;
}

// A place as two sources tell it: the ZIP, and a point that lies in some district, if there are lines.
class Sources {
  public:
    Sources(const directory::Directory& directory, const Located& located)
        : no_lines_(directory.data().boundaries.empty()),
          zip_(located.zip.has_value()),
          by_zip_(located.zip ? directory.place(*located.zip) : Placement{}),
          near_(located.at ? directory.place(*located.at) : Placement{}) {}

    const Placement& by_zip() const { return by_zip_; }
    const Placement& near() const { return near_; }

    // `trusted`: the point is where the visitor lives, not only where the device is.
    void combine(Located& located, bool trusted) const {
        located.placement = by_zip_;
        located.kind = problem_with(by_zip_);
        if (!located.at) return;
        const Placement both = narrowed(by_zip_, near_);
        const bool rough = by_zip_.districts.empty() || by_zip_.approximate;
        if (!both.districts.empty() && !rough)
            take(located, both);
        else if (near_.found() && (trusted || !zip_ || rough))
            take(located, near_);
        else if (zip_)
            located.refined = no_lines_ ? Refined::no_lines : Refined::elsewhere;
        else
            located.kind = no_lines_ ? Kind::no_lines : Kind::outside;
    }

  private:
    void take(Located& located, Placement placement) const {
        if (by_zip_.place) placement.place = by_zip_.place;
        placement.approximate = false;
        located.placement = std::move(placement);
        located.kind = Kind::found;
        if (located.placement.districts.size() > 1) located.refined = Refined::too_close;
    }

    bool no_lines_, zip_;
    Placement by_zip_, near_;
};

// An address is worth more than the ZIP beside it, if it is found.
void take_answer(Located& located, const ZipForm& form, const Whereabouts& answer) {
    const bool in_the_box = trimmed(form.address).empty();
    if (answer.found()) {
        located.at = answer.at;
        if (const auto zip = Zip::parse(answer.zip)) located.zip = zip;
        if (!located.zip) located.zip = zip_within(in_the_box ? form.zip : form.address);
        return;
    }
    located.address = (in_the_box ? form.zip : form.address).substr(0, box_holds);
    if (in_the_box) located.zip = zip_within(form.zip);
    switch (answer.kind) {
        case Whereabouts::Kind::nowhere:
            located.kind = Kind::no_address;
            located.refined = Refined::no_address;
            break;
        case Whereabouts::Kind::unclear:
            located.kind = Kind::unclear_address;
            located.refined = Refined::unclear_address;
            break;
        case Whereabouts::Kind::not_now:
        case Whereabouts::Kind::found:
            located.kind = Kind::no_geocoder;
            located.refined = Refined::no_geocoder;
            break;
    }
}

campaigns::Whereabouts whereabouts(const Located& located, const PlaceOption* chosen) {
    const Placement& placement = located.placement;
    campaigns::Whereabouts where;
    where.approximate = placement.approximate;
    if (placement.place) {
        where.city = placement.place->city;
        where.middle = placement.place->middle;
    }
    if (located.at) where.middle = located.at;
    if (chosen) {
        where.district = chosen->district;
        where.state = chosen->state;
    } else if (placement.states.size() == 1) {
        where.state = placement.states.front();
        if (placement.districts.size() == 1) where.district = placement.districts.front();
    }
    return where;
}

// What the visitor chose before, if the place allows it.
std::optional<PlaceOption> chosen_option(const Sources& sources, const Located& located, const std::string& value) {
    if (value.empty()) return std::nullopt;
    for (const Placement* placement : {&located.placement, &sources.by_zip(), &sources.near()}) {
        if (const auto option = option_of(candidate_districts(*placement), value)) return option;
        if (const auto option = option_of(candidate_states(*placement), value)) return option;
    }
    return std::nullopt;
}

}  // namespace

std::string PlaceOption::value() const {
    return state.text() + (district ? "-" + std::to_string(district->number) : "");
}

ZipForm Located::form() const {
    ZipForm form;
    form.zip = zip_text();
    if (where.district)
        form.place = PlaceOption{where.district->state, where.district}.value();
    else if (where.state)
        form.place = where.state->text();
    if (at && (!zip || refined == Refined::too_close || placement.by == PlacedBy::map)) {
        form.at = fmt::format("{:.3f},{:.3f}", at->latitude, at->longitude);
        if (!zip) form.zip = form.at;
    }
    return form;
}

std::optional<std::string> address_in(const ZipForm& form) {
    const std::string_view beside = trimmed(form.address), box = trimmed(form.zip);
    if (!beside.empty()) {
        if (directory::parse_coordinates(beside)) return std::nullopt;
        const auto zip = Zip::parse(box);
        const bool whole = !zip || zip_within(beside);
        return whole ? std::string(beside) : std::string(beside) + ", " + zip->text();
    }
    if (Zip::parse(box) || directory::parse_coordinates(box) || !looks_like_address(box)) return std::nullopt;
    return std::string(box);
}

Located locate(const directory::Directory& directory, const ZipForm& form, PlaceNeed need, const Whereabouts* answer) {
    Located located;
    located.typed = form.zip.substr(0, box_holds);
    located.zip = Zip::parse(form.zip);
    for (const std::string& text : {form.address, form.at, form.zip}) {
        if (!located.at && !(located.zip && &text == &form.zip))
            located.at = directory::parse_coordinates(trimmed(text));
    }
    if (answer) take_answer(located, form, *answer);
    if (!located.zip && !located.at) {
        if (!answer) located.kind = trimmed(form.zip).empty() ? Kind::empty : Kind::malformed;
        return located;
    }
    const Sources sources(directory, located);
    sources.combine(located, (answer && answer->found()) || !form.place.empty());
    if (located.kind != Kind::found) return located;

    located.options = candidates(located.placement, need);
    const auto chosen = chosen_option(sources, located, form.place);
    if (located.options.size() <= 1 || chosen) {
        located.where = whereabouts(located, chosen && located.options.size() > 1 ? &*chosen : nullptr);
        return located;
    }
    located.kind = need == PlaceNeed::state ? Kind::ask_state : Kind::ask_district;
    located.unanswered = form.asked && located.refined == Refined::not_asked;
    return located;
}

}  // namespace sayso::pages
