#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/campaigns/campaign.hpp"
#include "scripts/directory/directory.hpp"
#include "scripts/topics/topic.hpp"

namespace sayso::book {

// A phone number that callers dial, with what it offers, in order.
struct Line {
    directory::PhoneNumber number = directory::capitol_switchboard();
    std::vector<std::string> campaign_slugs;
    std::vector<std::string> languages;
    bool operator==(const Line&) const = default;
};

// One revision of one topic document: the topic and the campaigns its actions dial.
struct Document {
    topics::Topic topic;
    std::vector<campaigns::Campaign> campaigns;  // each ref.revision == topic.revision
    directory::Instant saved{};                  // when this revision came to be; the epoch when it never was stored
    bool operator==(const Document&) const = default;
};

// The one immutable snapshot every request reads: directory, live documents, lines, and every revision pinned by a
// recent call.
class Book {
  public:
    // `live`: the current revision of every live topic. `pinned`: older revisions still in use by calls. `archived`:
    // the current revision of every topic that is over, for those who still ask for one of its campaigns.
    Book(std::shared_ptr<const directory::Directory> directory, std::vector<std::shared_ptr<const Document>> live,
         std::vector<std::shared_ptr<const Document>> pinned, std::vector<Line> lines, std::int64_t version,
         std::vector<std::shared_ptr<const Document>> archived = {});

    const directory::Directory& directory() const { return *directory_; }
    std::shared_ptr<const directory::Directory> shared_directory() const { return directory_; }
    std::int64_t version() const { return version_; }

    const std::vector<std::shared_ptr<const Document>>& documents() const { return live_; }  // newest topic first
    const std::vector<std::shared_ptr<const Document>>& archived() const { return archived_; }
    const Document* topic(std::string_view slug) const;
    const std::vector<Line>& lines() const { return lines_; }
    const Line* line(const directory::PhoneNumber& number) const;  // null for an unknown line
    // The live campaigns of a line, in its order.
    std::vector<const campaigns::Campaign*> campaigns_of(const Line& line) const;
    const campaigns::Campaign* live_campaign(std::string_view slug) const;
    // Live or pinned; null is a miss: load that revision through the store and use `with`.
    const campaigns::Campaign* campaign(campaigns::CampaignRef ref) const;
    const topics::Topic* topic_of(campaigns::CampaignRef ref) const;
    // The first line that offers this campaign, or null.
    const Line* line_for(std::string_view campaign_slug) const;

    // This book and one pinned document more.
    std::shared_ptr<const Book> with(std::shared_ptr<const Document> pinned) const;

  private:
    std::shared_ptr<const directory::Directory> directory_;
    std::vector<std::shared_ptr<const Document>> live_, pinned_, archived_;
    std::vector<Line> lines_;
    std::int64_t version_;
    std::map<campaigns::CampaignRef, std::pair<const Document*, const campaigns::Campaign*>> by_ref_;
    std::map<std::string, const campaigns::Campaign*, std::less<>> by_slug_;
};

}  // namespace sayso::book
