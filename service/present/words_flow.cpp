#include "service/present/words.hpp"

namespace sayso::present {
namespace {

// The way through the calls of an action.
constexpr Word table[] = {
    {"step_of", "Call {{n}} of {{count}}", "Llamada {{n}} de {{count}}"},
    {"step_only", "One call", "Una llamada"},
    {"steps_label", "The calls of this action", "Las llamadas de esta acción"},
    {"all_done", "You are through all of these calls.", "Ya pasó por todas estas llamadas."},
    {"all_done_link", "Finish", "Terminar"},
    {"why_label", "Why this matters", "Por qué importa"},
    {"begin_calls", "Call about this, step by step", "Llamar sobre esto, paso a paso"},

    // ---- what became of a call
    {"outcome_question", "What came of this call?", "¿Qué resultó de esta llamada?"},
    {"outcome_reached", "I spoke to someone", "Hablé con alguien"},
    {"outcome_left-message", "I left a message", "Dejé un mensaje"},
    {"outcome_not-reached", "I could not get through", "No pude comunicarme"},
    {"outcome_wrong-number", "Wrong number", "Número equivocado"},
    {"outcome_skipped", "Skip", "Omitir"},
    {"outcome_chosen", "You said:", "Usted dijo:"},
    {"told_reached", "spoken to", "habló con su oficina"},
    {"told_left-message", "message left", "dejó un mensaje"},
    {"told_not-reached", "not reached", "sin comunicación"},
    {"told_wrong-number", "wrong number", "número equivocado"},
    {"told_skipped", "skipped", "omitida"},
    {"noted_reached", "Noted: you spoke to the office of {{name}}.", "Anotado: habló con la oficina de {{name}}."},
    {"noted_left-message", "Noted: you left a message for {{name}}.", "Anotado: dejó un mensaje para {{name}}."},
    {"noted_not-reached", "Noted: you could not get through to {{name}}. You can come back to it below.",
     "Anotado: no pudo comunicarse con {{name}}. Puede volver a intentarlo abajo."},
    {"noted_wrong-number", "Thank you. The people behind this action learn that the number of {{name}} is wrong.",
     "Gracias. Quienes organizan esta acción sabrán que el número de {{name}} está equivocado."},
    {"noted_skipped", "You skipped {{name}}. You can come back below.", "Omitió a {{name}}. Puede volver abajo."},
    {"noted_taken_back", "Taken back. Tell anew what came of it.", "Deshecho. Diga de nuevo qué resultó."},
    {"noted_reported", "Thank you. The people behind this action learn that {{number}} is wrong.",
     "Gracias. Quienes organizan esta acción sabrán que el {{number}} está equivocado."},
    {"noted_not_kept", "We could not count that just now, but you can go on. Your call matters all the same.",
     "Ahora no pudimos contarlo, pero puede continuar. Su llamada vale igual."},
    {"undo", "Undo", "Deshacer"},
    {"report_number", "This number is wrong", "Este número está equivocado"},
    {"why_not_asked", "This action does not ask for a call to this office.",
     "Esta acción no pide llamar a esta oficina."},

    // ---- offices
    {"likely_closed", "Likely closed now: it is {{time}} there. You can leave a message.",
     "Es probable que ahora esté cerrada (hora local: {{time}}). Puede dejar un mensaje."},
    {"miles_under_one", "less than a mile away", "a menos de una milla"},
    {"miles_one", "1 mile away", "a 1 milla"},
    {"miles_many", "{{count}} miles away", "a {{count}} millas"},

    // ---- on the visitor's own device
    {"larger_text", "Larger text", "Texto más grande"},
    {"reading_mode", "Reading mode", "Modo de lectura"},
    {"fill_in", "Put my name in the script", "Poner mi nombre en el guion"},
    {"fill_name", "Your name", "Su nombre"},
    {"fill_street", "Your street address, for voicemail", "Su dirección, para el buzón de voz"},
    {"letter_service_keeps",
     "This service keeps neither your name nor your address. It gets them only if you ask for the PDF, to make it, or "
     "if your browser runs no scripts.",
     "Este servicio no guarda su nombre ni su dirección. Solo los recibe si usted pide el PDF, para hacerlo, o si su "
     "navegador no ejecuta scripts."},
    {"letter_device_keeps", "Your name and address are remembered on this device only, for letters and scripts.",
     "Su nombre y su dirección se guardan solo en este dispositivo, para cartas y guiones."},
    {"fill_hint", "Both stay on this device and are never sent.",
     "Ambos se quedan en este dispositivo y nunca se envían."},
};

}  // namespace

std::span<const Word> words_for_flow() {
    return table;
}

}  // namespace sayso::present
