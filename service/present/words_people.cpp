#include "service/present/words.hpp"

namespace sayso::present {
namespace {

// Places, people, offices and what to say to them.
constexpr Word table[] = {
    {"reps_title", "Your representatives", "Sus representantes"},
    {"reps_page_title", "Your representatives – Sayso", "Sus representantes – Sayso"},
    {"reps_lead", "Your ZIP code finds the member of the House and the senators who represent you.",
     "Su código postal encuentra a la persona de la Cámara y a los senadores que le representan."},

    // ---- what a ZIP code leads to
    {"zip_empty", "Type the five digits of your ZIP code.", "Escriba los cinco dígitos de su código postal."},
    {"zip_malformed", "A ZIP code has five digits, like 94110.", "Un código postal tiene cinco dígitos, como 94110."},
    {"zip_nothing", "No place in the United States has this ZIP code. Check the digits.",
     "Ningún lugar de Estados Unidos tiene este código postal. Revise los dígitos."},
    {"zip_military",
     "This ZIP code belongs to military mail. Type the ZIP code of the home where you are registered to vote.",
     "Este código postal es de correo militar. Escriba el código postal del hogar donde está registrado para votar."},
    {"zip_freely_associated", "{{state}} is a freely associated state and has no delegate in Congress.",
     "{{state}} es un estado libre asociado con Estados Unidos y no tiene delegado en el Congreso."},
    {"way_on_text",
     "You can also go through the Capitol switchboard. An operator there connects you to any member's office.",
     "También puede llamar a la central telefónica del Capitolio. Allí le comunican con la oficina de cualquier "
     "miembro."},
    {"switchboard_name", "the Capitol switchboard", "a la central telefónica del Capitolio"},
    {"place_line", "{{place}} · ZIP code {{zip}}", "{{place}} · código postal {{zip}}"},
    {"place_line_zip", "ZIP code {{zip}}", "Código postal {{zip}}"},
    {"approximate",
     "We know the state of this ZIP code but not its exact place, so where several districts are possible we send you "
     "through "
     "the switchboard.",
     "Conocemos el estado de este código postal pero no su lugar exacto; donde son posibles varios distritos, le "
     "enviamos por "
     "la central telefónica."},
    {"change_zip", "Use another ZIP code", "Usar otro código postal"},
    {"question_districts", "Which is your district?", "¿Cuál es su distrito?"},
    {"question_districts_text",
     "ZIP code {{zip}} lies in more than one district. Choose the name you know from your ballot, or say that you "
     "don't know.",
     "El código postal {{zip}} está en más de un distrito. Elija el nombre que conoce de su boleta, o diga que no lo "
     "sabe."},
    {"question_states", "In which state do you live?", "¿En qué estado vive?"},
    {"question_states_text", "ZIP code {{zip}} lies in more than one state.",
     "El código postal {{zip}} está en más de un estado."},
    {"question_error", "Choose one of the answers.", "Elija una de las respuestas."},
    {"dont_know_district", "I don't know", "No lo sé"},
    {"dont_know_district_more", "You go through the switchboard for the House.",
     "Para la Cámara pasa por la central telefónica."},
    {"dont_know_state", "I don't know, but I live in {{state}}", "No lo sé, pero vivo en {{state}}"},
    {"seat_in_state", "{{state}}", "{{state}}"},
    {"choice_button", "Go on", "Continuar"},
    {"choice_help", "Your street address tells for sure:", "Su dirección lo aclara con seguridad:"},
    {"choice_help_link", "the finder of the House of Representatives", "el buscador de la Cámara de Representantes"},

    // ---- seats and people
    {"district_number", "{{state}}, district {{number}}", "{{state}}, distrito {{number}}"},
    {"district_at_large", "{{state}}, at large", "{{state}}, todo el estado"},
    {"district_whole", "{{state}}", "{{state}}"},
    {"title_senator", "Senator", "Senador"},
    {"title_senator_f", "Senator", "Senadora"},
    {"title_representative", "Representative", "Representante"},
    {"title_delegate", "Delegate", "Delegado"},
    {"title_delegate_f", "Delegate", "Delegada"},
    {"title_commissioner", "Resident Commissioner", "Comisionado Residente"},
    {"title_commissioner_f", "Resident Commissioner", "Comisionada Residente"},
    {"role_own_senator", "Your senator", "En el Senado"},
    {"role_own_representative", "Your representative", "En la Cámara"},
    {"role_own_delegate", "Your delegate", "En la Cámara, sin voto final"},
    {"role_own_commissioner", "Your resident commissioner", "En la Cámara, sin voto final"},
    {"role_committee", "Committee", "Comité"},
    {"role_organization", "Office", "Oficina"},
    {"role_member", "Member of Congress", "Miembro del Congreso"},
    {"name_own_representative", "Your representative in the House", "Su representante en la Cámara"},
    {"name_own_senators", "Your senators", "Sus senadores"},
    {"name_vacant_house", "Vacant seat in the House", "Escaño vacante en la Cámara"},
    {"name_vacant_senate", "Vacant seat in the Senate", "Escaño vacante en el Senado"},
    {"about_vacant", "{{seat}}. Nobody holds this seat now, so there is nobody to call until it is filled.",
     "{{seat}}. Ahora nadie ocupa este escaño; no hay a quién llamar hasta que se cubra."},
    {"about_unknown", "{{seat}}. We do not know yet who holds this seat. The operator at the Capitol switchboard does.",
     "{{seat}}. Todavía no sabemos quién ocupa este escaño. En la central telefónica del Capitolio sí lo saben."},
    {"about_district_unknown",
     "{{state}}. We do not know your district; the operator at the Capitol switchboard finds it.",
     "{{state}}. No conocemos su distrito; en la central telefónica del Capitolio lo encuentran."},
    {"about_by_switchboard", "We have no direct number. The operator at the Capitol switchboard connects you.",
     "No tenemos un número directo. En la central telefónica del Capitolio le comunican."},
    {"told_delegate",
     "{{state}} has one delegate in the House, who speaks and sits on committees but has no final vote.",
     "{{state}} tiene una sola voz en la Cámara, que habla y participa en comités pero no tiene voto final."},
    {"told_no_senators", "{{state}} has no senators.", "{{state}} no tiene senadores."},
    {"party_Democrat", "Democrat", "Partido Demócrata"},
    {"party_Republican", "Republican", "Partido Republicano"},
    {"party_Independent", "Independent", "Independiente"},
    {"party_Libertarian", "Libertarian", "Partido Libertario"},

    // ---- offices and numbers
    {"call", "Call", "Llamar al"},
    {"whose_office", "the office of {{name}}", "oficina de {{name}}"},
    {"office_washington", "Washington office", "Oficina en Washington"},
    {"office_in", "Office in {{city}}", "Oficina en {{city}}"},
    {"office_switchboard", "Capitol switchboard", "Central telefónica del Capitolio"},
    {"one_office", "1 local office", "1 oficina local"},
    {"many_offices", "{{count}} local offices", "{{count}} oficinas locales"},
    {"many_offices_nearest", "{{count}} local offices, nearest first",
     "{{count}} oficinas locales, la más cercana primero"},
    {"operator_label", "Tell the operator:", "Diga en la central (en inglés):"},

    // ---- the call
    {"count_one", "You will speak with 1 office.", "Hablará con 1 oficina."},
    {"count_many", "You will speak with {{count}} offices.", "Hablará con {{count}} oficinas."},
    {"script_about", "What to say about:", "Qué decir sobre:"},
    {"read_topic", "Read about it", "Leer más"},
    {"voicemail_label", "If you reach voicemail, say this", "Si responde el buzón de voz, diga esto"},
    {"more_actions_title", "More you can do", "Qué más puede hacer"},
    {"not_called_title", "Not called for this", "No se llama para esto"},
    {"no_target", "Nobody is left to call for this from where you live. The other actions of the topic may still fit.",
     "Desde donde usted vive no queda nadie a quien llamar para esto. Quizás le sirvan las otras acciones del tema."},
    {"why_vacant", "{{seat}}: the seat is vacant.", "{{seat}}: el escaño está vacante."},
    {"why_unknown", "{{seat}}: we do not know yet who holds the seat.",
     "{{seat}}: todavía no sabemos quién ocupa el escaño."},
    {"why_no_senators", "{{state}} has no senators.", "{{state}} no tiene senadores."},
    {"why_not_on_committee", "{{name}} does not sit on the committee that this is about.",
     "{{name}} no forma parte del comité del que se trata."},
    {"why_beyond_cap", "{{name}}: this action asks for no more calls than those above.",
     "{{name}}: esta acción no pide más llamadas que las de arriba."},
    {"why_no_number", "{{name}}: no number is known.", "{{name}}: no se conoce ningún número."},
    {"why_no_delegate", "{{state}} has no delegate in Congress.", "{{state}} no tiene delegado en el Congreso."},
    {"senate_seat", "Senate, {{state}}", "Senado, {{state}}"},

    // ---- whom an action calls, before the place is known
    {"whom_own_representative", "Your representative in the House", "Su representante en la Cámara"},
    {"whom_own_senators", "Your senators", "Sus senadores"},
    {"whom_own_members", "Your representative and your senators", "Su representante y sus senadores"},
    {"whom_own_on_committee", "{{whom}}, if on this committee: {{committee}}",
     "{{whom}}, si está en este comité: {{committee}}"},

    // ---- words to say. The caller may change them; operators at the Capitol speak English.
    {"blank_name", "your name", "su nombre"},
    {"blank_town", "your town and ZIP code", "su ciudad y código postal"},
    {"blank_street", "your street address", "su dirección"},
    {"blank_target_name", "name", "nombre"},
    {"blank_title", "Senator or Representative", "Senador o Representante"},
    {"opening_constituent", "Hello, my name is {{name}}. I am a constituent from {{place}}.",
     "Hola, me llamo {{name}}. Vivo en {{place}} y ustedes me representan."},
    {"opening", "Hello, my name is {{name}}. I am calling from {{place}}.",
     "Hola, me llamo {{name}}. Llamo desde {{place}}."},
    {"closing", "My street address is {{street}}, {{place}}. Thank you.",
     "Mi dirección es {{street}}, {{place}}. Gracias."},
    {"operator_own_house", "Please connect me to the office of the representative for {{seat}}.",
     "Please connect me to the office of the representative for {{seat}}."},
    {"operator_own_house_state",
     "Please connect me to my representative in the House. I live in {{state}}, ZIP code {{zip}}.",
     "Please connect me to my representative in the House. I live in {{state}}, ZIP code {{zip}}."},
    {"operator_own_house_state_only", "Please connect me to my representative in the House. I live in {{state}}.",
     "Please connect me to my representative in the House. I live in {{state}}."},
    {"operator_own_house_nowhere", "Please connect me to my representative in the House.",
     "Please connect me to my representative in the House."},
    {"operator_own_senators", "Please connect me to one of the senators from {{state}}.",
     "Please connect me to one of the senators from {{state}}."},
    {"operator_own_senators_nowhere", "Please connect me to one of my senators.",
     "Please connect me to one of my senators."},
    {"operator_person", "Please connect me to the office of {{name}}.", "Please connect me to the office of {{name}}."},
};

}  // namespace

std::span<const Word> words_for_people() {
    return table;
}

}  // namespace sayso::present
