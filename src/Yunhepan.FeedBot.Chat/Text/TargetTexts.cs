namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts about the targets of feeds.json, in one language.</summary>
internal sealed record TargetTexts
{
    public required string TestTitle { get; init; }

    /// <summary>What a test message says; the id of the target.</summary>
    public required Func<string, string> TestText { get; init; }

    public required string TestCategory { get; init; }

    /// <summary>To operators: the target, its kind, since when, and the platform's reason.</summary>
    public required Func<string, string, string, string, string> Fails { get; init; }

    /// <summary>What follows where the target is closed until somebody acts.</summary>
    public required string IsClosed { get; init; }

    /// <summary>What follows where it is tried again.</summary>
    public required string IsTriedAgain { get; init; }

    /// <summary>How many messages did not arrive in the last hour.</summary>
    public required Func<int, string> DeadLetters { get; init; }

    /// <summary>The target works again.</summary>
    public required Func<string, string, string> Works { get; init; }

    public static TargetTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);

    private static TargetTexts Zh { get; } = new()
    {
        TestTitle = "测试消息，不是新闻",
        TestText = id => $"这条消息用来检查发送目标“{id}”是否收得到，请忽略。能看到它，就说明设置正确。",
        TestCategory = "测试",
        Fails = (id, kind, since, reason) => $"⚠️ 发送目标“{id}”（{kind}）从 {since} 起收不到消息：{reason}",
        IsClosed = "已停止向它发送。改好 feeds.json 后会重新开始，积压的消息会补发。",
        IsTriedAgain = "之后会自动再试，积压的消息会补发。",
        DeadLetters = count => $"最近一小时有 {count} 条没有送到，也不会再自动发送；用 feedbot dead-letters 查看和重发。",
        Works = (id, kind) => $"✅ 发送目标“{id}”（{kind}）恢复正常了。",
    };

    private static TargetTexts En { get; } = new()
    {
        TestTitle = "A test message, not news",
        TestText = id => $"This message checks whether the target “{id}” receives anything. Please ignore it. If you can read it, the "
            + "set-up works.",
        TestCategory = "Test",
        Fails = (id, kind, since, reason) => $"⚠️ The target “{id}” ({kind}) has received no messages since {since}: {reason}",
        IsClosed = "Nothing is sent to it any more. It starts again when feeds.json changes, and what it missed is caught up with.",
        IsTriedAgain = "It is tried again by itself, and what waits will be sent.",
        DeadLetters = count => (count == 1 ? "1 message" : $"{count} messages") + " of the last hour did not arrive and will not be sent "
            + "again by themselves; feedbot dead-letters shows them and sends them again.",
        Works = (id, kind) => $"✅ The target “{id}” ({kind}) works again.",
    };

    private static TargetTexts Ja { get; } = new()
    {
        TestTitle = "テストメッセージです（ニュースではありません）",
        TestText = id => $"送信先「{id}」に届くかどうかを確認するためのメッセージです。無視してください。これが読めれば、設定は正しくできています。",
        TestCategory = "テスト",
        Fails = (id, kind, since, reason) => $"⚠️ 送信先「{id}」（{kind}）は {since} からメッセージを受け取れていません：{reason}",
        IsClosed = "送信を止めました。feeds.json を直すと再開し、届かなかった分をまとめて送ります。",
        IsTriedAgain = "自動でもう一度試し、待っているメッセージを送ります。",
        DeadLetters = count => $"この 1 時間に {count} 件が届かず、自動では再送されません。feedbot dead-letters で確認と再送ができます。",
        Works = (id, kind) => $"✅ 送信先「{id}」（{kind}）は正常に戻りました。",
    };

    private static TargetTexts Es { get; } = new()
    {
        TestTitle = "Mensaje de prueba, no es una noticia",
        TestText = id => $"Este mensaje comprueba si el destino “{id}” recibe algo. Puedes ignorarlo. Si lo lees, la configuración "
            + "funciona.",
        TestCategory = "Prueba",
        Fails = (id, kind, since, reason) => $"⚠️ El destino “{id}” ({kind}) no recibe mensajes desde {since}: {reason}",
        IsClosed = "Ya no se le envía nada. Volverá a empezar cuando cambie feeds.json, y recibirá lo que se perdió.",
        IsTriedAgain = "Se volverá a intentar automáticamente, y se enviará lo que espera.",
        DeadLetters = count => (count == 1 ? "1 mensaje" : $"{count} mensajes") + " de la última hora no llegaron y no se reenviarán "
            + "solos; feedbot dead-letters los muestra y los reenvía.",
        Works = (id, kind) => $"✅ El destino “{id}” ({kind}) vuelve a funcionar.",
    };
}
