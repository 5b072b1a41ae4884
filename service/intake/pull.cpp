// The same files from their public homes.
#include <algorithm>
#include <stdexcept>

#include "service/intake/raw_file.hpp"
#include "service/net/client.hpp"
#include "service/observe/observe.hpp"

namespace sayso::intake {

namespace {

struct Fetched {
    RawFile file;
    bool not_modified = false;
};

// Why a file could not be had; for people.
struct Trouble : std::runtime_error {
    using runtime_error::runtime_error;
};

std::string explain(int status) {
    if (status == 404 || status == 410)
        return "is not there any more (status " + std::to_string(status) +
               "); look for its new home and set it in the configuration";
    if (status == 403 || status == 401) return "is refused to us (status " + std::to_string(status) + ")";
    if (status == 429) return "is asked for too often (status 429); try again later";
    if (status >= 500) return "cannot be served now (status " + std::to_string(status) + "); try again later";
    return "was answered with status " + std::to_string(status);
}

// A body whose end nobody announced may have been cut off unseen; a shorter list of members would look whole.
void require_whole(const http::Response& response) {
    if (response.headers.has("Transfer-Encoding")) return;
    const auto length = response.headers.get("Content-Length");
    if (length.empty()) throw Trouble("the answer does not say how long it is, so nobody can tell whether it is whole");
    if (length != std::to_string(response.body.size()))
        throw Trouble("the answer was cut off: " + grouped(response.body.size()) + " bytes came of " +
                      std::string(length));
}

class Puller {
  public:
    Puller(const PullOptions& options, const std::optional<store::InstalledDirectory>& installed)
        : options_(options), installed_(installed), now_(options.now.value_or(observe::now())) {}

    Pulled run() {
        Pulled pulled;
        try {
            wait_for_first_sign();
            fetch_all(pulled.parsed.findings);
        } catch (const std::exception& trouble) {
            pulled.parsed.findings.push_back({true, current_, 0, std::string(trouble.what()) + "."});
            return pulled;
        }
        if (!pulled.parsed.ok()) return pulled;
        if (conditional_ &&
            std::all_of(fetched_.begin(), fetched_.end(), [](const Fetched& each) { return each.not_modified; })) {
            pulled.unchanged = true;
            pulled.parsed.files = installed_->files;
            return pulled;
        }
        return parse(std::move(pulled));
    }

  private:
    void say(const std::string& line) const {
        if (options_.progress) options_.progress(line);
    }

    std::string url_of(const Source& source) const {
        for (const auto& [name, url] : options_.urls)
            if (name == source.name) return url;
        return {};
    }

    net::ClientLimits limits(const Source& source) const {
        net::ClientLimits limits;
        limits.connect_time = std::chrono::milliseconds(options_.connect_milliseconds);
        limits.total_time = options_.file_time;
        limits.body_bytes = source.most_bytes;
        return limits;
    }

    // Before the first start waits for megabytes: is there anybody?
    void wait_for_first_sign() {
        if (!options_.first_answer_time) return;
        for (const Source& source : sources()) {
            const std::string url = url_of(source);
            if (url.empty()) continue;
            current_ = source.name;
            auto brief = limits(source);
            brief.total_time = *options_.first_answer_time;
            net::fetch("HEAD", url, {}, "", brief);
            return;
        }
    }

    void fetch_all(std::vector<Finding>& findings) {
        conditional_ = !options_.unconditional && installed_ &&
                       (!options_.dated || *options_.dated == installed_->dated) && same_homes();
        for (const Source& source : sources()) {
            current_ = source.name;
            const std::string url = url_of(source);
            if (!url.empty()) {
                fetched_.push_back(fetch(source, url, conditional_));
            } else {
                const std::string missing = "No home is configured for " + std::string(source.holds) + " (" +
                                            std::string(source.config_key) + ")";
                findings.push_back({source.required, current_, 0,
                                    missing + (source.required ? "; nothing can be installed." : "; left out.")});
            }
        }
        const bool some_changed =
            std::any_of(fetched_.begin(), fetched_.end(), [](const Fetched& each) { return !each.not_modified; });
        if (!some_changed) return;
        for (auto& each : fetched_) {
            if (!each.not_modified) continue;
            current_ = each.file.source->name;
            each = fetch(*each.file.source, url_of(*each.file.source), false);
        }
    }

    // Conditions make sense only against files that came from the homes asked now.
    bool same_homes() const {
        std::size_t homes = 0;
        for (const Source& source : sources()) {
            const std::string url = url_of(source);
            if (url.empty()) continue;
            ++homes;
            if (!installed_file(source, url)) return false;
        }
        return homes == installed_->files.size();
    }

    const store::FetchedFile* installed_file(const Source& source, const std::string& url) const {
        for (const auto& file : installed_->files)
            if (file.name == source.name && file.url == url) return &file;
        return nullptr;
    }

    Fetched fetch(const Source& source, const std::string& url, bool conditional) {
        http::Headers headers;
        headers.add("User-Agent", "sayso");
        headers.add("Accept", "*/*");
        headers.add("Accept-Encoding", "identity");
        if (conditional) {
            const auto* known = installed_file(source, url);
            if (!known->etag.empty())
                headers.add("If-None-Match", known->etag);
            else if (!known->last_modified.empty())
                headers.add("If-Modified-Since", known->last_modified);
        }
        const http::Response response = net::fetch("GET", url, headers, "", limits(source));
        const std::string label = std::string(source.name) + ": ";
        Fetched fetched;
        fetched.file.source = &source;
        fetched.file.name = source.name;
        if (conditional && response.status == 304) {
            fetched.not_modified = true;
            say(label + "not modified");
            return fetched;
        }
        if (response.status != 200) throw Trouble(url + " " + explain(response.status));
        require_whole(response);
        if (response.body.empty()) throw Trouble(url + " was answered with an empty file");
        if (response.headers.get("Content-Type").substr(0, 9) == "text/html")
            throw Trouble(url + " was answered with a web page, not the file");
        fetched.file.bytes = response.body;
        fetched.file.record.url = url;
        fetched.file.record.etag = response.headers.get("ETag");
        fetched.file.record.last_modified = response.headers.get("Last-Modified");
        fetched.file.last_modified = parse_http_date(fetched.file.record.last_modified);
        say(label + grouped(response.body.size()) + " bytes");
        return fetched;
    }

    Pulled parse(Pulled pulled) {
        std::vector<RawFile> files;
        for (auto& each : fetched_) files.push_back(std::move(each.file));
        auto findings = std::move(pulled.parsed.findings);
        pulled.parsed = parse_files(std::move(files), "public", options_.dated, now_);
        pulled.parsed.findings.insert(pulled.parsed.findings.begin(), findings.begin(), findings.end());
        pulled.unchanged = !options_.unconditional && same_as_installed(pulled.parsed);
        return pulled;
    }

    // For homes that know no conditional requests.
    bool same_as_installed(const Parsed& parsed) const {
        if (!installed_ || installed_->dated != parsed.data.dated || installed_->files.size() != parsed.files.size())
            return false;
        return std::equal(parsed.files.begin(), parsed.files.end(), installed_->files.begin(),
                          [](const store::FetchedFile& a, const store::FetchedFile& b) {
                              return a.name == b.name && a.url == b.url && a.sha256 == b.sha256;
                          });
    }

    const PullOptions& options_;
    const std::optional<store::InstalledDirectory>& installed_;
    directory::Instant now_;
    bool conditional_ = false;
    std::string current_;
    std::vector<Fetched> fetched_;
};

}  // namespace

Pulled pull(const PullOptions& options, const std::optional<store::InstalledDirectory>& installed) {
    return Puller(options, installed).run();
}

}  // namespace sayso::intake
