#include "voice/flow/chart.hpp"

#include <utility>
#include <vector>

#include "voice/flow/machine.hpp"
#include "voice/flow/transitions.hpp"

namespace sayso::flow {
namespace {

template <class E>
constexpr std::string_view event_name = "";
template <>
constexpr std::string_view event_name<Keyed> = "keyed";
template <>
constexpr std::string_view event_name<Silence> = "silence";
template <>
constexpr std::string_view event_name<KeysLost> = "keys lost";
template <>
constexpr std::string_view event_name<DialEnded> = "dial ended";
template <>
constexpr std::string_view event_name<HungUp> = "hung up";

template <class T>
struct Names;
template <class... S>
struct Names<std::variant<S...>> {
    static std::vector<std::string_view> list() { return {S::name...}; }
};
template <class... S>
struct Names<std::optional<std::variant<S...>>> : Names<std::variant<S...>> {};

// The states a pair leads to; empty when the event does not belong.
template <class S, class E>
std::vector<std::string_view> leads_to() {
    if constexpr (requires(Turn & turn, const S& step, const E& event) { on(turn, step, event); })
        return Names<decltype(on(std::declval<Turn&>(), std::declval<const S&>(), std::declval<const E&>()))>::list();
    else
        return {};
}

std::string joined(const std::vector<std::string_view>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
}

template <class S, class E>
void add_cell(std::string& out) {
    const auto names = leads_to<S, E>();
    out += names.empty() ? " |" : " " + joined(names) + " |";
}

template <class S>
void add_row(std::string& out) {
    out += "| **" + std::string(S::name) + "** |";
    add_cell<S, Keyed>(out);
    add_cell<S, Silence>(out);
    add_cell<S, KeysLost>(out);
    add_cell<S, DialEnded>(out);
    add_cell<S, HungUp>(out);
    out += "\n";
}

template <class S, class E>
void add_arrows(std::string& out) {
    for (const auto& name : leads_to<S, E>())
        out += "    " + std::string(S::name) + " --> " + std::string(name) + " : " + std::string(event_name<E>) + "\n";
}

// A hang-up leads to `left` from everywhere; the diagram leaves those arrows out.
template <class S>
void add_state_arrows(std::string& out) {
    add_arrows<S, Keyed>(out);
    add_arrows<S, Silence>(out);
    add_arrows<S, KeysLost>(out);
    add_arrows<S, DialEnded>(out);
    if (is_end<S>) out += "    " + std::string(S::name) + " --> [*]\n";
}

template <class S>
void add_meaning(std::string& out) {
    out += "- **" + std::string(S::name) + "**: " + std::string(S::meaning) + "\n";
}

template <std::size_t... I>
void add_all(std::string& out, std::index_sequence<I...>) {
    out += "## The states\n\n";
    (add_meaning<std::variant_alternative_t<I, Step>>(out), ...);
    out +=
        "\n## Where each event leads\n\n"
        "An empty cell: the event does not belong, and the state is said again.\n\n"
        "| state | keyed | silence | keys lost | dial ended | hung up |\n|---|---|---|---|---|---|\n";
    (add_row<std::variant_alternative_t<I, Step>>(out), ...);
    out += "\n## The diagram\n\n```mermaid\nstateDiagram-v2\n";
    for (const auto& name : Names<First>::list()) out += "    [*] --> " + std::string(name) + " : answered\n";
    (add_state_arrows<std::variant_alternative_t<I, Step>>(out), ...);
    out += "```\n";
}

}  // namespace

std::string chart() {
    std::string out =
        "# How a call goes\n\n"
        "Generated from the types in `transitions.hpp`; a test compares it (run it with SAYSO_REWRITE=1 to write it "
        "anew).\n\n"
        "A caller who hangs up leads to `left` from every state that has not ended. A call that has come to " +
        std::to_string(most_documents) + " documents, or has less than " + std::to_string(least_dial_seconds) +
        " seconds left of its " + std::to_string(most_seconds / 60) +
        " minutes, leads to `thanks` from everywhere, told so.\n\n";
    add_all(out, std::make_index_sequence<std::variant_size_v<Step>>{});
    return out;
}

}  // namespace sayso::flow
