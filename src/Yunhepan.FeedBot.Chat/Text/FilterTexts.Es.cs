using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record FilterTexts
{
    public static FilterTexts Es { get; } = new()
    {
        Description = "Filtrar un tema por palabras: /filter educación +examen",
        Title = name => $"Filtro de “{name}”",
        WhichTopic = "¿Qué tema quieres filtrar? 🔎 marca los que tienen filtro.",
        Wanted = words => $"✓ solo lo que menciona {words}",
        Unwanted = words => $"✗ nada que mencione {words}",
        Language = language => language is null ? "🌐 cualquier idioma" : $"🌐 {SettingsTexts.Es.OnlyIn(language)}",
        Nothing = "No hay filtro: llega todo.",
        InField = (word, field) => $"{word} ({SpanishNameOf(field)})",
        Field = SpanishNameOf,
        AddWanted = "+ Solo…",
        AddUnwanted = "- Sin…",
        Ask = (wanted, field) => $"¿{(wanted ? "Con" : "Sin")} qué palabras en {SpanishNameOf(field)}? Envíamelas separadas por espacios. "
            + "O toca antes dónde más buscar:",
        AnyLanguage = "Cualquier idioma",
        OnlyIn = language => $"Solo {ChatTexts.InLanguage(language, "chino", "inglés", "japonés", "español")}",
        Clear = "Quitar todo",
        TryButton = "🔎 Ver cuáles",
        Tried = (come, not) =>
            $"🔎 De los últimos {come + not} artículos, {come} {(come == 1 ? "habría" : "habrían")} llegado y {not} no.",
        TriedNothing = "🔎 Todavía no hay artículos con los que probarlo.",
        TriedNoWord = count => $"🔎 Ninguno de los últimos {count} artículos de aquí la menciona: no hay con qué probarlo.",
        Untried = count => $" No hubo tiempo de probar {count} más.",
        WouldCome = "Habrían llegado:",
        WouldNot = "No habrían llegado:",
        Cause = (cause, word) => cause switch
        {
            FilterCause.Language => "otro idioma",
            FilterCause.NoWord => "ninguna de las palabras pedidas",
            FilterCause.Word => $"menciona {word}",
            FilterCause.None or FilterCause.Untried => "",
            _ => throw new System.Diagnostics.UnreachableException($"no cause {cause}"),
        },
        More = count => $"y {count} más",
        TooManyWords = "Un tema admite 40 palabras como máximo. Quita antes algunas.",
        Unclear = words => $"No entiendo {words}, así que no he cambiado nada. Escribe /filter educación +examen -curso +title:escuela "
            + "idioma es; los lugares son title, text, author, source y category. /filter educación try muestra qué habría hecho con los "
            + "últimos 50 artículos, /filter educación clear lo quita todo.",
    };

    private static string SpanishNameOf(FilterField field) => field switch
    {
        FilterField.Anywhere => "título o texto",
        FilterField.Title => "título",
        FilterField.Text => "texto",
        FilterField.Author => "autor",
        FilterField.Source => "fuente",
        FilterField.Category => "categoría",
        _ => throw new System.Diagnostics.UnreachableException($"no field {field}"),
    };
}
