using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AlertTexts
{
    public static AlertTexts Es { get; } = new()
    {
        ReadHere = "Texto completo",
        MuteSource = name => $"Silenciar “{name}”",
        LessButton = "Menos como esto",
        WhyButton = "¿Por qué me llega?",
        AlsoAt = "También en: ",
        Comma = ", ",
        QuotedComma = ", ",
        ThreadGone = "El tema del foro al que iban estas alertas ya no existe, así que ahora llegan aquí. "
            + "Un administrador puede enviar /follow en otro.",
        WithdrawnPerhapsSeen = "Si ya lo habías visto aquí, por favor no lo compartas.",
        ReplacesEarlier = "Si ya habías visto otra versión aquí, guíate por esta.",
        TakenDown = "RETIRADO DE ESTE SITIO",
        Restored = "PUBLICADO DE NUEVO",
        RestoredNote = "Figuraba como retirado. Vuelve a estar publicado: guíate por este mensaje.",
        CorrectsEarlier = when => $"Corrige el mensaje enviado aquí el {when}; guíate por este.",
        SentEarlier = when => $"Se refiere al mensaje enviado aquí el {when}.",
        PatternsOff = patterns => $"No se aplica tu filtro {patterns} (demasiado lento, demasiado largo o no permitido aquí).",
        ChangePatterns = " Para cambiarlo, vuelve a seguir el tema: /follow tema +palabra",
        DailyDigest = (day, count) => $"Resumen diario · {day} · {ArticlesEs(count)}",
        WeeklyDigest = (day, count) => $"Resumen semanal · {day} · {ArticlesEs(count)}",
        AfterQuiet = count => $"Mientras las alertas esperaban: {ArticlesEs(count)}",
        CatchUp = count => $"Sin enviar hasta ahora: {ArticlesEs(count)}",
        AndMore = count => $"Y {count} más: envía /latest o /search.",
        AndMoreElsewhere = count => $"Y {count} más.",
        ClockFormat = "HH:mm",
        ShortDayFormat = "d MMM",
        Ended = end => end switch
        {
            AlertEnd.Found => "LOCALIZADO/A",
            AlertEnd.SearchOver => "BÚSQUEDA TERMINADA",
            AlertEnd.Lifted => "AVISO LEVANTADO",
            AlertEnd.Lowered => "NIVEL DE AVISO REBAJADO",
            AlertEnd.Caught => "BAJO CUSTODIA",
            null => "FINALIZADO",
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedNote = end => end switch
        {
            AlertEnd.Found => "Gracias por estar pendiente. Por favor, no lo compartas más.",
            AlertEnd.SearchOver => "Por favor, no lo compartas más.",
            AlertEnd.Lowered => "Guíate por el nuevo aviso.",
            AlertEnd.Caught => "Por favor, no lo compartas más.",
            null or AlertEnd.Lifted => null,
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedWhich = (what, when, source) =>
            $"Se refiere a: {(what is null ? "" : $"{what} · ")}{(when is null ? "" : $"publicado el {when} · ")}{source}",
        NotEnded = "CORRECCIÓN: todavía no ha terminado",
        NotEndedNote = "La fuente ha corregido lo que dijo. Por favor, sigue pendiente.",
        Untitled = "(sin título)",
        NoText = "Aquí no hay texto. Toca “Original”.",
        TextCut = "El texto es largo y se corta aquí. Toca “Original” para leer el resto.",
        ArticleGone = "Ese artículo ya no está aquí.",
        ReadWhat = "¿Qué artículo? Toca “Texto completo” debajo de una alerta, o uno de los más recientes:",
    };

    private static string ArticlesEs(int count) => count == 1 ? "1 artículo" : $"{count} artículos";
}
