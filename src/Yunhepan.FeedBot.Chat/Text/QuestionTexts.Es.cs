namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record QuestionTexts
{
    public static QuestionTexts Es { get; } = new()
    {
        AskDescription = "Preguntar a una entidad: /ask y tu pregunta, o responde a un mensaje con ella",
        BlockDescription = "(Para entidades) no aceptar más preguntas de esta persona: /block #12",
        AskButton = "❓ Preguntar a la entidad",
        HowTo = "¿Qué quieres preguntar? Escríbelo después de “/ask”, o responde a un mensaje con tu pregunta, y se la paso a la entidad. "
            + "También puedes elegir primero una:",
        NobodyAnswers = "Ahora nadie responde aquí a preguntas; la tuya no se ha enviado.",
        Write = name => $"Escribe tu pregunta para “{name}”. Verán un número, no quién eres.",
        AboutThisArticle = "Escribe tu pregunta sobre este artículo y se la paso a la entidad. Verán un número, no quién eres.",
        Whom = "¿A quién quieres preguntar?",
        OfferTitle = "Quizá la respuesta ya está aquí:",
        SendAnywayButton = "Preguntar igualmente",
        AnsweredButton = "Con esto basta",
        NotSent = "De acuerdo, no se ha enviado nada.",
        Sent = (number, name) => $"La pregunta #{number} va camino de “{name}”. La respuesta llegará aquí.",
        UrgentSent = number => $"🚨 Pasada de inmediato como posible pista (#{number}). Si es una emergencia, llama también a la policía.",
        AddedSent = number => $"Añadido a la pregunta #{number}.",
        TooLong = most => $"Es demasiado largo y no se ha enviado. Usa como máximo {most} caracteres.",
        TooManyOpen = "Algunas de tus preguntas aún esperan respuesta, así que esta no se ha enviado. Vuelve cuando una esté respondida o "
            + "cerrada.",
        TooManyToday = "Hoy ya has preguntado tanto como se puede, así que esto no se ha enviado. Vuelve mañana.",
        DeskBusy = "Ahora reciben demasiadas preguntas, así que esta no se ha enviado. Prueba dentro de una hora.",
        Blocked = "Ya no aceptan preguntas de este chat, así que esto no se ha enviado.",
        Gone = "Esa pregunta ya no está aquí.",
        SaidBefore = "Este mensaje ya se envió, y sus cambios no se envían. Para añadir algo, responde otra vez.",
        AnswerTitle = (name, number) => $"{name} sobre la pregunta #{number}",
        MoreButton = "💬 Repreguntar",
        CloseButton = "✔ Cerrarla",
        WriteMore = number => $"Escribe lo que quieres añadir a la pregunta #{number}.",
        ClosedForAsker = (number, name) => $"“{name}” ha cerrado la pregunta #{number}.",
        HandedUpForAsker = (number, name) => $"“{name}” aún no ha respondido a la pregunta #{number}, así que ha pasado al nivel superior. "
            + "La respuesta llegará aquí.",
        NowClosed = number => $"La pregunta #{number} está cerrada.",
        PublicButton = "📖 Puede ser pública",
        PublicConfirm = "Quien pregunte lo mismo vería esta pregunta y su respuesta, pero no quién eres. Comprueba que no haya nombres "
            + "ni direcciones de personas; solo será pública si la entidad también acepta.",
        PublicYesButton = "Hacerla pública",
        PublicAsked = number => $"De acuerdo, se lo pregunto a la entidad. La pregunta #{number} solo será pública si ambos aceptan.",
        HasNumbers = "Parece que contiene un teléfono, un número de identidad o una cuenta, así que no puede ser pública.",
        PublicForDesk = number => $"📖 Quien preguntó acepta que la pregunta #{number} y su respuesta sean públicas. Quien pregunte lo "
            + "mismo verá el texto, no quién preguntó. Comprueba que no haya nombres ni direcciones de personas. "
            + "¿La publico?",
        PublishButton = "Publicar",
        PrivateButton = "Mantener privada",
        NowPublic = number => $"La pregunta #{number} y su respuesta son públicas.",
        StaysPrivate = number => $"La pregunta #{number} sigue siendo privada.",
        PublicForAsker = number => $"📖 La pregunta #{number} y su respuesta ya son públicas, y nada en ellas es sobre ti.",
        DeskTitle = (number, name) => $"❓ Pregunta #{number} → {name}",
        AddedTitle = number => $"💬 Se añade a la #{number}",
        Urgent = "🚨 Puede ser una pista",
        HandedUpHere = "No se respondió en el nivel inferior.",
        DeskHint = "Responde a este mensaje para contestar.",
        AnswerButton = "✍ Contestar",
        WriteAnswer = number => $"Escribe la respuesta a la pregunta #{number}: tu próximo mensaje llegará a quien preguntó.",
        ReplyToAnswer = number => $"Responde al mensaje de la pregunta #{number} y llegará a quien preguntó.",
        AnswerSent = number => $"La respuesta a la pregunta #{number} llegará a quien preguntó.",
        OnlyWords = "Solo se envían las palabras, no la imagen ni el archivo.",
        AnsweredByOthers = number => $"La #{number} ya tiene respuesta:",
        ClosedForDesk = number => $"La pregunta #{number} está cerrada y no necesita respuesta.",
        HandedUpForDesk = number => $"La pregunta #{number} quedó sin respuesta y ha pasado al nivel superior. "
            + "Aún puedes contestarla aquí.",
        ReminderTitle = count => $"⏰ Esperan respuesta: {count}",
        NowBlocked = number => $"La pregunta #{number} está cerrada y no llegarán más de esta persona.",
        BlockHow = "Responde a una pregunta con “/block”, o escribe “/block #12”. Solo pueden hacerlo los chats que contestan.",
    };
}
