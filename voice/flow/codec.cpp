#include <charconv>
#include <cstddef>
#include <tuple>
#include <type_traits>

#include "voice/flow/machine.hpp"

// The bytes of a state: "sayso1 ", then every field in order, a number as decimal and a blank, a text as its length, a
// colon and its bytes. One list of fields serves both directions.
//
// A new field goes to the end of its list behind `if (archive.version >= 2)`, with latest_version raised: what version
// 1 wrote must decode for ever (a test keeps its bytes). Enumerators and steps are numbers here: new ones go to the
// end.
namespace sayso::flow {
namespace {

constexpr int latest_version = 1;
constexpr std::string_view magic = "sayso";
constexpr std::size_t most_entries = 10'000;  // of one list; no state comes near it

class Writer {
  public:
    static constexpr bool reading = false;
    int version = latest_version;
    std::string out;

    void number(std::int64_t value) { digits(value, ' '); }
    void text(const std::string& value) {
        digits(static_cast<std::int64_t>(value.size()), ':');
        out += value;
    }
    void fail() {}
    bool failed() const { return false; }

  private:
    void digits(std::int64_t value, char end) {
        if (value >= 0 && value < 10) {  // most are
            const char text[2] = {static_cast<char>('0' + value), end};
            out.append(text, 2);
            return;
        }
        char text[24];
        char* const last = std::to_chars(text, text + sizeof text - 1, value).ptr;
        *last = end;
        out.append(text, last + 1);
    }
};

class Reader {
  public:
    static constexpr bool reading = true;
    int version = latest_version;

    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    void number(std::int64_t& value) { value = up_to(' '); }
    void text(std::string& value) {
        const auto size = up_to(':');
        if (size < 0 || static_cast<std::size_t>(size) > rest_.size()) return fail();
        value.assign(rest_.substr(0, static_cast<std::size_t>(size)));
        rest_.remove_prefix(static_cast<std::size_t>(size));
    }
    void fail() {
        failed_ = true;
        rest_ = {};
    }
    bool failed() const { return failed_; }
    bool done() const { return !failed_ && rest_.empty(); }
    // Takes `expected` from the front.
    bool skip(std::string_view expected) {
        if (rest_.substr(0, expected.size()) != expected) return false;
        rest_.remove_prefix(expected.size());
        return true;
    }

  private:
    std::int64_t up_to(char end) {
        std::int64_t value = 0;
        const char* const last = rest_.data() + rest_.size();
        const auto [stop, error] = std::from_chars(rest_.data(), last, value);
        if (error != std::errc{} || stop == last || *stop != end) return fail(), 0;
        rest_.remove_prefix(static_cast<std::size_t>(stop - rest_.data()) + 1);
        return value;
    }

    std::string_view rest_;
    bool failed_ = false;
};

template <class A, class... Fields>
void each(A& archive, Fields&... fields);

template <class A>
void put(A& archive, std::string& value) {
    archive.text(value);
}

template <class A, class Number>
requires(std::is_integral_v<Number>) void put(A& archive, Number& value) {
    // Unsigned 64-bit seeds keep their bits.
    auto wide = static_cast<std::int64_t>(value);
    archive.number(wide);
    if constexpr (A::reading) {
        value = static_cast<Number>(wide);
        if (static_cast<std::int64_t>(value) != wide) archive.fail();
    }
}

// How many enumerators there are: what is read beyond them is no state.
template <class E>
constexpr int count_of = 0;
template <>
constexpr int count_of<CallerKind> = 4;
template <>
constexpr int count_of<DialOutcome> = 5;
template <>
constexpr int count_of<Outcome> = 5;
template <>
constexpr int count_of<EndedBy> = 6;
template <>
constexpr int count_of<Remark> = 4;
template <>
constexpr int count_of<ZipTrouble> = 6;
template <>
constexpr int count_of<Trouble> = 6;
template <>
constexpr int count_of<HelpReason> = 5;
template <>
constexpr int count_of<ClosedWhy> = 3;
template <>
constexpr int count_of<Announce::Kind> = 3;
template <>
constexpr int count_of<directory::Occupancy> = 3;
template <>
constexpr int count_of<directory::Chamber> = 2;
template <>
constexpr int count_of<campaigns::Branch> = 3;
template <>
constexpr int count_of<campaigns::Via> = 2;
template <>
constexpr int count_of<campaigns::Target::Who> = 5;
template <>
constexpr int count_of<campaigns::NotCalled::Why> = 7;

template <class A, class E>
requires(std::is_enum_v<E>) void put(A& archive, E& value) {
    static_assert(count_of<E> > 0, "say how many enumerators it has");
    auto wide = static_cast<std::int64_t>(value);
    archive.number(wide);
    if constexpr (A::reading) {
        if (wide < 0 || wide >= count_of<E>) return archive.fail();
        value = static_cast<E>(wide);
    }
}

// Values that only parsing makes travel as their text.
template <class A, class Parsed, class Text>
void put_parsed(A& archive, Parsed& value, Text text_of) {
    std::string text;
    if constexpr (!A::reading) text = text_of(value);
    archive.text(text);
    if constexpr (A::reading) {
        const auto parsed = Parsed::parse(text);
        if (!parsed) return archive.fail();
        value = *parsed;
    }
}
template <class A>
void put(A& archive, directory::PhoneNumber& value) {
    put_parsed(archive, value, [](const auto& number) { return number.e164(); });
}
template <class A>
void put(A& archive, directory::StateCode& value) {
    put_parsed(archive, value, [](const auto& state) { return state.text(); });
}

// What a list or an optional is filled with before its own value is read.
template <class T>
struct Blank {
    static T make() { return T{}; }
};
template <>
struct Blank<directory::StateCode> {
    static directory::StateCode make() { return *directory::StateCode::parse("DC"); }
};
template <>
struct Blank<directory::PhoneNumber> {
    static directory::PhoneNumber make() { return directory::capitol_switchboard(); }
};
template <>
struct Blank<directory::District> {
    static directory::District make() { return {*directory::StateCode::parse("DC"), directory::Chamber::house, 0}; }
};

template <class A, class T>
void put(A& archive, std::optional<T>& value) {
    bool there = value.has_value();
    put(archive, there);
    if (!there) return value.reset();
    if constexpr (A::reading) value.emplace(Blank<T>::make());
    put(archive, *value);
}

template <class A, class T>
void put(A& archive, std::vector<T>& list) {
    std::size_t size = list.size();
    put(archive, size);
    if constexpr (A::reading) {
        list.clear();
        if (size > most_entries) return archive.fail();
    }
    for (std::size_t i = 0; i < size && !archive.failed(); ++i) {
        if constexpr (A::reading) list.push_back(Blank<T>::make());
        put(archive, list[i]);
    }
}

template <class A>
void put(A& a, directory::District& v) {
    each(a, v.state, v.chamber, v.number);
}
template <class A>
void put(A& a, campaigns::CampaignRef& v) {
    each(a, v.id, v.revision);
}
template <class A>
void put(A& a, campaigns::DialOffice& v) {
    each(a, v.id, v.city, v.number);
}
template <class A>
void put(A& a, campaigns::Target& v) {
    each(a, v.who, v.id, v.name, v.last_name, v.gender, v.branch, v.delegate, v.state, v.district, v.senate_class,
         v.party, v.office, v.reserve, v.via, v.operator_words);
}
template <class A>
void put(A& a, campaigns::NotCalled& v) {
    each(a, v.why, v.seat, v.senate_class, v.name);
}
template <class A>
void put(A& a, campaigns::Choice& v) {
    each(a, v.targets, v.not_called);
}
template <class A>
void put(A& a, Capabilities& v) {
    each(a, v.hangup_on_star, v.caller_id_pass_through);
}
template <class A>
void put(A& a, Place& v) {
    each(a, v.state, v.districts, v.city, v.approximate);
}
template <class A>
void put(A& a, SharedTarget& v) {
    if constexpr (A::reading) {
        campaigns::Target target;
        put(a, target);
        v = std::move(target);
    } else {
        a.out += v.bytes();
    }
}
template <class A>
void put(A& a, Stop& v) {
    each(a, v.target, v.outcome, v.dials, v.at_reserve);
}
template <class A>
void put(A& a, Leg& v) {
    each(a, v.number, v.target, v.target_id, v.office_id, v.dialled, v.switchboard, v.dial, v.seconds);
}
template <class A>
void put(A& a, Answer& v) {
    each(a, v.state, v.district, v.occupancy, v.holder, v.city, v.choice);
}

template <class A>
void put(A& a, ChooseCampaign& v) {
    each(a, v.campaigns, v.tries);
}
template <class A>
void put(A& a, AskZip& v) {
    each(a, v.attempt, v.trouble, v.keys);
}
template <class A>
void put(A& a, AskDistrict& v) {
    each(a, v.answers, v.states, v.tries);
}
template <class A>
void put(A& a, AskState& v) {
    each(a, v.answers, v.tries);
}
template <class A>
void put(A& a, ReadScript& v) {
    each(a, v.overview, v.tries);
}
template <class A>
void put(A& a, Announce& v) {
    each(a, v.kind, v.remark, v.with_script);
}
template <class A>
void put(A&, Calling&) {}
template <class A>
void put(A& a, AskOutcome& v) {
    each(a, v.tries);
}
template <class A>
void put(A& a, TryAgain& v) {
    each(a, v.trouble, v.tries);
}
template <class A>
void put(A& a, OfferHelp& v) {
    each(a, v.reason, v.tries);
}
template <class A>
void put(A&, CallingSwitchboard&) {}
template <class A>
void put(A& a, Thanks& v) {
    each(a, v.by, v.remark);
}
template <class A>
void put(A& a, Closed& v) {
    each(a, v.why);
}
template <class A>
void put(A&, Left&) {}

template <std::size_t I = 0>
void make_step(Step& step, std::size_t index) {
    if constexpr (I < std::variant_size_v<Step>) {
        if (index == I)
            step.emplace<I>();
        else
            make_step<I + 1>(step, index);
    }
}

template <class A>
void put(A& archive, Step& step) {
    std::size_t index = step.index();
    put(archive, index);
    if constexpr (A::reading) {
        if (index >= std::variant_size_v<Step>) return archive.fail();
        make_step(step, index);
    }
    std::visit([&archive](auto& one) { put(archive, one); }, step);
}

template <class A>
void put(A& a, State& v) {
    each(a, v.n, v.since_answer, v.language, v.line, v.caller, v.capabilities, v.web_address, v.shuffle, v.campaign,
         v.show_caller, v.place, v.stops, v.not_called, v.position, v.legs, v.step);
}

template <class A, class... Fields>
void each(A& archive, Fields&... fields) {
    (put(archive, fields), ...);
}

// Steps that speak of the stop at hand need one.
bool consistent(const State& state) {
    const bool about_stop =
        std::holds_alternative<Announce>(state.step) || std::holds_alternative<Calling>(state.step) ||
        std::holds_alternative<AskOutcome>(state.step) || std::holds_alternative<TryAgain>(state.step) ||
        std::holds_alternative<ReadScript>(state.step);
    const bool within = state.position >= 0 && static_cast<std::size_t>(state.position) < state.stops.size();
    return state.n >= 0 && (within || !about_stop);
}

}  // namespace

const SharedTarget& SharedTarget::blank() {
    static const SharedTarget nobody{campaigns::Target{}};
    return nobody;
}

SharedTarget::SharedTarget(campaigns::Target target) {
    Writer writer;
    put(writer, target);
    whole_ = std::make_shared<const Whole>(Whole{std::move(target), std::move(writer.out)});
}

std::string encode(const State& state) {
    Writer writer;
    constexpr std::size_t beside_targets = 384;
    std::size_t size = beside_targets;
    for (const auto& stop : state.stops) size += stop.target.bytes().size();
    writer.out.reserve(size);
    writer.out += magic;
    writer.number(latest_version);
    // The list of fields serves both directions, so it names them as changeable; the writer changes none.
    put(writer, const_cast<State&>(state));
    return std::move(writer.out);
}

std::optional<State> decode(std::string_view bytes) {
    Reader reader(bytes);
    std::int64_t version = 0;
    if (!reader.skip(magic)) return std::nullopt;
    reader.number(version);
    if (reader.failed() || version < 1 || version > latest_version) return std::nullopt;
    reader.version = static_cast<int>(version);
    State state;
    put(reader, state);
    if (!reader.done() || !consistent(state)) return std::nullopt;
    return state;
}

}  // namespace sayso::flow
