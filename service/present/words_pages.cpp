#include <array>

#include "service/present/words.hpp"

namespace sayso::present {
namespace {

// What stands around the people: navigation, topics, actions, letters, errors. Order: as met on the pages.
constexpr Word table[] = {
    {"language_tag", "en", "es"},
    {"other_language_tag", "es", "en"},
    {"other_language_name", "Español", "English"},
    {"skip_to_main", "Skip to the main part", "Ir al contenido principal"},
    {"nav_label", "Main", "Principal"},
    {"nav_topics", "Topics", "Temas"},
    {"nav_reps", "Your representatives", "Sus representantes"},
    {"built_in_title", "This service runs on its built-in directory.",
     "Este servicio funciona con su directorio incorporado."},
    {"built_in_text",
     "It knows the state of a ZIP code, but no names and no direct numbers. Calls go through the Capitol switchboard, "
     "where "
     "an operator connects you.",
     "Conoce el estado de cada código postal, pero no los nombres ni los números directos. Las llamadas pasan por la "
     "central "
     "telefónica del Capitolio, donde una persona le comunica."},
    {"built_in_command", "Whoever runs the service loads the full directory with",
     "Quien administra el servicio carga el directorio completo con"},
    {"foot_privacy", "No cookies and no tracking. Your ZIP code is used to answer you; we do not keep it.",
     "Sin cookies y sin rastreo. Su código postal se usa para responderle; no lo guardamos."},
    {"foot_data", "Directory of Congress as of {{data_date}}.", "Directorio del Congreso al {{data_date}}."},
    {"foot_places", "Place names by", "Nombres de lugares de"},

    {"home_page_title", "Sayso: call the people who represent you", "Sayso: llame a quienes le representan"},
    {"home_title", "Call the people who represent you", "Llame a quienes le representan"},
    {"home_lead", "Type your ZIP code. You get the names, the numbers and the words to say.",
     "Escriba su código postal. Recibe los nombres, los números y las palabras que decir."},
    {"home_description", "Find your members of Congress by ZIP code, with a number to call and a script to read.",
     "Encuentre a sus miembros del Congreso por código postal, con un número al que llamar y un guion que leer."},
    {"zip_label", "Your ZIP code", "Su código postal"},
    {"zip_button", "Show my representatives", "Ver mis representantes"},
    {"zip_button_action", "Show whom to call", "Ver a quién llamar"},
    {"zip_hint", "Five digits, where you live and vote.", "Cinco dígitos, donde usted vive y vota."},
    {"zip_or_address_hint", "Five digits, or house number, street and town: where you live and vote.",
     "Cinco dígitos, o número, calle y ciudad: donde usted vive y vota."},
    {"address_malformed",
     "An address needs its house number, street and town, like 12 Main St, Springfield, IL. A ZIP code has five "
     "digits.",
     "Una dirección necesita número, calle y ciudad, como 12 Main St, Springfield, IL. Un código postal tiene cinco "
     "dígitos."},
    {"error_label", "Please check:", "Revise:"},
    {"hotline_before", "Or dial", "O marque el"},
    {"hotline_after", "and we connect you to each office in turn.",
     "y le comunicamos con cada oficina, una tras otra."},
    {"topics_title", "Topics", "Temas"},
    {"tags_label", "Tags", "Etiquetas"},
    {"one_action", "1 thing you can do", "1 cosa que puede hacer"},
    {"many_actions", "{{count}} things you can do", "{{count}} cosas que puede hacer"},
    {"no_topics_title", "No topics are live right now.", "Ahora no hay temas publicados."},
    {"no_topics_text",
     "Your ZIP code still finds the people who represent you and their numbers. Whoever runs the service adds topics "
     "with "
     "sayso content import.",
     "Su código postal encuentra de todos modos a quienes le representan y sus números. Quien administra el servicio "
     "agrega "
     "temas con sayso content import."},

    {"brief_title", "What this is about", "De qué se trata"},
    {"people_title", "People in this story", "Personas en esta historia"},
    {"sources_title", "Sources", "Fuentes"},
    {"do_title", "What you can do", "Lo que puede hacer"},
    {"other_actions_title", "What else you can do", "Qué más puede hacer"},
    {"whom_label", "Whom you call", "A quién llama"},
    {"script_label", "What to say", "Qué decir"},
    {"note_label", "Note, not to be read out:", "Nota, no se lee en voz alta:"},
    {"preview_note", "With your ZIP code the blanks are filled in for each person you call.",
     "Con su código postal los espacios se completan para cada persona a la que llama."},
    {"letter_label", "What to write", "Qué escribir"},
    {"addressees_label", "Where to send it", "Adónde enviarlo"},
    {"not_foia", "Not an agency under the Freedom of Information Act.",
     "No es una agencia según la Ley de Libertad de Información (FOIA)."},
    {"open_form", "Open the request form", "Abrir el formulario de solicitud"},
    {"form_of", "of {{name}}", "de {{name}}"},
    {"kind_oversight", "Oversight", "Supervisión"},
    {"kind_legislative", "Legislation", "Legislación"},
    {"kind_civic", "Civic", "Participación cívica"},
    {"kind_transparency", "Transparency", "Transparencia"},
    {"action_page_title", "{{action}} – {{topic}}", "{{action}} – {{topic}}"},
    {"topic_page_title", "{{topic}} – Sayso", "{{topic}} – Sayso"},
    {"no_script", "This call has no script yet. Say in your own words what you think.",
     "Esta llamada todavía no tiene guion. Diga con sus propias palabras lo que piensa."},

    {"error_400_title", "That request could not be read", "No se pudo leer esa solicitud"},
    {"error_400_text", "Something in it was broken on the way. Go back and try once more.",
     "Algo se dañó en el camino. Vuelva atrás e inténtelo otra vez."},
    {"error_403_title", "That form came from another site", "Ese formulario vino de otro sitio"},
    {"error_403_text", "For your safety we answer only forms sent from our own pages. Start from the home page.",
     "Por su seguridad solo respondemos formularios enviados desde nuestras páginas. Empiece en la página de inicio."},
    {"error_404_title", "There is no page here", "Aquí no hay ninguna página"},
    {"error_404_text",
     "The topic may have ended, or the address has a typing error. All live topics are on the home page.",
     "El tema puede haber terminado, o la dirección tiene un error. Todos los temas publicados están en la página de "
     "inicio."},
    {"error_405_title", "This page cannot be used that way", "Esta página no se puede usar así"},
    {"error_405_text", "Open it from a link or a form on our pages.",
     "Ábrala desde un enlace o un formulario de nuestras páginas."},
    {"error_413_title", "That was too much text", "Fue demasiado texto"},
    {"error_413_text", "A ZIP code needs only five digits. Go back and try once more.",
     "Un código postal solo necesita cinco dígitos. Vuelva atrás e inténtelo otra vez."},
    {"error_415_title", "That is not a form we know", "Ese formulario no lo conocemos"},
    {"error_415_text", "Type your ZIP code on one of our pages.",
     "Escriba su código postal en una de nuestras páginas."},
    {"error_429_title", "One moment, please", "Un momento, por favor"},
    {"error_429_text", "Many look-ups came from your connection. Try again in {{seconds}} seconds.",
     "Llegaron muchas consultas desde su conexión. Inténtelo de nuevo en {{seconds}} segundos."},
    {"error_500_title", "That went wrong on our side", "Algo falló de nuestro lado"},
    {"error_500_text", "It is written down and will be looked at. Try again in a moment.",
     "Quedó anotado y lo revisaremos. Inténtelo de nuevo en un momento."},
    {"error_503_title", "We are out of breath for a moment", "Estamos sin aliento por un momento"},
    {"error_503_text", "Try again in a few seconds.", "Inténtelo de nuevo en unos segundos."},
    {"error_way_on", "You can always reach Congress through the Capitol switchboard.",
     "Siempre puede comunicarse con el Congreso por la central telefónica del Capitolio."},
    {"status_line", "Error {{status}}", "Error {{status}}"},
    {"go_home", "Go to the home page", "Ir a la página de inicio"},
};

}  // namespace

std::span<const Word> words_for_pages() {
    return table;
}

}  // namespace sayso::present
