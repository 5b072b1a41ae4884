#include "scripts/book/book.hpp"

#include <algorithm>

namespace sayso::book {

namespace {

using Documents = std::vector<std::shared_ptr<const Document>>;

void newest_first(Documents& documents) {
    std::sort(documents.begin(), documents.end(), [](const auto& a, const auto& b) {
        if (a->topic.date != b->topic.date) return a->topic.date > b->topic.date;
        return a->topic.slug < b->topic.slug;
    });
}

}  // namespace

Book::Book(std::shared_ptr<const directory::Directory> directory, Documents live, Documents pinned,
           std::vector<Line> lines, std::int64_t version, Documents archived)
    : directory_(std::move(directory)),
      live_(std::move(live)),
      pinned_(std::move(pinned)),
      archived_(std::move(archived)),
      lines_(std::move(lines)),
      version_(version) {
    const auto absent = [](const auto& document) { return document == nullptr; };
    live_.erase(std::remove_if(live_.begin(), live_.end(), absent), live_.end());
    pinned_.erase(std::remove_if(pinned_.begin(), pinned_.end(), absent), pinned_.end());
    archived_.erase(std::remove_if(archived_.begin(), archived_.end(), absent), archived_.end());
    newest_first(live_);
    newest_first(archived_);
    // Live before pinned: a revision that is both is found in the live document.
    for (const auto* documents : {&live_, &pinned_, &archived_})
        for (const auto& document : *documents)
            for (const auto& campaign : document->campaigns)
                by_ref_.emplace(campaign.ref, std::make_pair(document.get(), &campaign));
    for (const auto& document : live_) {
        if (document->topic.status != topics::Status::live) continue;
        for (const auto& campaign : document->campaigns)
            if (campaign.status == topics::Status::live) by_slug_.emplace(campaign.slug, &campaign);
    }
}

const Document* Book::topic(std::string_view slug) const {
    const auto found =
        std::find_if(live_.begin(), live_.end(), [slug](const auto& document) { return document->topic.slug == slug; });
    return found == live_.end() ? nullptr : found->get();
}

const Line* Book::line(const directory::PhoneNumber& number) const {
    const auto found =
        std::find_if(lines_.begin(), lines_.end(), [&number](const Line& line) { return line.number == number; });
    return found == lines_.end() ? nullptr : &*found;
}

std::vector<const campaigns::Campaign*> Book::campaigns_of(const Line& line) const {
    std::vector<const campaigns::Campaign*> offered;
    for (const auto& slug : line.campaign_slugs)
        if (const auto* campaign = live_campaign(slug)) offered.push_back(campaign);
    return offered;
}

const campaigns::Campaign* Book::live_campaign(std::string_view slug) const {
    const auto found = by_slug_.find(slug);
    return found == by_slug_.end() ? nullptr : found->second;
}

const campaigns::Campaign* Book::campaign(campaigns::CampaignRef ref) const {
    const auto found = by_ref_.find(ref);
    return found == by_ref_.end() ? nullptr : found->second.second;
}

const topics::Topic* Book::topic_of(campaigns::CampaignRef ref) const {
    const auto found = by_ref_.find(ref);
    return found == by_ref_.end() ? nullptr : &found->second.first->topic;
}

const Line* Book::line_for(std::string_view campaign_slug) const {
    const auto offers = [campaign_slug](const Line& line) {
        return std::find(line.campaign_slugs.begin(), line.campaign_slugs.end(), campaign_slug) !=
               line.campaign_slugs.end();
    };
    const auto found = std::find_if(lines_.begin(), lines_.end(), offers);
    return found == lines_.end() ? nullptr : &*found;
}

std::shared_ptr<const Book> Book::with(std::shared_ptr<const Document> pinned) const {
    auto more = pinned_;
    more.push_back(std::move(pinned));
    return std::make_shared<const Book>(directory_, live_, std::move(more), lines_, version_, archived_);
}

}  // namespace sayso::book
