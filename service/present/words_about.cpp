#include "service/present/words.hpp"

namespace sayso::present {
namespace {

// What the service says about itself, what it keeps of people, and for whom it works. Order: as met on the pages.
constexpr Word table[] = {
    {"foot_label", "About this service", "Sobre este servicio"},
    {"contact_label", "Write to", "Escriba a"},
    {"contact_none", "Whoever runs this service has not said yet where to write.",
     "Quien administra este servicio todavía no ha dicho adónde escribir."},
    {"about_title", "About", "Acerca de"},
    {"about_lead", "Sayso helps you say what you think to the people who represent you: by telephone, and in writing.",
     "Sayso le ayuda a decir lo que piensa a quienes le representan: por teléfono y por escrito."},
    {"about_how_title", "How it works", "Cómo funciona"},
    {"about_how",
     "Read what a topic is about and what you can do. Your ZIP code or address finds your members of Congress; for "
     "each there is a script to read out and a number to tap. A letter is put together for you to send.",
     "Lea de qué trata un tema y qué puede hacer. Su código postal o su dirección encuentra a sus miembros del "
     "Congreso; para cada uno hay un guion que leer y un número que tocar. También se prepara una carta para que usted "
     "la envíe."},
    {"about_line",
     "Where a topic has a hotline, you can dial it instead: key in your ZIP code, hear the script, and be put through "
     "to each office in turn.",
     "Si un tema tiene una línea telefónica, también puede marcarla: teclee su código postal, oiga el guion y le "
     "comunicamos con cada oficina, una tras otra."},
    {"about_texts_title", "Who writes the texts", "Quién escribe los textos"},
    {"about_texts",
     "Organizers write the topics and scripts. Each call names its sponsor, and each topic its sources. You decide "
     "what to say: change any word you like.",
     "Los organizadores escriben los temas y los guiones. Cada llamada nombra a quien la promueve, y cada tema sus "
     "fuentes. Usted decide qué decir: cambie las palabras que quiera."},
    {"about_changes",
     "When a published topic is corrected, the page says so, and every earlier version can be read and compared.",
     "Cuando se corrige un tema publicado, la página lo dice, y todas las versiones anteriores se pueden leer y "
     "comparar."},
    {"about_data_title", "Where names and numbers come from", "De dónde vienen los nombres y números"},
    {"about_data",
     "The directory of Congress comes from the public files of the congress-legislators project, districts from the "
     "Census Bureau and public tables of ZIP codes, place names from GeoNames.",
     "El directorio del Congreso viene de los archivos públicos del proyecto congress-legislators; los distritos, de "
     "la Oficina del Censo y de tablas públicas de códigos postales; los nombres de lugares, de GeoNames."},
    {"about_government", "This is not a service of the government.", "Este no es un servicio del gobierno."},
    {"about_who_title", "Who runs this one", "Quién administra este servicio"},
    {"about_operator", "This service is run by", "Este servicio lo administra"},
    {"about_no_operator", "Whoever runs this service has not put a name here yet.",
     "Quien administra este servicio todavía no ha puesto aquí su nombre."},
    {"privacy_title", "Privacy", "Privacidad"},
    {"privacy_lead",
     "What this service keeps, for how long, and why. There are no cookies, no tracking, no accounts, and no requests "
     "to other sites.",
     "Qué guarda este servicio, por cuánto tiempo y para qué. No hay cookies, ni rastreo, ni cuentas, ni solicitudes a "
     "otros sitios."},
    {"privacy_read_title", "When you read", "Cuando usted lee"},
    {"privacy_read", "Nothing is kept of who reads what, nor of what is searched for.",
     "No se guarda nada de quién lee qué, ni de lo que se busca."},
    {"privacy_logs",
     "The service writes a log: the time, the kind of page, whether it worked and how long it took. It holds no "
     "network address, no ZIP code, no name and no search. Whoever runs the service may have a server in front of it "
     "that keeps a log of its own.",
     "El servicio lleva un registro: la hora, el tipo de página, si funcionó y cuánto tardó. No contiene direcciones "
     "de red, códigos postales, nombres ni búsquedas. Quien administra el servicio puede tener delante un servidor con "
     "su propio registro."},
    {"privacy_limits",
     "So that nobody asks too often, network addresses are counted in memory. They are not written down.",
     "Para que nadie pregunte demasiado, las direcciones de red se cuentan en la memoria. No se anotan."},
    {"privacy_place_title", "When you say where you live", "Cuando dice dónde vive"},
    {"privacy_place",
     "Your ZIP code, street address or position answers you and is then forgotten. It is never in a link, in the log "
     "or in the database.",
     "Su código postal, dirección o posición sirve para responderle y después se olvida. Nunca está en un enlace, en "
     "el registro ni en la base de datos."},
    {"privacy_address",
     "To find a street address, this service sends it to the geocoder it is set up with, which is the one of the "
     "Census Bureau unless its operator chose another. Nothing else about you goes along.",
     "Para ubicar una dirección, este servicio la envía al geocodificador que tiene configurado, que es el de la "
     "Oficina del Censo salvo que quien lo administra haya elegido otro. No va nada más sobre usted."},
    {"privacy_told_title", "When you say what became of a call or letter",
     "Cuando dice qué pasó con una llamada o carta"},
    {"privacy_told",
     "It is kept which action it was, which office and number, what you chose, when, and the group whose link you came "
     "by, if any. Organizers see counts.",
     "Se guarda qué acción fue, qué oficina y número, qué eligió, cuándo, y el grupo por cuyo enlace llegó, si hubo "
     "uno. Los organizadores ven cantidades."},
    {"privacy_told_who",
     "So that it counts once and you can change it, it stands beside a scrambled name that is another each day. It is "
     "made with a secret from a random name of your device, or without scripts from your network address and browser. "
     "Nobody can turn it back without that secret.",
     "Para que cuente una vez y usted pueda cambiarlo, está junto a un nombre cifrado que es otro cada día. Se hace "
     "con un secreto a partir de un nombre al azar de su dispositivo o, sin scripts, de su dirección de red y su "
     "navegador. Nadie puede revertirlo sin ese secreto."},
    {"privacy_told_long",
     "Within three days after that day the single answers and the scrambled names are deleted. Only how many there "
     "were each day stays.",
     "En los tres días siguientes a ese día se borran las respuestas individuales y los nombres cifrados. Solo queda "
     "cuántas hubo cada día."},
    {"privacy_number",
     "A report that a number is wrong is kept the same way, with the number, until an organizer has looked at it.",
     "Un aviso de que un número está mal se guarda del mismo modo, con el número, hasta que un organizador lo revise."},
    {"privacy_call_title", "When you call the hotline", "Cuando llama a la línea"},
    {"privacy_call_number",
     "Your telephone number is not stored. It becomes a scrambled code that only this service can make, so that "
     "repeated calls can be limited. The code stays with the record of the call; a withheld number has none.",
     "Su número de teléfono no se guarda. Se convierte en un código cifrado que solo este servicio puede hacer, para "
     "limitar llamadas repetidas. El código queda con el registro de la llamada; un número oculto no tiene ninguno."},
    {"privacy_call_zip",
     "The ZIP code you key in is not stored. The state, district and town it leads to are kept with the call.",
     "El código postal que teclea no se guarda. El estado, el distrito y la localidad a los que lleva quedan con la "
     "llamada."},
    {"privacy_call_kept",
     "Of a call is kept when it was, which line and campaign, the menu keys pressed, which offices were dialled, for "
     "how long, and what became of it. These records stay as long as the service keeps its database, so that "
     "organizers know which offices can be reached.",
     "De una llamada se guarda cuándo fue, qué línea y campaña, las teclas de menú, a qué oficinas se marcó, por "
     "cuánto tiempo y qué resultó. Estos registros quedan mientras el servicio conserve su base de datos, para que los "
     "organizadores sepan qué oficinas contestan."},
    {"privacy_call_state", "What is needed to go on with a call is deleted an hour after it ended.",
     "Lo necesario para continuar una llamada se borra una hora después de que terminó."},
    {"privacy_call_voice", "Nothing is recorded: not your voice, and not what the office says.",
     "No se graba nada: ni su voz, ni lo que dice la oficina."},
    {"privacy_call_others",
     "The telephone companies see your number as with any call. The office sees yours or the number of this service, "
     "as the campaign is set up.",
     "Las compañías telefónicas ven su número como en cualquier llamada. La oficina ve el suyo o el de este servicio, "
     "según la campaña."},
    {"privacy_device_title", "On this device", "En este dispositivo"},
    {"privacy_device", "What makes the next visit easier is kept by your browser alone:",
     "Lo que facilita la próxima visita lo guarda solo su navegador:"},
    {"privacy_device_place", "the place you chose: ZIP code, district or position,",
     "el lugar que eligió: código postal, distrito o posición,"},
    {"privacy_device_name", "your name and address, for scripts and letters, if you typed them,",
     "su nombre y dirección, para guiones y cartas, si los escribió,"},
    {"privacy_device_looks", "larger text and reading mode,", "el texto más grande y el modo de lectura,"},
    {"privacy_device_quiz", "which quiz questions you got right or missed,",
     "qué preguntas de los cuestionarios acertó o falló,"},
    {"privacy_device_calls", "what you told of today's calls, to go on where you were,",
     "lo que contó de las llamadas de hoy, para seguir donde estaba,"},
    {"privacy_device_random", "a random name for this device, by which what you tell of a call counts once a day.",
     "un nombre al azar de este dispositivo, con el que lo que cuenta de una llamada vale una vez al día."},
    {"device_some", "Things kept on this device now: {count}", "Cosas guardadas ahora en este dispositivo: {count}"},
    {"device_none", "Nothing is kept on this device.", "No hay nada guardado en este dispositivo."},
    {"device_forgotten", "Everything on this device is forgotten.", "Todo lo de este dispositivo está olvidado."},
    {"device_no_scripts", "Without scripts nothing is kept on this device.",
     "Sin scripts no se guarda nada en este dispositivo."},
    {"device_forget", "Forget everything on this device", "Olvidar todo en este dispositivo"},
    {"privacy_ask_title", "Questions", "Preguntas"},
    {"privacy_ask", "Ask whoever runs this service what it holds of you, or to delete it.",
     "Pregunte a quien administra este servicio qué tiene sobre usted, o pida que lo borre."},
    {"accessibility_title", "Accessibility", "Accesibilidad"},
    {"accessibility_lead", "Everybody should be able to say what they think to those who represent them.",
     "Todas las personas deben poder decir lo que piensan a quienes las representan."},
    {"access_aim_title", "What we aim for", "Qué buscamos"},
    {"access_aim", "These pages are made to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA.",
     "Estas páginas se hacen para cumplir las Pautas de Accesibilidad para el Contenido Web (WCAG) 2.2, nivel AA."},
    {"access_keys", "Everything works with the keyboard alone, and where the focus is can be seen.",
     "Todo funciona solo con el teclado, y se ve dónde está el foco."},
    {"access_scripts", "Everything that matters works without scripts.", "Todo lo importante funciona sin scripts."},
    {"access_sizes",
     "Pages fit a window of 320 pixels and text enlarged to 200 percent, light or dark as your device is set.",
     "Las páginas caben en una ventana de 320 píxeles y con el texto al 200 por ciento, en claro u oscuro según su "
     "dispositivo."},
    {"access_language", "Texts say which language they are in, so that a screen reader speaks them right.",
     "Los textos indican su idioma, para que el lector de pantalla los pronuncie bien."},
    {"access_emoji", "No meaning lies in colour or in a picture alone.",
     "Nada se dice solo con un color o una imagen."},
    {"access_tested_title", "How it is tested", "Cómo se prueba"},
    {"access_tested",
     "Each change is looked at by a program (axe-core) on every page, in ways that pair both languages, light and "
     "dark, "
     "small and wide, with and without scripts, and walked through by keyboard.",
     "Cada cambio se revisa con un programa (axe-core) en todas las páginas, en los dos idiomas, en claro y oscuro, en "
     "pantallas chicas y grandes, con y sin scripts, y se recorre con el teclado."},
    {"access_limits_title", "What we know is not good yet", "Lo que sabemos que aún no está bien"},
    {"access_limit_people", "It has not been tested by people who use assistive technology every day.",
     "Todavía no lo han probado personas que usan tecnología de apoyo a diario."},
    {"access_limit_language",
     "Organizers write the topics. One that was written in a single language is shown in that language.",
     "Los organizadores escriben los temas. Los que están en un solo idioma se muestran en ese idioma."},
    {"access_limit_pdf",
     "The PDF of a letter is tagged, but nobody has tried it with every reader. The page and the text file hold the "
     "same words.",
     "El PDF de una carta tiene etiquetas, pero no se ha probado con todos los lectores. La página y el archivo de "
     "texto tienen las mismas palabras."},
    {"access_limit_line",
     "The hotline needs hearing and a keypad. The pages hold the same scripts and numbers, for relay services too.",
     "La línea telefónica requiere oír y un teclado. Las páginas tienen los mismos guiones y números, también para "
     "servicios de retransmisión."},
    {"access_other_title", "If something does not work for you", "Si algo no le funciona"},
    {"access_other", "Tell whoever runs this service what you tried and what you use, so that it can be mended.",
     "Diga a quien administra este servicio qué intentó y qué usa, para que se pueda arreglar."},
};

}  // namespace

std::span<const Word> words_for_about() {
    return table;
}

}  // namespace sayso::present
