#include <array>

#include "service/present/words.hpp"

namespace sayso::present {
namespace {

// What goes along with a visitor or out into the world: feeds, cards, letters, the page after an action. Order: as met.
constexpr Word table[] = {
    {"feed_title", "Sayso: topics to call and write about", "Sayso: temas para llamar y escribir"},
    {"og_locale", "en_US", "es_US"},
    {"card_hotline", "Call {{number}}", "Llame al {{number}}"},
    {"card_letter", "Write a letter", "Escriba una carta"},

    // The letter itself, in its own language.
    {"letter_title", "Letter", "Carta"},
    {"letter_your_name", "Your name", "Su nombre"},
    {"letter_your_address", "Your postal address, e-mail and telephone number",
     "Su dirección postal, correo electrónico y número de teléfono"},
    {"letter_subject_agency", "Freedom of Information Act request",
     "Solicitud conforme a la Ley de Libertad de Información (FOIA)"},
    {"letter_subject_other", "Request for records", "Solicitud de documentos"},
    {"letter_greeting_agency", "Dear FOIA Officer:", "A la persona encargada de la FOIA:"},
    {"letter_greeting_other", "To whom it may concern:", "A quien corresponda:"},
    {"letter_opening_agency",
     "Under the Freedom of Information Act, 5 U.S.C. 552, I request copies of the following records.",
     "Conforme a la Ley de Libertad de Información (Freedom of Information Act, 5 U.S.C. 552), solicito copias de los "
     "siguientes documentos."},
    {"letter_opening_other", "I ask you for copies of the following records.",
     "Le pido copias de los siguientes documentos."},
    {"letter_period", "Please search for records from {{from}} to {{until}}.",
     "Le ruego que busque documentos desde el {{from}} hasta el {{until}}."},
    {"letter_period_from", "Please search for records from {{from}} to the day of your search.",
     "Le ruego que busque documentos desde el {{from}} hasta el día de su búsqueda."},
    {"letter_period_until", "Please search for records up to {{until}}.",
     "Le ruego que busque documentos hasta el {{until}}."},
    {"letter_fee_waiver",
     "I ask for a waiver of all fees, because disclosure is likely to contribute significantly to public understanding "
     "of the operations or activities of the government and is not primarily in my commercial interest "
     "(5 U.S.C. 552(a)(4)(A)(iii)). If you refuse it, I am an \"all other\" requester and agree to pay up to $25; "
     "please "
     "ask me before going beyond that.",
     "Solicito que se me exima de todos los cargos, porque es probable que la divulgación contribuya de manera "
     "significativa a que el público comprenda las operaciones o actividades del gobierno y no responde principalmente "
     "a un interés comercial mío (5 U.S.C. 552(a)(4)(A)(iii)). Si me lo niegan, soy un solicitante de la categoría "
     "«all other» y acepto pagar hasta $25; le ruego que me consulte antes de superar esa cantidad."},
    {"letter_fee_other",
     "For the purpose of fees I am an \"all other\" requester: two hours of search and 100 pages are without charge "
     "(5 U.S.C. 552(a)(4)(A)(iv)). I agree to pay up to $25; please ask me before going beyond that.",
     "A efectos de los cargos soy un solicitante de la categoría «all other»: dos horas de búsqueda y 100 páginas son "
     "gratuitas (5 U.S.C. 552(a)(4)(A)(iv)). Acepto pagar hasta $25; le ruego que me consulte antes de superar esa "
     "cantidad."},
    {"letter_fee_news",
     "I am a representative of the news media and request these records for publication, so that only duplication "
     "beyond 100 pages may be charged (5 U.S.C. 552(a)(4)(A)(ii)(II)). I agree to pay up to $25; please ask me before "
     "going beyond that.",
     "Represento a un medio de comunicación y solicito estos documentos para publicarlos, de modo que solo pueden "
     "cobrarse las copias a partir de 100 páginas (5 U.S.C. 552(a)(4)(A)(ii)(II)). Acepto pagar hasta $25; le ruego "
     "que "
     "me consulte antes de superar esa cantidad."},
    {"letter_fee_school",
     "I write for an educational or noncommercial scientific institution, whose purpose is scholarly or scientific "
     "research, so that only duplication beyond 100 pages may be charged (5 U.S.C. 552(a)(4)(A)(ii)(II)). I agree to "
     "pay "
     "up to $25; please ask me before going beyond that.",
     "Escribo en nombre de una institución educativa o científica sin fines comerciales, dedicada a la investigación "
     "académica o científica, de modo que solo pueden cobrarse las copias a partir de 100 páginas (5 U.S.C. "
     "552(a)(4)(A)(ii)(II)). Acepto pagar hasta $25; le ruego que me consulte antes de superar esa cantidad."},
    {"letter_fee_commercial",
     "I request these records for commercial use (5 U.S.C. 552(a)(4)(A)(ii)(I)) and agree to pay up to $25 for search, "
     "review and duplication; please ask me before going beyond that.",
     "Solicito estos documentos para uso comercial (5 U.S.C. 552(a)(4)(A)(ii)(I)) y acepto pagar hasta $25 por "
     "búsqueda, "
     "revisión y copias; le ruego que me consulte antes de superar esa cantidad."},
    {"letter_form_agency",
     "I prefer electronic copies by e-mail. If part of a record is exempt, please release the rest and name the "
     "exemption for each omission. Please send me the tracking number of this request.",
     "Prefiero copias electrónicas por correo electrónico. Si una parte de un documento está exenta, le ruego que "
     "entregue el resto e indique la exención de cada omisión. Le ruego que me envíe el número de seguimiento de esta "
     "solicitud."},
    {"letter_closing", "Sincerely,", "Atentamente,"},
};

}  // namespace

std::span<const Word> words_for_share() {
    return table;
}

}  // namespace sayso::present
