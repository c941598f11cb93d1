namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record PlaceTexts
{
    public static PlaceTexts Es { get; } = new()
    {
        BotDescription = site =>
            $"{site}\n\nElige algunos temas o envíame la dirección de cualquier sitio: las noticias y los avisos te llegan al momento, "
            + "primero lo urgente. Si algo se corrige, el mensaje también cambia.\n\nPulsa Iniciar para empezar.",
        BotAbout = site => $"{site}: noticias y avisos en cuanto se publican.",
        Greeting = "¡Hola! ¿De qué quieres recibir noticias? Usa los botones, o envía un tema, una palabra o una dirección web.",
        Thanks = "¡De nada! Te avisaré en cuanto haya novedades.",
        Farewell = "¡Hasta pronto! Te seguiré avisando de las novedades.",
        Courtesy = "De acuerdo.",
        QuestionEmpty = word => $"Todavía no hay nada sobre “{word}”. Sigue la palabra y te avisaré en cuanto lo haya.",
        SharedAt = time => $"Actualizado: {time}",
        SharedNotice = "Aviso urgente",
        SharedState = "Ábrelo para ver cómo está ahora (puede haber terminado)",
        SharedTopic = (kind, name) => $"{kind} “{name}”: recibe las novedades",
        SharedNothing = "No he encontrado nada: prueba con otra palabra",
        SharedOpen = "Abrir el bot",
        ManageDescription = "Configurar desde aquí tus grupos y canales",
        ManageNotHere = "Para configurar tus grupos y canales, envíame /manage en un chat privado de Telegram.",
        ManageTitle = "Tus grupos y canales",
        ManageEmpty = "Elige abajo uno de tus grupos o canales. Si todavía no estoy ahí, Telegram te preguntará si quieres añadirme.",
        ManagePick = "Elige un grupo o un canal:",
        PickChannel = "Elegir un canal…",
        PickGroup = "Elegir un grupo…",
        PickAnother = "Elegir otro…",
        ManageCard = name => $"Estás configurando “{name}”. Usa los botones, o envía una línea como “seguir educación”: "
            + $"tu próximo mensaje vale para “{name}”.",
        NotYourChat = name => $"No administras “{name}”, así que no he cambiado nada.",
        NotMyChat = name => $"No soy administrador de “{name}” y no puedo publicar ahí. Hazme antes administrador, por favor.",
        ChatUnknown = "Ese grupo o canal ya no existe. Elige otra vez, por favor.",
        RouteButton = "Un tema del foro para una categoría…",
        RouteWhat = name => $"Elige una categoría: creo en “{name}” un tema del foro con su nombre y envío ahí sus noticias.",
        Routed = category => $"El tema del foro “{category}” está listo, y sus noticias llegarán ahí.",
        RoutedBefore = category => $"“{category}” ya tiene su propio tema del foro.",
        RouteNoRight = name => $"En “{name}” no tengo permiso para gestionar los temas. Dámelo antes, por favor.",
        RouteNoForum = name => $"“{name}” no tiene los temas activados.",
        RefusedIn = name => $"Me has enviado un comando en “{name}”.",
    };
}
