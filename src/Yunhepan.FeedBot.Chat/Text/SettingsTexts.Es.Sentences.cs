namespace Yunhepan.FeedBot.Chat.Text;

// The longer sentences, and the words that depend on others.
internal sealed partial record SettingsTexts
{
    private const string LimitQuestionEs =
        "¿Cuántas alertas por hora como máximo? Las que pasen de ahí llegan más tarde en un solo mensaje; las urgentes llegan siempre al "
        + "momento. Toca una opción, o envía /limit 8";

    private const string LessWhatEs =
        "¿De qué quieres recibir menos? Toca “Menos como esto” debajo de una alerta, o envía /mute para silenciar un tema o una fuente.";

    private const string BadFilterEs =
        "Esa palabra no se puede usar como filtro. Prueba con otra; un patrón (/…/) debe ser corto y no anidar repeticiones.";

    private const string FeedHintEs =
        "Añade una de estas direcciones a un lector de feeds para ver todo lo que sigues. Son solo tuyas: no las compartas, por favor.";

    private static string SettingUnknownEs(string name) =>
        $"No existe el ajuste “{name}”. Puedes cambiar la zona horaria, el idioma, el límite, el sonido, las horas de silencio, el resumen "
        + "y lo silenciado con los botones de abajo.";

    private static string DigestSetEs(string when, int count) => count == 0
        ? $"Tu resumen llega {when}. Todavía no contiene ningún tema: toca abajo los que deban ir en él."
        : $"De acuerdo: los artículos de {TopicsEs(count)} llegarán en un solo mensaje {when}.";

    private static string DigestOnlyUrgentEs(string when) =>
        "Todos los temas de tu resumen son urgentes: las alertas urgentes siguen llegando al momento, y solo lo que no es urgente espera "
        + $"al resumen {when}. Para que lo urgente también espere, envía /quiet urgentes no.";

    private static string QuietIsEs(string from, string to, bool through) =>
        $"Silencio de {from} a {to}; lo que llegue entonces se envía después en un solo mensaje. "
        + (through ? "Las alertas urgentes siguen llegando al momento." : "Las alertas urgentes también esperan, pero llegan una a una.");

    private static string DigestIsEs(string when, bool through) =>
        $"Los artículos de los temas del resumen llegan en un solo mensaje {when}. "
        + (through ? "Las alertas urgentes siguen llegando al momento."
        : "Las alertas urgentes también esperan hasta entonces, pero llegan una a una.");

    private static string DigestNotUnderstoodEs(string words) =>
        $"No entiendo {words}, así que no he cambiado nada. "
        + "Escribe /digest 8:00, /digest lunes 8:00, /digest educación o /digest no.";

    private static string NowDigestUrgentEs(string name) =>
        $"Las alertas de “{name}” van ahora en el resumen; las urgentes siguen llegando al momento. "
        + "Para que también esperen, envía /quiet urgentes no.";

    private static string LengthUnclearEs(string words) =>
        $"No entiendo {words}, así que no he cambiado nada. "
        + "Un tiempo se escribe 2h, 3 días o 1 semana, de 1 minuto a un año: /mute noticias 2h";

    private static string DigestUrgentThroughEs(string names) =>
        $"Las alertas urgentes de {names} siguen llegando al momento. Para que esperen al resumen, envía /quiet urgentes no.";

    private static string QuietIsOffEs(bool through) =>
        through ? "No tienes horas de silencio: las alertas llegan a cualquier hora."
        : "No tienes horas de silencio. Las alertas urgentes esperan a tu resumen y a las horas de silencio que pongas.";

    private static string MuteHintEs(bool anyMuted, bool isPaused) =>
        "Envía /mute y un nombre para no recibir nada más de él (/mute educación), o /mute 2h para pausar todas las alertas 2 horas."
        + (anyMuted ? " Toca un nombre para quitarle el silencio." : "") + (isPaused ? "" : " O toca un tiempo:");

    private static string PausedUntilEs(string until) =>
        $"De acuerdo, sin alertas {ChatTexts.UntilEs(until)}, ni siquiera urgentes. Después, las urgentes llegan una a una y el resto en "
        + "un solo mensaje. Para terminar antes, envía /resume.";

    private static string SearchOnlyUnwantedEs(string words) =>
        $"“{words}” solo dice lo que no quieres. Añade una palabra que buscar, por ejemplo /search agua -simulacro.";

    private static string NoTopicButWordEs(string word, string meant) =>
        $"No hay ningún tema “{word}”.{meant} Puedes seguirlo como palabra: te llegará cualquier artículo que mencione “{word}” en el "
        + "título o en el texto. Toca para seguirla:";

    private static string NoTopicButWordByHandEs(string word, string meant) =>
        $"No hay ningún tema “{word}”.{meant} Puedes seguirlo como palabra: envía /word y la palabra, y te llegará cualquier artículo que "
        + "la mencione en el título o en el texto.";

    private static string FollowedWordEs(string word) =>
        $"Ahora sigues la palabra “{word}”: aquí te llegarán los artículos nuevos que la mencionen en el título o en el texto.";

    private static string OptionUnclearEs(string words) =>
        $"No entiendo {words}, así que no he cambiado nada. Los filtros se escriben +palabra (solo lo que la menciona) o -palabra (nada "
        + "que la mencione); un patrón, +/…/ o -/…/, sin espacios; un idioma, “idioma es” o “idioma en”.";

    private static string SwitchedOffEs(string patterns) =>
        $"⚠️ no se aplica {patterns} (demasiado lento, demasiado largo o no permitido aquí); elige otro, por favor";

    private static string TopicsEs(int count) => count == 1 ? "1 tema" : $"{count} temas";

    private static string DayEs(DayOfWeek day) => day switch
    {
        DayOfWeek.Sunday => "domingos",
        DayOfWeek.Monday => "lunes",
        DayOfWeek.Tuesday => "martes",
        DayOfWeek.Wednesday => "miércoles",
        DayOfWeek.Thursday => "jueves",
        DayOfWeek.Friday => "viernes",
        DayOfWeek.Saturday => "sábados",
        _ => throw new System.Diagnostics.UnreachableException($"unknown day {day}"),
    };
}
