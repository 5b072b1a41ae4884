#include "service/api/five_calls.hpp"

#include <algorithm>
#include <set>

#include "service/api/script_words.hpp"
#include "service/http/form.hpp"
#include "service/observe/observe.hpp"
#include "service/present/target_words.hpp"

namespace sayso::api {

namespace {

using campaigns::TargetKind;
using directory::Chamber;

constexpr std::size_t longest_location = 300, longest_field = 128, longest_list = 2000, most_contacts = 40;
constexpr int fresh_seconds = 60;
constexpr std::string_view house_area = "US House", senate_area = "US Senate";

http::Response refused(int status, std::string_view detail) {
    return refusal(Dialect::five_calls, status, detail);
}

// The words between commas, without blanks around; a comma at the end adds nothing.
std::vector<std::string> listed(std::string_view list) {
    std::vector<std::string> words;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        auto word = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        const auto from = word.find_first_not_of(' ');
        if (from == std::string_view::npos) continue;
        words.emplace_back(word.substr(from, word.find_last_not_of(' ') - from + 1));
    }
    return words;
}

// ---- representatives

// Which areas were asked for. State offices are none of ours yet: whoever asks for them alone gets an empty list.
struct Areas {
    bool house = true, senate = true;
};

Areas areas_of(std::string_view list) {
    const auto words = listed(list);
    if (words.empty()) return {};
    const auto asked = [&words](std::string_view area, std::string_view short_name) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return http::same_word(word, area) || http::same_word(word, short_name);
        });
    };
    return {asked(house_area, "House"), asked(senate_area, "Senate")};
}

std::string reason(const directory::District& seat) {
    if (seat.chamber == Chamber::senate) return "One of the two senators of your state.";
    const auto kind = directory::facts(seat.state).kind;
    if (kind == directory::StateKind::state) return "Your representative in the House.";
    return seat.state.text() == "PR" ? "Your resident commissioner in the House, who has no vote on the floor."
                                     : "Your delegate in the House, who has no vote on the floor.";
}

json::array field_offices(const directory::Directory& directory, const directory::Official& official,
                          std::optional<directory::Coordinates> from) {
    json::array offices;
    for (const auto* office : directory.offices_nearest(official, from))
        if (office->phone)
            offices.push_back(json::object{{"phone", office->phone->dashed()}, {"city", text(office->city)}});
    return offices;
}

json::object contact(const directory::Directory& directory, const directory::Official& official,
                     const directory::Term& term, std::optional<directory::Coordinates> from) {
    const bool house = term.district.chamber == Chamber::house;
    json::object contact;
    contact.reserve(11);
    contact["id"] = text(official.id);
    contact["name"] = text(official.full_name);
    contact["phone"] = term.capitol.phone ? term.capitol.phone->dashed() : "";
    contact["url"] = text(term.url);
    contact["photoURL"] = "";
    contact["party"] = text(term.party);
    contact["state"] = term.district.state.text();
    if (house) contact["district"] = std::to_string(term.district.number);
    contact["reason"] = reason(term.district);
    contact["area"] = house ? house_area : senate_area;
    contact["field_offices"] = field_offices(directory, official, from);
    return contact;
}

void add_holder(json::array& to, const Turn& turn, const directory::Seat& seat,
                std::optional<directory::Coordinates> from) {
    if (seat.official) to.push_back(contact(turn.directory(), *seat.official, *seat.term, from));
}

json::object reps_json(const Turn& turn, const Place& place, std::string_view typed, Areas areas) {
    const auto& placement = place.placement;
    const auto district = place.nearest_district(turn.directory());
    const auto state = district ? district->state : placement.place ? placement.place->state : placement.states.front();
    const auto from = placement.place ? std::optional(placement.place->middle) : std::nullopt;
    json::array people;
    if (areas.house && district)
        add_holder(people, turn, turn.directory().house_seat(district->state, district->number, turn.at), from);
    if (areas.senate)
        for (const auto& seat : turn.directory().senate_seats(state, turn.at)) add_holder(people, turn, seat, from);
    json::object answer;
    answer["location"] = text(place.city().empty() ? typed : place.city());
    answer["lowAccuracy"] = place.uncertain();
    answer["isSplit"] = place.zip && placement.by != directory::PlacedBy::map && placement.split();
    answer["state"] = state.text();
    answer["district"] = district ? std::to_string(district->number) : "";
    answer["representatives"] = std::move(people);
    return answer;
}

// ---- issues

// The areas whose members a campaign calls, the House first.
json::array contact_areas(const campaigns::Campaign& campaign) {
    bool house = false, senate = false;
    for (const auto& rule : campaign.targets) {
        const bool both = rule.kind == TargetKind::own_members;
        const char letter = rule.committee_id.empty() ? ' ' : rule.committee_id.front();
        house = house || ((both || rule.kind == TargetKind::own_representative) && letter != 'S');
        senate = senate || ((both || rule.kind == TargetKind::own_senators) && letter != 'H');
    }
    json::array areas;
    if (house) areas.push_back(json::string(house_area));
    if (senate) areas.push_back(json::string(senate_area));
    return areas;
}

// Offices that are the same for everybody: committees, agencies, a single member.
json::value fixed_contacts(const Turn& turn, const campaigns::Campaign& campaign) {
    if (campaigns::place_need(campaign) != campaigns::PlaceNeed::none) return nullptr;
    json::array contacts;
    for (const auto& target : campaigns::choose(campaign, turn.directory(), {}, turn.at, 0, turn.tag()).targets) {
        json::object one;
        one["id"] = text(target.id);
        one["name"] = text(present::name_of(target, turn.language));
        one["phone"] = target.office.number.dashed();
        one["url"] = "";
        one["photoURL"] = "";
        one["party"] = text(target.party);
        one["state"] = text(target.state);
        one["reason"] = "The office this call is about.";
        one["area"] = "";
        one["field_offices"] = json::array();
        contacts.push_back(std::move(one));
    }
    return contacts;
}

json::array outcome_models() {
    json::array models;
    for (const char* word : {"unavailable", "voicemail", "contact", "skip"})
        models.push_back(json::object{{"label", word}, {"status", word}});
    return models;
}

std::string issue_name(const Dialled& dialled, std::string_view tag) {
    const auto& topic = dialled.document->topic;
    const auto calls = std::count_if(topic.actions.begin(), topic.actions.end(),
                                     [](const topics::Action& action) { return !action.campaign_slug.empty(); });
    const std::string& title = topic.title.in(tag);
    return calls == 1 ? title : title + ": " + dialled.action->title.in(tag);
}

// What the reader reads before calling, in Markdown.
std::string issue_reason(const Dialled& dialled, std::string_view tag) {
    const auto& topic = dialled.document->topic;
    std::string reason;
    for (const auto* part : {&topic.summary, &dialled.action->description, &topic.body}) {
        const std::string& words = part->in(tag);
        if (!words.empty()) reason += (reason.empty() ? "" : "\n\n") + words;
    }
    return reason;
}

std::string date_time(std::chrono::year_month_day date) {
    return present::iso_date(date) + "T00:00:00Z";
}

json::object issue(const Turn& turn, const Dialled& dialled, int sort, const live::Counts& counts) {
    const auto& topic = dialled.document->topic;
    const auto& campaign = *dialled.campaign;
    json::array categories;
    for (const auto& tag : topic.tags) categories.push_back(json::object{{"name", text(tag.label.in(turn.tag()))}});
    json::array areas = contact_areas(campaign);
    json::object issue;
    issue["id"] = campaign.ref.id;
    issue["createdAt"] = date_time(topic.date);
    issue["name"] = text(issue_name(dialled, turn.tag()));
    issue["reason"] = text(issue_reason(dialled, turn.tag()));
    issue["script"] = text(five_calls_script(campaign, turn.language));
    issue["categories"] = std::move(categories);
    issue["contactType"] = areas.empty() ? "ACTION" : "REPS";
    issue["contacts"] = fixed_contacts(turn, campaign);
    issue["contactAreas"] = std::move(areas);
    issue["outcomeModels"] = outcome_models();
    issue["stats"] = json::object{{"calls", counts.ever.of_action(*dialled.document, *dialled.action).calls}};
    issue["permalink"] = text(page_of(dialled));
    issue["slug"] = text(campaign.slug);
    issue["active"] = true;
    issue["hidden"] = false;
    issue["meta"] = "";
    issue["link"] = topic.sources.empty() ? json::string() : text(topic.sources.front().url);
    issue["linkTitle"] = topic.sources.empty() ? json::string() : text(topic.sources.front().title.in(turn.tag()));
    issue["sort"] = sort;
    return issue;
}

// ---- scripts

// The people with those ids as targets of the campaign, its own committees and offices among them.
std::vector<campaigns::Target> targets_with_ids(const Turn& turn, const campaigns::Campaign& campaign,
                                                const std::vector<std::string>& ids,
                                                const campaigns::Whereabouts& where) {
    campaigns::Campaign people;
    people.fallback.kind = campaigns::FallbackKind::skip;
    people.language = campaign.language;
    for (const auto& id : ids) {
        if (!turn.directory().official(id)) continue;
        campaigns::TargetRule rule;
        rule.kind = TargetKind::person;
        rule.official_id = id;
        people.targets.push_back(std::move(rule));
    }
    auto targets = campaigns::choose(people, turn.directory(), where, turn.at, 0, turn.tag()).targets;
    const auto own = campaigns::choose(campaign, turn.directory(), where, turn.at, 0, turn.tag()).targets;
    for (const auto& target : own) {
        const bool wanted = std::find(ids.begin(), ids.end(), target.id) != ids.end();
        if (wanted && target.who != campaigns::Target::Who::official) targets.push_back(target);
    }
    return targets;
}

// Without contacts named it is the nearest district whose member is called, as in the answer about representatives.
campaigns::Whereabouts whereabouts_for(const Turn& turn, const Place& place, bool nearest) {
    const auto district = nearest ? place.nearest_district(turn.directory()) : std::nullopt;
    if (!district) return whereabouts(place, nullptr);
    const PlaceOption chosen{district->state, district};
    return whereabouts(place, &chosen);
}

// Who was not placed is taken for a constituent: programs ask for the scripts of their user's own members.
bool constituent(const campaigns::Target& target, const campaigns::Whereabouts& where) {
    if (target.who == campaigns::Target::Who::committee || target.who == campaigns::Target::Who::organization)
        return false;
    if (!where.state) return true;
    return where.district ? present::is_own(target, where) : target.state == where.state->text();
}

// ---- reports

// The outcome a result stands for; empty for one we do not know.
std::string outcome_of(std::string_view result) {
    static constexpr std::pair<std::string_view, std::string_view> known[] = {{"unavailable", "not-reached"},
                                                                              {"voicemail", "left-message"},
                                                                              {"vm", "left-message"},
                                                                              {"contact", "reached"},
                                                                              {"contacted", "reached"},
                                                                              {"made_contact", "reached"},
                                                                              {"skip", "skipped"},
                                                                              {"wrong_number", "wrong-number"}};
    for (const auto& [its_result, outcome] : known)
        if (http::same_word(result, its_result)) return std::string(outcome);
    return {};
}

const live::Done& find_or_none(const std::map<std::int64_t, live::Done>& counts, std::int64_t id) {
    static const live::Done none;
    const auto found = counts.find(id);
    return found == counts.end() ? none : found->second;
}

void add_group(json::object& answer, const Turn& turn, const live::Counts& counts, const std::string& group) {
    const auto total = counts.ever.by_group.find(group);
    const auto actions = counts.ever.by_group_and_action.find(group);
    json::array issues;
    for (const auto& dialled : turn.catalog->dialled()) {
        if (actions == counts.ever.by_group_and_action.end()) break;
        const auto calls = find_or_none(actions->second, dialled.action->id).calls;
        if (calls > 0)
            issues.push_back(json::object{{"name", text(issue_name(dialled, turn.tag()))}, {"count", calls}});
    }
    answer["total"] = total == counts.ever.by_group.end() ? 0 : total->second.calls;
    answer["issueCounts"] = std::move(issues);
}

}  // namespace

// ---- the routes

FiveCalls::Answer FiveCalls::reps(const http::Request& request) {
    const auto fields = Fields::read(request);
    if (!fields) co_return refused(400, "There are too many parameters.");
    if (const auto problem = fields->problem_with({"location", "areas"}, longest_location))
        co_return refused(400, *problem);
    const Turn turn = common_->turn(request);
    const std::string typed(fields->get("location"));
    const Place place = co_await common_->place(turn, typed);
    if (!place.placed()) co_return refused(400, place.problem);
    co_return answer(200, reps_json(turn, place, typed, areas_of(fields->get("areas"))));
}

FiveCalls::Answer FiveCalls::representatives(const http::Request& request) {
    const auto& tokens = common_->settings().tokens;
    const auto given = request.headers.get("X-5Calls-Token");
    bool known = tokens.empty();
    for (const auto& token : tokens) known = keys::same_secret(given, token) || known;
    if (!known) {
        http::Response response = refused(401,
                                          "Send your token in the header X-5Calls-Token; the people who run this "
                                          "service give tokens out.");
        response.headers.set("WWW-Authenticate", "X-5Calls-Token realm=\"representatives\"");
        co_return response;
    }
    auto response = co_await reps(request);
    co_return response;
}

FiveCalls::Answer FiveCalls::issues(const http::Request& request) {
    const Turn turn = common_->turn(request);
    const auto counts = co_await common_->counts();
    const std::string key = "issues " + std::string(turn.tag());
    auto made = common_->kept.find(key, turn.book().version(), counts);
    if (!made) {
        json::array list;
        int sort = 0;
        for (const auto& dialled : turn.catalog->dialled()) list.push_back(issue(turn, dialled, sort++, *counts));
        made = std::make_shared<const KeptAnswer>(api::kept(list));
        common_->kept.keep(key, turn.book().version(), counts, made);
    }
    co_return answer(request, *made, fresh_seconds);
}

FiveCalls::Answer FiveCalls::script(const http::Request& request) {
    const Turn turn = common_->turn(request);
    const Dialled* dialled = turn.catalog->find(request.captures.at("id"));
    if (!dialled) co_return refused(404, "There is no such issue. GET /v1/issues lists them.");
    const auto fields = Fields::read(request);
    if (!fields) co_return refused(400, "There are too many parameters.");
    if (const auto problem = fields->problem_with({"contact_ids"}, longest_list)) co_return refused(400, *problem);
    if (const auto problem = fields->problem_with({"location", "name"}, longest_location))
        co_return refused(400, *problem);
    const auto ids = listed(fields->get("contact_ids"));
    const std::string typed(fields->get("location"));
    if (ids.empty() && typed.empty())
        co_return refused(400, "Say for whom: contact_ids, with their ids parted by commas, or location.");
    if (ids.size() > most_contacts) co_return refused(400, "Ask for at most 40 contacts at a time.");

    present::ScriptReader reader;
    if (!typed.empty()) {
        const Place place = co_await common_->place(turn, typed);
        // With contacts named, a place nobody knows is left as a blank for the program to fill in.
        if (!place.placed() && ids.empty()) co_return refused(400, place.problem);
        if (place.placed()) {
            reader.where = whereabouts_for(turn, place, ids.empty());
            if (place.zip) reader.zip = place.zip->text();
        }
    }
    reader.name = std::string(text(fields->get("name")));
    const auto targets =
        ids.empty()
            ? campaigns::choose(*dialled->campaign, turn.directory(), reader.where, turn.at, 0, turn.tag()).targets
            : targets_with_ids(turn, *dialled->campaign, ids, reader.where);
    json::object scripts;
    for (const auto& target : targets) {
        if (target.id.empty()) continue;
        reader.constituent = constituent(target, reader.where);
        const auto finished = present::finished_script(*dialled->campaign, target, reader, turn.language);
        scripts[text(target.id)] = text(five_calls_script(finished, turn.language));
    }
    co_return answer(200, scripts);
}

FiveCalls::Answer FiveCalls::counts(const http::Request& request) {
    const auto fields = Fields::read(request);
    if (!fields) co_return refused(400, "There are too many parameters.");
    if (const auto problem = fields->problem_with({"issueID", "group"}, longest_field))
        co_return refused(400, *problem);
    const Turn turn = common_->turn(request);
    const auto counts = co_await common_->counts();
    json::object told;
    told["count"] = counts->ever.all.calls;
    told["donateOn"] = false;
    if (fields->has("issueID")) {
        const Dialled* dialled = turn.catalog->find(fields->get("issueID"));
        if (!dialled) co_return refused(404, "There is no such issue. GET /v1/issues lists them.");
        told["issueCount"] = counts->ever.of_action(*dialled->document, *dialled->action).calls;
    }
    if (fields->has("group")) add_group(told, turn, *counts, std::string(text(fields->get("group"))));
    co_return answer(200, told);
}

FiveCalls::Answer FiveCalls::report(const http::Request& request) {
    if (!request.body.empty() && !http::is_form(request))
        co_return refused(415, "Send the fields as a form: application/x-www-form-urlencoded.");
    const auto fields = Fields::read(request);
    if (!fields) co_return refused(400, "There are too many parameters.");
    if (const auto problem =
            fields->problem_with({"result", "contactid", "issueid", "via", "callerid", "phone"}, longest_field))
        co_return refused(400, *problem);
    if (const auto problem = fields->problem_with({"group"}, 64)) co_return refused(400, *problem);
    const Turn turn = common_->turn(request);
    Report report;
    const Dialled* dialled = turn.catalog->find(fields->get("issueid"));
    if (!dialled) co_return refused(400, "\"issueid\" names no issue. GET /v1/issues lists them.");
    report.action = dialled->action;
    report.campaign = dialled->campaign;
    report.outcome = outcome_of(fields->get("result"));
    if (report.outcome.empty())
        co_return refused(400, "\"result\" must be one of unavailable, voicemail, contact and skip.");
    report.target = std::string(fields->get("contactid"));
    report.group = std::string(text(fields->get("group")));
    report.device = std::string(fields->get("callerid"));
    report.phone = std::string(fields->get("phone"));
    // What programs send while they are being made is not counted.
    if (fields->get("via") != "test") {
        const bool known = co_await common_->record(request, turn, report);
        if (!known) co_return refused(400, "\"contactid\" is nobody we know. GET /v1/reps tells the ids.");
    }
    co_return answer(200, json::object{{"status", "ok"}});
}

}  // namespace sayso::api
