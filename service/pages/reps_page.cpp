#include "service/pages/reps_page.hpp"

#include <array>

#include "service/pages/frame.hpp"
#include "service/pages/target_view.hpp"
#include "service/pages/topic_view.hpp"
#include "service/present/escape.hpp"
#include "service/present/finished_script.hpp"
#include "service/present/script_html.hpp"
#include "service/present/slots.hpp"
#include "service/present/target_words.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using campaigns::NotCalled;
using campaigns::Target;
using present::SlotWords;
using present::word;

constexpr char first_card_slot = '1';  // then '2', '3', ...

// The slots of the page around. The cards have those of scripts (script_html.hpp).
struct PlaceSlot {
    char which;
    std::string PlaceWords::*text;
};
constexpr std::array<PlaceSlot, 5> place_slots{{{'Z', &PlaceWords::zip},
                                                {'D', &PlaceWords::place},
                                                {'A', &PlaceWords::at},
                                                {'T', &PlaceWords::text},
                                                {'N', &PlaceWords::in_short}}};
constexpr std::string_view place_slot_kinds = "ZDATN";

// A slot for each word there is.
PlaceWords as_slots(PlaceWords words) {
    for (const auto& [which, text] : place_slots) {
        if (!(words.*text).empty()) words.*text = present::slot(which);
    }
    return words;
}

SlotWords slot_words(const Located& located, const PlaceWords& words) {
    const present::ScriptReader reader{located.where, located.zip_text(), {}, true};
    SlotWords slots;
    for (const char which : present::slot_kinds) slots.set(which, present::slot_words(which, reader));
    for (const auto& [which, text] : place_slots) slots.set(which, present::escape(words.*text));
    return slots;
}

void more_actions(Data& into, const Turn& turn) {
    List list;
    for (const auto& document : turn.book->documents()) {
        int n = 0;
        for (const auto& action : document->topic.actions) {
            ++n;
            const campaigns::Campaign* campaign = campaign_of(turn.scene, action);
            if (campaign && needs_place(*campaign)) continue;
            Data item;
            item["kind"] = Data(kind_of(action, turn.scene.language));
            item["title"] = shown(action.title, turn.scene.language);
            item["href"] =
                Data("/topics/" + document->topic.slug + "/actions/" + std::to_string(n) + turn.visit.query());
            list.push_back(std::move(item));
        }
    }
    show_list(into, "more_actions", std::move(list));
}

// The House seat before the senators', as the members stand; a slot for each member's card.
List shown_members(const Scene& scene, const campaigns::Choice& choice) {
    List shown;
    const auto id = [&shown] { return "rep-" + std::to_string(shown.size() + 1); };
    const auto add_vacant = [&](directory::Chamber chamber) {
        for (const NotCalled& entry : choice.not_called) {
            if (entry.why == NotCalled::Why::vacant && entry.seat.chamber == chamber)
                shown.push_back(vacant_card(scene, entry, id(), 2));
        }
    };
    add_vacant(directory::Chamber::house);
    char card_slot = first_card_slot;
    for (std::size_t i = 0; i < choice.targets.size(); ++i) {
        Data card;
        card["target_id"] = Data(id());
        card["made_card"] = Data(present::slot(card_slot++));
        shown.push_back(std::move(card));
    }
    add_vacant(directory::Chamber::senate);
    return shown;
}

// Who represents the place: a slot for each member's card, the seats nobody holds, and whom there is none of.
Data shown_answer(const Scene& scene, const campaigns::Choice& choice, const PlaceWords& slots) {
    List reasons;
    for (const NotCalled& entry : choice.not_called) {
        if (entry.why != NotCalled::Why::vacant)
            reasons.push_back(Data("reason", Data(present::reason(entry, scene.language))));
    }
    Data answer;
    show_place(answer, scene, slots);
    answer["card_level"] = Data("2");
    show_list(answer, "targets", shown_members(scene, choice));
    answer["told_also"] = listed(std::move(reasons));
    answer["has_not_called"] = Data(false);
    return answer;
}

}  // namespace

Data reps_page_data(const Frame& frame, const Turn& turn, const ZipForm& again) {
    Data data = frame.data(turn, std::string(word("reps_page_title", turn.visit.language)), "/reps");
    frame.add_style(data, "people.css");
    frame.add_script(data, "place.js");
    frame.add_script(data, "people.js");
    frame.switch_by_form(data, turn, "/reps", {{"zip", again.zip}, {"place", again.place}, {"at", again.at}});
    return data;
}

// A group's link comes with its own addresses, and there may be any number of them: what it shows is made anew each
// time.
template <typename Make>
RepsPage::Kept RepsPage::kept(const Turn& turn, const std::string& key, Make make) {
    if (!turn.visit.group.empty()) return std::make_shared<const Piece>(make());
    const std::string whole = std::string(present::tag(turn.visit.language)) + turn.scene.query + key;
    Kept piece = shelf_.find(whole, turn.book->version(), turn.scene.at);
    if (piece) return piece;
    piece = std::make_shared<const Piece>(make());
    shelf_.keep(whole, turn.book->version(), turn.scene.at, piece, piece->size());
    return piece;
}

std::size_t RepsPage::Piece::size() const {
    constexpr std::size_t around = 256;  // the key, and what a map and a piece cost
    return page.capacity() + card.size() + members.capacity() * sizeof(Kept) + around;
}

RepsPage::Kept RepsPage::card(const Turn& turn, const Target& target, const Located& located,
                              const std::vector<Ask>& all_asks) {
    const auto asks = asks_for(target, all_asks);
    return kept(turn, "card " + card_key(target, located, asks), [&] {
        Piece piece;
        piece.card = made_card(frame_.templates(), turn.scene, target, located, asks);
        return piece;
    });
}

RepsPage::Kept RepsPage::members(const Turn& turn, const Located& located, const std::string& district) {
    return kept(turn, "members " + known_of(located) + district, [&] {
        const campaigns::Choice choice = own_members(turn.scene, located.where);
        const std::vector<Ask> asks = asks_of(turn.scene, located.where);
        Piece piece;
        for (const Target& target : choice.targets) piece.members.push_back(card(turn, target, located, asks));
        piece.only_members = choice.not_called.empty();
        return piece;
    });
}

RepsPage::Kept RepsPage::page(const Turn& turn, const Located& located, const PlaceWords& words, const Piece& own) {
    std::string key = "page " + std::to_string(own.members.size());
    for (const auto& slot : place_slots) key += (words.*slot.text).empty() ? '-' : '+';
    for (const bool it : {words.was_split, words.approximate, turn.scene.finds_addresses}) key += it ? '+' : '-';
    if (!own.only_members) key += words.place;
    return kept(turn, key, [&] {
        const campaigns::Choice choice = own_members(turn.scene, located.where);
        const PlaceWords slots = as_slots(words);
        Data data = reps_page_data(frame_, turn, {slots.zip, slots.place, slots.at, {}, false});
        data["answer"] = shown_answer(turn.scene, choice, slots);
        if (choice.targets.empty()) show_switchboard(data, turn.visit.language, "way_on_text", "");
        more_actions(data, turn);
        show_zip_form(data, turn.scene, "/reps", "zip_button", "zip", &located);  // shows nothing of a place found
        data["change_zip"] = Data(true);
        Piece piece;
        piece.page = frame_.templates().render_with_slots("reps", turn.visit.language, data, place_slot_kinds);
        piece.page.shrink_to_fit();  // rendering makes room for a whole answer
        return piece;
    });
}

std::string RepsPage::html(const Turn& turn, const Located& located) {
    const PlaceWords words = place_words(turn.scene, located);
    const Kept own = members(turn, located, words.place);
    const Kept around = page(turn, located, words, *own);
    const SlotWords slots = slot_words(located, words);
    std::size_t size = around->size();
    for (const Kept& member : own->members) size += member->size();
    std::string html;
    html.reserve(size + size / 8);  // room for what the slots are filled with
    present::fill_slots(html, around->page, [&](std::string& out, char which) {
        const auto n = static_cast<std::size_t>(which - first_card_slot);
        if (n < own->members.size())
            append_card(out, own->members[n]->card, turn.scene, located, slots);
        else
            out += slots.of(which);
    });
    return html;
}

}  // namespace sayso::pages
