#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "scripts/book/book.hpp"
#include "scripts/directory/directory.hpp"

// Records and repositories in words of the domain. Functions throw Unavailable when the database cannot do it now, Full
// when the queue is full or the deadline passed before the job ran; nothing is ever acknowledged before its commit. The
// awaitable ones are for requests and resume on the caller's executor; the plain ones block and are for commands and
// start.
namespace sayso::store {

using directory::Instant;

struct Unavailable : std::runtime_error {
    using runtime_error::runtime_error;
};  // disk full, locked, I/O error
struct Full : std::runtime_error {
    using runtime_error::runtime_error;
};  // try again shortly

// ---- calls
// -------------------------------------------------------------------------------------------------------------
using CallKey = std::int64_t;

// Bytes of the flow that never change: whoever holds them shares them, from the step that made them to the next webhook
// of the call.
class StateBytes {
  public:
    StateBytes() = default;  // none
    StateBytes(std::string bytes) : bytes_(std::make_shared<const std::string>(std::move(bytes))) {}
    StateBytes(const char* bytes) : StateBytes(std::string(bytes)) {}
    const std::string& text() const { return bytes_ ? *bytes_ : none(); }
    operator const std::string&() const { return text(); }
    bool operator==(const StateBytes& other) const { return text() == other.text(); }
    template <class Text>
    requires(std::is_convertible_v<const Text&, std::string_view>) bool operator==(const Text& other) const {
        return text() == std::string_view(other);
    }

  private:
    static const std::string& none() {
        static const std::string nothing;
        return nothing;
    }
    std::shared_ptr<const std::string> bytes_;
};

struct CallInProgress {
    CallKey key = 0;
    int n = 0;         // number of the current state
    StateBytes state;  // bytes of the flow
    Instant answered{};
    // The same on the clock that nobody sets: how long the call has lasted. After a restart as far as the records tell.
    std::chrono::steady_clock::time_point begun{};
};
struct NewCall {
    std::string provider, id;
    std::string caller_hash;    // keyed hash, hex; empty when withheld
    std::string line;           // E.164 of our line
    std::int64_t campaign = 0;  // 0 when none
    int revision = 0;
    Instant at{};
    std::string event;  // step 0
    StateBytes state;
};
struct LegRecord {
    int number = 0, target = 0;
    std::string target_id, office_id, dialled;
    bool switchboard = false;
    std::optional<std::string> result;  // "answered", "busy", "no-answer", "failed", "canceled"; empty while open
    int seconds = 0;
};
struct OutcomeRecord {
    int target = 0;
    std::string target_id, outcome;  // "reached", "left-message", "not-reached", "connected-unconfirmed", "skipped"
};
// What became known of the caller's place: never the ZIP (decisions 4).
struct PlaceRecord {
    std::string state;      // "CA"
    std::string districts;  // "CA-11" or "KY-1,TN-7"
    std::string city;
};
struct StepTaken {
    CallKey call = 0;
    int n = 0;  // number of the new state; applied only while the current one is n - 1
    Instant at{};
    std::string event;
    StateBytes state;
    std::int64_t campaign = 0;  // set when the step chose one
    int revision = 0;
    std::optional<PlaceRecord> place;
    std::vector<LegRecord> legs;
    std::vector<OutcomeRecord> outcomes;
    std::optional<std::string> ended;  // how the call ended, when it did
};
// Not applied: somebody was first; `current` is what holds now.
struct StepResult {
    bool applied = false;
    CallInProgress current;
};
struct StatusNote {
    std::string provider, id, leg, status;
    int sequence = 0, seconds = 0;
    bool final = false;
    Instant at{};
};
// Converts to whether the note was new.
struct Noted {
    bool is_new = false;
    bool going_on = false;  // the call the note is about is known, and nobody has closed it yet
    operator bool() const { return is_new; }
};
struct SuspectNumber {
    std::string number, office_id;
    int failures = 0;
    Instant last{};
};

// One number of the daily roll-ups. A call counts on the day of its answer, for the campaign it is about now.
struct DailyCount {
    std::chrono::sys_days day{};
    std::int64_t campaign = 0;  // 0 when none was chosen
    std::string kind;           // "calls", "ended", "leg", "outcome"
    std::string name;           // how it ended, the leg's result, the outcome; empty for calls
    std::int64_t count = 0;
};
struct StepRecord {
    int n = 0;
    Instant at{};
    std::string event;
};
struct CallRecord {
    CallKey key = 0;
    std::string caller_hash, line;
    std::int64_t campaign = 0;
    int revision = 0;
    Instant answered{};
    std::optional<Instant> ended;
    std::string how_ended;
    PlaceRecord place;
    std::string status;  // the most advanced of the provider's statuses for the call itself
    int reached = 0;     // outcomes "reached"
    std::vector<StepRecord> steps;
    std::vector<LegRecord> legs;
    std::vector<OutcomeRecord> outcomes;
};

class Calls {
  public:
    virtual ~Calls() = default;
    // Stores the answer, or returns what is there when the call is known already. Jobs are named before they are
    // awaited.
    virtual boost::asio::awaitable<StepResult> begin(const NewCall& call) = 0;
    virtual boost::asio::awaitable<StepResult> advance(const StepTaken& step) = 0;
    // A call in progress, or one that ended less than an hour ago; else nothing.
    virtual boost::asio::awaitable<std::optional<CallInProgress>> find(const std::string& provider,
                                                                       const std::string& id) = 0;
    // The state stored after step n, or nothing when it is gone.
    virtual boost::asio::awaitable<std::optional<std::string>> state_after(CallKey call, int n) = 0;
    // Stores a status callback once (by call, leg, status, sequence).
    virtual boost::asio::awaitable<Noted> note_status(const StatusNote& note) = 0;
    // Calls without a webhook since `before`, oldest first, at most `most`: for the sweeper.
    virtual boost::asio::awaitable<std::vector<CallInProgress>> silent_since(Instant before, int most) = 0;
    // Drops stored states of calls that ended before `before`. Returns how many calls.
    virtual boost::asio::awaitable<int> forget_states(Instant before) = 0;
    // Numbers with at least 2 failures in 2 calls (decisions 8), newest first.
    virtual std::vector<SuspectNumber> suspect_numbers() = 0;
    // Calls begun in all: from the roll-ups.
    virtual std::int64_t total_calls() = 0;
    // The roll-ups of calls answered on the UTC days of `from` to `to`, both included, by day, campaign, kind and name.
    virtual std::vector<DailyCount> daily_counts(Instant from, Instant to) = 0;
    // All that is kept of one call, or nothing when there is no such call.
    virtual std::optional<CallRecord> record(CallKey call) = 0;
};

// ---- what visitors of the web did
// -------------------------------------------------------------------------------------------------------------
// What a visitor says became of one target of one action, on one UTC day: a later word replaces an earlier one.
struct VisitOutcome {
    std::string visitor;             // keyed hash of the device and the day, hex
    std::int64_t action = 0;         // topics::Action::id
    std::int64_t campaign = 0;       // 0 for a letter
    std::string target_id;           // an official's, committee's or organization's; "letter" for a letter
    std::string office_id, dialled;  // the office whose number was shown first; empty for a letter
    std::string outcome;  // "reached", "left-message", "not-reached", "wrong-number", "skipped"; a letter's: "written"
    std::string via;      // "web", "embed" or "api"
    std::string group;    // what a group's or a partner's link brought along, at most 64 bytes; mostly empty
    Instant at{};
};
// A visitor's word that a number is not that office's, counted once for each visitor, number and day.
struct NumberReport {
    std::string visitor, number, office_id, target_id;
    Instant at{};
};
struct ReportedNumber {
    std::string number, office_id, target_id;
    int reports = 0;
    Instant first{}, last{};
};
// One number of the daily roll-ups of the above.
struct VisitCount {
    std::chrono::sys_days day{};
    std::int64_t action = 0, campaign = 0;
    std::string via, group, outcome;
    std::int64_t count = 0;
};

class Visits {
  public:
    virtual ~Visits() = default;
    // Stores the outcome; true when the visitor had not told one of that target that day before.
    virtual boost::asio::awaitable<bool> record(const VisitOutcome& outcome) = 0;
    // Takes back what that visitor told of that target that day; true when there was something. Of `which` only
    // visitor, action, target_id and at matter.
    virtual boost::asio::awaitable<bool> take_back(const VisitOutcome& which) = 0;
    // True when the report was new.
    virtual boost::asio::awaitable<bool> report_number(const NumberReport& report) = 0;
    // Takes back what that visitor reported of that number that day; true when there was something.
    virtual boost::asio::awaitable<bool> take_back_report(const NumberReport& report) = 0;
    // The roll-ups since the beginning of that UTC day, by day, action, via, group and outcome. Without days: summed
    // over all of them, under day 0.
    virtual boost::asio::awaitable<std::vector<VisitCount>> counts(std::optional<Instant> since) = 0;
    // The same of the line: the roll-ups "calls" and "outcome" of store::Calls.
    virtual boost::asio::awaitable<std::vector<DailyCount>> line_counts(std::optional<Instant> since) = 0;
    // Numbers that visitors reported and nobody has settled since, most reported first.
    virtual std::vector<ReportedNumber> reported_numbers() = 0;
    // Forgets the reports of a number, once an organizer has looked; returns how many there were.
    virtual int settle_number(const std::string& number) = 0;
    // Forgets who told what before that day (the counts stay). Returns how many outcomes.
    virtual boost::asio::awaitable<int> forget_visitors(Instant before) = 0;
};

// ---- content
// ----------------------------------------------------------------------------------------------------------- A topic
// document as stored: its canonical YAML. The store keeps text; content reads it.
struct StoredDocument {
    std::int64_t topic = 0;
    std::string slug;
    int revision = 0;
    topics::Status status = topics::Status::draft;
    std::string text;
    Instant saved{};
};
class Contents {
  public:
    virtual ~Contents() = default;
    // The id of a slug of that kind ("topic", "campaign"), made when new. Stable for ever.
    virtual std::int64_t id_of(std::string_view kind, std::string_view slug) = 0;
    // Saves a new revision; the same text and status again make none. Returns the revision in force. `text` is made by
    // the caller for a given revision number, since the revision is not part of the text. `campaigns` are the ids of
    // the campaigns inside: without them revision_of_campaign and pinned_since cannot find this revision.
    virtual int save(std::int64_t topic, std::string_view slug, topics::Status status, std::string_view text,
                     Instant at, const std::vector<std::int64_t>& campaigns = {}) = 0;
    virtual std::vector<StoredDocument> current() = 0;  // newest revision of every topic
    virtual std::optional<StoredDocument> revision(std::int64_t topic, int revision) = 0;
    virtual std::optional<StoredDocument> revision_of_campaign(std::int64_t campaign, int revision) = 0;
    virtual std::vector<StoredDocument> pinned_since(Instant since) = 0;  // revisions used by calls answered since then
    // The newest `most` revisions of a topic that were live, oldest first, without those that say what the one before
    // says. For requests.
    virtual boost::asio::awaitable<std::vector<StoredDocument>> history(std::int64_t topic, int most) = 0;
    virtual std::vector<book::Line> lines() = 0;
    virtual void set_line(const book::Line& line) = 0;
    // Grows by one with every publish, line change or directory install, by whichever process.
    virtual std::int64_t book_version() = 0;
};

// ---- directory
// ---------------------------------------------------------------------------------------------------------
struct FetchedFile {
    std::string name, url, sha256, etag, last_modified;
};
struct InstalledDirectory {
    std::int64_t id = 0;
    Instant installed{}, dated{};
    std::string source;
    std::vector<FetchedFile> files;
    int officials = 0, zips = 0;
};

class Directories {
  public:
    virtual ~Directories() = default;
    // Writes aside, then switches in one short transaction.
    virtual InstalledDirectory install(const directory::DirectoryData& data, const std::vector<FetchedFile>& files,
                                       Instant at) = 0;
    virtual std::optional<InstalledDirectory> current() = 0;
    virtual std::optional<directory::DirectoryData> load() = 0;
};

// ---- the whole
// ---------------------------------------------------------------------------------------------------------
struct Health {
    bool writable = true;
    std::string problem;  // empty when writable
    std::int64_t queued = 0, commits = 0, jobs = 0;
};

class Store {
  public:
    virtual ~Store() = default;
    virtual Calls& calls() = 0;
    virtual Visits& visits() = 0;
    virtual Contents& contents() = 0;
    virtual Directories& directories() = 0;
    virtual Health health() = 0;
    // A consistent copy of the whole database while it is in use, as one checked file with mode 0600. Throws
    // std::runtime_error when `file` is there already and `overwrite` is false.
    virtual void backup(const std::string& file, bool overwrite = false) = 0;
    // Waits for queued jobs, checkpoints, closes. Later calls throw Unavailable.
    virtual void close() = 0;
};

}  // namespace sayso::store
