#include "service/api/catalog.hpp"

#include <algorithm>

namespace sayso::api {

namespace {

using directory::StateCode;

// Lower case, with single blanks where punctuation and blanks are.
std::string plain_name(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        const bool word = static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z');
        if (word) {
            plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        } else if (c != '\'' && c != '.' && !plain.empty() && plain.back() != ' ') {
            plain += ' ';
        }
    }
    while (!plain.empty() && plain.back() == ' ') plain.pop_back();
    static constexpr std::pair<std::string_view, std::string_view> short_forms[] = {
        {"st ", "saint "}, {"ft ", "fort "}, {"mt ", "mount "}};
    for (const auto& [short_form, whole] : short_forms)
        if (plain.substr(0, short_form.size()) == short_form) plain.replace(0, short_form.size(), whole);
    return plain;
}

// Takes the state off the end of "san francisco california", if one is there.
std::optional<StateCode> take_state(std::string& plain) {
    for (const auto& state : directory::all_states()) {
        for (const std::string& name : {plain_name(state.name), plain_name(state.code.text())}) {
            if (plain.size() <= name.size() + 1 || plain.compare(plain.size() - name.size(), name.size(), name) != 0 ||
                plain[plain.size() - name.size() - 1] != ' ')
                continue;
            plain.resize(plain.size() - name.size() - 1);
            return state.code;
        }
    }
    return std::nullopt;
}

void add(directory::Placement& to, const directory::Placement& more) {
    const auto add_missing = [](auto& list, const auto& entries) {
        for (const auto& entry : entries)
            if (std::find(list.begin(), list.end(), entry) == list.end()) list.push_back(entry);
        std::sort(list.begin(), list.end());
    };
    if (!more.found()) return;
    if (!to.found()) {
        to = more;
        return;
    }
    add_missing(to.districts, more.districts);
    add_missing(to.states, more.states);
    to.approximate = to.approximate || more.approximate;
}

bool named(std::string_view asked, std::int64_t id, const std::string& slug, const topics::LocalText& title) {
    if (asked == slug || asked == std::to_string(id)) return true;
    return !asked.empty() && plain_name(asked) == plain_name(title.in("en"));
}

}  // namespace

Cities::Cities(const directory::Directory& directory) {
    for (const auto& row : directory.data().zip_places)
        if (row.state) by_name_[plain_name(row.city)][*row.state].push_back(row.zip);
}

std::optional<Cities::Found> Cities::find(const directory::Directory& directory, std::string_view text) const {
    std::string name = plain_name(text);
    auto found = by_name_.find(name);
    std::optional<StateCode> state;
    if (found == by_name_.end()) {
        state = take_state(name);
        if (state) found = by_name_.find(name);
    }
    if (found == by_name_.end()) return std::nullopt;
    const auto& states = found->second;
    if (!state && states.size() > 1) return Found{{}, true};
    const auto zips = state ? states.find(*state) : states.begin();
    if (zips == states.end()) return std::nullopt;
    Found city;
    for (const auto zip : zips->second) {
        auto placement = directory.place(zip);
        // A ZIP reaches over the border now and then; who names a state lives in it.
        std::erase_if(placement.districts, [&](const auto& district) { return district.state != zips->first; });
        std::erase_if(placement.states, [&](const auto& other) { return other != zips->first; });
        add(city.placement, placement);
    }
    return city;
}

Catalog::Catalog(std::shared_ptr<const book::Book> book, std::shared_ptr<const Cities> cities)
    : book_(std::move(book)), cities_(std::move(cities)) {
    for (const auto& document : book_->documents()) {
        int n = 0;
        for (const auto& action : document->topic.actions) {
            ++n;
            const auto* campaign = action.campaign_slug.empty() ? nullptr : book_->live_campaign(action.campaign_slug);
            if (campaign) dialled_.push_back({document.get(), &action, n, campaign});
        }
    }
    const auto past = [this](const campaigns::Campaign& campaign) {
        archived_.push_back({campaign.ref.id, campaign.slug, campaign.title});
    };
    for (const auto& document : book_->archived())
        for (const auto& campaign : document->campaigns) past(campaign);
    for (const auto& document : book_->documents())
        for (const auto& campaign : document->campaigns)
            if (campaign.status == topics::Status::archived) past(campaign);
}

const Dialled* Catalog::find(std::string_view campaign) const {
    for (const auto& entry : dialled_)
        if (named(campaign, entry.campaign->ref.id, entry.campaign->slug, entry.campaign->title)) return &entry;
    return nullptr;
}

std::optional<std::int64_t> Catalog::archived(std::string_view campaign) const {
    for (const auto& past : archived_)
        if (named(campaign, past.id, past.slug, past.title)) return past.id;
    return std::nullopt;
}

}  // namespace sayso::api
