#include "scripts/campaigns/ear_words.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "scripts/directory/state.hpp"

namespace sayso::campaigns {

namespace {

struct Row {
    std::string_view from, to;
};

template <typename Table>
std::string_view look_up(const Table& table, std::string_view key) {
    const auto found =
        std::find_if(std::begin(table), std::end(table), [key](const Row& row) { return row.from == key; });
    return found == std::end(table) ? std::string_view() : found->to;
}

template <typename Table>
bool contains(const Table& table, std::string_view key) {
    return std::find(std::begin(table), std::end(table), key) != std::end(table);
}

constexpr Row english_short[] = {
    {"Sen", "Senator"},
    {"Sens", "Senators"},
    {"Rep", "Representative"},
    {"Reps", "Representatives"},
    {"Del", "Delegate"},
    {"Gov", "Governor"},
    {"Govs", "Governors"},
    {"Pres", "President"},
    {"Dr", "Doctor"},
    {"Mr", "Mister"},
    {"Mrs", "Missus"},
    {"Ms", "Miz"},
    {"Jr", "Junior"},
    {"Sr", "Senior"},
    {"Ave", "Avenue"},
    {"Blvd", "Boulevard"},
    {"Rd", "Road"},
    {"Dept", "Department"},
    {"Gen", "General"},
    {"Lt", "Lieutenant"},
    {"Col", "Colonel"},
    {"Sgt", "Sergeant"},
    {"Capt", "Captain"},
    {"Adm", "Admiral"},
    {"Hon", "Honorable"},
    {"Sec", "Secretary"},
    {"Amb", "Ambassador"},
    {"Prof", "Professor"},
    {"Rev", "Reverend"},
    {"etc", "et cetera"},
    {"vs", "versus"},
    {"approx", "approximately"},
    {"Inc", "Incorporated"},
    {"Corp", "Corporation"},
    {"Co", "Company"},
    {"Ltd", "Limited"},
    {"Mon", "Monday"},
    {"Tue", "Tuesday"},
    {"Tues", "Tuesday"},
    {"Wed", "Wednesday"},
    {"Thu", "Thursday"},
    {"Thur", "Thursday"},
    {"Thurs", "Thursday"},
    {"Fri", "Friday"},
    {"Sat", "Saturday"},
    {"Atty", "Attorney"},
    {"govt", "government"},
    {"Govt", "Government"},
    {"Assn", "Association"},
    {"Comm", "Committee"},
    {"Subcomm", "Subcommittee"},
    {"Natl", "National"},
    {"Intl", "International"},
    {"Ft", "Fort"},
    {"Mt", "Mount"},
    {"est", "estimated"},
    {"min", "minutes"},
    {"mins", "minutes"},
    {"hrs", "hours"},
    {"Cong", "Congress"},
    {"Amdt", "Amendment"},
    {"Res", "Resolution"},
    {"Vol", "Volume"},
    {"pp", "pages"},
};

constexpr Row spanish_short[] = {
    {"Sr", "señor"},
    {"Sra", "señora"},
    {"Srta", "señorita"},
    {"Sres", "señores"},
    {"Dr", "doctor"},
    {"Dra", "doctora"},
    {"Sen", "Senador"},
    {"Senra", "Senadora"},
    {"Rep", "Representante"},
    {"Gob", "Gobernador"},
    {"Pdte", "Presidente"},
    {"Pdta", "Presidenta"},
    {"Ud", "usted"},
    {"Uds", "ustedes"},
    {"Vd", "usted"},
    {"etc", "etcétera"},
    {"núm", "número"},
    {"Núm", "número"},
    {"pág", "página"},
    {"págs", "páginas"},
    {"Av", "avenida"},
    {"Avda", "avenida"},
    {"aprox", "aproximadamente"},
    {"art", "artículo"},
    {"Art", "artículo"},
    {"Gral", "General"},
    {"Lic", "licenciado"},
    {"Prof", "profesor"},
    {"Profa", "profesora"},
    {"Depto", "departamento"},
    {"Dpto", "departamento"},
    {"vs", "contra"},
    {"tel", "teléfono"},
    {"Tel", "teléfono"},
    {"Jr", "junior"},
    {"Inc", "incorporada"},
    {"Mr", "míster"},
    {"Mrs", "señora"},
    {"Ms", "señora"},
};

constexpr Row english_dotted[] = {
    {"a.m.", "A M"}, {"p.m.", "P M"}, {"e.g.", "for example"}, {"i.e.", "that is"}, {"a.k.a.", "also known as"},
};
constexpr Row spanish_dotted[] = {
    {"a.m.", "de la mañana"},
    {"p.m.", "de la tarde"},
    {"u.s.", "Estados Unidos"},
    {"p.ej.", "por ejemplo"},
};

constexpr std::string_view english_months[] = {"January", "February", "March",     "April",   "May",      "June",
                                               "July",    "August",   "September", "October", "November", "December"};
constexpr std::string_view spanish_months[] = {"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                               "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};

// As newspapers shorten the states; postal codes come from the directory's table.
constexpr Row press_states[] = {
    {"Ala", "AL"},  {"Ariz", "AZ"}, {"Ark", "AR"},  {"Calif", "CA"}, {"Colo", "CO"}, {"Conn", "CT"},
    {"Del", "DE"},  {"Fla", "FL"},  {"Ga", "GA"},   {"Ill", "IL"},   {"Ind", "IN"},  {"Kan", "KS"},
    {"Kans", "KS"}, {"Ky", "KY"},   {"La", "LA"},   {"Md", "MD"},    {"Mass", "MA"}, {"Mich", "MI"},
    {"Minn", "MN"}, {"Miss", "MS"}, {"Mo", "MO"},   {"Mont", "MT"},  {"Neb", "NE"},  {"Nebr", "NE"},
    {"Nev", "NV"},  {"Okla", "OK"}, {"Ore", "OR"},  {"Pa", "PA"},    {"Tenn", "TN"}, {"Tex", "TX"},
    {"Vt", "VT"},   {"Va", "VA"},   {"Wash", "WA"}, {"WVa", "WV"},   {"Wis", "WI"},  {"Wyo", "WY"},
};

constexpr std::string_view words_in_capitals[] = {
    "NATO",    "NASA",   "FEMA",  "OPEC",  "UNICEF", "UNESCO", "AIDS", "DACA",  "OSHA",  "NAFTA",
    "POTUS",   "SCOTUS", "COVID", "SNAP",  "WIC",    "CHIP",   "PAC",  "RICO",  "HIPAA", "AIPAC",
    "ICE",     "OTAN",   "ONU",   "OEA",   "SIDA",   "ZIP",    "HUD",  "SALT",  "START", "DREAM",
    "PATRIOT", "RAND",   "NOAA",  "ERISA", "GITMO",  "MAGA",   "TSMC", "USMCA", "FISA",
};

constexpr std::string_view letters_in_capitals[] = {
    "ACA",   "ACLU", "ADA", "AFL", "AI",  "AG",  "ATF",  "CBO",    "CEO",   "CFO",   "CIA",     "CIO",
    "DEA",   "DOD",  "DOE", "DOI", "DOJ", "DOT", "EPA",  "EU",     "EV",    "FAA",   "FBI",     "FOIA",
    "GAO",   "GOP",  "HIV", "ID",  "IMF", "IRA", "IRS",  "IUD",    "IVF",   "LGBTQ", "LGBTQIA", "MIA",
    "NAACP", "NEA",  "NGO", "NIH", "NRA", "NSA", "OMB",  "PIN",    "POW",   "RFK",   "JFK",     "SSA",
    "SSI",   "TSA",  "UAE", "UAW", "UK",  "UN",  "US",   "USA",    "USAID", "USDA",  "USPS",    "USSR",
    "VA",    "VP",   "WHO", "EE",  "UE",  "IA",  "AFGE", "AFSCME", "SEIU",  "UCLA",  "IAEA",    "ICC",
    "ICBM",  "INF",  "ABM", "CAA", "FEC", "OPM", "DNI",  "ODNI",   "CISA",
};

constexpr std::string_view two_letters[] = {"AM", "AN", "AS", "AT", "BE", "BY", "DO", "GO", "HE", "IF", "IN",
                                            "IS", "IT", "ME", "MY", "NO", "OF", "OH", "ON", "OR", "SO", "TO",
                                            "UP", "WE", "DE", "EL", "EN", "LA", "SI", "SU", "TU", "YA", "UN"};

constexpr Row english_scales[] = {
    {"k", "thousand"}, {"K", "thousand"}, {"M", "million"},  {"m", "million"},  {"mn", "million"}, {"MM", "million"},
    {"B", "billion"},  {"b", "billion"},  {"bn", "billion"}, {"BN", "billion"}, {"T", "trillion"}, {"tn", "trillion"},
};
constexpr Row spanish_scales[] = {
    {"k", "mil"},           {"K", "mil"},           {"M", "millones"},     {"m", "millones"},
    {"mn", "millones"},     {"MM", "millones"},     {"B", "mil millones"}, {"b", "mil millones"},
    {"bn", "mil millones"}, {"BN", "mil millones"}, {"T", "billones"},     {"tn", "billones"},
};

constexpr std::string_view domains[] = {"com",  "org", "net", "gov", "edu", "mil", "int",
                                        "info", "us",  "io",  "co",  "tv",  "news"};

}  // namespace

std::string_view expand_abbreviation(std::string_view word, Tongue tongue) {
    return tongue == Tongue::spanish ? look_up(spanish_short, word) : look_up(english_short, word);
}

std::string_view expand_dotted(std::string_view lower, Tongue tongue) {
    return tongue == Tongue::spanish ? look_up(spanish_dotted, lower) : look_up(english_dotted, lower);
}

int month_of(std::string_view word, Tongue tongue) {
    if (word.size() < 3) return 0;
    const auto& months = tongue == Tongue::spanish ? spanish_months : english_months;
    for (int i = 0; i < 12; ++i) {
        const auto name = months[i];
        if (word == name) return i + 1;
        // "Sept" is the one with four letters in both languages.
        const bool short_form = word.size() == 3 || (word.size() == 4 && i == 8);
        if (short_form && word == name.substr(0, word.size()) && name != "May") return i + 1;
    }
    return 0;
}

std::string_view month_name(int month, Tongue tongue) {
    if (month < 1 || month > 12) return {};
    return tongue == Tongue::spanish ? spanish_months[month - 1] : english_months[month - 1];
}

std::string_view state_name(std::string_view code, Tongue tongue) {
    if (const auto postal = look_up(press_states, code); !postal.empty()) code = postal;
    const bool capitals =
        code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!capitals) return {};
    const auto state = directory::StateCode::parse(code);
    if (!state) return {};
    return tongue == Tongue::spanish ? directory::facts(*state).spanish_name : directory::facts(*state).name;
}

bool read_as_word(std::string_view capitals) {
    return contains(words_in_capitals, capitals);
}
bool spelled_out(std::string_view capitals) {
    return contains(letters_in_capitals, capitals);
}
bool short_word(std::string_view capitals) {
    return contains(two_letters, capitals);
}
std::string_view scale_of_letters(std::string_view letters, Tongue tongue) {
    return tongue == Tongue::spanish ? look_up(spanish_scales, letters) : look_up(english_scales, letters);
}
bool top_level_domain(std::string_view lower) {
    return contains(domains, lower);
}

}  // namespace sayso::campaigns
