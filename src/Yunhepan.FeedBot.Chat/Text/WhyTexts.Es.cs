using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record WhyTexts
{
    public static WhyTexts Es { get; } = new()
    {
        Description = "Por qué llegó un artículo, o por qué no",
        Question = "¿Qué artículo? Toca uno, o envía /why y palabras de su título o de su texto, o solo su dirección.",
        Title = "¿Por qué?",
        NotFound = text => $"Ningún artículo contiene “{text}” en el título ni en el texto.",
        NotAtAddress = "No he encontrado ningún artículo con esa dirección.",
        Seen = (published, seen) => published is null ? $"👁 Encontrado {AtEs(seen)}"
            : $"👁 Publicado {AtEs(published)}, encontrado {AtEs(seen)}",
        Filed = (category, reason) => $"🗂 En “{category}”: {reason}",
        Evidence = (kind, what) => kind switch
        {
            FilingEvidence.Source => "su fuente pertenece ahí",
            FilingEvidence.Section => $"su sitio lo clasifica en “{what}”",
            FilingEvidence.Title => $"su título dice “{what}”",
            FilingEvidence.Word or FilingEvidence.Words => $"dice “{what}”",
            FilingEvidence.Path => $"su dirección contiene “{what}”",
            FilingEvidence.Story => "ahí hay otro artículo sobre el mismo hecho",
            FilingEvidence.Other => what,
            _ => throw new System.Diagnostics.UnreachableException($"unknown evidence {kind}"),
        },
        Matched = topics => $"✅ Sigues {topics}",
        NothingMatched = "➖ No sigues ni sus categorías, ni su fuente, ni su entidad, ni su región, ni ninguna palabra que contenga.",
        Filtered = topic => $"🚫 Lo excluyó tu filtro de “{topic}”",
        MutedBy = name => $"🔕 Has silenciado “{name}”",
        Held = (kind, until) => kind switch
        {
            HoldKind.Quiet => $"🌙 Espera por tus horas de silencio {UntilEs(until)}",
            HoldKind.Digest => $"📋 Irá en el resumen, {AtEs(until)}",
            HoldKind.Paused => $"⏸ Has pausado las alertas {UntilEs(until)}",
            HoldKind.Flood => $"🗂 Demasiadas a la vez: irán juntas {AtEs(until)}",
            HoldKind.Throttled => $"🐢 La plataforma de chat nos pidió esperar {UntilEs(until)}",
            HoldKind.Rest => $"💤 No se pudo enviar a este chat; nuevo intento {AtEs(until)}",
            HoldKind.Retry => $"🔁 El envío falló; nuevo intento {AtEs(until)}",
            HoldKind.Account => "🔑 La plataforma rechaza la cuenta del bot; se enviará cuando el operador lo arregle",
            HoldKind.Turn => "⏳ En cola; se enviará en un momento",
            HoldKind.Parts => "📄 El texto es largo: las demás partes llegarán en un momento",
            _ => throw new System.Diagnostics.UnreachableException($"unknown hold {kind}"),
        },
        Outcome = (outcome, kind, at) => (outcome, kind) switch
        {
            (DeliveryOutcome.Sent, AlertKind.New) => $"📨 Enviado {AtEs(at)}",
            (DeliveryOutcome.Sent, AlertKind.Corrected) => $"✏️ Mensaje corregido {AtEs(at)}",
            (DeliveryOutcome.Sent, AlertKind.Restored) => $"↩️ Mensaje restablecido {AtEs(at)}",
            (DeliveryOutcome.Sent, AlertKind.Withdrawn) => $"⛔ Mensaje retirado {AtEs(at)}",
            (DeliveryOutcome.Sent, AlertKind.Ended) => $"📌 Te dije cómo terminó {AtEs(at)}",
            (DeliveryOutcome.Sent, AlertKind.AlsoAt) => $"🔗 “También en” añadido {AtEs(at)}",
            (DeliveryOutcome.Digested, _) => $"📋 En un resumen {AtEs(at)}",
            (DeliveryOutcome.Rejected, _) => $"❌ La plataforma de chat lo rechazó {AtEs(at)}",
            (DeliveryOutcome.GivenUp, _) => $"❌ Abandonado tras varios intentos {AtEs(at)}",
            (DeliveryOutcome.InDoubt, _) => $"❓ Enviado {AtEs(at)}, pero la plataforma de chat no lo confirmó",
            (DeliveryOutcome.Unreachable, _) => $"💤 No se pudo enviar a este chat {AtEs(at)}",
            (DeliveryOutcome.Dropped, _) => $"➖ No se envió {AtEs(at)}",
            _ => throw new System.Diagnostics.UnreachableException($"unknown outcome {outcome} of {kind}"),
        },
        Reason = reason => $" ({reason})",
        UnwantedByThen = "cuando le tocó el turno, tus ajustes ya no lo incluían",
        WithdrawnByThen = "se retiró antes de que le tocara el turno",
        OverByThen = "había terminado o vencido antes de que le tocara el turno",
        OnItsWay = "⏳ Se está enviando, y a este chat todavía no le ha tocado el turno.",
        FollowedLater = "➖ Cuando se envió todavía no seguías esto, así que no te llegó.",
        NotWantedThen = "➖ Cuando se envió, tus ajustes (silencio, filtro o pausa) no lo incluían, o no se pudo enviar a este chat.",
        Stopped = "⏸ Has detenido todas las alertas, así que no te llegó. Envía /resume para volver a recibirlas.",
        FirstPoll = "➖ Ya estaba ahí cuando se leyó su fuente por primera vez, así que no genera alerta.",
        TooOld = "➖ Se publicó hace demasiado tiempo para ser noticia, así que no genera alerta.",
        NotYet = "⏳ Acaba de llegar; todavía no ha salido ninguna alerta.",
        Repost = name => $"🔗 Cuenta lo mismo que “{name}”; solo se avisa una vez.",
        Withdrawn = "⛔ Se ha retirado.",
    };

    private static string AtEs(string moment) => ChatTexts.AtEs(moment);

    private static string UntilEs(string moment) => ChatTexts.UntilEs(moment);
}
