#include "service/present/letter.hpp"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "service/present/words.hpp"

using namespace sayso;
using namespace sayso::present;
using topics::LocalText;

namespace {

constexpr std::chrono::year_month_day today{std::chrono::year{2026}, std::chrono::June, std::chrono::day{16}};

topics::WrittenRequest request_of(const std::string& letter) {
    topics::WrittenRequest request;
    request.letter = LocalText(letter);
    request.requests = {LocalText("All water samples"), LocalText("All letters about them")};
    topics::Addressee agency, council;
    agency.name = LocalText("Department of Rivers");
    agency.name.set("es", "Departamento de Ríos");
    agency.address = "Department of Rivers\n1 River Road\nWashington, DC 20001\n";
    agency.foia = true;
    council.name = LocalText("River Council");
    council.address = "2 River Road\nWashington, DC 20001";
    request.addressees = {agency, council};
    return request;
}

std::string text_of(const topics::WrittenRequest& request, const LetterChoice& choice = {},
                    Language language = Language::en) {
    return letter_text(written_letter(request, choice, today, language));
}

bool says(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

LetterChoice to(std::size_t addressee) {
    LetterChoice choice;
    choice.addressee = addressee;
    return choice;
}

// A file of its own, gone at the end.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::string& bytes) : name_("/tmp/sayso-letter-XXXXXX") {
        const int handle = mkstemp(name_.data());
        REQUIRE(handle >= 0);
        close(handle);
        std::ofstream(name_, std::ios::binary) << bytes;
    }
    ~TemporaryFile() { std::remove(name_.c_str()); }
    const std::string& name() const { return name_; }

  private:
    std::string name_;
};

// What a command of poppler-utils says of a PDF: a second reading by somebody else.
std::string said_by(const std::string& command, const std::string& pdf) {
    const TemporaryFile file(pdf);
    FILE* pipe = popen((command + " " + file.name() + (command.substr(0, 9) == "pdftotext" ? " -" : "")).c_str(), "r");
    REQUIRE(pipe);
    std::string out;
    char buffer[4096];
    for (std::size_t size; (size = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, size);
    CHECK(pclose(pipe) == 0);
    return out;
}

// Words without what lays them out: numbers of pages, breaks, blanks.
std::string words_only(const std::string& text) {
    std::istringstream in(text);
    std::string out;
    for (std::string word; in >> word;) out += word + " ";
    return out;
}

bool has_poppler() {
    return std::system("pdftotext -v 2>/dev/null") == 0;
}

}  // namespace

TEST_CASE("a letter to an agency names the law, the fees and the form") {
    const std::string text = text_of(request_of("The river is everybody's."));
    CHECK(text ==
          "Your name\r\nYour postal address, e-mail and telephone number\r\n\r\nJune 16, 2026\r\n\r\n"
          "Department of Rivers\r\n1 River Road\r\nWashington, DC 20001\r\n\r\n"
          "Freedom of Information Act request\r\n\r\nDear FOIA Officer:\r\n\r\n"
          "Under the Freedom of Information Act, 5 U.S.C. 552, I request copies of the following records.\r\n\r\n"
          "1. All water samples\r\n2. All letters about them\r\n\r\nThe river is everybody's.\r\n\r\n" +
              std::string(word("letter_fee_waiver", Language::en)) + "\r\n\r\n" +
              std::string(word("letter_form_agency", Language::en)) + "\r\n\r\nSincerely,\r\n\r\nYour name\r\n");
}

TEST_CASE("who is no agency gets no statute line") {
    for (const std::string letter :
         {"The river is everybody's.",
          "Dear FOIA Officer,\n\nUnder the Freedom of Information Act, 5 U.S.C. 552, I request these records.\n\nThe "
          "river is everybody's.\n\nI ask for a waiver of all fees.\n\nSincerely,\n(your name)"}) {
        const std::string text = text_of(request_of(letter), to(1));
        INFO(text);
        for (const char* never : {"552", "FOIA", "Freedom of Information", "fee", "U.S.C.", "(your name)"})
            CHECK_FALSE(says(text, never));
        CHECK(says(text, "River Council\r\n2 River Road\r\n"));
        CHECK(says(text, "To whom it may concern:"));
        CHECK(says(text, "I ask you for copies of the following records."));
        CHECK(says(text, "1. All water samples\r\n"));
        CHECK(says(text, "The river is everybody's."));
        CHECK(says(text, "Request for records"));
    }
}

TEST_CASE("a letter that names the law itself gets nothing said twice") {
    const auto request = request_of(
        "Dear FOIA Officer,\n\nUnder the Freedom of Information Act, 5 U.S.C. 552,\nI request these records.\n\nI ask "
        "for a waiver of all fees.\n\nSincerely,\n(your name, postal address)");
    const auto parts = letter_parts(request, {}, today, Language::en);
    CHECK_FALSE(parts.asks_fee);
    CHECK(parts.about_records);
    const std::string text = text_of(request);
    CHECK(says(text,
               "Dear FOIA Officer,\r\n\r\nUnder the Freedom of Information Act, 5 U.S.C. 552, I request these "
               "records.\r\n\r\n1. All water samples"));
    CHECK_FALSE(says(text, "tracking number"));
    CHECK_FALSE(says(text, "postal address)"));
    CHECK(says(text, "Sincerely,\r\n\r\nYour name\r\n"));
}

TEST_CASE("each choice about fees says one thing") {
    for (const auto fee : fee_choices) {
        LetterChoice choice;
        choice.fee = fee;
        const std::string text = text_of(request_of("x"), choice);
        for (const auto other : fee_choices)
            CHECK(says(text, word("letter_fee_" + std::string(other), Language::en)) == (other == fee));
    }
}

TEST_CASE("dates are asked for only where the organizer's text has none") {
    CHECK(letter_parts(request_of("x"), {}, today, Language::en).asks_period);
    CHECK_FALSE(letter_parts(request_of("From January 2025 on."), {}, today, Language::en).asks_period);
    auto dated = request_of("x");
    dated.requests.push_back(LocalText("Meetings of October 24, 2025"));
    CHECK_FALSE(letter_parts(dated, {}, today, Language::en).asks_period);
    for (const char* no_year : {"5 U.S.C. 552", "ZIP 20001", "12025", "No. 1776"})
        CHECK(letter_parts(request_of(no_year), {}, today, Language::en).asks_period);

    LetterChoice choice;
    choice.from = read_date("2025-10-24");
    CHECK(says(text_of(request_of("x"), choice), "from October 24, 2025 to the day of your search."));
    choice.until = read_date("2025-10-26");
    CHECK(says(text_of(request_of("x"), choice), "from October 24, 2025 to October 26, 2025."));
    choice.from.reset();
    CHECK(says(text_of(request_of("x"), choice), "up to October 26, 2025."));
    CHECK_FALSE(says(text_of(request_of("x")), "Please search"));
}

TEST_CASE("a date is read as browsers send it and no other way") {
    CHECK(read_date("2025-02-28"));
    for (const char* wrong : {"", "2025-02-30", "2025-2-28", "28.02.2025", "2025-02-28 ", "x025-02-28", "0000-01-01",
                              "2025-13-01", "2025/02/28"})
        CHECK_FALSE(read_date(wrong));
}

TEST_CASE("a letter that is no request for records is the organizer's words alone") {
    auto request = request_of("Dear Editor,\n\nThe river matters.\n\nYours faithfully,\nNN");
    request.addressees.erase(request.addressees.begin());
    request.requests.clear();
    CHECK(text_of(request) ==
          "Your name\r\nYour postal address, e-mail and telephone number\r\n\r\nJune 16, 2026\r\n\r\nRiver "
          "Council\r\n2 River Road\r\nWashington, DC 20001\r\n\r\nDear Editor,\r\n\r\nThe river matters.\r\n\r\n"
          "Yours faithfully,\r\n\r\nYour name\r\n");
}

TEST_CASE("the letter is in the language of the organizer's text") {
    auto request = request_of("The river.");
    CHECK(says(text_of(request, {}, Language::es), "Dear FOIA Officer:"));
    request.letter.set("es", "El río.");
    const std::string spanish = text_of(request, {}, Language::es);
    CHECK(says(spanish, "16 de junio de 2026"));
    CHECK(says(spanish, "Conforme a la Ley de Libertad de Información"));
    CHECK(says(spanish, "Departamento de Ríos\r\nDepartment of Rivers") == false);
    CHECK(says(spanish, "Atentamente,"));
}

TEST_CASE("names and addresses come as lines without controls") {
    LetterChoice choice;
    choice.name = " Ana\x01 \xC3\x91u\xC3\xB1o\r\nx\xFF ";
    choice.address = "\n\n1 Main St\n\n  Springfield \t\n";
    const std::string text = text_of(request_of("x"), choice);
    const std::string begin = "Ana Ñuño\r\nx\xEF\xBF\xBD\r\n1 Main St\r\nSpringfield\r\n\r\nJune 16, 2026\r\n";
    CHECK(text.substr(0, begin.size()) == begin);
    CHECK_FALSE(says(text, "Your name"));
}

TEST_CASE("the PDF says what the text says, in any script, on as many pages as it takes") {
    if (!has_poppler()) {
        WARN("pdftotext is not here (poppler-utils): the PDF is not read back");
        return;
    }
    LetterChoice choice;
    choice.name = "Ana Ñuño-Łukasz Ωμέγα Жук";
    choice.address = "Calle Ñandú 5\nSan José, CA 95101\n\xE6\x9D\x8E\xE6\x98\x8E";
    auto request = request_of("It's “quoted” – and <b>not</b> & bold (\\) {x} fi ffl.");
    for (int i = 0; i < 120; ++i)
        request.requests.push_back(
            LocalText("Record number " + std::to_string(i) +
                      " of the river and of everything that was ever said about the river in that month"));
    for (const auto language : all_languages) {
        if (language == Language::es) request.letter.set("es", "¿El río? ¡Sí! Año, acción, pingüino.");
        const Letter letter = written_letter(request, choice, today, language);
        const std::string pdf = letter_pdf(letter);
        std::string read = said_by("pdftotext -enc UTF-8 -nopgbrk", pdf);
        std::string expected = letter_text(letter);
        // The numbers of pages stand between the lines.
        std::istringstream lines(read);
        std::string kept;
        for (std::string line; std::getline(lines, line);)
            if (line.size() > 2 || line.find_first_not_of("0123456789") != std::string::npos) kept += line + "\n";
        CHECK(words_only(kept) == words_only(expected));
        const std::string about = said_by("pdfinfo", pdf);
        CHECK(says(about, "Pages:           "));
        CHECK_FALSE(says(about, "Pages:           1\n"));
        CHECK(says(about, "Tagged:          yes"));
        CHECK(says(about, "letter"));
        CHECK(says(about, letter.title));
        CHECK(says(pdf, "/Lang (" + letter.language + ")"));
        const std::string fonts = said_by("pdffonts", pdf);
        CHECK_FALSE(says(fonts, " no "));
    }
}

TEST_CASE("a blank letter has room to write the name and the address by hand") {
    if (!has_poppler()) return;
    const std::string read =
        said_by("pdftotext -enc UTF-8", letter_pdf(written_letter(request_of("x"), {}, today, Language::en)));
    CHECK(says(read, "Your name"));
    CHECK(says(read, "Your postal address"));
}

TEST_CASE("hostile bytes give a letter all the same") {
    for (const std::string& bytes :
         {std::string("\0\x01\xFF\xC0\x80", 5), std::string(5000, 'W'), std::string("<script>alert(1)</script>\\)(/JS"),
          std::string("\xE2\x80\xAE\xF0\x9F\x8C\x8D\xEF\xBF\xBE"),
          std::string("%PDF-1.7\nendobj\ntrailer << /Type /Catalog >>\nstartxref\n0\n%%EOF")}) {
        auto request = request_of(bytes);
        request.requests = {LocalText(bytes)};
        request.addressees[0].name = LocalText(bytes);
        request.addressees[0].address = bytes;
        LetterChoice choice;
        choice.name = choice.address = bytes;
        const Letter letter = written_letter(request, choice, today, Language::en);
        const std::string pdf = letter_pdf(letter);
        CHECK(pdf.substr(0, 5) == "%PDF-");
        if (has_poppler()) CHECK(says(said_by("pdftotext -enc UTF-8", pdf), "June 16, 2026"));
        for (const char c : letter_text(letter))
            CHECK_FALSE((static_cast<unsigned char>(c) < 0x20 && c != '\r' && c != '\n'));
    }
}
