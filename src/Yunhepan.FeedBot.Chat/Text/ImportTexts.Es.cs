using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record ImportTexts
{
    public static ImportTexts Es { get; } = new()
    {
        Description = "Tus temas en un archivo (OPML)",
        NoFile = "Esto no es una lista de suscripciones (OPML), o no contiene ninguna.",
        TooLarge = "Este archivo es demasiado grande para leerlo. Una lista de suscripciones suele ocupar menos de 500 KB.",
        NotRead = "No he podido recibir este archivo. Envíalo otra vez, por favor.",
        Found = count => count == 1 ? "El archivo contiene 1 feed:" : $"El archivo contiene {count} feeds:",
        Known = count => $"• {count} ya {(count == 1 ? "está" : "están")} aquí",
        New = count => $"• {count} {(count == 1 ? "nuevo" : "nuevos")}",
        Refused = count => $"• {count} que no se {(count == 1 ? "puede" : "pueden")} usar:",
        Fault = fault => fault switch
        {
            EntryFault.NotAnAddress => "no tiene una dirección que se pueda leer",
            EntryFault.Refused => "esta dirección no se puede añadir",
            EntryFault.AnotherList => "es otra lista de suscripciones; envíala aparte, por favor",
            _ => throw new UnreachableException($"unknown fault {fault}"),
        },
        RefusedFor = (name, why) => $"  – {name}: {why}",
        More = count => $"  … y {count} más",
        Unread = count => $"No he leído {(count == 1 ? "la última" : $"las {count} últimas")}; envía el archivo por partes, por favor.",
        FollowAllButton = count => $"＋ Seguir todo ({count})",
        AskAllButton = count => $"＋ Pedir seguir todo ({count})",
        Followed = count => (count == 1 ? "Ahora sigues 1 fuente del archivo." : $"Ahora sigues {count} fuentes del archivo.")
            + " Lo que ya estaba publicado no se envía; lo nuevo, sí.",
        Asked = count => count == 1 ? "He pedido al operador que apruebe 1 fuente. Empezará cuando la apruebe."
            : $"He pedido al operador que apruebe {count} fuentes. Empezarán cuando las apruebe.",
        RefusedBefore = count => count == 1 ? "1 fuente no se ha añadido: un operador ya la había rechazado."
            : $"{count} fuentes no se han añadido: un operador ya las había rechazado.",
        TooManyOfChat = (count, most) => $"{NotAddedEs(count)} por falta de sitio: un chat puede añadir {most} fuentes como máximo. "
            + "Quita algunas con /sources y envía el archivo otra vez.",
        TooManyInAll = count => $"{NotAddedEs(count)}: por ahora aquí no caben más fuentes añadidas.",
        NotFollowed = count =>
            $"No he podido seguir {SourcesEs(count)}: sigues demasiados temas, o ya no {(count == 1 ? "está" : "están")} aquí.",
        AskedTitle = count => count == 1 ? "Alguien quiere seguir una fuente nueva"
            : $"Alguien quiere seguir {count} fuentes nuevas a la vez",
        NowApproved = count => count == 1 ? "✅ 1 fuente aprobada; solo la ven quienes la siguen."
            : $"✅ {count} fuentes aprobadas; solo las ven quienes las siguen.",
        NowRefused = count => count == 1 ? "🚫 1 fuente rechazada." : $"🚫 {count} fuentes rechazadas.",
        YoursApproved = count => count == 1 ? "El operador ha aprobado la fuente que pediste: recibirás sus artículos nuevos."
            : $"El operador ha aprobado las {count} fuentes que pediste: recibirás sus artículos nuevos.",
        YoursRefused = count => count == 1 ? "El operador no ha aprobado la fuente que pediste."
            : $"El operador no ha aprobado las {count} fuentes que pediste.",
        Exported = count => (count == 1 ? "El tema que sigues." : $"Los {count} temas que sigues.")
            + " Otros lectores pueden leer este archivo, y yo también.",
        NotExported = count => count == 1 ? "1 más no tiene dirección y no está en el archivo."
            : $"{count} más no tienen dirección y no están en el archivo.",
        NothingToExport = "Todavía no sigues nada que se pueda exportar.",
        DownloadButton = "Descargar OPML",
    };

    private static string SourcesEs(int count) => count == 1 ? "1 fuente" : $"{count} fuentes";

    private static string NotAddedEs(int count) => count == 1 ? "1 fuente no se ha añadido" : $"{count} fuentes no se han añadido";
}
