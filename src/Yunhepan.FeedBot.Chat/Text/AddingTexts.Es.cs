using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AddingTexts
{
    public static AddingTexts Es { get; } = new()
    {
        AddDescription = "Añadir una fuente por su dirección",
        SourcesDescription = "Las fuentes que has añadido",
        ApproveDescription = "Decidir sobre las fuentes que otros añaden (operadores)",
        Invitation = "¿Quieres noticias de otro sitio? Envíame la dirección de una página web o de un feed.",
        HowTo = "Envíame una dirección, por ejemplo:\n/add https://example.com/noticias/\n"
            + "Sirven las páginas con listas de artículos y los feeds RSS, Atom o JSON.",
        IsOff = "Aquí no se pueden añadir fuentes; elige entre los /topics.",
        NoOperator = "Un operador debe aprobar las fuentes, pero aquí no se puede contactar con ninguno: ahora no se puede añadir nada.",
        Looking = "Mirando esta dirección… (medio minuto como máximo; si no llega nada, envíala otra vez)",
        TooManyLooks = "Son demasiadas direcciones en una hora. Inténtalo más tarde.",
        TooSlow = "No he podido leerla a tiempo. Inténtalo más tarde.",
        Failed = "Algo ha fallado y no he podido leer la dirección. Inténtalo más tarde.",
        HostRefused = "De este sitio no se puede añadir nada.",
        Fault = fault => fault switch
        {
            LookFault.NotAnAddress =>
                "Esa no es una dirección que yo pueda leer. Debe empezar por http:// o https:// y no llevar usuario ni contraseña.",
            LookFault.Refused =>
                "Esta dirección no se puede leer: no está en el internet público, o su sitio (robots.txt) no admite programas.",
            LookFault.NotFound => "No hay ninguna página en esta dirección (404). Compruébala, por favor.",
            LookFault.Unreachable => "No he podido abrir este sitio: no hay conexión, es muy lento o da un error. Inténtalo más tarde.",
            LookFault.TooLarge => "Esta página es demasiado grande para leerla.",
            LookFault.StandIn => "Lo que ha llegado no es una lista de artículos: puede que pida iniciar sesión, o que sea solo un aviso.",
            LookFault.OneArticle =>
                "Esto es un solo artículo, no una lista que se actualiza, y su página no indica un feed. Envía la dirección de su sección.",
            LookFault.NoArticles => "En esta página no he encontrado ni una lista de artículos ni un feed.",
            _ => throw new UnreachableException($"unknown fault {fault}"),
        },
        Found = (name, kind) => $"He encontrado “{name}” ({KindEs(kind)})",
        NewestFollow = "Lo más reciente, tal como te llegaría:",
        AlsoThere = "También en este sitio:",
        FollowButton = "＋ Seguir",
        AskButton = "＋ Pedir seguirla",
        WordsButton = "Solo con palabras…",
        DigestButton = "En el resumen",
        CancelButton = "No, gracias",
        Cancelled = "De acuerdo, no he añadido nada.",
        OfferGone = "Esto ha caducado; envía la dirección otra vez, por favor.",
        WriteWords = number =>
            $"Escribe las palabras después del número: + para las que debe contener, - para las que no. Por ejemplo:\n"
            + $"/add {number} +apagón -publicidad",
        Followed = name =>
            $"Ahora sigues “{name}”. Lo que ya estaba publicado no se envía; lo nuevo, sí. Con /sources puedes verla y quitarla.",
        KnownFollowed = name => $"Esta fuente ya estaba aquí: ahora sigues “{name}”.",
        Asked = name => $"He preguntado al operador por “{name}”. Empezará cuando la apruebe, y te avisaré.",
        AskedBefore = name => $"“{name}” espera a un operador. Cuando la apruebe, la recibirás.",
        WasRefused = name => $"Un operador ha rechazado “{name}”, así que no se puede añadir.",
        TooManyOfChat = most => $"Un chat puede añadir {most} fuentes como máximo. Quita antes algunas con /sources.",
        TooManyInAll = "Por ahora aquí no caben más fuentes añadidas.",
        NotFollowed = "No he podido seguirla: sigues demasiados temas, o las palabras no se pueden usar.",
        ListTitle = "Las fuentes que has añadido",
        ListEmpty = "Todavía no has añadido ninguna fuente. Envíame una dirección para añadir una.",
        NothingAdded = "No has añadido ninguna fuente.",
        ListHint = "✕ la quita, ✎ cambia su nombre o su dirección.",
        StateWaiting = "espera a un operador",
        StateRefused = "rechazada por un operador",
        StateListed = "ya es pública",
        NotReadYet = "todavía sin leer",
        ReadAt = when => $"última lectura: {when}",
        NewsAt = when => $"último artículo nuevo: {when}",
        Trouble = trouble => trouble switch
        {
            SourceTrouble.Failing => "⚠️ últimamente no se puede leer; lo sigo intentando",
            SourceTrouble.HeldBack => "⚠️ la página ha cambiado de aspecto, así que no se toma nada de ella; el operador debería revisarla",
            SourceTrouble.Gone => "⛔ el sitio dice que ya no existe; ya no se lee",
            _ => throw new UnreachableException($"unknown trouble {trouble}"),
        },
        Removed = name => $"He quitado “{name}”.",
        RestoreButton = name => $"↩ Recuperar “{name}”",
        Renamed = name => $"Ahora se llama “{name}”.",
        NotYours = "No se puede cambiar el nombre: no la añadiste tú, otros también la siguen, o un operador la ha hecho pública. "
            + "/sources muestra tus fuentes.",
        NotAnOperator = chat => $"Este chat no es de un operador. Para que lo sea, nómbralo en operators, en feeds.json:\n{chat}",
        NothingWaits = "Ninguna fuente espera una decisión.",
        Waiting = count => $"Esperan una decisión: {count}",
        AskedTitle = "Alguien quiere seguir una fuente nueva",
        ApproveButton = "Aprobar",
        RefuseButton = "Rechazar",
        ListButton = "Publicar en…",
        UnderWhich = "¿En qué categoría la publico? Será como una fuente de feeds.json, que todo el mundo ve.",
        NoCategories = "feeds.json no tiene categorías en las que publicarla.",
        NowApproved = name => $"✅ “{name}” aprobada; solo la ven quienes la siguen.",
        NowRefused = name => $"🚫 “{name}” rechazada.",
        NowListed = (name, category) => $"📢 “{name}” publicada en “{category}”.",
        DecidedAlready = "Sobre esta fuente ya se ha decidido.",
        YoursApproved = name => $"El operador ha aprobado “{name}”: recibirás sus artículos nuevos.",
        YoursListed = name => $"El operador ha aprobado y publicado “{name}”: recibirás sus artículos nuevos.",
        YoursRefused = name => $"El operador no ha aprobado “{name}”.",
    };

    private static string KindEs(SourceKind kind) => kind switch
    {
        SourceKind.Feed => "un feed",
        SourceKind.List => "una página con una lista de artículos",
        SourceKind.Sitemap => "un mapa del sitio",
        SourceKind.Json => "un servicio de datos",
        SourceKind.Auto or SourceKind.Article => "una página",
        _ => throw new UnreachableException($"The kind of source {kind} is not known."),
    };
}
