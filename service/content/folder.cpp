#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "service/content/yaml.hpp"

namespace sayso::content {

namespace {

namespace fs = std::filesystem;

std::optional<std::string> read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return {};
    // One byte beyond the limit is enough to know that a file is too large.
    std::string text(Limits::file_bytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

void write_file(const fs::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out)
        throw std::runtime_error("cannot write " + path.string() + ": look at the folder's permissions and free space");
}

void fail(Folder& folder, const std::string& file, std::string message) {
    folder.problems.push_back({true, file, 0, 0, std::move(message)});
}

std::vector<fs::path> topic_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code wrong;
    for (fs::directory_iterator it(folder, wrong), end; !wrong && it != end; it.increment(wrong))
        if (it->path().extension() == ".yaml" && it->path().filename().string().front() != '.')
            files.push_back(it->path());
    std::sort(files.begin(), files.end());
    return files;
}

void read_topic_file(const fs::path& path, Folder& folder) {
    const auto name = "topics/" + path.filename().string();
    const auto text = read_file(path);
    if (!text) return fail(folder, name, "the file cannot be read: look at its permissions");
    auto document = read_document(*text, name, folder.problems);
    if (!document.topic.slug.empty() && document.topic.slug != path.stem().string())
        fail(folder, name,
             "the topic's slug is \"" + document.topic.slug + "\": call the file " + document.topic.slug + ".yaml");
    folder.documents.push_back(std::move(document));
}

void check_slugs(Folder& folder) {
    std::map<std::string, std::string> owner;
    for (const auto& document : folder.documents) {
        for (const auto& campaign : document.campaigns) {
            if (campaign.slug.empty()) continue;
            const auto [entry, fresh] = owner.emplace(campaign.slug, document.topic.slug);
            if (!fresh && entry->second != document.topic.slug)
                fail(folder, "topics/" + document.topic.slug + ".yaml",
                     "the campaign \"" + campaign.slug + "\" stands in " + entry->second +
                         ".yaml too: give it another slug");
        }
    }
}

void read_lines_file(const fs::path& path, Folder& folder) {
    if (!fs::exists(path)) return;
    if (const auto text = read_file(path)) return read_lines(*text, folder);
    fail(folder, "lines.yaml", "the file cannot be read: look at its permissions");
}

std::string first_error(const std::vector<Problem>& problems) {
    for (const auto& problem : problems)
        if (problem.error) return text_of(problem);
    return {};
}

// What is saved is not the file but its canonical text, which escapes and defaults can make larger: better refused now
// than too large to be read from the store.
void check_saved_texts(const Folder& folder) {
    for (const auto& document : folder.documents) {
        std::vector<Problem> problems;
        read_document(write_document(document), "topics/" + document.topic.slug + ".yaml", problems);
        if (const auto wrong = first_error(problems); !wrong.empty())
            throw std::runtime_error("with every escape and default written out, a topic is more than can be kept: " +
                                     wrong);
    }
}

// Slug of every campaign the store will know after the import, with its topic.
std::map<std::string, std::string> owners_after(const Folder& folder, store::Contents& contents) {
    std::map<std::string, std::string> owners;
    std::set<std::string> replaced;
    for (const auto& document : folder.documents) replaced.insert(document.topic.slug);
    for (const auto& stored : contents.current()) {
        if (replaced.count(stored.slug) != 0) continue;
        for (const auto& campaign : decode(stored, contents).campaigns) owners.emplace(campaign.slug, stored.slug);
    }
    for (const auto& document : folder.documents) {
        for (const auto& campaign : document.campaigns) {
            const auto [entry, fresh] = owners.emplace(campaign.slug, document.topic.slug);
            if (!fresh && entry->second != document.topic.slug)
                throw std::runtime_error("the campaign \"" + campaign.slug + "\" belongs to the topic \"" +
                                         entry->second + "\" already: give it another slug");
        }
    }
    return owners;
}

void check_lines(const Folder& folder, const std::map<std::string, std::string>& owners) {
    for (const auto& line : folder.lines) {
        for (const auto& slug : line.campaign_slugs) {
            if (owners.count(slug) != 0) continue;
            std::string known;
            for (const auto& [name, topic] : owners) known += (known.empty() ? "" : ", ") + name;
            throw std::runtime_error("the line " + line.number.e164() + " offers the campaign \"" + slug +
                                     "\", which does not exist: there " +
                                     (known.empty() ? "is none yet" : "are " + known));
        }
    }
}

// An action is known by its campaign's slug, a letter by its place among the letters.
void give_action_ids(book::Document& document, store::Contents& contents) {
    int written = 0;
    for (auto& action : document.topic.actions) {
        const auto name = action.written ? "written-" + std::to_string(++written) : action.campaign_slug;
        action.id = contents.id_of("action", document.topic.slug + "/" + name);
    }
}

// True when this made a revision.
bool save_document(const book::Document& document, store::Contents& contents, store::Instant at) {
    const auto topic = contents.id_of("topic", document.topic.slug);
    std::vector<std::int64_t> campaigns;
    for (const auto& campaign : document.campaigns) campaigns.push_back(contents.id_of("campaign", campaign.slug));
    int before = 0;
    for (const auto& stored : contents.current())
        if (stored.topic == topic) before = stored.revision;
    return contents.save(topic, document.topic.slug, document.topic.status, write_document(document), at, campaigns) !=
           before;
}

}  // namespace

std::string text_of(const Problem& problem) {
    std::string place = problem.file;
    if (problem.line > 0) place += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
    return place + ": " + (problem.error ? "error: " : "warning: ") + problem.message;
}

bool Folder::ok() const {
    return std::none_of(problems.begin(), problems.end(), [](const Problem& problem) { return problem.error; });
}

Folder read_folder(const std::string& folder) {
    Folder read;
    const fs::path root(folder);
    std::error_code wrong;
    if (!fs::is_directory(root, wrong)) {
        fail(read, folder, "there is no such folder: name one that holds topics/ and lines.yaml");
        return read;
    }
    const auto files = topic_files(root / "topics");
    if (files.empty() && !fs::exists(root / "lines.yaml"))
        fail(read, folder, "nothing to read: put topics into topics/NAME.yaml and lines into lines.yaml");
    for (const auto& file : files) read_topic_file(file, read);
    check_slugs(read);
    read_lines_file(root / "lines.yaml", read);
    return read;
}

Imported import_folder(const Folder& folder, store::Store& store, store::Instant at) {
    if (!folder.ok()) throw std::runtime_error(first_error(folder.problems));
    check_saved_texts(folder);
    auto& contents = store.contents();
    check_lines(folder, owners_after(folder, contents));
    Imported imported;
    for (const auto& document : folder.documents)
        ++(save_document(document, contents, at) ? imported.topics : imported.unchanged);
    const auto known = contents.lines();
    for (const auto& line : folder.lines) {
        if (std::find(known.begin(), known.end(), line) != known.end()) continue;
        contents.set_line(line);
        ++imported.lines;
    }
    return imported;
}

void export_folder(store::Store& store, const std::string& folder) {
    const fs::path root(folder);
    fs::create_directories(root / "topics");
    for (const auto& stored : store.contents().current()) {
        // The slug becomes a file name.
        if (!is_slug(stored.slug))
            throw std::runtime_error("the topic \"" + stored.slug + "\" has a slug that is no file name");
        write_file(root / "topics" / (stored.slug + ".yaml"), stored.text);
    }
    write_file(root / "lines.yaml", write_lines(store.contents().lines()));
}

book::Document read_stored(const store::StoredDocument& stored) {
    std::vector<Problem> problems;
    auto document = read_document(stored.text, stored.slug + " revision " + std::to_string(stored.revision), problems);
    if (const auto wrong = first_error(problems); !wrong.empty())
        throw std::runtime_error("a stored topic cannot be read: " + wrong);
    document.topic.id = stored.topic;
    document.topic.revision = stored.revision;
    document.saved = stored.saved;
    for (auto& campaign : document.campaigns) campaign.ref = {0, stored.revision};
    return document;
}

book::Document decode(const store::StoredDocument& stored, store::Contents& contents) {
    auto document = read_stored(stored);
    for (auto& campaign : document.campaigns) campaign.ref.id = contents.id_of("campaign", campaign.slug);
    give_action_ids(document, contents);
    return document;
}

}  // namespace sayso::content
