using Telegram.Bot.Exceptions;
using Yunhepan.FeedBot.Alerts;

namespace Yunhepan.FeedBot.Chat.Telegram;

internal enum TelegramFault
{
    None,
    Markup,
    Keyboard,
    Thread,
    NotModified,
}

/// <summary>What an answer of the Bot API means: by its fields first, by its words only where there is no field.</summary>
internal static class TelegramAnswer
{
    // Longer than the limit of one private chat ever asks for: the whole bot is too fast.
    private static readonly TimeSpan WholeBotFrom = TimeSpan.FromSeconds(10);

    private static readonly string[] GoneWords =
    [
        "chat not found", "chat_id is empty", "peer_id_invalid", "chat was deleted", "group chat is deactivated", "user is deactivated",
        "not enough rights", "have no rights", "chat_write_forbidden", "chat_restricted", "need administrator rights", "no write access",
        "user_is_blocked", "bot was kicked", "not a member",
    ];

    /// <summary>A fault that one more try in another form gets around.</summary>
    public static TelegramFault FaultOf(ApiRequestException e) => e.ErrorCode != 400 ? TelegramFault.None : e.Message switch
    {
        var m when Has(m, "can't parse entities") => TelegramFault.Markup,
        var m when Has(m, "message thread not found") || Has(m, "topic_deleted") => TelegramFault.Thread,
        var m when Has(m, "reply markup is too long") || Has(m, "button_data_invalid") || Has(m, "button_url_invalid") || Has(m, "button_invalid") => TelegramFault.Keyboard,
        var m when Has(m, "message is not modified") => TelegramFault.NotModified,
        _ => TelegramFault.None,
    };

    public static SendResult Of(RequestException exception, bool isGroup, TelegramToken token)
    {
        var reason = token.Hide(exception.Message);
        return exception is ApiRequestException api ? Of(api, isGroup, reason) : OfTransport(exception, reason);
    }

    private static SendResult Of(ApiRequestException e, bool isGroup, string reason) => e switch
    {
        { Parameters.MigrateToChatId: { } id } => new SendResult.ChatMoved(id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        { ErrorCode: 429 } => Throttled(e.Parameters?.RetryAfter, isGroup),
        { ErrorCode: 401 } => new SendResult.AccountRefused(reason),
        // A token that is not even well formed has no path of its own.
        { ErrorCode: 404 } when !Has(reason, "method not found") => new SendResult.AccountRefused(reason),
        { ErrorCode: 403 } => new SendResult.ChatGone(reason),
        { ErrorCode: >= 500 } => new SendResult.Unknown(reason),
        _ when Array.Exists(GoneWords, word => Has(reason, word)) => new SendResult.ChatGone(reason),
        _ => new SendResult.Rejected(reason),
    };

    private static SendResult.Throttled Throttled(int? retryAfter, bool isGroup)
    {
        var wait = TimeSpan.FromSeconds(Math.Max(1, retryAfter ?? 1));
        return new SendResult.Throttled(wait, !isGroup && wait >= WholeBotFrom);
    }

    // Only a connection that never was is sure not to have carried the message.
    private static SendResult OfTransport(RequestException e, string reason) => e.InnerException switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => new SendResult.Failed(reason),
        _ => new SendResult.Unknown(reason),
    };

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
