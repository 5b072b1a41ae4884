#include "service/present/words.hpp"

namespace sayso::present {
namespace {

// Finding topics, their history and quiz, and what the service says about itself. Order: as met on the pages.
constexpr Word table[] = {
    {"no_calls_yet", "No calls counted yet. Yours can be the first.",
     "Todavía no hay llamadas contadas. La suya puede ser la primera."},
    {"one_call", "1 call made so far.", "1 llamada hecha hasta ahora."},
    {"many_calls", "{{count}} calls made so far, {{week}} of them in the last seven days.",
     "{{count}} llamadas hechas hasta ahora, {{week}} de ellas en los últimos siete días."},
    {"browse_tags", "Browse by tag", "Explorar por etiqueta"},
    {"more_tags", "All tags", "Todas las etiquetas"},
    {"all_tags", "All tags", "Todas las etiquetas"},
    {"all_topics", "All topics", "Todos los temas"},
    {"tags_title", "Tags", "Etiquetas"},
    {"tags_page_title", "Tags – Sayso", "Etiquetas – Sayso"},
    {"no_tags", "No topic has a tag right now.", "Ahora ningún tema tiene etiqueta."},
    {"tag_page_title", "{{tag}} – topics – Sayso", "{{tag}} – temas – Sayso"},
    {"tag_description", "Topics about {{tag}}, each with what you can do.",
     "Temas sobre {{tag}}, cada uno con lo que usted puede hacer."},
    {"no_such_tag", "No live topic has this tag. Search for a word, or look at the newest topics.",
     "Ningún tema publicado tiene esta etiqueta. Busque una palabra o mire los temas más nuevos."},
    {"topics_page_title", "Topics, page {{page}} – Sayso", "Temas, página {{page}} – Sayso"},
    {"pager_label", "More topics", "Más temas"},
    {"pager_newer", "Newer topics", "Temas más nuevos"},
    {"pager_older", "Older topics", "Temas anteriores"},
    {"page_of", "Page {{page}} of {{pages}}", "Página {{page}} de {{pages}}"},
    {"search_title", "Search the topics", "Buscar en los temas"},
    {"search_page_title", "Search – Sayso", "Buscar – Sayso"},
    {"search_page_title_for", "{{query}} – search – Sayso", "{{query}} – búsqueda – Sayso"},
    {"search_label", "Search the topics", "Buscar en los temas"},
    {"search_button", "Search", "Buscar"},
    {"search_no_zip", "For a ZIP code use the box for ZIP codes, which keeps it out of the address.",
     "Para un código postal use su propia casilla, que no lo pone en la dirección."},
    {"search_too_long", "Use at most 100 characters.", "Use como máximo 100 caracteres."},
    {"search_no_words", "Type a word to look for.", "Escriba una palabra que buscar."},
    {"search_zip_instead", "That looks like a ZIP code. Type it here to see who represents you.",
     "Eso parece un código postal. Escríbalo aquí para ver quién le representa."},
    {"search_try", "Try fewer words, or only the beginning of one.",
     "Pruebe con menos palabras, o solo con el comienzo de una."},
    {"found_none", "No topic holds every word of “{{query}}”.",
     "Ningún tema contiene todas las palabras de «{{query}}»."},
    {"found_one", "1 topic for “{{query}}”", "1 tema para «{{query}}»"},
    {"found_many", "{{count}} topics for “{{query}}”", "{{count}} temas para «{{query}}»"},
    {"found_first", "The best {{most}} of {{count}} topics for “{{query}}”",
     "Los {{most}} mejores de {{count}} temas para «{{query}}»"},
    {"newest_title", "The newest topics", "Los temas más nuevos"},
    {"reading_time", "{{minutes}} min read", "{{minutes}} min de lectura"},
    {"more_sources_short", "more sources", "fuentes más"},
};

}  // namespace

std::span<const Word> words_for_reading() {
    return table;
}

}  // namespace sayso::present
