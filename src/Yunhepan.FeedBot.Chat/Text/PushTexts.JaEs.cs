using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record PushTexts
{
    private static PushTexts Ja { get; } = new()
    {
        Description = "ウェブチャットのシステム通知。例：/push urgent",
        OnlyInTheWebChat = "システム通知はウェブチャット用です。ここではチャットアプリ自身が通知します。",
        None = "システム通知を受け取る端末はまだありません。受け取りたい端末で、ページ右上の「⋮」をタップし、「システム通知」で選んでください。",
        AllOff = "すべての端末のシステム通知をオフにしました。メッセージはこれまでどおりここに届きます。",
        OffButton = "すべてオフ",
        NotUnderstood = words => $"{words}がわかりませんでした。下から選ぶか、/push urgent、/push all、/push off のどれかを送ってください：",
        Devices = (count, level) => $"📲 システム通知を受け取る端末：{count} 台（{level}）",
        Level = level => level switch
        {
            PushLevel.All => "すべてのメッセージ",
            PushLevel.Sounding => "音の鳴るメッセージ",
            PushLevel.Urgent => "緊急のお知らせだけ",
            _ => throw new UnreachableException($"no text for {level}"),
        },
    };

    private static PushTexts Es { get; } = new()
    {
        Description = "Notificaciones del sistema del chat web: /push urgent",
        OnlyInTheWebChat = "Las notificaciones del sistema son para el chat web; aquí te avisa la propia aplicación.",
        None = "Ningún dispositivo tiene todavía notificaciones del sistema. En el que deba recibirlas, toca “⋮” arriba a la derecha "
            + "de la página y elige en “Notificaciones del sistema”.",
        AllOff = "Las notificaciones del sistema están desactivadas en todos los dispositivos. Los mensajes siguen llegando aquí.",
        OffButton = "Desactivar en todos",
        NotUnderstood = words => $"No entiendo {words}. Elige una opción, o envía /push urgent, /push all o /push off:",
        Devices = (count, level) => $"📲 Notificaciones del sistema en {count} {(count == 1 ? "dispositivo" : "dispositivos")}: {level}",
        Level = level => level switch
        {
            PushLevel.All => "todos los mensajes",
            PushLevel.Sounding => "mensajes con sonido",
            PushLevel.Urgent => "solo mensajes urgentes",
            _ => throw new UnreachableException($"no text for {level}"),
        },
    };
}
