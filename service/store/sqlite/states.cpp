#include "service/store/sqlite/states.hpp"

#include <lz4.h>

#include <memory>
#include <vector>

namespace sayso::store::sqlite {

namespace {

constexpr int steps_between_whole_ones = 16;
constexpr int longest_state = 1'000'000;  // bytes; far more than any has

int length(const std::string& bytes) {
    return static_cast<int>(bytes.size());
}

struct FreeStream {
    void operator()(LZ4_stream_t* stream) const { LZ4_freeStream(stream); }
};

std::optional<std::string> change(const std::string& before, const std::string& state) {
    // 16 kB, made once for each thread that writes.
    static thread_local const std::unique_ptr<LZ4_stream_t, FreeStream> stream(LZ4_createStream());
    if (!stream) return std::nullopt;
    LZ4_loadDict(stream.get(), before.data(), length(before));
    std::string bytes(state.size(), '\0');  // no room for a change that is longer than the state
    const int size = LZ4_compress_fast_continue(stream.get(), state.data(), bytes.data(), length(state),
                                                length(bytes) - 1, /*acceleration*/ 1);
    if (size <= 0) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

// Empty when it does not come to that size.
std::string changed(const std::string& before, const std::string& change, int size) {
    if (size <= 0 || size > longest_state) return "";
    std::string state(static_cast<std::size_t>(size), '\0');
    const int came_to =
        LZ4_decompress_safe_usingDict(change.data(), state.data(), length(change), size, before.data(), length(before));
    return came_to == size ? state : "";
}

}  // namespace

StoredState stored(int n, const std::string& before, const std::string& state) {
    if (n % steps_between_whole_ones == 0 || before.empty() || state.size() < 2 || state.size() > longest_state)
        return {state, std::nullopt};
    std::optional<std::string> bytes = change(before, state);
    if (!bytes) return {state, std::nullopt};
    return {std::move(*bytes), length(state)};
}

std::string state_at(Connection& db, StepRow row) {
    std::vector<StoredState> changes;  // the newest first
    for (StepRow at = row;;) {
        const Query q(db, "SELECT state, size, before FROM steps_recent WHERE step = ?", at);
        if (!q.row()) return "";
        changes.push_back({q.text(0), std::nullopt});
        if (q.null(1)) break;
        changes.back().size = q.small(1);
        const StepRow before = q.null(2) ? at : q.integer(2);
        if (before >= at) return "";  // each names an earlier one
        at = before;
    }
    std::string state;
    for (auto step = changes.rbegin(); step != changes.rend(); ++step) {
        state = step->size ? changed(state, step->bytes, *step->size) : std::move(step->bytes);
    }
    return state;
}

}  // namespace sayso::store::sqlite
