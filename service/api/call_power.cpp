#include "service/api/call_power.hpp"

#include <algorithm>

#include "service/http/form.hpp"
#include "service/present/escape.hpp"
#include "service/present/finished_script.hpp"
#include "service/present/script_html.hpp"
#include "service/present/target_words.hpp"
#include "service/present/templates.hpp"

namespace sayso::api {

std::span<const present::File> scripts_files();

namespace {

constexpr std::size_t longest_field = 300, longest_id = 64, most_targets = 40;
constexpr int fresh_seconds = 60, script_seconds = 600;

http::Response refused(int status, std::string_view detail) {
    return refusal(Dialect::call_power, status, detail);
}

// Keys of CallPower's targets look like "us:bioguide:P000197".
std::string own_id(std::string_view key) {
    const auto colon = key.rfind(':');
    if (colon == std::string_view::npos || key.substr(0, 4) == "org:") return std::string(key);
    return std::string(key.substr(colon + 1));
}

std::vector<std::string> target_ids(const Fields& fields) {
    std::vector<std::string> ids;
    for (const char* name : {"targetIds", "targetIds[]"})
        for (const auto value : fields.all(name))
            if (!value.empty() && value.size() <= longest_id && ids.size() < most_targets) ids.push_back(own_id(value));
    return ids;
}

json::object target_json(const campaigns::Target& target, present::Language language) {
    const bool named =
        target.who != campaigns::Target::Who::own_representative && target.who != campaigns::Target::Who::own_senators;
    json::object object;
    object["name"] = text(named ? target.name : present::name_of(target, language));
    object["title"] = text(campaigns::title_of(target, present::tag(language)));
    object["phone"] = target.office.number.e164();
    return object;
}

// The scripts as one piece of HTML, each under the name it is for where they differ.
std::string script_html(const Turn& turn, const campaigns::Campaign& campaign,
                        const std::vector<campaigns::Target>& targets, present::ScriptReader reader) {
    std::vector<std::pair<std::string, std::string>> scripts;  // name, HTML
    for (const auto& target : targets) {
        reader.constituent = present::is_own(target, reader.where);
        const auto finished = present::finished_script(campaign, target, reader, turn.language);
        scripts.emplace_back(present::name_of(target, turn.language),
                             present::script_html(finished.call, turn.language));
    }
    const auto same = [&scripts](const auto& script) { return script.second == scripts.front().second; };
    if (scripts.empty())
        return present::script_html(present::script_preview(campaign, turn.language).call, turn.language);
    if (std::all_of(scripts.begin(), scripts.end(), same)) return scripts.front().second;
    std::string html;
    for (const auto& [name, script] : scripts) html += "<h3>" + present::escape(name) + "</h3>\n" + script;
    return html;
}

// What is known of a request for one campaign.
struct Asked {
    const Dialled* dialled = nullptr;
    std::vector<std::string> ids;
    std::optional<Place> place;
};

json::object created(const Turn& turn, const Common& common, const Asked& asked) {
    const auto& campaign = *asked.dialled->campaign;
    const bool needs_place = campaigns::place_need(campaign) != campaigns::PlaceNeed::none;
    present::ScriptReader reader;
    if (asked.place) {
        reader.where = whereabouts(*asked.place, nullptr);
        if (asked.place->zip) reader.zip = asked.place->zip->text();
    }
    std::vector<campaigns::Target> chosen;
    if (asked.place || !needs_place)
        chosen = campaigns::choose(campaign, turn.directory(), reader.where, turn.at, 0, turn.tag()).targets;
    if (!asked.ids.empty())
        std::erase_if(chosen, [&asked](const campaigns::Target& target) {
            return std::find(asked.ids.begin(), asked.ids.end(), target.id) == asked.ids.end();
        });

    json::object targets;
    targets["segment"] = needs_place ? "location" : "custom";
    if (chosen.empty()) {
        targets["display"] = "Congress";
    } else {
        json::array objects;
        for (const auto& target : chosen) objects.push_back(target_json(target, turn.language));
        targets["objects"] = std::move(objects);
    }
    const auto* line = turn.book().line_for(campaign.slug);
    json::object answer;
    answer["campaign"] = "live";
    answer["script"] = text(script_html(turn, campaign, chosen, reader));
    answer["targets"] = std::move(targets);
    answer["redirect"] = text(common.address(page_of(*asked.dialled)));
    answer["fromNumber"] = line ? json::value(line->number.e164()) : json::value(nullptr);
    return answer;
}

http::Response no_call_placed(const book::Line* line) {
    http::Response response = refused(
        400, line ? "Calls are not placed from here yet. Dial " + line->number.e164() + " and we connect you."
                  : "Calls are not placed from here yet. Leave userPhone out to get the numbers and what to say.");
    if (!line) return response;
    json::object error = json::parse(response.body).as_object();
    error["fromNumber"] = line->number.e164();
    return answer(400, error);
}

std::string_view location_of(const Fields& fields) {
    const auto location = fields.get("userLocation");
    return location.empty() ? fields.get("zipcode") : location;
}

}  // namespace

CallPower::Answer CallPower::create(const http::Request& request) {
    if (request.method == http::Method::post && !request.body.empty() && !http::is_form(request))
        co_return refused(415, "Send the fields as a form, or in the query.");
    const auto fields = Fields::read(request);
    if (!fields) co_return refused(400, "There are too many fields.");
    if (const auto problem = fields->problem_with(
            {"campaignId", "userLocation", "userCountry", "userPhone", "ref", "zipcode"}, longest_field))
        co_return refused(400, *problem);
    const auto id = fields->get("campaignId");
    if (id.empty()) co_return refused(400, "campaignId is missing: send the number or the name of a campaign.");
    const Turn turn = common_->turn(request);
    Asked asked;
    asked.dialled = turn.catalog->find(id);
    if (!asked.dialled) {
        if (turn.catalog->archived(id)) co_return answer(200, json::object{{"campaign", "archived"}});
        co_return refused(400, "campaignId names no campaign here.");
    }
    const auto country = fields->get("userCountry");
    if (!country.empty() && !http::same_word(country, "US"))
        co_return refused(400, "Only places in the United States can be looked up: userCountry must be US.");
    if (!fields->get("userPhone").empty())
        co_return no_call_placed(turn.book().line_for(asked.dialled->campaign->slug));

    asked.ids = target_ids(*fields);
    const std::string typed(location_of(*fields));
    if (!typed.empty()) {
        asked.place = co_await common_->place(turn, typed);
        if (!asked.place->placed()) co_return refused(400, asked.place->problem);
    }
    co_return answer(200, created(turn, *common_, asked));
}

CallPower::Answer CallPower::count(const http::Request& request) {
    const Turn turn = common_->turn(request);
    const std::string& id = request.captures.at("id");
    const Dialled* dialled = turn.catalog->find(id);
    const auto archived = dialled ? std::nullopt : turn.catalog->archived(id);
    if (!dialled && !archived) co_return refused(404, "There is no such campaign.");
    const auto counts = co_await common_->counts();
    const std::int64_t campaign = dialled ? dialled->campaign->ref.id : *archived;
    const auto calls = [campaign](const live::Totals& totals) {
        const auto found = totals.by_campaign.find(campaign);
        return found == totals.by_campaign.end() ? 0 : found->second.calls;
    };
    json::object codes;
    if (dialled)
        for (const auto& [group, actions] : counts->ever.by_group_and_action) {
            const auto found = actions.find(dialled->action->id);
            if (found != actions.end() && found->second.calls > 0) codes[text(group)] = found->second.calls;
        }
    json::object told;
    told["completed"] = calls(counts->ever);
    told["last_24h"] = calls(counts->yesterday);
    told["last_week"] = calls(counts->week);
    told["referral_codes"] = std::move(codes);
    const KeptAnswer made = kept(told);
    co_return answer(request, made, fresh_seconds);
}

CallPower::Answer CallPower::script(const http::Request& request) {
    const Turn turn = common_->turn(request);
    const std::string& id = request.captures.at("id");
    if (!turn.catalog->find(id) && !turn.catalog->archived(id)) co_return refused(404, "There is no such campaign.");
    static const KeptAnswer file = kept_text(scripts_files().front().bytes);
    http::Response response = answer(request, file, script_seconds);
    if (response.status == 200) response.headers.set("Content-Type", "text/javascript; charset=utf-8");
    co_return response;
}

CallPower::Answer CallPower::frame(const http::Request& request) {
    const Turn turn = common_->turn(request);
    const Dialled* dialled = turn.catalog->find(request.captures.at("id"));
    if (!dialled) co_return refused(404, "There is no such campaign.");
    http::Response response =
        http::redirect(302, "/embed/" + dialled->document->topic.slug + "/" + std::to_string(dialled->n));
    response.headers.set("Cache-Control", "public, max-age=" + std::to_string(script_seconds));
    co_return response;
}

}  // namespace sayso::api
