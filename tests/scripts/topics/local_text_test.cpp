#include <catch2/catch.hpp>

#include "scripts/topics/topic.hpp"

using sayso::topics::LocalText;

TEST_CASE("A text is read in the language asked for, else in English, else in any, else it is empty") {
    LocalText text("Call today");
    text.set("es", "Llame hoy");
    CHECK(text.in("es") == "Llame hoy");
    CHECK(text.in("en") == "Call today");
    CHECK(text.in("fr") == "Call today");

    LocalText spanish_only;
    spanish_only.set("es", "Llame hoy");
    CHECK(spanish_only.in("en") == "Llame hoy");
    CHECK(LocalText().in("en").empty());
    CHECK(LocalText().empty());
    CHECK_FALSE(spanish_only.has("en"));
}

TEST_CASE("A status has the word that content files use") {
    using sayso::topics::Status;
    CHECK(sayso::topics::word(Status::draft) == "draft");
    CHECK(sayso::topics::word(Status::live) == "live");
    CHECK(sayso::topics::word(Status::archived) == "archived");
}
