using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record SourceTexts
{
    public static SourceTexts Es { get; } = new()
    {
        Why = failure => failure switch
        {
            SourceFailure.NoAnswer => "el sitio no responde",
            SourceFailure.NotFound => "la página ya no está ahí",
            SourceFailure.Gone => "el sitio dice que ya no existe",
            SourceFailure.Login => "hace falta iniciar sesión o una suscripción",
            SourceFailure.Refused => "el sitio no permite que lo lean programas",
            SourceFailure.Other => "el sitio da un error o muestra otra cosa",
            _ => throw new UnreachableException($"unknown failure {failure}"),
        },
        Dead = (name, since, why, isGivenUp) => $"No puedo leer “{name}” desde el {since}: {why}. "
            + "No sé si ha publicado algo nuevo desde entonces. "
            + (isGivenUp ? "Ya no lo seguiré intentando." : "Lo sigo intentando y te avisaré cuando vuelva a funcionar."),
        AsksForLogin = (name, since) => $"Desde el {since}, “{name}” pide iniciar sesión o una suscripción, "
            + "así que no puedo leerla ni enviarte lo nuevo. Lo sigo intentando y te avisaré cuando vuelva a funcionar.",
        Moved = name =>
            $"“{name}” tiene una dirección nueva. Ya la leo ahí y te envío lo nuevo como antes; no tienes que hacer nada.",
        Works = name => $"Ya puedo leer “{name}” otra vez; lo nuevo te llegará como antes.",
        MaybeAt = "Puede que ahora esté aquí; puedes verlo antes:",
        FailingSince = (since, why) => $"⚠️ no se puede leer desde {FromEs(since)} ({why}); lo sigo intentando",
        ReadAtNewAddress = "Tiene una dirección nueva y ahora se lee en:",
        LookAtButton = host => $"Ver {host}",
        KeepNewButton = "Usar la dirección nueva",
        EditButton = "✎ Cambiar…",
        ChangeButton = "Cambiar dirección…",
        RenameButton = "Cambiar nombre…",
        RemoveButton = "Quitar",
        BackButton = "‹ Mis fuentes",
        ByWords = number => $"También puedes escribir:\n/sources {number} nombre nuevo (cambia el nombre)\n"
            + $"/sources {number} https://… (cambia la dirección)",
        AskAddress = name => $"Envíame la dirección nueva de “{name}”. Tus ajustes se conservan.",
        AskName = name => $"¿Cómo quieres llamar a “{name}”? Envíame el nombre nuevo.",
        AskWords = (name, number) => $"¿Qué palabras debe mencionar “{name}”? Envíamelas separadas por espacios, "
            + "con un signo menos delante de las que no quieras.\n"
            + $"También puedes escribirlas después del número:\n/add {number} +apagón -publicidad",
        ChangeTo = name => $"¿Cambiar “{name}” por esto? Lo más reciente:",
        ApplyButton = name => $"Usar “{name}”",
        Changed = (name, url) => $"“{name}” ya tiene su dirección nueva; tus ajustes siguen igual:\n{url}",
        ChangedAsked = (old, name) => $"He pedido al operador que puedas seguir “{name}” con los ajustes de “{old}”; "
            + $"empezará cuando lo apruebe. Hasta entonces, “{old}” sigue igual; cuando ya no la quieras, quítala con /sources.",
        SameAddress = "Ya tiene esta dirección.",
        NotFollowedHere = "No sigues ninguna fuente añadida con este número. /sources muestra los números.",
        RemovedTitle = "Quitadas; se pueden recuperar:",
        OtherListButton = "Otra lista ›",
        NoOtherList = "No he encontrado otra lista en esta página.",
        RestoreGone = "Ya no está aquí; envía su dirección otra vez, por favor.",
    };

    // An hour or a day: desde las 8:00, desde el 30 nov 2026.
    private static string FromEs(string moment) => ChatTexts.UntilEs(moment)["hasta ".Length..];
}
