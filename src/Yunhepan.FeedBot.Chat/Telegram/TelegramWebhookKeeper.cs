using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telegram.Bot;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Sets the webhook of one bot, and looks from time to time whether it is still there and works.</summary>
internal sealed partial class TelegramWebhookKeeper(
    TelegramConnection connection, TelegramWebhook webhook, TelegramSignIn signIn, TelegramTrouble trouble,
    IOptions<TelegramOptions> options, TimeProvider time, ILogger<TelegramWebhookKeeper> logger)
{
    // Telegram keeps the order within a chat.
    private const int Connections = 8;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);
    private static readonly int[] Ports = [443, 80, 88, 8443];

    private DateTimeOffset _lookAt = DateTimeOffset.MinValue;
    private DateTime? _lastError;
    private bool _isSet;

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _lookAt)
            return;
        if (connection.Username is null)
            await signIn.RunAsync(cancellationToken);
        if (trouble.OwnWebhook is not { } url || !IsAccepted(url))
        {
            trouble.Contested(
                "Telegram:Webhook needs a site.baseUrl in feeds.json with https and the port 443, 80, 88 or 8443", isCertain: true);
            _lookAt = now + LookAgain;
            return;
        }

        var info = _isSet ? await connection.Calls.GetWebhookInfo(cancellationToken) : null;
        if (info?.Url != url)
        {
            await connection.Calls.SetWebhook(
                url, secretToken: webhook.Secret, maxConnections: Connections, allowedUpdates: TelegramInbox.Wanted,
                cancellationToken: cancellationToken);
            LogSet(trouble.Bot, url);
        }

        if (info is not null && info.Url != url)
            trouble.Contested(
                info.Url.Length == 0 ? $"another program removed the webhook of {trouble.Bot}; it is set again"
                    : $"another program set the webhook of {trouble.Bot} to {TelegramTrouble.HostOf(info.Url)}; it is set again",
                isCertain: true);
        else if (info is { LastErrorDate: { } at, PendingUpdateCount: > 0 } && at != _lastError)
            trouble.Contested($"{url} gave Telegram no good answer for {trouble.Bot}: {info.LastErrorMessage}", isCertain: true);
        else
            trouble.Over();
        (_isSet, _lastError, _lookAt) = (true, info?.LastErrorDate, now + LookAgain);
    }

    // A Bot API server of one's own accepts any address.
    private bool IsAccepted(string url) => options.Value.BaseUrl is not null || IsPublic(url);

    /// <summary>Returns whether Telegram itself pushes to an address.</summary>
    internal static bool IsPublic(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && Ports.Contains(uri.Port);

    [LoggerMessage(Level = LogLevel.Information, Message = "Telegram pushes the messages of people for {Bot} to {Url}")]
    private partial void LogSet(string bot, string url);
}
