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

    // After an action.
    {"done_page_title", "Thank you", "Gracias"},
    {"done_title", "Thank you.", "Gracias."},
    {"done_call_line", "Offices keep count of what people call about. Yours is in it now.",
     "Las oficinas llevan la cuenta de los temas por los que llama la gente. Su llamada ya está en ella."},
    {"done_open_line", "Offices keep count of what people call about.",
     "Las oficinas llevan la cuenta de los temas por los que llama la gente."},
    {"done_tried_line", "Lines are busy when many people call. It is worth another try: tomorrow the line may be free.",
     "Las líneas se ocupan cuando llama mucha gente. Vale la pena intentarlo otra vez: mañana puede estar libre."},
    {"done_skipped_line", "You skipped these calls, so none was counted. They are here whenever you like.",
     "Omitió estas llamadas, así que no se contó ninguna. Aquí estarán cuando usted quiera."},
    {"done_calls_label", "Your calls", "Sus llamadas"},
    {"done_letter_line", "What is asked for in writing stays on file.", "Lo que se pide por escrito queda registrado."},
    {"done_calls", "{{count}} calls have been made on this.", "Se han hecho {{count}} llamadas por esto."},
    {"done_calls_one", "Yours is the first call on this.", "La suya es la primera llamada por esto."},
    {"done_letters", "{{count}} letters have been sent on this.", "Se han enviado {{count}} cartas por esto."},
    {"done_letters_one", "Yours is the first letter on this.", "La suya es la primera carta por esto."},
    {"done_next", "Next", "Lo siguiente"},
    {"done_again", "Back to this action", "Volver a esta acción"},
    {"share_title", "Bring somebody along", "Anime a alguien más"},
    {"share_hint_call", "One person more is one call more. The link says nothing about you.",
     "Una persona más es una llamada más. El enlace no dice nada de usted."},
    {"share_hint_letter", "One person more is one letter more. The link says nothing about you.",
     "Una persona más es una carta más. El enlace no dice nada de usted."},
    {"share_text_call", "I called: {{action}} ({{topic}}). You can too, with the words and the number here:",
     "Yo llamé: {{action}} ({{topic}}). Usted también puede, con las palabras y el número aquí:"},
    {"share_text_open", "Call about this: {{action}} ({{topic}}). The words and the number are here:",
     "Llame por esto: {{action}} ({{topic}}). Las palabras y el número están aquí:"},
    {"share_text_letter", "I wrote: {{action}} ({{topic}}). The letter is ready for you too:",
     "Yo escribí: {{action}} ({{topic}}). La carta también está lista para usted:"},
    {"share_text_label", "Text", "Texto"},
    {"share_link_label", "Link", "Enlace"},
    {"share_copy", "Copy text and link", "Copiar texto y enlace"},
    {"share_button", "Share", "Compartir"},
    {"share_copied", "Copied.", "Copiado."},
    {"share_not_copied", "Your browser does not let us copy. The link is selected: copy it with Ctrl+C.",
     "Su navegador no nos deja copiar. El enlace está seleccionado: cópielo con Ctrl+C."},
    {"share_mail", "E-mail", "Correo electrónico"},
    {"share_sms", "Text message", "Mensaje de texto"},
    {"qr_label", "QR code of {{address}}", "Código QR de {{address}}"},
    {"reminder_title", "Call again", "Llame otra vez"},
    {"reminder_hint", "An entry for your calendar: the next workday at ten in the morning.",
     "Una cita para su calendario: el próximo día hábil a las diez de la mañana."},
    {"reminder_button", "Remind me", "Recordármelo"},
    {"reminder_summary", "Call again: {{action}}", "Llamar otra vez: {{action}}"},
    {"reminder_text", "The words and the number: {{address}}", "Las palabras y el número: {{address}}"},
    {"reminder_hotline", "Or dial {{number}}, and we connect you.", "O marque el {{number}} y le comunicamos."},
    {"reminder_file", "call-again", "llamar-otra-vez"},

    // The sheet for a table at an event.
    {"sheet_page_title", "{{action}}: a sheet to print", "{{action}}: una hoja para imprimir"},
    {"sheet_dial", "Dial", "Marque"},
    {"sheet_dial_hint", "and key in your ZIP code: you hear the words and are connected.",
     "e indique su código postal: oirá las palabras y le comunicaremos."},
    {"sheet_scan", "Scan for the names and the numbers to call", "Escanee para ver los nombres y los números"},
    {"sheet_scan_letter", "Scan for the letter, ready to send", "Escanee para ver la carta, lista para enviar"},
    {"sheet_say", "What to say", "Qué decir"},
    {"sheet_ask", "What to ask for", "Qué pedir"},
    {"sheet_print", "Print this sheet", "Imprimir esta hoja"},
    {"sheet_link", "A sheet to print, for a table at an event", "Una hoja para imprimir, para la mesa de un evento"},

    // On other sites.
    {"embed_full", "Open on Sayso", "Abrir en Sayso"},
    {"embed_summary", "Put this action on your own site", "Ponga esta acción en su propio sitio"},
    {"embed_text",
     "One line where it should stand. It fits its height to what it shows, sets no cookies, and needs no more of a "
     "content policy than script-src and frame-src for this site.",
     "Una línea donde deba aparecer. Ajusta su altura a lo que muestra, no usa cookies y de una política de contenido "
     "solo necesita script-src y frame-src para este sitio."},
    {"embed_frame", "Or a frame alone, without a script:", "O solo un marco, sin script:"},
    {"embed_theme",
     "To match your colours, set --sayso-accent, --sayso-background, --sayso-text (any colour) and --sayso-font (serif "
     "or mono) in your stylesheet around it, or the same as data-accent, ... For a frame alone: ?accent=0b5d4b.",
     "Para que combine con sus colores, ponga --sayso-accent, --sayso-background, --sayso-text (cualquier color) y "
     "--sayso-font (serif o mono) en su hoja de estilos, o lo mismo como data-accent, ... En un marco solo: "
     "?accent=0b5d4b."},

    // The letter builder.
    {"letter_write", "Write this letter", "Escribir esta carta"},
    {"letter_page_title", "Your letter", "Su carta"},
    {"letter_to", "To whom do you write?", "¿A quién escribe?"},
    {"letter_from", "Records from", "Documentos desde"},
    {"letter_until", "to", "hasta"},
    {"letter_fee", "What the letter says about fees", "Lo que la carta dice de los cargos"},
    {"fee_waiver", "Ask for no fees, in the public interest", "Pedir que no haya cargos, por interés público"},
    {"fee_other", "Private person: 2 hours and 100 pages are free", "Particular: 2 horas y 100 páginas gratis"},
    {"fee_news", "News media", "Medio de comunicación"},
    {"fee_school", "School, university or science", "Escuela, universidad o ciencia"},
    {"fee_commercial", "Business", "Empresa"},
    {"letter_show", "Show my letter", "Mostrar mi carta"},
    {"letter_copy", "Copy", "Copiar"},
    {"letter_print", "Print", "Imprimir"},
    {"letter_pdf", "PDF", "PDF"},
    {"letter_txt", "Text file", "Archivo de texto"},
    {"letter_mail", "E-mail", "Correo electrónico"},
    {"letter_copied", "The letter is copied.", "La carta está copiada."},
    {"letter_not_copied", "Your browser does not let us copy. The letter is selected: copy it with Ctrl+C.",
     "Su navegador no nos deja copiar. La carta está seleccionada: cópiela con Ctrl+C."},
    {"letter_is_in", "The letter is in the language in which it will be read.",
     "La carta está en inglés, porque en ese idioma la leerán."},
    {"letter_by_hand", "To fill in by hand:", "Para rellenar a mano:"},
    {"letter_sent_ask", "Is it on its way? Then let it count.", "¿Ya la envió? Entonces cuéntela."},
    {"letter_sent", "I sent it", "La envié"},
    {"letter_file", "letter", "carta"},
    {"letter_bad_date", "A date could not be read. Write it as 2025-10-24.",
     "No se pudo leer una fecha. Escríbala así: 2025-10-24."},
    {"letter_dates_swapped", "The second date is before the first. Swap them.",
     "La segunda fecha es anterior a la primera. Intercámbielas."},
    {"letter_too_long", "That is too long for a letter: at most 200 characters for the name and 1,000 for the address.",
     "Es demasiado largo para una carta: como máximo 200 caracteres para el nombre y 1000 para la dirección."},

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
