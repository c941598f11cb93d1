using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Tells the operator what keeps a bot from receiving: by its name, once for each trouble, without a secret.</summary>
internal sealed partial class TelegramTrouble(
    TelegramConnection connection, TelegramStatus status, CurrentCatalogue catalogue, TimeProvider time,
    ILogger<TelegramTrouble> logger)
{
    /// <summary>
    /// A program that restarts, or takes over from another node and gives back, meets an earlier request once each time; two that poll
    /// meet every few seconds.
    /// </summary>
    private const int SurelyTwo = 4;

    /// <summary>A meeting that is later than this after the last one is a first one again.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(10);

    /// <summary>Two programs that poll for one bot get answers in turn, so an answer does not show that the other one is gone.</summary>
    private static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(1);

    private int _meetings;
    private DateTimeOffset _metAt;
    private (string What, bool IsCertain)? _said;

    /// <summary>The bot as people and operators know it.</summary>
    public string Bot => $"@{connection.Username} ({connection.Token.BotId})";

    /// <summary>The address at which Telegram reaches this service; null if feeds.json states none.</summary>
    public string? OwnWebhook =>
        catalogue.Catalogue.Site.BaseUrl is { } site ? site + TelegramWebhook.PathOf(connection.Token.BotId) : null;

    public void Over()
    {
        status.IsRefused = false;
        if (_meetings >= SurelyTwo && time.GetUtcNow() - _metAt < GoneAfter)
            return;
        (status.Problem, status.IsContested, _said) = (null, false, null);
    }

    public void Refused(ApiRequestException e, TimeSpan longest)
    {
        if (!status.IsRefused)
            LogRefused(connection.Token.BotId, e.ErrorCode, longest);
        (status.Problem, status.IsRefused) = ($"the token of bot {connection.Token.BotId} is refused (error {e.ErrorCode})", true);
    }

    public void Failed(Exception e, TimeSpan pause)
    {
        status.Problem = connection.Token.Hide(e.Message);
        LogFailed(status.Problem, pause);
    }

    /// <summary>Names what else receives for this bot. A webhook that this service has set earlier is removed.</summary>
    public async Task ContestedAsync(ApiRequestException conflict, CancellationToken cancellationToken)
    {
        if (!conflict.Message.Contains("webhook", StringComparison.OrdinalIgnoreCase))
        {
            var now = time.GetUtcNow();
            (_meetings, _metAt) = (now - _metAt > Together ? 1 : _meetings + 1, now);
            Contested($"another program polls for {Bot}; only one may", isCertain: _meetings >= SurelyTwo);
            return;
        }

        var url = (await connection.Calls.GetWebhookInfo(cancellationToken)).Url;
        if (url.Length > 0 && url == OwnWebhook)
        {
            await connection.Calls.DeleteWebhook(cancellationToken: cancellationToken);
            LogOwnRemoved(Bot);
        }
        else if (url.Length > 0)
        {
            Contested(
                $"a webhook at {HostOf(url)} receives for {Bot}; Telegram:DeleteWebhook=true removes it, Telegram:Webhook=true receives by "
                + "one", isCertain: true);
        }
    }

    /// <param name="isCertain">
    /// True if somebody must act. When another node takes a bot over, its first request meets the last one of the node before.
    /// </param>
    public void Contested(string what, bool isCertain)
    {
        (status.Problem, status.IsContested) = (what, isCertain);
        var said = (what, isCertain);
        if (_said == said || (!isCertain && _said?.What == what))
            return;
        _said = said;
        if (isCertain)
            LogContested(what);
        else
            LogMet(what);
    }

    /// <summary>Returns the host alone, because the path of a foreign webhook may be its secret.</summary>
    public static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Authority : "an unknown address";

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Telegram refuses the token of bot {BotId} (error {ErrorCode}): replace it and restart the service. Asked again at most "
            + "every {Pause}")]
    private partial void LogRefused(string botId, int errorCode, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram gave no updates: {Reason}. Next try in {Pause}")]
    private partial void LogFailed(string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The messages of people do not reach the bot: {What}")]
    private partial void LogContested(string what);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Telegram ended a request for updates, maybe because of an earlier one of this service: {What}")]
    private partial void LogMet(string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "The webhook of {Bot} was left by this service; removed, because it polls now")]
    private partial void LogOwnRemoved(string bot);
}
