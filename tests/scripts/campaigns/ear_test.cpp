#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <iterator>

#include "scripts/campaigns/script.hpp"

using sayso::campaigns::speakable;

namespace {

struct Row {
    const char *written, *spoken;
};

const Row english[] = {
    // titles and short forms
    {"Sen. Cantwell", "Senator Cantwell"},
    {"Sens. Murray and Cantwell", "Senators Murray and Cantwell"},
    {"Rep. Don Bacon voted no.", "Representative Don Bacon voted no."},
    {"Gov. Newsom met Dr. Smith.", "Governor Newsom met Doctor Smith."},
    {"Mr. and Mrs. Jones Jr.", "Mister and Missus Jones Junior."},
    {"roads, bridges, etc.", "roads, bridges, et cetera."},
    {"roads, bridges, etc. We pay.", "roads, bridges, et cetera. We pay."},
    {"Russia vs. Ukraine", "Russia versus Ukraine"},
    {"e.g. a hearing, i.e. a public one", "for example a hearing, that is a public one"},
    {"No. 5 on the list", "number five on the list"},
    {"St. Louis", "Saint Louis"},
    {"1600 Main St.", "sixteen hundred Main Street."},
    {"Vladimir V. Putin", "Vladimir V Putin"},
    {"w/o a vote", "without a vote"},
    // letters
    {"The U.S. Senate", "The U S Senate"},
    {"I live in Washington, D.C.", "I live in Washington, D C."},
    {"a U.S.-backed plan", "a U S backed plan"},
    {"the G8 and the G20", "the G eight and the G twenty"},
    {"NATO troops", "NATO troops"},
    {"NATO-led troops", "NATO-led troops"},
    {"File a FOIA request", "File a F O I A request"},
    {"the FBI, the CIA and the NSC", "the F B I, the C I A and the N S C"},
    {"the CIA's files", "the C I A's files"},
    {"two CEOs", "two C E O's"},
    {"Vote NO on this STOP sign", "Vote no on this stop sign"},
    {"an F-16 and COVID-19", "an F sixteen and COVID nineteen"},
    {"LGBTQ+ youth", "L G B T Q plus youth"},
    {"AT&T", "A T and T"},
    {"Title IX and World War II", "Title nine and World War two"},
    {"in Austin, TX today", "in Austin, Texas today"},
    {"a hill in N.C.", "a hill in North Carolina."},
    // party and state
    {"Sen. Fischer (R-Neb.) spoke", "Senator Fischer, Republican of Nebraska, spoke"},
    {"Rep. Lee (D-CA-12)", "Representative Lee, Democrat of California district twelve"},
    {"Sen. King, I-Maine", "Senator King, Independent of Maine"},
    // numbers
    {"0", "zero"},
    {"7 hearings", "seven hearings"},
    {"13", "thirteen"},
    {"21", "twenty-one"},
    {"100", "one hundred"},
    {"342", "three hundred forty-two"},
    {"600,000 troops", "six hundred thousand troops"},
    {"1,234,567", "one million two hundred thirty-four thousand five hundred sixty-seven"},
    {"2 billion", "two billion"},
    {"2.5 million", "two point five million"},
    {"600k", "six hundred thousand"},
    {"-5 degrees", "minus five degrees"},
    {".5", "point five"},
    {"007", "zero zero seven"},
    {"12345678901234567890",
     "one two three four five six seven eight nine zero one two three four five six seven eight nine zero"},
    {"a 28-point plan", "a twenty-eight-point plan"},
    {"a 67-year-old developer", "a sixty-seven-year-old developer"},
    {"within 100 days", "within one hundred days"},
    {"a 5-4 vote", "a five to four vote"},
    {"Call 911 or 988", "Call nine one one or nine eight eight"},
    {"9/11", "nine eleven"},
    {"24/7", "twenty-four seven"},
    {"3/4 of us", "three quarters of us"},
    {"3½ hours", "three and one half hours"},
    {"10x", "ten times"},
    {"ZIP 94110", "ZIP nine four one one zero"},
    {"94110-1234", "nine four one one zero one two three four"},
    // ordinals
    {"the 1st, 2nd and 3rd", "the first, second and third"},
    {"the 119th Congress", "the one hundred nineteenth Congress"},
    {"the 12th district", "the twelfth district"},
    {"the 20th", "the twentieth"},
    // years and decades
    {"in 2025", "in twenty twenty-five"},
    {"in 1905", "in nineteen oh five"},
    {"in 2000 and 2009", "in two thousand and two thousand nine"},
    {"the 1990s", "the nineteen nineties"},
    {"the '60s", "the sixties"},
    {"2025-26", "twenty twenty-five to twenty-six"},
    // dates and times
    {"Oct. 14", "October fourteenth"},
    {"Oct. 24-26, 2025 in Miami", "October twenty-fourth to twenty-sixth, twenty twenty-five in Miami"},
    {"Oct. 24–26", "October twenty-fourth to twenty-sixth"},
    {"Oct. 24-Nov. 2", "October twenty-fourth to November second"},
    {"Nov. 2025", "November twenty twenty-five"},
    {"in Jan. and Oct. 2025", "in January and October twenty twenty-five"},
    {"November 26, 2025", "November twenty-sixth, twenty twenty-five"},
    {"Sept. 3rd", "September third"},
    {"May 5", "May fifth"},
    {"We may 5 times", "We may five times"},
    {"2025-11-26", "November twenty-sixth, twenty twenty-five"},
    {"11/26/2025", "November twenty-sixth, twenty twenty-five"},
    {"at 10:30 a.m. today", "at ten thirty A M today"},
    {"9 a.m. to 5 p.m.", "nine A M to five P M."},
    {"at 10:00", "at ten o'clock"},
    {"10:05pm", "ten oh five P M"},
    // money and shares
    {"$2 billion", "two billion dollars"},
    {"$2.5 million", "two point five million dollars"},
    {"$2B", "two billion dollars"},
    {"$600,000", "six hundred thousand dollars"},
    {"$1", "one dollar"},
    {"$5.25", "five dollars and twenty-five cents"},
    {"$0.99", "ninety-nine cents"},
    {"$10.00", "ten dollars"},
    {"$2-3 billion", "two to three billion dollars"},
    {"$10/month", "ten dollars per month"},
    {"a $2-billion-a-year plan", "a two billion dollar-a-year plan"},
    {"€50 million", "fifty million euros"},
    {"50¢", "fifty cents"},
    {"45% of voters", "forty-five percent of voters"},
    {"10-20%", "ten to twenty percent"},
    {"4.5%", "four point five percent"},
    // bills
    {"H.R. 1234", "H R twelve thirty-four"},
    {"HR 1", "H R one"},
    {"H.R.7012", "H R seventy twelve"},
    {"H.R. 105", "H R one oh five"},
    {"H.R. 3000", "H R three thousand"},
    {"S. 42", "S forty-two"},
    {"S. 1200 and H.R. 123", "S twelve hundred and H R one twenty-three"},
    {"S.Res. 5", "Senate Resolution five"},
    {"H. Con. Res. 14", "House Concurrent Resolution fourteen"},
    {"H.J.Res. 7", "House Joint Resolution seven"},
    {"SB 1047", "S B ten forty-seven"},
    // telephone and web
    {"Call (202) 224-3121.", "Call two zero two, two two four, three one two one."},
    {"202-224-3121", "two zero two, two two four, three one two one"},
    {"+12022243121", "two zero two, two two four, three one two one"},
    {"https://www.sayso.org/act-now?x=1", "sayso dot org slash act dash now"},
    {"Go to example.org.", "Go to example dot org."},
    {"write to a.b@senate.gov", "write to a dot b at senate dot gov"},
    {"5calls.org", "five calls dot org"},
    // punctuation, quotes, emphasis, emoji
    {"'Donetsk and maybe a land swap'", "Donetsk and maybe a land swap"},
    {"‘it’s over’", "it's over"},
    {"“a lot of space”", "a lot of space"},
    {"he said \"no.\"", "he said no."},
    {"diplomacy - it's a swap", "diplomacy, it's a swap"},
    {"one—two", "one, two"},
    {"one -- two", "one, two"},
    {"wait...", "wait."},
    {"wait… what?!", "wait, what?"},
    {"No!!! Really???", "No! Really?"},
    {"the plan (all of it) fails", "the plan, all of it, fails"},
    {"(all of it)", "all of it"},
    {"*very* _important_ `code`", "very important code"},
    {"and/or", "and or"},
    {"he/she", "he or she"},
    {"#SaveNATO", "SaveNATO"},
    {"#5", "number five"},
    {"some ~50 miles", "some about fifty miles"},
    {"Q&A", "Q and A"},
    {"🌍Foreign Policy", "Foreign Policy"},
    {"🛡️ National Security", "National Security"},
    {"I ❤️ libraries", "I love libraries"},
    {"Thank you ❤️", "Thank you"},
    {"👩‍👩‍👧 families", "families"},
    {"§ 230", "section two hundred thirty"},
    {"¿No?", "No?"},
    {"Nydia Velázquez", "Nydia Velázquez"},
    {"O'Rourke's bill", "O'Rourke's bill"},
    {"co-sponsor", "co-sponsor"},
    {"𝗔𝗖𝗧 now", "act now"},
    {"", ""},
    {"  \n\t ", ""},
    {"😀", ""},
    {"...", ""},
};

const Row spanish[] = {
    {"El Sen. Cruz", "El Senador Cruz"},
    {"La Sra. Pérez y el Sr. Gil", "La señora Pérez y el señor Gil"},
    {"EE. UU. y la OTAN", "Estados Unidos y la OTAN"},
    {"en EE.UU.", "en Estados Unidos."},
    {"a las 9 a. m. de hoy", "a las nueve de la mañana de hoy"},
    {"hoy, p. ej. aquí", "hoy, por ejemplo aquí"},
    {"núm. 5", "número cinco"},
    {"16", "dieciséis"},
    {"21 países", "veintiún países"},
    {"21 personas", "veintiuna personas"},
    {"200 personas", "doscientas personas"},
    {"31 de mayo", "treinta y uno de mayo"},
    {"100", "cien"},
    {"101", "ciento uno"},
    {"115", "ciento quince"},
    {"500", "quinientos"},
    {"600,000 soldados", "seiscientos mil soldados"},
    {"600.000 soldados", "seiscientos mil soldados"},
    {"1000", "mil"},
    {"1,000,000", "un millón"},
    {"2,000,000,000", "dos mil millones"},
    {"un plan de 28 puntos", "un plan de veintiocho puntos"},
    {"en 2025", "en dos mil veinticinco"},
    {"1999", "mil novecientos noventa y nueve"},
    {"14 de octubre de 2025", "catorce de octubre de dos mil veinticinco"},
    {"1 de enero", "primero de enero"},
    {"24-26 de octubre", "veinticuatro al veintiséis de octubre"},
    {"2025-11-26", "veintiséis de noviembre de dos mil veinticinco"},
    {"$2 mil millones", "dos mil millones de dólares"},
    {"$2 millones", "dos millones de dólares"},
    {"$600,000", "seiscientos mil dólares"},
    {"$1", "un dólar"},
    {"$1,000,000", "un millón de dólares"},
    {"$5.25", "cinco dólares con veinticinco centavos"},
    {"45%", "cuarenta y cinco por ciento"},
    {"4,5%", "cuatro punto cinco por ciento"},
    {"1.º y 3er", "primero y tercer"},
    {"H.R. 1234", "H R doce treinta y cuatro"},
    {"S. 42", "S cuarenta y dos"},
    {"S.Res. 5", "Resolución del Senado cinco"},
    {"(202) 224-3121", "dos cero dos, dos dos cuatro, tres uno dos uno"},
    {"sayso.org/es", "sayso punto org barra es"},
    {"¿Votará en contra?", "¿Votará en contra?"},
    {"¡Llame ya!", "¡Llame ya!"},
    {"paz & justicia", "paz y justicia"},
    {"3/4", "tres cuartos"},
    {"el G8", "el G ocho"},
    {"el FBI", "el F B I"},
    {"Sen. Fischer (R-Neb.)", "Senador Fischer, republicano de Nebraska"},
    {"«un canje de tierras»", "un canje de tierras"},
    {"10-20%", "diez a veinte por ciento"},
};

}  // namespace

TEST_CASE("English text becomes plain words for a voice") {
    for (const auto& row : english) {
        CAPTURE(row.written);
        CHECK(speakable(row.written, "en") == row.spoken);
    }
}

TEST_CASE("Spanish text becomes plain words for a voice") {
    for (const auto& row : spanish) {
        CAPTURE(row.written);
        CHECK(speakable(row.written, "es") == row.spoken);
    }
}

TEST_CASE("What a voice gets holds no raw symbol, whatever bytes come in") {
    std::uint32_t seed = 12345;
    const auto random = [&seed] { return seed = seed * 1664525U + 1013904223U; };
    const std::string pieces[] = {"$",        "2",
                                  "billion ", "Oct. ",
                                  "24-26",    ", ",
                                  "U.S.",     "H.R. ",
                                  "😀",        "\xFF",
                                  "\xE2\x80", "[",
                                  "**",       "<b>",
                                  "&",        "'",
                                  "\"",       "%",
                                  "/",        "-",
                                  "1,234",    "00",
                                  " ",        "\n",
                                  "a.m.",     "(",
                                  ")",        "#",
                                  "½",        "://",
                                  "x.org",    "EE. UU.",
                                  "\x01",     std::string(1, '\0'),
                                  ":",        "59",
                                  "S. ",      "IX",
                                  "Title ",   "¿"};
    for (int round = 0; round < 1500; ++round) {
        std::string text;
        for (auto left = (random() >> 8U) % 12; left > 0; --left) text += pieces[(random() >> 8U) % std::size(pieces)];
        for (const auto* language : {"en", "es"}) {
            const auto spoken = speakable(text, language);
            CAPTURE(text, language, spoken);
            REQUIRE(spoken.find_first_of("$%#&@/*_<>[](){}\"=+~^|\\`0123456789\n\t") == std::string::npos);
            REQUIRE(spoken.find("  ") == std::string::npos);
            REQUIRE(std::none_of(spoken.begin(), spoken.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }));
        }
    }
}

TEST_CASE("Words that are plain already stay as they are") {
    for (const auto* text : {"Please vote for the library fund.", "Will the committee hold hearings?", "senator",
                             "A plan, a vote; an answer."})
        CHECK(speakable(text, "en") == text);
}
