using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Chat.Text;

// The longer sentences, and the words that depend on others.
internal sealed partial record ChatTexts
{
    private const string HelpFooterEs =
        "También puedes enviar solo el nombre de un tema, o decirlo con palabras: “seguir educación”, “ajustes”. "
        + "Otros ajustes tienen su propio comando: /zone America/Mexico_City, /limit 8, /sound no.\n\n"
        + "Para recibir solo una parte de un tema, usa lo que necesites: /follow educación +examen -publicidad idioma es silencioso\n"
        + "• +examen: solo lo que menciona “examen”\n• -publicidad: nada que mencione “publicidad”\n• idioma es: solo en español\n"
        + "• silencioso: sin sonido\nPara volver a recibirlo todo, envía /follow educación.";

    // Articles are of a category, a place or a source, or about a word.
    private static string DeEs(Topic topic) =>
        $"{(topic.Key.Kind == TopicKind.Word ? "sobre" : "de")} “{topic.Name.For(Spanish)}”";

    /// <summary>Returns when something happens: a las 08:00, a la 01:00, el 30 nov 2026, 08:00.</summary>
    public static string AtEs(string moment) => moment.Contains(' ', StringComparison.Ordinal) ? "el " + moment
        : (moment.StartsWith("01:", StringComparison.Ordinal) ? "a la " : "a las ") + moment;

    /// <summary>Returns until when something lasts: hasta las 08:00, hasta el 30 nov 2026, 08:00.</summary>
    public static string UntilEs(string moment) => "hasta " + (AtEs(moment) is ['a', ' ', .. var hour] ? hour : AtEs(moment));
}
