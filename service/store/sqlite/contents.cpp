#include "service/store/sqlite/contents.hpp"

#include <algorithm>
#include <stdexcept>

#include "service/store/sqlite/rollups.hpp"

namespace sayso::store::sqlite {

namespace {

topics::Status status_of(std::string_view text) {
    if (text == "live") return topics::Status::live;
    if (text == "archived") return topics::Status::archived;
    return topics::Status::draft;
}

// Columns: topic, slug, revision, status, text, saved.
StoredDocument document(const Query& q) {
    return {q.integer(0), q.text(1), q.small(2), status_of(q.text(3)), q.text(4), q.instant(5)};
}

std::string one_a_line(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& each : words) {
        if (each.empty() || each.find('\n') != std::string::npos) {
            throw std::invalid_argument("a slug or language of a line is one word");
        }
        text += each;
        text += '\n';
    }
    return text;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        words.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

// A revision number newer than every one of the topic and of its campaigns, which may have moved here from another
// topic.
int next_revision(Connection& db, std::int64_t topic, const std::vector<std::int64_t>& campaigns) {
    int newest = Query(db, "SELECT coalesce(max(revision), 0) FROM documents WHERE topic = ?", topic).small(0);
    for (const std::int64_t campaign : campaigns) {
        const Query q(db, "SELECT coalesce(max(revision), 0) FROM campaign_revisions WHERE campaign = ?", campaign);
        newest = std::max(newest, q.small(0));
    }
    return newest + 1;
}

std::optional<StoredDocument> newest_revision(Connection& db, std::int64_t topic) {
    const Query q(db,
                  "SELECT topic, slug, revision, status, text, saved FROM documents WHERE topic = ?"
                  " ORDER BY revision DESC LIMIT 1",
                  topic);
    if (!q.row()) return std::nullopt;
    return document(q);
}

bool holds(Connection& db, std::int64_t campaign, int revision) {
    return Query(db, "SELECT 1 FROM campaign_revisions WHERE campaign = ? AND revision = ?", campaign, revision).row();
}

struct ReadHistory {
    std::int64_t topic;
    int most;

    std::vector<StoredDocument> operator()(Connection& db) const {
        std::vector<StoredDocument> revisions;
        for (Query q(db,
                     "SELECT topic, slug, revision, status, text, saved FROM documents"
                     " WHERE topic = ? AND status = 'live' ORDER BY revision DESC LIMIT ?",
                     topic, most);
             q.row(); q.next()) {
            revisions.push_back(document(q));
        }
        std::reverse(revisions.begin(), revisions.end());
        const auto says_the_same = [](const StoredDocument& a, const StoredDocument& b) { return a.text == b.text; };
        revisions.erase(std::unique(revisions.begin(), revisions.end(), says_the_same), revisions.end());
        return revisions;
    }
};

}  // namespace

void bump_book_version(Connection& db) {
    execute(db, "UPDATE book_version SET version = version + 1");
}

std::int64_t SqliteContents::id_of(std::string_view kind, std::string_view slug) {
    if (slug.empty()) throw std::invalid_argument("a slug is not empty");
    const auto known = [&](Connection& db) -> std::optional<std::int64_t> {
        const Query q(db, "SELECT id FROM slugs WHERE kind = ? AND slug = ?", kind, slug);
        if (!q.row()) return std::nullopt;
        return q.integer(0);
    };
    if (const auto id = readers_.read_here(known)) return *id;
    auto give = [&](Connection& db) {
        if (const auto id = known(db)) return *id;
        execute(db, "INSERT INTO slugs (kind, slug) VALUES (?, ?)", kind, slug);
        return db.last_row();
    };
    return writer_.write_blocking(give);
}

int SqliteContents::save(std::int64_t topic, std::string_view slug, topics::Status status, std::string_view text,
                         Instant at, const std::vector<std::int64_t>& campaigns) {
    auto work = [&](Connection& db) {
        const auto newest = newest_revision(db, topic);
        if (newest && newest->text == text && newest->status == status && newest->slug == slug) {
            const bool complete = std::all_of(campaigns.begin(), campaigns.end(), [&](std::int64_t campaign) {
                return holds(db, campaign, newest->revision);
            });
            if (complete) return newest->revision;
        }
        const int revision = next_revision(db, topic, campaigns);
        execute(db, "INSERT INTO documents (topic, revision, slug, status, text, saved) VALUES (?, ?, ?, ?, ?, ?)",
                topic, revision, slug, topics::word(status), text, at);
        for (const std::int64_t campaign : campaigns) {
            execute(db,
                    "INSERT INTO campaign_revisions (campaign, revision, topic) VALUES (?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    campaign, revision, topic);
        }
        bump_book_version(db);
        return revision;
    };
    return writer_.write_blocking(work);
}

std::vector<StoredDocument> SqliteContents::current() {
    return readers_.read_here([](Connection& db) {
        std::vector<StoredDocument> all;
        for (Query q(db,
                     "SELECT topic, slug, revision, status, text, saved FROM documents d WHERE revision ="
                     " (SELECT max(revision) FROM documents WHERE topic = d.topic) ORDER BY topic");
             q.row(); q.next()) {
            all.push_back(document(q));
        }
        return all;
    });
}

std::optional<StoredDocument> SqliteContents::revision(std::int64_t topic, int revision) {
    return readers_.read_here([topic, revision](Connection& db) -> std::optional<StoredDocument> {
        const Query q(
            db, "SELECT topic, slug, revision, status, text, saved FROM documents WHERE topic = ? AND revision = ?",
            topic, revision);
        if (!q.row()) return std::nullopt;
        return document(q);
    });
}

std::optional<StoredDocument> SqliteContents::revision_of_campaign(std::int64_t campaign, int revision) {
    return readers_.read_here([campaign, revision](Connection& db) -> std::optional<StoredDocument> {
        const Query q(db,
                      "SELECT d.topic, d.slug, d.revision, d.status, d.text, d.saved FROM campaign_revisions c"
                      " JOIN documents d USING (topic, revision) WHERE c.campaign = ? AND c.revision = ?",
                      campaign, revision);
        if (!q.row()) return std::nullopt;
        return document(q);
    });
}

std::vector<StoredDocument> SqliteContents::pinned_since(Instant since) {
    return readers_.read_here([since](Connection& db) {
        std::vector<StoredDocument> all;
        for (Query q(db,
                     "SELECT DISTINCT d.topic, d.slug, d.revision, d.status, d.text, d.saved FROM pins p"
                     " JOIN campaign_revisions c USING (campaign, revision) JOIN documents d USING (topic, revision)"
                     " WHERE p.last >= ? - ? ORDER BY d.topic, d.revision",
                     since, pin_slack_seconds);
             q.row(); q.next()) {
            all.push_back(document(q));
        }
        return all;
    });
}

boost::asio::awaitable<std::vector<StoredDocument>> SqliteContents::history(std::int64_t topic, int most) {
    ReadHistory work{topic, most};
    co_return co_await readers_.read(work);
}

std::vector<book::Line> SqliteContents::lines() {
    return readers_.read_here([](Connection& db) {
        std::vector<book::Line> all;
        for (Query q(db, "SELECT number, campaigns, languages FROM lines ORDER BY number"); q.row(); q.next()) {
            const auto number = directory::PhoneNumber::parse(q.text(0));
            if (!number) throw Unavailable("a line in the database has no valid number");
            all.push_back({*number, words_of(q.text(1)), words_of(q.text(2))});
        }
        return all;
    });
}

void SqliteContents::set_line(const book::Line& line) {
    const std::string campaigns = one_a_line(line.campaign_slugs), languages = one_a_line(line.languages);
    auto work = [&](Connection& db) {
        const int changed =
            execute(db,
                    "INSERT INTO lines (number, campaigns, languages) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET"
                    " campaigns = excluded.campaigns, languages = excluded.languages"
                    " WHERE campaigns <> excluded.campaigns OR languages <> excluded.languages",
                    line.number.e164(), campaigns, languages);
        if (changed > 0) bump_book_version(db);
        return changed;
    };
    writer_.write_blocking(work);
}

std::int64_t SqliteContents::book_version() {
    return readers_.read_here([](Connection& db) { return Query(db, "SELECT version FROM book_version").integer(0); });
}

}  // namespace sayso::store::sqlite
