#include "service/present/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "service/present/escape.hpp"

namespace sayso::present {
namespace {

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeIterator {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Parser = std::unique_ptr<cmark_parser, FreeParser>;
using Tree = std::unique_ptr<cmark_node, FreeNode>;

constexpr int options_always = CMARK_OPT_SMART | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE;

void attach_extensions(cmark_parser* parser) {
    cmark_gfm_core_extensions_ensure_registered();
    for (const char* name : {"table", "strikethrough", "autolink"}) {
        if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) {
            cmark_parser_attach_syntax_extension(parser, extension);
        }
    }
}

// All nodes in reading order. Collected first, since the changes below add and remove nodes.
std::vector<cmark_node*> nodes_of(cmark_node* root) {
    std::vector<cmark_node*> nodes;
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
    while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
        if (cmark_iter_get_event_type(iterator.get()) == CMARK_EVENT_ENTER)
            nodes.push_back(cmark_iter_get_node(iterator.get()));
    }
    return nodes;
}

bool is_type(cmark_node* node, std::string_view type) {
    return type == cmark_node_get_type_string(node);
}

bool inside(cmark_node* node, std::string_view type) {
    for (; node; node = cmark_node_parent(node)) {
        if (is_type(node, type)) return true;
    }
    return false;
}

// The highest heading of the text becomes `level`, the others keep their distance to it, and none is skipped on the way
// down.
void fit_headings(cmark_node* root, int level) {
    int highest = 6;
    for (cmark_node* node : nodes_of(root)) {
        if (is_type(node, "heading")) highest = std::min(highest, cmark_node_get_heading_level(node));
    }
    int before = level - 1;
    for (cmark_node* node : nodes_of(root)) {
        if (!is_type(node, "heading")) continue;
        before = std::min({6, cmark_node_get_heading_level(node) - highest + level, before + 1});
        cmark_node_set_heading_level(node, before);
    }
}

void move_children(cmark_node* from, cmark_node* to) {
    while (cmark_node* child = cmark_node_first_child(from)) cmark_node_append_child(to, child);
}

// Our pages load nothing from elsewhere: an image is offered as a link, or as its words when it stands in a link
// already.
void image_to_link(cmark_node* image) {
    const bool linked = cmark_node_parent(image) && inside(cmark_node_parent(image), "link");
    cmark_node* link = cmark_node_new(linked ? CMARK_NODE_EMPH : CMARK_NODE_LINK);
    if (!linked) cmark_node_set_url(link, cmark_node_get_url(image));
    move_children(image, link);
    // A link in the words of the image would be a link in a link.
    for (cmark_node* inner : nodes_of(link)) {
        if (inner == link || !is_type(inner, "link")) continue;
        cmark_node* words = cmark_node_new(CMARK_NODE_EMPH);
        move_children(inner, words);
        cmark_node_replace(inner, words);
        cmark_node_free(inner);
    }
    if (!cmark_node_first_child(link)) {
        cmark_node* words = cmark_node_new(CMARK_NODE_TEXT);
        const char* url = cmark_node_get_url(image);
        cmark_node_set_literal(words, url && *url ? url : "image");
        cmark_node_append_child(link, words);
    }
    cmark_node_replace(image, link);
    cmark_node_free(image);
}

// The library empties such an address, and an empty one is the page itself.
bool leads_nowhere(const char* url) {
    std::string begin = url ? std::string(url).substr(0, 12) : std::string();
    std::transform(begin.begin(), begin.end(), begin.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const char* scheme : {"javascript:", "vbscript:", "file:", "data:"})
        if (begin.rfind(scheme, 0) == 0) return true;
    return begin.empty();
}

void link_to_words(cmark_node* link) {
    while (cmark_node* child = cmark_node_first_child(link)) cmark_node_insert_before(link, child);
    cmark_node_unlink(link);
    cmark_node_free(link);
}

// Alignment would become an obsolete attribute or an inline style, which our content security policy refuses.
void drop_alignment(cmark_node* table) {
    const std::uint16_t columns = cmark_gfm_extensions_get_table_columns(table);
    // In place: the library's setter leaks what was there.
    std::fill_n(cmark_gfm_extensions_get_table_alignments(table), columns, std::uint8_t{0});
}

void wrap_table(cmark_node* table) {
    drop_alignment(table);
    cmark_node* frame = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(frame, "<div class=\"wide\" tabindex=\"0\">");
    cmark_node_set_on_exit(frame, "</div>");
    if (cmark_node_replace(table, frame))
        cmark_node_append_child(frame, table);
    else
        cmark_node_free(frame);
}

// Typographic apostrophes read as plain ones of the same meaning, so that O'Brien is found in both spellings.
std::string plain_apostrophes(std::string text) {
    for (std::size_t at = 0; (at = text.find("\xE2\x80\x99", at)) != std::string::npos;) text.replace(at, 3, "'");
    return text;
}

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

// Where `name` stands as whole words in `text`; npos when nowhere.
std::size_t find_name(const std::string& text, const std::string& name) {
    for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; ++at) {
        const std::size_t end = at + name.size();
        if ((at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end]))) return at;
    }
    return std::string::npos;
}

cmark_node* text_node(const std::string& words) {
    cmark_node* node = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, words.c_str());
    return node;
}

// Splits the text node around the mention; returns the text that follows it. Null, with the text as it was, where the
// library lets no such node stand: in the cell of a table.
cmark_node* open_mention(cmark_node* node, const std::string& text, std::size_t at, const Mention& mention) {
    cmark_node* button = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    const std::string begin = "<button type=\"button\" class=\"mention\" popovertarget=\"" + escape(mention.id) + "\">";
    const std::string language = mention.language.empty() ? "" : " lang=\"" + escape(mention.language) + "\"";
    const std::string end = "</button><span class=\"definition\" popover id=\"" + escape(mention.id) + "\"" + language +
                            ">" + escape(mention.definition) + "</span>";
    cmark_node_set_on_enter(button, begin.c_str());
    cmark_node_set_on_exit(button, end.c_str());
    cmark_node_append_child(button, text_node(text.substr(at, mention.name.size())));
    if (!cmark_node_insert_after(node, button)) {
        cmark_node_free(button);
        return nullptr;
    }
    cmark_node* after = text_node(text.substr(at + mention.name.size()));
    cmark_node_insert_after(button, after);
    cmark_node_set_literal(node, text.substr(0, at).c_str());
    return after;
}

void open_mentions(cmark_node* root, std::vector<Mention> open) {
    for (Mention& mention : open) mention.name = plain_apostrophes(mention.name);
    open.erase(std::remove_if(open.begin(), open.end(), [](const Mention& m) { return m.name.empty(); }), open.end());
    cmark_consolidate_text_nodes(root);
    for (cmark_node* node : nodes_of(root)) {
        if (!is_type(node, "text") || inside(node, "link") || inside(node, "heading")) continue;
        while (node) {
            const std::string text = plain_apostrophes(cmark_node_get_literal(node));
            std::size_t first = std::string::npos;
            auto which = open.end();
            for (auto mention = open.begin(); mention != open.end(); ++mention) {
                const std::size_t at = find_name(text, mention->name);
                if (at < first) {
                    first = at;
                    which = mention;
                }
            }
            if (which == open.end()) break;
            node = open_mention(node, text, first, *which);
            if (node) open.erase(which);
        }
    }
}

struct Parsed {
    Parser parser;  // lives as long as the tree: it owns the list of extensions
    Tree tree;
};

Parsed parsed(std::string_view markdown) {
    const std::string text = clean(markdown);
    Parser parser(cmark_parser_new(options_always));
    attach_extensions(parser.get());
    cmark_parser_feed(parser.get(), text.data(), text.size());
    Tree tree(cmark_parser_finish(parser.get()));
    return {std::move(parser), std::move(tree)};
}

bool holds_words(cmark_node* node) {
    return is_type(node, "text") || is_type(node, "code") || is_type(node, "code_block");
}

}  // namespace

std::string markdown_html(std::string_view markdown, const MarkdownOptions& options) {
    const auto [parser, tree] = parsed(markdown);
    fit_headings(tree.get(), options.heading_level);
    for (cmark_node* node : nodes_of(tree.get())) {
        if (is_type(node, "table")) wrap_table(node);
    }
    for (cmark_node* node : nodes_of(tree.get())) {
        if (is_type(node, "image")) image_to_link(node);
    }
    for (cmark_node* node : nodes_of(tree.get())) {
        if (is_type(node, "link") && leads_nowhere(cmark_node_get_url(node))) link_to_words(node);
    }
    open_mentions(tree.get(), options.mentions);
    const std::unique_ptr<char, decltype(&std::free)> html(
        cmark_render_html(tree.get(), options_always, cmark_parser_get_syntax_extensions(parser.get())), &std::free);
    return html.get();
}

std::string markdown_text(std::string_view markdown) {
    const auto [parser, tree] = parsed(markdown);
    std::string text;
    for (cmark_node* node : nodes_of(tree.get())) {
        if (is_type(node, "softbreak") || is_type(node, "linebreak")) text += ' ';
        if (is_type(node, "table_cell")) text += ' ';
        if (is_type(node, "paragraph") || is_type(node, "heading") || is_type(node, "code_block") ||
            is_type(node, "table_row")) {
            if (!text.empty() && text.back() != '\n') text += '\n';
        }
        if (!holds_words(node)) continue;
        if (const char* words = cmark_node_get_literal(node)) text += words;
    }
    return text;
}

}  // namespace sayso::present
