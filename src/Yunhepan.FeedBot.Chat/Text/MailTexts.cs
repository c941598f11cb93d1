namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts of mails besides the message, and of the page that unsubscribes, in one language.</summary>
internal sealed record MailTexts
{
    /// <summary>Who sends the mail; the name of the site.</summary>
    public required Func<string, string> SentBy { get; init; }

    /// <summary>On the link and the button.</summary>
    public required string Unsubscribe { get; init; }

    /// <summary>Whether to unsubscribe; the name of the site.</summary>
    public required Func<string, string> Question { get; init; }

    public required string Done { get; init; }

    /// <summary>The link is not ours, or no longer valid.</summary>
    public required string Unknown { get; init; }

    public static MailTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);

    private static MailTexts Zh { get; } = new()
    {
        SentBy = site => $"这封邮件由“{site}”自动发送。",
        Unsubscribe = "退订",
        Question = site => $"不再向这个邮箱发送“{site}”的邮件？",
        Done = "已退订，不会再向这个邮箱发送邮件。",
        Unknown = "这个退订链接无效，或已经失效。",
    };

    private static MailTexts En { get; } = new()
    {
        SentBy = site => $"This mail was sent automatically by {site}.",
        Unsubscribe = "Unsubscribe",
        Question = site => $"Send no more mail of {site} to this mailbox?",
        Done = "Unsubscribed. No more mail will be sent to this mailbox.",
        Unknown = "This link to unsubscribe is not valid, or not any more.",
    };

    private static MailTexts Ja { get; } = new()
    {
        SentBy = site => $"このメールは「{site}」から自動的に送信されました。",
        Unsubscribe = "配信を停止",
        Question = site => $"このメールアドレスへの「{site}」からの配信を停止しますか？",
        Done = "配信を停止しました。このメールアドレスには今後送信されません。",
        Unknown = "この配信停止リンクは無効か、期限が切れています。",
    };

    private static MailTexts Es { get; } = new()
    {
        SentBy = site => $"Este correo fue enviado automáticamente por {site}.",
        Unsubscribe = "Cancelar la suscripción",
        Question = site => $"¿No enviar más correos de {site} a este buzón?",
        Done = "Suscripción cancelada. No se enviarán más correos a este buzón.",
        Unknown = "Este enlace para cancelar la suscripción no es válido o ya no lo es.",
    };
}
