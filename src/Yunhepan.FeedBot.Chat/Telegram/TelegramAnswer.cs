using System.Globalization;
using Telegram.Bot.Exceptions;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Interprets responses of the Bot API: by their fields, and by their text only if there is no field. Texts change, so they are
/// compared ignoring case, and older ones are kept.
/// </summary>
internal static class TelegramAnswer
{
    /// <summary>The number of days on which a chat without rights is tried once.</summary>
    private const int TriesWithoutRights = 7;

    /// <summary>
    /// The number of attempts for an unknown chat id or another bot's token: it may be an accident once, but not three times.
    /// </summary>
    private const int TriesWithoutChat = 3;

    // A longer wait than the limit of one private chat explains means that the whole bot is too fast.
    private static readonly TimeSpan WholeBotFrom = TimeSpan.FromSeconds(10);

    private static readonly (string Words, TelegramFault Fault)[] Faults =
    [
        ("can't parse entities", TelegramFault.Markup),
        ("message thread not found", TelegramFault.ThreadGone),
        ("topic_deleted", TelegramFault.ThreadGone),
        ("topic_closed", TelegramFault.ThreadClosed),
        ("reply markup is too long", TelegramFault.Keyboard),
        ("button_data_invalid", TelegramFault.Keyboard),
        ("button_url_invalid", TelegramFault.Keyboard),
        ("button_invalid", TelegramFault.Keyboard),
        ("message is too long", TelegramFault.TooLong),
        ("caption is too long", TelegramFault.TooLong),
        ("wrong http url specified", TelegramFault.Photo),
        ("failed to get http url content", TelegramFault.Photo),
        ("wrong type of the web page content", TelegramFault.Photo),
        ("wrong file identifier", TelegramFault.Photo),
        ("photo_", TelegramFault.Photo),
        ("image_process_failed", TelegramFault.Photo),
        ("too big file for a photo", TelegramFault.Photo),
        ("file is too big", TelegramFault.Photo),
        ("media_caption_too_long", TelegramFault.TooLong),
        ("webpage_", TelegramFault.Preview),
        ("rich_message", TelegramFault.Rich),
        ("rich message", TelegramFault.Rich),
        ("message can't be edited", TelegramFault.CannotEdit),
        ("there is no text in the message to edit", TelegramFault.CannotEdit),
        ("there is no caption in the message to edit", TelegramFault.CannotEdit),
        ("message is not modified", TelegramFault.NotModified),
    ];

    private static readonly string[] PhotosForbiddenWords =
    [
        "not enough rights to send photos", "chat_send_photos_forbidden", "not enough rights to send media", "chat_send_media_forbidden",
    ];

    private static readonly string[] MessageGoneWords = ["message to edit not found", "message to delete not found", "message_id_invalid"];

    private static readonly string[] NoChatWords = ["chat not found", "chat_id is empty", "peer_id_invalid"];

    private static readonly string[] NoRightsWords =
    [
        "not enough rights", "have no rights", "chat_write_forbidden", "chat_restricted", "need administrator rights", "no write access",
        "topic_closed", "_forbidden",
    ];

    private static readonly string[] GoneWords =
    [
        "chat was deleted", "group chat is deactivated", "user is deactivated", "user_is_blocked", "bot was blocked", "bot was kicked",
        "not a member",
    ];

    /// <summary>
    /// Returns the fault of a send with a picture: any error that does not concern the chat concerns the picture.
    /// </summary>
    public static TelegramFault PhotoFaultOf(ApiRequestException e) => FaultOf(e) switch
    {
        TelegramFault.None when e.ErrorCode is 400 or 413 && e.Parameters?.MigrateToChatId is null
            && !HasAny(e.Message, [.. GoneWords, .. NoChatWords, .. NoRightsWords]) => TelegramFault.Photo,
        // As a text it may be longer.
        TelegramFault.Preview or TelegramFault.TooLong => TelegramFault.Photo,
        var fault => fault,
    };

    public static TelegramFault FaultOf(ApiRequestException e) => e.ErrorCode switch
    {
        400 or 403 when HasAny(e.Message, PhotosForbiddenWords) => TelegramFault.PhotosForbidden,
        400 => Array.Find(Faults, row => Has(e.Message, row.Words)).Fault,
        // An older server does not have the method.
        404 when Has(e.Message, "method not found") => TelegramFault.Rich,
        _ => TelegramFault.None,
    };

    /// <summary>Returns true if the message exists but Telegram does not let us delete it.</summary>
    public static bool IsKept(ApiRequestException e) => Has(e.Message, "message can't be deleted");

    public static SendResult Read(RequestException exception, bool isGroup, TelegramToken token)
    {
        var reason = token.Hide(exception.Message);
        return exception is ApiRequestException api ? Read(api, isGroup, reason) : ReadTransport(exception, reason);
    }

    private static SendResult Read(ApiRequestException e, bool isGroup, string reason) => e switch
    {
        { Parameters.MigrateToChatId: { } id } => new SendResult.ChatMoved(id.ToString(CultureInfo.InvariantCulture)),
        { ErrorCode: 429 } => Throttled(e.Parameters?.RetryAfter, isGroup),
        { ErrorCode: 401 } => new SendResult.AccountRefused(reason),
        // A malformed token has no path of its own.
        { ErrorCode: 404 } when !Has(reason, "method not found") => new SendResult.AccountRefused(reason),
        { ErrorCode: >= 500 } => new SendResult.Unknown(reason),
        _ when HasAny(reason, GoneWords) => new SendResult.ChatGone(reason),
        _ when HasAny(reason, NoChatWords) => new SendResult.ChatResting(reason, TriesWithoutChat),
        _ when HasAny(reason, NoRightsWords) => new SendResult.ChatResting(reason, TriesWithoutRights),
        _ when HasAny(reason, MessageGoneWords) => new SendResult.MessageGone(reason),
        { ErrorCode: 403 } => new SendResult.ChatGone(reason),
        _ => new SendResult.Rejected(reason),
    };

    private static SendResult.Throttled Throttled(int? retryAfter, bool isGroup)
    {
        var wait = TimeSpan.FromSeconds(Math.Max(1, retryAfter ?? 1));
        return new SendResult.Throttled(wait, !isGroup && wait >= WholeBotFrom);
    }

    // Only if no connection was made, the message was certainly not sent.
    private static SendResult ReadTransport(RequestException e, string reason) => e.InnerException switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => new SendResult.Failed(reason),
        _ => new SendResult.Unknown(reason),
    };

    private static bool HasAny(string text, string[] words) => Array.Exists(words, word => Has(text, word));

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
