#include "scripts/campaigns/choose.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "scripts/campaigns/order.hpp"

namespace sayso::campaigns {

namespace {

using directory::Occupancy;
using directory::Seat;
using directory::State;
using Who = Target::Who;
using Why = NotCalled::Why;

DialOffice switchboard() {
    return {"switchboard", "Washington", directory::capitol_switchboard()};
}

bool is_own(TargetKind kind) {
    return kind == TargetKind::own_representative || kind == TargetKind::own_senators ||
           kind == TargetKind::own_members;
}

// Committee ids begin with their chamber: H, S or J for joint. A member of one chamber never sits on the other's.
bool may_sit_on(std::string_view committee_id, directory::Chamber chamber) {
    if (committee_id.empty()) return true;
    const auto letter = static_cast<char>(std::toupper(static_cast<unsigned char>(committee_id.front())));
    return letter != (chamber == directory::Chamber::house ? 'S' : 'H');
}

bool wants(const TargetRule& rule, directory::Chamber chamber) {
    if (rule.kind == TargetKind::own_members) return true;
    return rule.kind ==
           (chamber == directory::Chamber::house ? TargetKind::own_representative : TargetKind::own_senators);
}

PlaceNeed need_of(const TargetRule& rule) {
    if (!is_own(rule.kind)) return PlaceNeed::none;
    const bool house =
        wants(rule, directory::Chamber::house) && may_sit_on(rule.committee_id, directory::Chamber::house);
    return house ? PlaceNeed::district : PlaceNeed::state;
}

// The same office under another name is one call. Those at the switchboard share its number and differ in whom to ask
// for.
bool same_office(const Target& a, const Target& b) {
    if (a.via == Via::direct && b.via == Via::direct && a.office.number == b.office.number) return true;
    return a.who == b.who && a.id == b.id && a.name == b.name && a.state == b.state && a.district == b.district &&
           a.senate_class == b.senate_class;
}

Branch branch_of(directory::CommitteeChamber chamber) {
    if (chamber == directory::CommitteeChamber::house) return Branch::house;
    return chamber == directory::CommitteeChamber::senate ? Branch::senate : Branch::other;
}

// Without a directory the id alone tells the chamber.
Branch branch_of_id(std::string_view committee_id) {
    if (!may_sit_on(committee_id, directory::Chamber::senate)) return Branch::house;
    return may_sit_on(committee_id, directory::Chamber::house) ? Branch::other : Branch::senate;
}

NotCalled not_called(Why why, directory::District seat, int senate_class = 0, std::string name = {}) {
    NotCalled entry;
    entry.why = why;
    entry.seat = seat;
    entry.senate_class = senate_class;
    entry.name = std::move(name);
    return entry;
}

// Works out the targets of one call, rule by rule.
class Chooser {
  public:
    Chooser(const Campaign& campaign, const directory::Directory& directory, Whereabouts where, directory::Instant at,
            std::string_view language)
        : campaign_(campaign),
          directory_(directory),
          where_(std::move(where)),
          at_(at),
          language_(language.empty() ? campaign.language : language) {
        settle_place();
    }

    Choice run(std::uint64_t shuffle);

  private:
    using Targets = std::vector<Target>;

    void settle_place();
    Targets of_rule(const TargetRule& rule, std::size_t index);
    void add_representative(const TargetRule& rule, Targets& found);
    void add_senators(const TargetRule& rule, Targets& found);
    void add_unknown_senators(const std::vector<Seat>& unknown, std::size_t seats, const TargetRule& rule,
                              Targets& found);
    // The member holding a seat, unless the rule's committee filters them out.
    void add_holder(const Seat& seat, const TargetRule& rule, Targets& found);
    Target committee(const TargetRule& rule) const;
    void add_person(const TargetRule& rule, Targets& found);
    bool may_still_serve(const directory::Official* person) const;
    Target person_at_switchboard(const TargetRule& rule, const directory::Official* person) const;
    void add_organization(const TargetRule& rule, std::size_t index, Targets& found);
    Target official(const directory::Official& person, const directory::Term& term, const TargetRule& rule) const;
    Target asked_for(Who who, const TargetRule& rule) const;
    void keep(Targets found);
    bool nobody_to_ask_for() const;
    // Whom to ask the Capitol switchboard for when no rule found anybody.
    Target last_resort() const;
    Target own_at_switchboard(const TargetRule& rule) const;
    Target plain_switchboard() const;
    void cut_to_cap();
    void tidy_not_called();

    const Campaign& campaign_;
    const directory::Directory& directory_;
    Whereabouts where_;
    directory::Instant at_;
    std::string_view language_;
    Choice choice_;
};

void Chooser::settle_place() {
    // The district fixes the state, so that senators of two states never come together.
    if (where_.district) where_.state = where_.district->state;
    // A jurisdiction with one seat needs no question.
    if (!where_.district && where_.state && directory::facts(*where_.state).at_large())
        where_.district = directory::District{*where_.state, directory::Chamber::house, 0};
}

Choice Chooser::run(std::uint64_t shuffle) {
    for (std::size_t index = 0; index < campaign_.targets.size(); ++index) {
        auto found = of_rule(campaign_.targets[index], index);
        if (found.empty() && campaign_.fallback.kind == FallbackKind::rule && campaign_.fallback.rule)
            found = of_rule(*campaign_.fallback.rule, campaign_.targets.size());
        keep(std::move(found));
    }
    if (choice_.targets.empty() && campaign_.fallback.kind != FallbackKind::skip && !nobody_to_ask_for())
        choice_.targets.push_back(last_resort());
    put_in_order(choice_.targets, campaign_.order, shuffle);
    tidy_not_called();
    cut_to_cap();
    return std::move(choice_);
}

void Chooser::keep(Targets found) {
    for (auto& target : found) {
        const auto known = std::any_of(choice_.targets.begin(), choice_.targets.end(),
                                       [&target](const Target& other) { return same_office(other, target); });
        if (!known) choice_.targets.push_back(std::move(target));
    }
}

void Chooser::cut_to_cap() {
    if (campaign_.cap <= 0) return;
    const auto cap = static_cast<std::size_t>(campaign_.cap);
    while (choice_.targets.size() > cap) {
        const auto& last = choice_.targets.back();
        NotCalled entry;
        entry.why = Why::beyond_cap;
        entry.name = last.name;
        entry.senate_class = last.senate_class;
        if (const auto state = directory::StateCode::parse(last.state)) {
            const bool house = last.branch == Branch::house;
            entry.seat = {*state, house ? directory::Chamber::house : directory::Chamber::senate,
                          house ? std::max(last.district, 0) : 0};
        }
        choice_.not_called.push_back(std::move(entry));
        choice_.targets.pop_back();
    }
}

// Several rules may pass over the same person, or one rule over somebody whom another calls.
void Chooser::tidy_not_called() {
    std::vector<NotCalled> tidy;
    for (auto& entry : choice_.not_called) {
        const auto called = std::any_of(choice_.targets.begin(), choice_.targets.end(), [&entry](const Target& target) {
            return !entry.name.empty() && target.who == Who::official && target.name == entry.name;
        });
        if (!called && std::find(tidy.begin(), tidy.end(), entry) == tidy.end()) tidy.push_back(std::move(entry));
    }
    choice_.not_called = std::move(tidy);
}

// A freely associated state has no seat in Congress: there the switchboard could only say so.
bool Chooser::nobody_to_ask_for() const {
    return !campaign_.targets.empty() && is_own(campaign_.targets.front().kind) &&
           campaign_.targets.front().committee_id.empty() && where_.state &&
           directory::facts(*where_.state).house_seats == 0;
}

Target Chooser::last_resort() const {
    if (campaign_.targets.empty()) return plain_switchboard();
    const auto& rule = campaign_.targets.front();
    if (is_own(rule.kind)) return own_at_switchboard(rule);
    if (rule.kind != TargetKind::person) return plain_switchboard();
    const auto* person = directory_.official(rule.official_id);
    return person || !rule.name.empty() ? person_at_switchboard(rule, person) : plain_switchboard();
}

Target Chooser::own_at_switchboard(const TargetRule& rule) const {
    if (!rule.committee_id.empty()) {
        // None of the caller's members sits there: the committee itself is what the campaign is about.
        auto target = committee(rule);
        target.via = Via::switchboard;
        target.office = switchboard();
        return target;
    }
    const auto* state = where_.state ? &directory::facts(*where_.state) : nullptr;
    if (rule.kind == TargetKind::own_senators && (!state || state->has_senators()))
        return asked_for(Who::own_senators, rule);
    // No senators, or a vacant House seat, whose office goes on under the Clerk of the House (2 U.S.C. 5501 and after).
    if (where_.district) {
        const auto seat = directory_.house_seat(where_.district->state, where_.district->number, at_);
        if (seat.occupancy == Occupancy::held) {
            auto target = official(*seat.official, *seat.term, rule);
            target.via = Via::switchboard;
            target.office = switchboard();
            return target;
        }
    }
    return asked_for(Who::own_representative, rule);
}

Target Chooser::plain_switchboard() const {
    Target target;
    target.who = Who::organization;
    target.id = "switchboard";
    target.name = language_ == "es" ? "la centralita del Capitolio" : "the Capitol switchboard";
    target.office = switchboard();
    return target;
}

Chooser::Targets Chooser::of_rule(const TargetRule& rule, std::size_t index) {
    Targets found;
    switch (rule.kind) {
        case TargetKind::own_representative:
            add_representative(rule, found);
            break;
        case TargetKind::own_senators:
            add_senators(rule, found);
            break;
        case TargetKind::own_members:
            add_representative(rule, found);
            add_senators(rule, found);
            break;
        case TargetKind::committee_office:
            found.push_back(committee(rule));
            break;
        case TargetKind::person:
            add_person(rule, found);
            break;
        case TargetKind::organization:
            add_organization(rule, index, found);
            break;
    }
    return found;
}

Target Chooser::asked_for(Who who, const TargetRule& rule) const {
    Target target;
    target.who = who;
    target.via = Via::switchboard;
    target.office = switchboard();
    target.operator_words = rule.operator_words.in(language_);
    if (who == Who::own_representative) target.branch = Branch::house;
    if (who == Who::own_senators) target.branch = Branch::senate;
    if (where_.state && (who == Who::own_representative || who == Who::own_senators)) {
        target.state = where_.state->text();
        target.delegate =
            who == Who::own_representative && directory::facts(*where_.state).kind != directory::StateKind::state;
        if (who == Who::own_representative && where_.district) target.district = where_.district->number;
    }
    return target;
}

Target Chooser::official(const directory::Official& person, const directory::Term& term, const TargetRule& rule) const {
    const bool house = term.district.chamber == directory::Chamber::house;
    Target target;
    target.who = Who::official;
    target.id = person.id;
    target.name = person.full_name;
    target.last_name = person.last_name;
    target.gender = person.gender;
    target.branch = house ? Branch::house : Branch::senate;
    target.delegate = house && directory::facts(term.district.state).kind != directory::StateKind::state;
    target.state = term.district.state.text();
    target.district = house ? term.district.number : -1;
    target.party = term.party;
    target.operator_words = rule.operator_words.in(language_);
    if (term.capitol.phone) {
        target.office = {term.capitol.id, "Washington", *term.capitol.phone};
    } else {
        target.via = Via::switchboard;
        target.office = switchboard();
    }
    for (const auto* office : directory_.offices_nearest(person, where_.middle)) {
        if (!office->phone || *office->phone == target.office.number) continue;
        target.reserve = DialOffice{office->id, office->city, *office->phone};
        break;
    }
    return target;
}

void Chooser::add_holder(const Seat& seat, const TargetRule& rule, Targets& found) {
    if (!rule.committee_id.empty() && !directory_.sits_on(seat.official->id, rule.committee_id)) {
        choice_.not_called.push_back(
            not_called(Why::not_on_committee, seat.district, seat.senate_class, seat.official->full_name));
        return;
    }
    found.push_back(official(*seat.official, *seat.term, rule));
}

void Chooser::add_representative(const TargetRule& rule, Targets& found) {
    if (!may_sit_on(rule.committee_id, directory::Chamber::house)) return;
    if (!where_.district) {
        if (where_.state && directory::facts(*where_.state).house_seats == 0) {
            const directory::District nowhere{*where_.state, directory::Chamber::house, 0};
            choice_.not_called.push_back(not_called(Why::no_delegate, nowhere));
        } else if (rule.committee_id.empty()) {
            found.push_back(asked_for(Who::own_representative, rule));
        }
        return;
    }
    const auto seat = directory_.house_seat(where_.district->state, where_.district->number, at_);
    if (seat.occupancy == Occupancy::held) return add_holder(seat, rule, found);
    if (seat.occupancy == Occupancy::vacant) {
        choice_.not_called.push_back(not_called(Why::vacant, *where_.district));
    } else if (rule.committee_id.empty()) {
        found.push_back(asked_for(Who::own_representative, rule));
    } else {
        // Whether somebody unknown sits on the committee is unknown too.
        choice_.not_called.push_back(not_called(Why::unknown, *where_.district));
    }
}

void Chooser::add_senators(const TargetRule& rule, Targets& found) {
    if (!may_sit_on(rule.committee_id, directory::Chamber::senate)) return;
    if (!where_.state) {
        if (rule.committee_id.empty()) found.push_back(asked_for(Who::own_senators, rule));
        return;
    }
    const directory::District district{*where_.state, directory::Chamber::senate, 0};
    if (!directory::facts(*where_.state).has_senators()) {
        choice_.not_called.push_back(not_called(Why::no_senators, district));
        return;
    }
    const auto seats = directory_.senate_seats(*where_.state, at_);
    std::vector<Seat> unknown;
    for (const auto& seat : seats) {
        if (seat.occupancy == Occupancy::held) add_holder(seat, rule, found);
        if (seat.occupancy == Occupancy::unknown) unknown.push_back(seat);
        if (seat.occupancy == Occupancy::vacant)
            choice_.not_called.push_back(not_called(Why::vacant, district, seat.senate_class));
    }
    add_unknown_senators(unknown, seats.size(), rule, found);
}

void Chooser::add_unknown_senators(const std::vector<Seat>& unknown, std::size_t seats, const TargetRule& rule,
                                   Targets& found) {
    if (!rule.committee_id.empty()) {
        for (const auto& seat : unknown)
            choice_.not_called.push_back(not_called(Why::unknown, seat.district, seat.senate_class));
        return;
    }
    if (unknown.empty()) return;
    auto target = asked_for(Who::own_senators, rule);
    // One of two: the operator is asked for that senator alone.
    if (unknown.size() < seats) target.senate_class = unknown.front().senate_class;
    found.push_back(std::move(target));
}

Target Chooser::committee(const TargetRule& rule) const {
    const auto* known = directory_.committee(rule.committee_id);
    Target target;
    target.who = Who::committee;
    target.id = known ? known->id : rule.committee_id;
    target.name = rule.name.in(language_);
    if (target.name.empty()) target.name = known ? known->name : rule.committee_id;
    target.branch = known ? branch_of(known->chamber) : branch_of_id(rule.committee_id);
    target.operator_words = rule.operator_words.in(language_);
    auto number = rule.number;
    if (!number && known) number = known->phone;
    target.via = number ? Via::direct : Via::switchboard;
    target.office = number ? DialOffice{target.id + "-office", "Washington", *number} : switchboard();
    return target;
}

void Chooser::add_person(const TargetRule& rule, Targets& found) {
    const auto* person = directory_.official(rule.official_id);
    const auto* term = person ? directory_.term_at(*person, at_) : nullptr;
    if (term) return found.push_back(official(*person, *term, rule));
    if (may_still_serve(person) && (person || !rule.name.empty()))
        return found.push_back(person_at_switchboard(rule, person));
    NotCalled entry;
    entry.why = Why::unknown;
    entry.name = rule.name.in(language_);
    if (person) {
        entry.name = person->full_name;
        if (!person->terms.empty()) {
            entry.seat = person->terms.back().district;
            entry.senate_class = person->terms.back().senate_class;
        }
    }
    choice_.not_called.push_back(std::move(entry));
}

// A person without a term in force: asked for by name where nobody can say that somebody else holds the seat.
bool Chooser::may_still_serve(const directory::Official* person) const {
    if (!person || person->terms.empty()) return true;
    const auto& last = person->terms.back();
    const auto& district = last.district;
    if (district.chamber == directory::Chamber::house)
        return directory_.house_seat(district.state, district.number, at_).occupancy == Occupancy::unknown;
    const auto seats = directory_.senate_seats(district.state, at_);
    return std::any_of(seats.begin(), seats.end(), [&last](const Seat& seat) {
        return seat.senate_class == last.senate_class && seat.occupancy == Occupancy::unknown;
    });
}

Target Chooser::person_at_switchboard(const TargetRule& rule, const directory::Official* person) const {
    auto target = asked_for(Who::official, rule);
    target.id = rule.official_id;
    target.name = person ? person->full_name : rule.name.in(language_);
    if (!person) return target;
    target.last_name = person->last_name;
    target.gender = person->gender;
    if (person->terms.empty()) return target;
    const auto& last = person->terms.back().district;
    const bool house = last.chamber == directory::Chamber::house;
    target.branch = house ? Branch::house : Branch::senate;
    target.delegate = house && directory::facts(last.state).kind != directory::StateKind::state;
    target.state = last.state.text();
    target.district = house ? last.number : -1;
    return target;
}

void Chooser::add_organization(const TargetRule& rule, std::size_t index, Targets& found) {
    if (!rule.number) {
        NotCalled entry;
        entry.why = Why::no_number;
        entry.name = rule.name.in(language_);
        choice_.not_called.push_back(std::move(entry));
        return;
    }
    Target target;
    target.who = Who::organization;
    target.id = "org:" + std::to_string(index);
    target.name = rule.name.in(language_);
    target.operator_words = rule.operator_words.in(language_);
    target.office = {target.id, "", *rule.number};
    found.push_back(std::move(target));
}

}  // namespace

PlaceNeed place_need(const Campaign& campaign) {
    auto need = PlaceNeed::none;
    for (const auto& rule : campaign.targets) need = std::max(need, need_of(rule));
    if (campaign.fallback.kind != FallbackKind::rule || !campaign.fallback.rule) return need;
    // Who is asked for instead of senators is so where there are none; and there nobody has districts.
    const auto instead = need_of(*campaign.fallback.rule);
    return need == PlaceNeed::state ? need : std::max(need, instead);
}

Choice choose(const Campaign& campaign, const directory::Directory& directory, const Whereabouts& where,
              directory::Instant at, std::uint64_t shuffle, std::string_view language) {
    return Chooser(campaign, directory, where, at, language).run(shuffle);
}

}  // namespace sayso::campaigns
